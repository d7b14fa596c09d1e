//! The stages that one snapshot goes through, each of them once.

use super::configure::{Configured, configure};
use super::silence::{WithReason, silence};
use super::{
    Counts, Error, InferredRenderer, Note, ProfileChoice, Request, SiteChoice, Unchecked, addresses, decided, exemptions, first,
    groups, habits, purposes, quizzes, read, unchecked,
};
use crate::config::{Config, EvidenceSearch, Group};
use crate::corpus::{Corpus, Page, ShortSighted};
use crate::curriculum::{self, Models};
use crate::document::{Document, Reread, Source};
use crate::finding::Finding;
use crate::git::{Entry, Repository, Snapshot};
use crate::online;
use crate::paths::{PathIndex, Paths};
use crate::rules::{self, Check, Context};
use crate::select;
use crate::site::Sites;
use crate::verdict::Moved;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// A snapshot whose documents are known one by one.
pub(super) struct Read {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) configured: Configured,
    pub(super) sites: Sites,
    pub(super) documents: Documents,
    pub(super) index: PathIndex,
    /// Whether it is compared with another one.
    pub(super) compared: bool,
}

/// A snapshot whose findings are known, each told from those that the documents silence.
pub(super) struct Judged {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) configured: Configured,
    pub(super) corpus: Corpus,
    /// The sites that have pages.
    pub(super) sites: Vec<SiteChoice>,
    /// The renderers inferred from the fragments of the repository itself.
    pub(super) inferred: Vec<InferredRenderer>,
    /// The links that could not be decided.
    pub(super) unchecked: Vec<Unchecked>,
    pub(super) kept: Vec<Finding>,
    pub(super) silenced: Vec<WithReason>,
    pub(super) notes: Vec<Note>,
    visited: Option<online::Counts>,
    pub(super) documents: Vec<Arc<str>>,
}

impl Judged {
    /// How much was read.
    pub(super) fn counts(&self) -> Counts {
        Counts { documents: self.documents.len(), shown: None, online: self.visited }
    }
}

/// Finds the configuration of `snapshot`, and reads its documents.
pub(super) fn read(repository: &Repository, snapshot: &Arc<Snapshot>, request: &Request) -> Result<Read, Error> {
    let mut configured = configure(snapshot, repository.prefix(), request)?;
    let entries = read::documents(snapshot, &configured.config);
    let (choosing, index) =
        rayon::join(|| configured.choose_by_sample(snapshot, &entries, request), || PathIndex::new(&**snapshot));
    let choosing = choosing?;
    let mut sites = Sites::find(&**snapshot, &configured.config);
    let mut all = documents(snapshot, &entries, &configured.config, &sites, choosing);
    if choosing && configured.choose_by_evidence(&all.evidence, request)? {
        configured.read_schemas(snapshot)?;
        sites = Sites::find(&**snapshot, &configured.config);
        all = documents(snapshot, &entries, &configured.config, &sites, false);
    }
    quizzes::read(snapshot, &configured.config, &sites, &mut all);
    let compared = request.base.is_some();
    Ok(Read { snapshot: Arc::clone(snapshot), configured, sites, documents: all, index, compared })
}

impl Read {
    /// Reads the documents again, under the profile of `choice`, of which the base is evidence.
    pub(super) fn under(self, choice: ProfileChoice, request: &Request) -> Result<Self, Error> {
        let Self { snapshot, mut configured, index, compared, .. } = self;
        configured.take_profile(choice, request)?;
        configured.read_schemas(&snapshot)?;
        let entries = read::documents(&snapshot, &configured.config);
        let sites = Sites::find(&*snapshot, &configured.config);
        let mut documents = documents(&snapshot, &entries, &configured.config, &sites, false);
        quizzes::read(&snapshot, &configured.config, &sites, &mut documents);
        Ok(Self { snapshot, configured, sites, documents, index, compared })
    }

    /// Of which profiles the documents of the base at `entries` are evidence: those that the contribution did not touch have
    /// been asked.
    pub(super) fn evidence_before(&self, moved: &Moved, entries: &[&Entry]) -> Vec<(Arc<str>, u64)> {
        let known: HashMap<&str, u64> = self.documents.evidence.iter().map(|(path, bits)| (&**path, *bits)).collect();
        let search = EvidenceSearch::new();
        let evidence = |entry: &&Entry| match known.get(&*entry.path).filter(|_| !moved.touches(&entry.path)) {
            Some(bits) => Some((Arc::clone(&entry.path), *bits)),
            None => {
                let source = read::source(moved.before(), entry)?.ok()?;
                Some((Arc::clone(&source.path), search.look(source.path(), source.text())))
            }
        };
        entries.par_iter().filter_map(evidence).collect()
    }
}

/// The least that may be read of a history, in bytes: some hundreds of commits, which cost less than the start of the program.
const LEAST_HISTORY: u64 = 2_000_000;

/// How many bytes of documents, read and checked, cost three times as much as one byte of history.
const HISTORY_SHARE: u64 = 3;

/// Brings the documents together and runs the rules that see all of them; visits external links where that is asked for,
/// and asks `history` what became of missing files where that is wanted.
pub(super) fn judge(repository: &Repository, read: Read, online: Option<&online::Request>, history: bool) -> Judged {
    let Read { snapshot, configured, sites, documents, index, compared } = read;
    let (addresses, absent) = addresses::addresses(repository, &configured);
    let config = &configured.config;
    let Documents { pages, found, mut findings, bytes, .. } = documents;
    findings.extend(read::unlisted(&snapshot, config));
    findings.extend(absent);
    let paths = Arc::clone(&snapshot) as Arc<dyn Paths>;
    let (corpus, curriculum) = rayon::join(|| Corpus::new(pages, paths, index, sites), || curriculum::link(found));
    let mut corpus = corpus.with_addresses(addresses);
    corpus.curriculum = curriculum;
    let unchecked = unchecked::of(&corpus);
    let written = configured.source();
    findings.extend(exemptions::unused(written.as_ref(), config, &corpus.curriculum));
    findings.extend(groups::told(written.as_ref(), config, &corpus.pages, &corpus.curriculum));
    // What is asked of history takes a part of the time that the check itself does.
    let history = history.then_some(LEAST_HISTORY + bytes / HISTORY_SHARE);
    let (found, short_sighted) = corpus_findings(&corpus, &Context::new(config), history);
    findings.extend(found);
    let visited = online.map(|asked| online::check(&corpus, &config.online, asked)).unwrap_or_default();
    findings.extend(visited.findings);
    purposes::drop_what_chapters_part(&mut findings, &corpus);
    let habits = habits::settle(&mut findings, &corpus.pages);
    purposes::settle(&mut findings, &corpus, compared, config.describes);
    first::settle(&mut findings);
    if !compared {
        decided::settle(&mut findings, &*snapshot);
    }
    let (kept, silenced) = silence(&corpus, read::settled(findings), config, online.is_some());
    let sites = corpus.used_sites().into_iter().map(SiteChoice::from).collect();
    let inferred = InferredRenderer::of(&corpus);
    let documents = corpus.pages.iter().map(|page| Arc::clone(&page.source.path)).collect();
    let (history, visits) = (short_sighted.into_iter().map(Note::History), visited.notes.into_iter().map(Note::Online));
    let lost = Some(corpus.lost_folders()).filter(|lost| !lost.is_empty()).map(Note::NoFolder);
    let (notes, visited) = (history.chain(visits).chain(habits).chain(lost).collect(), visited.counts);
    Judged { snapshot, configured, corpus, sites, inferred, unchecked, kept, silenced, notes, visited, documents }
}

/// What is kept of all documents.
#[derive(Default)]
pub(super) struct Documents {
    pub(super) pages: Vec<Page>,
    pub(super) found: Vec<curriculum::Found>,
    pub(super) findings: Vec<Finding>,
    /// How long their texts are together.
    bytes: u64,
    /// Of which shipped profiles each document is evidence, as [`EvidenceSearch::look`] tells it.
    evidence: Vec<(Arc<str>, u64)>,
}

/// How many documents take each step together: the program's own code is the larger part of what a core must have at
/// hand, and so each piece of it is fetched once for all of them. Their texts and facts still fit beside it.
const BATCH: usize = 8;

/// Reads and parses each document, runs the rules that need nothing else, and keeps what the others need. `choosing`:
/// also looks for evidence.
pub(super) fn documents(
    snapshot: &Arc<Snapshot>,
    entries: &[&Entry],
    config: &Config,
    sites: &Sites,
    choosing: bool,
) -> Documents {
    let stage = DocumentStage {
        snapshot,
        config,
        sites,
        models: Models::new(config),
        checks: rules_on(config, |check| if let Check::Document(check) = check { Some(check) } else { None }),
        search: choosing.then(EvidenceSearch::new),
        reread: read::reread(snapshot),
    };
    let take = |mut kept: Documents, batch: &[&Entry]| {
        stage.take(batch, &mut kept);
        kept
    };
    // Each thread takes the next batch when it is free, so that none waits at the end for another's share.
    let mut all = entries.chunks(BATCH).par_bridge().fold(Documents::default, take).reduce(Documents::default, Documents::join);
    all.evidence.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

/// What the documents go through one by one.
struct DocumentStage<'a> {
    snapshot: &'a Snapshot,
    config: &'a Config,
    sites: &'a Sites,
    models: Models,
    checks: Vec<fn(&Document, &Context<'_>, &mut Vec<Finding>)>,
    search: Option<EvidenceSearch>,
    reread: Reread,
}

/// A document while it is looked at, and what is known of it.
struct AtHand<'a> {
    path: Arc<str>,
    groups: Vec<&'a Group>,
    document: Document,
    /// Whether acquis wrote it: no rule looks at its text.
    generated: bool,
    findings: Vec<Finding>,
}

impl<'a> AtHand<'a> {
    fn new(source: Arc<Source>, config: &'a Config, sites: &Sites) -> Self {
        let (path, generated) = (Arc::clone(&source.path), source.is_generated());
        let groups = config.groups_for(&path).collect();
        let dialect = sites.dialect(&path);
        Self { groups, path, document: Document::parse_as(source, dialect), generated, findings: Vec::new() }
    }
}

impl DocumentStage<'_> {
    fn take(&self, batch: &[&Entry], kept: &mut Documents) {
        let mut sources = Vec::with_capacity(batch.len());
        for read in batch.iter().filter_map(|entry| read::source(self.snapshot, entry)) {
            match read {
                Ok(source) => sources.push(source),
                Err(finding) => kept.findings.push(*finding),
            }
        }
        kept.bytes += sources.iter().map(|source| source.text().len() as u64).sum::<u64>();
        if let Some(search) = &self.search {
            let look = |source: &Arc<Source>| (Arc::clone(&source.path), search.look(source.path(), source.text()));
            kept.evidence.extend(sources.iter().filter(|source| !source.is_generated()).map(look));
        }
        let mut parsed: Vec<_> = sources.into_iter().map(|source| AtHand::new(source, self.config, self.sites)).collect();
        for check in &self.checks {
            for at_hand in parsed.iter_mut().filter(|at_hand| !at_hand.generated) {
                let context = Context::at(self.config, &at_hand.path, &at_hand.groups);
                check(&at_hand.document, &context, &mut at_hand.findings);
            }
        }
        for AtHand { path, groups, document, findings, .. } in parsed {
            let before = kept.found.len();
            kept.found.extend(self.models.read(&groups, &document).into_iter().filter(|found| !found.is_empty()));
            let context = Context::at(self.config, &path, &groups);
            let mut page = Page::with_marked(&document, self.sites, &rules::front_matter::reference::marked(&document, &context));
            if findings.is_empty() && kept.found.len() == before && page.directives.is_empty() {
                page.release(&self.reread);
            }
            kept.pages.push(page);
            kept.findings.extend(findings);
            document.recycle();
        }
    }
}

impl Documents {
    /// Both together.
    pub(super) fn join(mut self, mut other: Self) -> Self {
        self.pages.append(&mut other.pages);
        self.found.append(&mut other.found);
        self.findings.append(&mut other.findings);
        self.evidence.append(&mut other.evidence);
        self.bytes += other.bytes;
        self
    }
}

/// The checks of one stage that the configuration has not turned off.
pub(super) fn rules_on<T>(config: &Config, stage: impl Fn(Check) -> Option<T>) -> Vec<T> {
    let on = rules::RULES.iter().filter(|rule| select::runs(rule.id, config));
    on.filter_map(|rule| stage(rule.check)).collect()
}

/// Runs the rules that see every document: those that look at all of it at once, and those that look at each page.
/// So many bytes of `history` are asked what became of missing files where that is wanted; the searches that found no end are
/// given too.
fn corpus_findings(corpus: &Corpus, context: &Context<'_>, history: Option<u64>) -> (Vec<Finding>, Vec<ShortSighted>) {
    let mut findings = Vec::new();
    for check in rules_on(context.config, |check| if let Check::Corpus(check) = check { Some(check) } else { None }) {
        check(corpus, context, &mut findings);
    }
    let of_pages = rules_on(context.config, |check| if let Check::Page(check) = check { Some(check) } else { None });
    let sought = rules::fate::sought(|rule| select::runs(rule, context.config));
    let short_sighted = history.map(|bytes| corpus.look_back(sought, bytes)).unwrap_or_default();
    findings.par_extend(corpus.pages.par_iter().flat_map_iter(|page| {
        let mut found = Vec::new();
        of_pages.iter().for_each(|check| check(page, corpus, context, &mut found));
        found
    }));
    (findings, short_sighted)
}
