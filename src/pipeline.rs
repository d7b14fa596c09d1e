//! The only sequence: snapshot → documents → corpus → rules → findings → selection.
//!
//! The command line calls it, and so does whatever else runs acquis. It knows nothing of how an outcome is shown.

mod configure;
mod read;

use crate::config::{Config, ConfigError, ConfigFile, Overrides};
use crate::corpus::{Corpus, Page, Paths};
use crate::curriculum::{self, Curriculum, Models};
use crate::document::{Document, Source};
use crate::finding::{Finding, Severity};
use crate::git::{At, GitError, ReadError, Repository, SnapshotKind};
use crate::language::Language;
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
    /// Sorted by path, place and rule.
    pub findings: Vec<Reported>,
    /// What is assessed and what is not.
    pub curriculum: Curriculum,
    /// How much was read.
    pub counts: Counts,
    /// The language of the messages.
    pub language: Language,
}

/// A profile chosen by evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileChoice {
    /// Its name.
    pub name: String,
    /// The first file that tells so.
    pub path: String,
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
    let unknown = configured.wants_evidence();
    let look = |source: &Source| if unknown { configure::evidence(source) } else { 0 };
    let (sources, mut findings) = read::sources(&snapshot, &configured.config, look);
    configured.choose_by_evidence(sources.iter().map(|(source, bits)| (&**source, *bits)), request)?;
    configured.read_schemas(&snapshot)?;
    let configure::Configured { config, evidence, .. } = configured;
    let language = config.language.unwrap_or(request.locale);
    let context = Context { config: &config, snapshot: Some(&snapshot) };
    let on: Vec<&Rule> = rules::RULES.iter().filter(|rule| select::severity(rule.id, &config).is_some()).collect();

    let models = Models::new(&config);
    let read: Vec<Read> = sources.into_par_iter().map(|(source, _)| document(source, &on, &models, &context)).collect();
    let (mut pages, mut found) = (Vec::with_capacity(read.len()), Vec::new());
    for one in read {
        pages.push(one.page);
        found.extend(one.curriculum);
        findings.extend(one.findings);
    }
    let corpus = Corpus::new(pages, Arc::clone(&snapshot) as Arc<dyn Paths>, curriculum::link(found));
    findings.extend(corpus_findings(&corpus, &on, &context));

    let (kept, suppressed) = suppress(&corpus, findings);
    let counts = Counts { documents: corpus.pages.len(), suppressed, baselined: 0 };
    let findings = report(kept, &config, language);
    let snapshot = SnapshotInfo { kind: snapshot.kind(), commit: snapshot.commit().map(str::to_owned) };
    let Corpus { pages, curriculum, .. } = corpus;
    // Nobody waits for a hundred thousand small pieces to be given back.
    rayon::spawn(move || drop(pages));
    Ok(Outcome { snapshot, findings, curriculum, counts, language, evidence, config })
}

/// What is kept of one document.
struct Read {
    page: Page,
    curriculum: Vec<curriculum::Found>,
    findings: Vec<Finding>,
}

/// Parses one document, runs the rules that need nothing else, and keeps what the others need.
fn document(source: Arc<Source>, on: &[&Rule], models: &Models, context: &Context<'_>) -> Read {
    let document = Document::parse(source);
    let mut findings = Vec::new();
    for rule in on {
        if let Check::Document(check) = rule.check {
            check(&document, context, &mut findings);
        }
    }
    Read { page: Page::new(&document), curriculum: models.read(context.config, &document), findings }
}

/// Runs the rules that see every document: those that look at all of it at once, and those that look at each page.
fn corpus_findings(corpus: &Corpus, on: &[&Rule], context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut of_pages = Vec::new();
    for rule in on {
        match rule.check {
            Check::Corpus(check) => check(corpus, context, &mut findings),
            Check::Page(check) => of_pages.push(check),
            Check::Document(_) | Check::Stage(_) => {}
        }
    }
    findings.par_extend(corpus.pages.par_iter().flat_map_iter(|page| {
        let mut found = Vec::new();
        of_pages.iter().for_each(|check| check(page, corpus, context, &mut found));
        found
    }));
    findings
}

/// Lets each document's directives silence its findings.
fn suppress(corpus: &Corpus, findings: Vec<Finding>) -> (Vec<Finding>, usize) {
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
    for page in corpus.pages.iter().filter(|page| !page.directives.is_empty()) {
        let findings = by_page.remove(&page.source.path).unwrap_or_default();
        let selection = select::suppress(&page.source, &page.directives, findings);
        kept.extend(selection.kept);
        suppressed += selection.suppressed;
    }
    (kept, suppressed)
}

/// Sorts and words the findings.
fn report(findings: Vec<Finding>, config: &Config, language: Language) -> Vec<Reported> {
    crate::finding::sort_and_fingerprint(findings)
        .into_iter()
        .filter_map(|(finding, fingerprint)| {
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
