//! The second half of the sequence for a contribution: the findings of its base, and which of its own are new.
//!
//! The base is judged by the contribution's configuration, so that both are asked the same. Documents that both have are
//! parsed once: the base takes them over when the contribution is done with them.

use super::addresses::keep_known;
use super::configure::Configured;
use super::silence::WithReason;
use super::stages::{self, Documents, Judged, Read};
use super::weakened::{self, Sides, Weakened, weakened};
use super::{Base, Error, Fate, Ledger, Outcome, Reported, Request, Status, Unchecked, finish, quizzes, read};
use crate::corpus::{Corpus, Page};
use crate::curriculum::compare::{Pairs, pair};
use crate::curriculum::{self, Curriculum};
use crate::document::{Directive, Source};
use crate::finding::Finding;
use crate::git::{Attributes, Entry, Fork, GitError, ReadError, Repository, Snapshot};
use crate::paths::PathIndex;
use crate::rules::{self, Check, Context, Contribution, book};
use crate::select;
use crate::site::Sites;
use crate::text::Span;
use crate::text::path::is_markdown;
use crate::verdict::{self, Moved, Verdict};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

/// The contribution, judged, without its documents.
pub(super) struct Head {
    pub(super) judged: Judged,
    pub(super) curriculum: Curriculum,
    pub(super) ledger: Ledger,
    /// What is said by the findings that its documents silence.
    silenced: HashSet<String>,
    pub(super) directives: Vec<(Arc<Source>, Vec<Directive>)>,
    /// Of each document that the contribution touches, where its links stand.
    pub(super) linked: HashMap<Arc<str>, Box<[Span]>>,
}

/// What the documents of the contribution gave one by one, for a base that has most of them too.
#[derive(Default)]
struct Parsed {
    pages: Vec<Page>,
    found: Vec<curriculum::Found>,
    findings: Vec<Finding>,
    sites: Option<Sites>,
}

/// A base with all that the contribution is compared by.
pub(super) struct Before {
    pub(super) moved: Moved,
    pub(super) corpus: Corpus,
    pub(super) curriculum: Curriculum,
    ledger: Ledger,
    pub(super) unchecked: Vec<Unchecked>,
    pub(super) pairs: Pairs,
    matches: verdict::Matches,
}

/// The paths of a base.
type Listed = (Arc<Snapshot>, PathIndex);

/// The bases of a contribution, whose paths are listed while it is read: libgit2 lists them on one core alone.
pub(super) struct Ahead(Vec<JoinHandle<Result<Listed, GitError>>>);

impl Ahead {
    /// Those of `fork`.
    pub(super) fn new(repository: &Repository, fork: &Fork) -> Self {
        let list = |commit: &String| {
            let (commits, commit) = (repository.commits(), commit.clone());
            thread::spawn(move || {
                let snapshot = Arc::new(commits.snapshot(&commit)?);
                let index = PathIndex::new(&*snapshot);
                Ok((snapshot, index))
            })
        };
        Self(fork.bases.iter().map(list).collect())
    }

    /// Waits for each.
    fn listed(self) -> impl Iterator<Item = Result<Listed, Error>> {
        let panicked = |panic| std::panic::resume_unwind(panic);
        self.0.into_iter().map(move |base| base.join().unwrap_or_else(panicked).map_err(Error::Git))
    }
}

/// Judges the contribution that `read` holds, which left the base asked for at `fork`.
pub(super) fn outcome(
    repository: &Repository,
    read: Read,
    request: &Request,
    asked: &Base,
    (fork, ahead): (&Fork, Ahead),
) -> Result<Outcome, Error> {
    let mut listed = Vec::with_capacity(fork.bases.len());
    for base in ahead.listed() {
        let (snapshot, index) = base?;
        let changes = repository.changes(&snapshot, &read.snapshot).map_err(Error::Git)?;
        let changed = |entry: &&Entry| changes.touches(&entry.path);
        readable(&snapshot, read::documents(&snapshot, &read.configured.config).into_iter().filter(changed))?;
        listed.push((Moved::new(snapshot, Arc::clone(&read.snapshot), changes), index));
    }
    let before_config = match listed.first() {
        Some((moved, _)) => weakened::configured(repository, request, moved, &read)?,
        None => None,
    };
    let base_config = before_config.as_ref().map(|own| &own.configured);
    let mut read = under_profile_of(base_config, read, request)?;
    let unknown_clones = if listed.is_empty() { Vec::new() } else { keep_known(&mut read.configured, base_config) };
    let touched = |path: &str| listed.first().is_some_and(|(moved, _)| moved.touches(path));
    let (mut head, mut parsed) = head(repository, read, request, touched);
    let mut bases = Vec::with_capacity(listed.len());
    for base in listed {
        bases.push(before(repository, base, &head, std::mem::take(&mut parsed)));
    }
    let Some(first) = bases.first() else { return Ok(super::alone(head.judged, request)) };
    for (at, entry) in head.ledger.entries_mut().enumerate() {
        let known = bases.iter().any(|base| base.matches.head.get(at).is_some_and(Option::is_some));
        if known || was_there(&entry.finding, first) {
            entry.status = Status::Existing;
        }
    }
    let config = &head.judged.configured.config;
    let changed = |entry: &&Entry| first.moved.touches(&entry.path) && read::in_scope(config, &entry.path);
    let files: Vec<&Entry> = first.moved.after().entries().iter().filter(changed).collect();
    let documents: Vec<&Entry> = files.iter().copied().filter(|entry| read::is_document(entry)).collect();
    let contribution = Contribution {
        fork,
        moved: &first.moved,
        base: &first.corpus,
        before: &first.curriculum,
        after: &head.curriculum,
        pairs: &first.pairs,
        files: &files,
        documents: &documents,
        attributes: &Attributes::of(first.moved.after()),
        directives: &head.directives,
    };
    let (own, mut silenced) = of_contribution(&contribution, &Context::new(config));
    let mut weak = weakened(&Sides { repository, request, asked, before: before_config, base: first, head: &head })?;
    weak.findings.extend(unknown_clones);
    let fixed = fixed(&bases, &head.silenced);
    head.judged.silenced.append(&mut silenced);
    let outcome = told(head, first, own, fixed, (asked, request), fork, weak);
    // Nobody waits for what is given back.
    rayon::spawn(move || drop(bases));
    Ok(outcome)
}

/// Whether the documents of a base at `entries`, which are compared with, are there: of a partial clone some may not be, and would
/// be taken for documents without findings.
fn readable<'e>(base: &Snapshot, entries: impl Iterator<Item = &'e Entry>) -> Result<(), Error> {
    for entry in entries {
        if let Err(reason @ ReadError::Object { .. }) = base.read(entry) {
            return Err(Error::Unreadable { path: entry.path.to_string(), reason });
        }
    }
    Ok(())
}

/// The contribution as `read`, under the profile that the base is evidence of: where nothing is configured, whoever adds or removes
/// evidence does not choose what is checked.
fn under_profile_of(base: Option<&Configured>, read: Read, request: &Request) -> Result<Read, Error> {
    let choice = base.and_then(|base| base.evidence.clone()).filter(|_| read.configured.chooses());
    match choice {
        Some(choice) if read.configured.evidence.as_ref().is_none_or(|own| own.name != choice.name) => {
            read.under(choice, request)
        }
        _ => Ok(read),
    }
}

/// Judges the contribution, and takes its documents apart from it.
fn head(repository: &Repository, read: Read, request: &Request, touched: impl Fn(&str) -> bool) -> (Head, Parsed) {
    let (found, findings) = (read.documents.found.clone(), read.documents.findings.clone());
    let mut judged = stages::judge(repository, read, request.online.as_ref(), request.look_back);
    let curriculum = std::mem::take(&mut judged.corpus.curriculum);
    let ledger = Ledger::of(std::mem::take(&mut judged.kept), Status::New);
    let silenced = judged.silenced.iter().map(|(finding, _)| finding.identity_with(|path| path)).collect();
    let directed = judged.corpus.pages.iter().filter(|page| !page.directives.is_empty());
    let directives = directed.map(|page| (Arc::clone(&page.source), page.directives.clone())).collect();
    let (pages, sites) = judged.corpus.take_pages();
    let changed = pages.iter().filter(|page| touched(page.source.path()));
    let linked = changed.map(|page| (Arc::clone(&page.source.path), weakened::inline(page))).collect();
    let head = Head { judged, curriculum, ledger, silenced, directives, linked };
    (head, Parsed { pages, found, findings, sites: Some(sites) })
}

/// Judges a base, and compares `head` with it. What `parsed` has of its documents is not parsed again.
fn before(repository: &Repository, (moved, index): (Moved, PathIndex), head: &Head, parsed: Parsed) -> Before {
    let snapshot = Arc::clone(moved.before());
    let configured = head.judged.configured.clone();
    let sites = Sites::find(&*snapshot, &configured.config);
    let is_same = parsed.sites.as_ref() == Some(&sites);
    let same: HashMap<Arc<str>, Page> = match is_same {
        true => parsed.pages.into_iter().map(|page| (Arc::clone(&page.source.path), page)).collect(),
        false => HashMap::new(),
    };
    let mut documents = documents(&moved, &snapshot, &configured.config, &sites, same, (parsed.found, parsed.findings));
    quizzes::read(&snapshot, &configured.config, &sites, &mut documents);
    let mut judged =
        stages::judge(repository, Read { snapshot, configured, sites, documents, index, compared: true }, None, false);
    let curriculum = std::mem::take(&mut judged.corpus.curriculum);
    let ledger = Ledger::of(judged.kept, Status::Fixed);
    let pairs = pair(&curriculum.report, &head.curriculum.report, &moved);
    let new = verdict::Side { findings: head.ledger.entries(), report: &head.curriculum.report };
    let old = verdict::Side { findings: ledger.entries(), report: &curriculum.report };
    let matches = verdict::compare(new, old, &moved, &pairs);
    Before { moved, corpus: judged.corpus, curriculum, ledger, unchecked: judged.unchecked, pairs, matches }
}

/// The documents of the base: of `pages`, those of the contribution, the ones that are the same, and the others parsed.
fn documents(
    moved: &Moved,
    snapshot: &Arc<Snapshot>,
    config: &crate::config::Config,
    sites: &Sites,
    mut pages: HashMap<Arc<str>, Page>,
    (mut found, mut findings): (Vec<curriculum::Found>, Vec<Finding>),
) -> Documents {
    let (mut kept, mut other) = (Documents::default(), Vec::new());
    let mut same: HashSet<Arc<str>> = HashSet::new();
    for entry in read::documents(snapshot, config) {
        match pages.remove(&entry.path).filter(|_| !moved.touches(&entry.path)) {
            Some(page) => {
                same.insert(Arc::clone(&entry.path));
                kept.pages.push(page);
            }
            None => other.push(entry),
        }
    }
    // What is no document was read because a module names it.
    let unchanged = |path: &str| !is_markdown(path) && !moved.touches(path);
    found.retain(|found| same.contains(&found.source.path) || unchanged(found.source.path()));
    findings.retain(|finding| same.contains(&finding.place.source.path) || unchanged(finding.place.path()));
    (kept.found, kept.findings) = (found, findings);
    kept.join(stages::documents(snapshot, &other, config, sites, false))
}

/// Whether `finding`, about what a server answers, is about a link that the base has too: the contribution did not bring it.
fn was_there(finding: &Finding, base: &Before) -> bool {
    let online = rules::find(finding.rule).is_some_and(|rule| matches!(rule.check, Check::Online));
    online
        && base
            .corpus
            .page_at(base.moved.changes.before(finding.place.path()))
            .is_some_and(|page| page.links.iter().any(|link| link.written(&page.source) == finding.place.text()))
}

/// Runs the rules that look at contributions; gives what they find, and what of it the documents silence.
fn of_contribution(contribution: &Contribution<'_>, context: &Context<'_>) -> (Vec<Finding>, Vec<WithReason>) {
    let mut findings = Vec::new();
    let check = |check| if let Check::Contribution(check) = check { Some(check) } else { None };
    stages::rules_on(context.config, check).iter().for_each(|check| check(contribution, context, &mut findings));
    let mut silenced = Vec::new();
    for (source, directives) in contribution.directives {
        let here = |found: &Finding| found.place.path() == source.path();
        let (inside, rest): (Vec<_>, Vec<_>) = findings.into_iter().partition(here);
        let selection = select::silence(source, directives, inside);
        findings = rest;
        findings.extend(selection.kept);
        silenced.extend(selection.silenced);
    }
    let off = select::turned_off(findings, context.config);
    silenced.extend(off.silenced);
    (off.kept, silenced)
}

/// Of which rules nothing more is to be said, and where: one of `own` says more.
fn outranked(own: &[Finding]) -> HashSet<(&str, &str, Span)> {
    let less = |finding| book::page(finding).into_iter().flat_map(|page| &page.outranks);
    own.iter().flat_map(|own| less(own.rule).map(|rule| (rule.as_str(), own.place.path(), own.place.span))).collect()
}

/// The findings that every base has and the contribution has not, not even silenced.
fn fixed(bases: &[Before], silenced: &HashSet<String>) -> Vec<Reported> {
    let Some((first, others)) = bases.split_first() else { return Vec::new() };
    fn gone(base: &Before) -> impl Iterator<Item = &Reported> {
        let pairs = base.ledger.entries().iter().zip(&base.matches.base);
        pairs.filter(|(_, matched)| !**matched).map(|(entry, _)| entry)
    }
    let also: Vec<HashSet<&str>> =
        others.iter().map(|base| gone(base).map(|entry| entry.fingerprint.as_str()).collect()).collect();
    let renamed = |finding: &Finding| silenced.contains(&finding.identity_with(|path| first.moved.changes.now(path)));
    let everywhere = |entry: &&Reported| also.iter().all(|gone| gone.contains(entry.fingerprint.as_str()));
    gone(first).filter(everywhere).filter(|entry| !renamed(&entry.finding)).cloned().collect()
}

/// Puts everything in words.
fn told(
    head: Head,
    base: &Before,
    own: Vec<Finding>,
    fixed: Vec<Reported>,
    (asked, request): (&Base, &Request),
    fork: &Fork,
    weak: Weakened,
) -> Outcome {
    let Head { judged, curriculum, ledger, .. } = head;
    let config = &judged.configured.config;
    let language = config.language.unwrap_or(request.locale);
    let mut ledger = of_head(ledger, base, &curriculum, &own, asked.all).worded(config, language);
    let mut causes = verdict::Causes::new(&base.corpus, &base.moved);
    for entry in ledger.entries_mut().filter(|entry| entry.status == Status::New) {
        if let Some(cause) = causes.of(&entry.finding) {
            entry.move_to(cause.place, language);
        }
    }
    ledger.append(Ledger::of(weak.findings, Status::New).worded(weak.config.as_ref().unwrap_or(config), language));
    ledger.append(Ledger::of(own, Status::New).worded(config, language));
    ledger.append(Ledger::new(fixed).worded(config, language));
    ledger.append(Ledger::new(weak.hidden));
    ledger.sort();
    let verdict = Verdict {
        base: asked.name.clone(),
        fork: fork.clone(),
        documents: touched(&base.moved),
        before: base.curriculum.report.summary(),
        after: curriculum.report.summary(),
        modules: verdict::module_changes(&base.curriculum.report, &curriculum.report, &base.pairs),
    };
    finish(judged, language, ledger, curriculum, Some(verdict))
}

/// What is told of the contribution's findings beside its `own`; `all`: also of those that were there already.
fn of_head(mut ledger: Ledger, base: &Before, curriculum: &Curriculum, own: &[Finding], all: bool) -> Ledger {
    // Who takes the last assessment away is told as gravely as who takes any.
    let any = |curriculum: &Curriculum| curriculum.report.modules.iter().any(|module| !module.assessments.is_empty());
    let last = any(&base.curriculum) && !any(curriculum);
    let told = outranked(own);
    ledger.retain(|entry| {
        if entry.status == Status::Existing {
            entry.fate = if all { Fate::Told } else { Fate::Counted };
            return true;
        }
        entry.finding.minor &= !(last && book::page(entry.finding.rule).is_some_and(|page| page.lacks_assessment));
        !told.contains(&(entry.finding.rule, entry.finding.place.path(), entry.finding.place.span))
    });
    ledger
}

/// How many documents the contribution adds, changes, renames or removes.
fn touched(moved: &Moved) -> usize {
    let changes = &moved.changes;
    let removed = changes.removed.iter().filter(|path| !changes.renamed.contains_key(*path));
    let paths: BTreeSet<&Arc<str>> = changes.added.iter().chain(&changes.modified).chain(removed).collect();
    paths.into_iter().filter(|path| is_markdown(path)).count()
}
