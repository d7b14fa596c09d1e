//! The only sequence: snapshot → documents → corpus → rules → findings → selection.
//!
//! The command line calls it, and so does whatever else runs acquis. It knows nothing of how an outcome is shown.

mod addresses;
mod configure;
mod read;

use crate::config::{Config, ConfigError, ConfigFile, EvidenceSearch, Overrides};
use crate::corpus::{Corpus, Page, PathIndex, Paths, Site, Sites};
use crate::curriculum::{self, Curriculum, Models};
use crate::document::{Document, Reread, Source};
use crate::finding::{Finding, Severity};
use crate::git::{At, Entry, GitError, ReadError, Repository, Snapshot, SnapshotKind};
use crate::language::Language;
use crate::online;
use crate::rules::{self, Check, Context, Rule, book};
use crate::select;
use rayon::prelude::*;
use std::sync::Arc;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// What to look at.
    pub at: At,
    /// The configuration file named on the command line, instead of the nearest one.
    pub config: Option<ConfigFile>,
    /// What the command line says beside it.
    pub overrides: Overrides,
    /// The language of the locale, where nothing else says one.
    pub locale: Language,
    /// How external links are visited; `None`: they are not.
    pub online: Option<online::Request>,
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    /// What was looked at.
    pub snapshot: SnapshotInfo,
    /// The configuration that judged it.
    pub config: Config,
    /// The profile that was chosen because of what the repository holds, where nobody named one.
    pub evidence: Option<ProfileChoice>,
    /// The sites that links were read for.
    pub sites: Vec<SiteChoice>,
    /// Sorted by path, place and rule.
    pub findings: Vec<Reported>,
    /// What is assessed and what is not.
    pub curriculum: Curriculum,
    /// How much was read.
    pub counts: Counts,
    /// The language of the messages.
    pub language: Language,
    /// What the person who runs it should know of the visits to external links.
    pub notes: Vec<online::Note>,
}

/// A profile chosen by evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileChoice {
    /// Its name.
    pub name: String,
    /// The first file that tells so.
    pub path: String,
}

/// A site that links were read for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteChoice {
    /// Its generator's name, in lower case; empty where that is unknown.
    pub generator: String,
    /// The renderer that decides its anchors.
    pub renderer: &'static str,
    /// The folder of its pages, from the root of the repository.
    pub root: String,
    /// The file that tells of it; `None` where the configuration names it.
    pub evidence: Option<String>,
    /// How people are told of it: `VitePress (docs)`.
    pub name: String,
}

impl From<&Site> for SiteChoice {
    fn from(site: &Site) -> Self {
        Self {
            generator: site.generator.name().to_lowercase(),
            renderer: site.renderer.name(),
            root: site.root().to_owned(),
            evidence: site.evidence.as_deref().map(str::to_owned),
            name: site.name(),
        }
    }
}

/// What was looked at.
#[derive(Clone, Debug)]
pub struct SnapshotInfo {
    /// The kind of place.
    pub kind: SnapshotKind,
    /// The commit read, or the one that HEAD is at; `None` before the first.
    pub commit: Option<String>,
}

/// How much was read, and what was left out of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents checked.
    pub documents: usize,
    /// Findings silenced by directives.
    pub suppressed: usize,
    /// Findings that a baseline knows.
    pub baselined: usize,
    /// External links, where they were visited.
    pub online: Option<online::Counts>,
}

/// Whether a finding is this contribution's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Not in the base; or there is none to compare with.
    New,
    /// In the base already.
    Existing,
    /// In the base only.
    Fixed,
}

/// A finding with its severity and its words.
#[derive(Clone, Debug)]
pub struct Reported {
    /// The finding.
    pub finding: Finding,
    /// Its severity.
    pub severity: Severity,
    /// Its identity across snapshots.
    pub fingerprint: String,
    /// Whether it is new.
    pub status: Status,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The words of [`Finding::related`], in the same order.
    pub related: Vec<String>,
}

/// Why nothing could be checked.
#[derive(Debug)]
pub enum Error {
    /// The repository or its snapshot.
    Git(GitError),
    /// The configuration: everything that is wrong with it, and its file, where the fault is in one.
    Config(Vec<ConfigError>, Option<ConfigFile>),
    /// The configuration file is there and can't be read.
    Unreadable {
        /// Its path.
        path: String,
        /// Why.
        reason: ReadError,
    },
}

/// Checks one snapshot of `repository`.
///
/// # Errors
/// When the snapshot can't be read at all, or the configuration is not valid. What can't be read of single files is a
/// finding.
pub fn check(repository: &Repository, request: &Request) -> Result<Outcome, Error> {
    let snapshot = Arc::new(repository.snapshot(&request.at).map_err(Error::Git)?);
    let mut configured = configure::configure(&snapshot, repository.prefix(), request)?;
    let entries = read::documents(&snapshot, &configured.config);
    let (choosing, index) =
        rayon::join(|| configured.choose_by_sample(&snapshot, &entries, request), || PathIndex::new(&*snapshot));
    let choosing = choosing?;
    let mut sites = Sites::find(&*snapshot, &configured.config);
    let mut all = documents(&snapshot, &entries, &configured.config, &sites, choosing);
    if choosing && configured.choose_by_evidence(&all.evidence, request)? {
        configured.read_schemas(&snapshot)?;
        sites = Sites::find(&*snapshot, &configured.config);
        all = documents(&snapshot, &entries, &configured.config, &sites, false);
    }
    let (addresses, absent) = addresses::addresses(repository, &configured);
    let configure::Configured { config, evidence, .. } = configured;
    let language = config.language.unwrap_or(request.locale);
    let context = Context { config: &config };
    let Documents { pages, found, mut findings, .. } = all;
    findings.extend(read::unlisted(&snapshot, &config));
    findings.extend(absent);
    let paths = Arc::clone(&snapshot) as Arc<dyn Paths>;
    let (corpus, curriculum) = rayon::join(|| Corpus::new(pages, paths, index, sites), || curriculum::link(found));
    let mut corpus = corpus.with_addresses(addresses);
    corpus.curriculum = curriculum;
    findings.extend(corpus_findings(&corpus, &context));
    let visited = request.online.as_ref().map(|asked| online::check(&corpus, &config.online, asked)).unwrap_or_default();
    findings.extend(visited.findings);

    let (kept, suppressed) = suppress(&corpus, read::settled(findings), request);
    let counts = Counts { documents: corpus.pages.len(), suppressed, baselined: 0, online: visited.counts };
    let findings = report(kept, &config, language);
    let snapshot = SnapshotInfo { kind: snapshot.kind(), commit: snapshot.commit().map(str::to_owned) };
    let sites = corpus.used_sites().into_iter().map(SiteChoice::from).collect();
    let curriculum = std::mem::take(&mut corpus.curriculum);
    // Nobody waits for a hundred thousand small pieces to be given back.
    rayon::spawn(move || drop(corpus));
    Ok(Outcome { snapshot, findings, curriculum, counts, language, evidence, sites, config, notes: visited.notes })
}

/// What is kept of all documents.
#[derive(Default)]
struct Documents {
    pages: Vec<Page>,
    found: Vec<curriculum::Found>,
    findings: Vec<Finding>,
    /// Of which shipped profiles each document is evidence, as [`EvidenceSearch::look`] tells it.
    evidence: Vec<(Arc<str>, u64)>,
}

/// How many documents take each step together: the program's own code is the larger part of what a core must have at
/// hand, and so each piece of it is fetched once for all of them. Their texts and facts still fit beside it.
const BATCH: usize = 8;

/// Reads and parses each document, runs the rules that need nothing else, and keeps what the others need. `choosing`:
/// also looks for evidence.
fn documents(snapshot: &Arc<Snapshot>, entries: &[&Entry], config: &Config, sites: &Sites, choosing: bool) -> Documents {
    let stage = DocumentStage {
        snapshot,
        context: Context { config },
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
    context: Context<'a>,
    sites: &'a Sites,
    models: Models,
    checks: Vec<fn(&Document, &Context<'_>, &mut Vec<Finding>)>,
    search: Option<EvidenceSearch>,
    reread: Reread,
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
        if let Some(search) = &self.search {
            let look = |source: &Arc<Source>| (Arc::clone(&source.path), search.look(source.path(), source.text()));
            kept.evidence.extend(sources.iter().map(look));
        }
        let mut parsed: Vec<_> = sources.into_iter().map(|source| (Document::parse(source), Vec::new())).collect();
        for check in &self.checks {
            parsed.iter_mut().for_each(|(document, findings)| check(document, &self.context, findings));
        }
        for (document, findings) in parsed {
            let before = kept.found.len();
            let found = self.models.read(self.context.config, &document).into_iter();
            kept.found.extend(found.filter(|found| !found.is_empty()));
            let mut page =
                Page::with_marked(&document, self.sites, &rules::front_matter::reference::marked(&document, &self.context));
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
    fn join(mut self, mut other: Self) -> Self {
        self.pages.append(&mut other.pages);
        self.found.append(&mut other.found);
        self.findings.append(&mut other.findings);
        self.evidence.append(&mut other.evidence);
        self
    }
}

/// The checks of one stage that the configuration has not turned off.
fn rules_on<T>(config: &Config, stage: impl Fn(Check) -> Option<T>) -> Vec<T> {
    let on = rules::RULES.iter().filter(|rule| select::severity(rule.id, config).is_some());
    on.filter_map(|rule| stage(rule.check)).collect()
}

/// Runs the rules that see every document: those that look at all of it at once, and those that look at each page.
fn corpus_findings(corpus: &Corpus, context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in rules_on(context.config, |check| if let Check::Corpus(check) = check { Some(check) } else { None }) {
        check(corpus, context, &mut findings);
    }
    let of_pages = rules_on(context.config, |check| if let Check::Page(check) = check { Some(check) } else { None });
    if !of_pages.is_empty() {
        corpus.look_back();
    }
    findings.par_extend(corpus.pages.par_iter().flat_map_iter(|page| {
        let mut found = Vec::new();
        of_pages.iter().for_each(|check| check(page, corpus, context, &mut found));
        found
    }));
    findings
}

/// Lets each document's directives silence its findings.
fn suppress(corpus: &Corpus, findings: Vec<Finding>, request: &Request) -> (Vec<Finding>, usize) {
    let mut by_page: std::collections::HashMap<Arc<str>, Vec<Finding>> = std::collections::HashMap::new();
    let mut kept = Vec::new();
    let directed: std::collections::HashSet<&str> =
        corpus.pages.iter().filter(|page| !page.directives.is_empty()).map(|page| page.source.path()).collect();
    for finding in findings {
        if directed.contains(finding.place.path()) {
            by_page.entry(Arc::clone(&finding.place.source.path)).or_default().push(finding);
        } else {
            kept.push(finding);
        }
    }
    let mut suppressed = 0;
    let ran = |rule: &Rule| request.online.is_some() || !matches!(rule.check, Check::Online);
    for page in corpus.pages.iter().filter(|page| !page.directives.is_empty()) {
        let findings = by_page.remove(&page.source.path).unwrap_or_default();
        let selection = select::suppress(&page.source, &page.directives, findings, ran);
        kept.extend(selection.kept);
        suppressed += selection.suppressed;
    }
    (kept, suppressed)
}

/// Sorts and words the findings.
fn report(findings: Vec<Finding>, config: &Config, language: Language) -> Vec<Reported> {
    crate::finding::sort_and_fingerprint(findings)
        .into_par_iter()
        .filter_map(|(finding, fingerprint)| {
            // Whoever shows it asks in which line it stands, and would count the lines of every document alone.
            finding.place.source.lines();
            let severity = select::severity(finding.rule, config)?;
            let words = book::page(finding.rule)?.words(language);
            let arguments = finding.arguments_in(language);
            let message = words.message(finding.variant, &arguments);
            let help = words.help(finding.variant, &arguments);
            let related = finding.related.iter().map(|related| words.label(related.label, &arguments)).collect();
            Some(Reported { finding, severity, fingerprint, status: Status::New, message, help, related })
        })
        .collect()
}
