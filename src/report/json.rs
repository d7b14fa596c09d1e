//! `acquis.findings/v1`: findings for programs.
//!
//! A change that breaks its readers makes a v2 beside it.

use super::lines;
use super::verdict_json::Verdict;
use super::wire::{self, Snapshot, Tool};
use super::{Checked, Totals, unchecked};
use crate::finding::{self, Place, Severity};
use crate::language::Language;
use crate::online;
use crate::pipeline::{self, Ledger, Reported};
use crate::text::Position;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// The findings of one run of acquis.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "acquis.findings/v1")]
struct Findings<'a, F> {
    /// Name and version of this format.
    #[schemars(extend("const" = "acquis.findings/v1"))]
    schema: &'static str,
    /// The program that wrote it.
    tool: Tool,
    /// The content that was checked.
    snapshot: Snapshot<'a>,
    /// The sites that links were read for, by their roots; elsewhere they were read as on the forge.
    sites: Vec<Site<'a>>,
    /// What makes the anchors of pages of which no file tells it, as the fragments of the repository's own links show.
    inferred_renderers: Vec<InferredRenderer<'a>>,
    /// Sorted by path, then place, then rule.
    findings: F,
    /// Figures.
    summary: Summary<'a>,
    /// What the contribution changes; missing where nothing was compared with a base.
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<Verdict<'a>>,
    /// What the baseline says; missing where there is none, or it was not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<Baseline<'a>>,
}

/// The file of known findings.
#[derive(Debug, Serialize, JsonSchema)]
struct Baseline<'a> {
    /// The file, from the root of the repository; one that the command line names, as it is named.
    path: &'a str,
    /// Known findings that were found again under their file's new name.
    renamed: usize,
    /// Known findings that are gone.
    gone: Vec<Gone<'a>>,
}

/// A known finding that is gone.
#[derive(Debug, Serialize, JsonSchema)]
struct Gone<'a> {
    /// The rule that found it.
    rule: &'a str,
    /// The file in which it was.
    path: &'a str,
    /// Its identity.
    fingerprint: &'a str,
}

impl<'a> From<&'a pipeline::Baselined> for Baseline<'a> {
    fn from(baselined: &'a pipeline::Baselined) -> Self {
        let gone = baselined.gone.iter();
        let gone = gone.map(|entry| Gone { rule: &entry.rule, path: &entry.path, fingerprint: &entry.fingerprint });
        Self { path: &baselined.baseline.path, renamed: baselined.moved.len(), gone: gone.collect() }
    }
}

/// A site that is built from pages of the repository.
#[derive(Debug, Serialize, JsonSchema)]
struct Site<'a> {
    /// Its generator, in lower case; null where that is unknown.
    generator: Option<&'a str>,
    /// What decides the anchors of its headings.
    renderer: &'a str,
    /// The folder of its pages, from the root of the repository; empty for the root.
    root: &'a str,
    /// The file that tells of it; null where the configuration names it.
    evidence: Option<&'a str>,
}

impl<'a> From<&'a pipeline::SiteChoice> for Site<'a> {
    fn from(site: &'a pipeline::SiteChoice) -> Self {
        Self {
            generator: Some(site.generator.as_str()).filter(|name| !name.is_empty()),
            renderer: site.renderer,
            root: &site.root,
            evidence: site.evidence.as_deref(),
        }
    }
}

/// A renderer whose anchors the fragments of the repository's own links fit.
#[derive(Debug, Serialize, JsonSchema)]
struct InferredRenderer<'a> {
    /// The site whose pages these are, by its name; null for those of no site.
    site: Option<&'a str>,
    /// The renderer.
    renderer: &'a str,
    /// How many fragments fit its anchors.
    fit: usize,
    /// How many were tried.
    all: usize,
}

impl<'a> From<&'a pipeline::InferredRenderer> for InferredRenderer<'a> {
    fn from(told: &'a pipeline::InferredRenderer) -> Self {
        Self { site: told.site.as_deref(), renderer: told.renderer, fit: told.fit, all: told.all }
    }
}

/// Whether a finding comes from the contribution that was checked.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Status {
    /// Not in the base, or no base was given.
    New,
    /// In the base already.
    Existing,
    /// In the base, and no more.
    Fixed,
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Finding<'a> {
    /// The rule that found it.
    rule: &'a str,
    /// How grave it is.
    severity: Severity,
    /// Whether it is new.
    status: Status,
    /// The file, from the root of the repository; a byte that is no UTF-8 as `\xNN`. `commit 1a2b3c4` is no file: the place
    /// is in the message of that commit. What is said of a file as a whole stands at its line 1, column 1. What a contribution
    /// breaks in a file that it does not touch stands at the change that did it; in a file that is removed, in its old text.
    path: &'a str,
    /// Where it starts.
    start: Position,
    /// Where it ends: the place after its last character.
    end: Position,
    /// The first 200 characters of the line on which it starts, those that nobody would see as `\u{…}`; null where that
    /// can't be read any more.
    excerpt: Option<String>,
    /// What was found, in the language asked for.
    message: &'a str,
    /// What to do about it.
    help: Option<&'a str>,
    /// Other places that explain it.
    related: Vec<Related<'a>>,
    /// A fix.
    fix: Option<Fix<'a>>,
    /// Its identity, the same while it only moves within its file.
    fingerprint: &'a str,
}

/// Another place.
#[derive(Debug, Serialize, JsonSchema)]
struct Related<'a> {
    /// The file.
    path: &'a str,
    /// Where it starts.
    start: Position,
    /// Where it ends.
    end: Position,
    /// What stands there.
    message: &'a str,
}

/// A set of edits that fixes a finding: all of them or none.
#[derive(Debug, Serialize, JsonSchema)]
struct Fix<'a> {
    /// Whether it may be applied without a person looking at it.
    safe: bool,
    /// The edits; none overlaps another.
    edits: Vec<Edit<'a>>,
    /// The same as whole lines of the finding's file, for a review that can replace nothing else; null where the edits
    /// touch another file, very many lines, lines that do not end in a line feed alone, or what nobody would see.
    replaces: Option<Replaces>,
}

/// Whole lines, and those that replace them.
#[derive(Debug, Serialize, JsonSchema)]
struct Replaces {
    /// The first line replaced, from 1.
    line: u32,
    /// The lines replaced, without their ends.
    before: Vec<String>,
    /// What replaces them; none where they go.
    after: Vec<String>,
}

/// One replacement.
#[derive(Debug, Serialize, JsonSchema)]
struct Edit<'a> {
    /// The file.
    path: &'a str,
    /// The first byte replaced.
    start: u32,
    /// The byte after the last one replaced.
    end: u32,
    /// What replaces them.
    text: &'a str,
}

/// Figures of a run; findings of status `fixed` are not counted.
#[derive(Debug, Serialize, JsonSchema)]
struct Summary<'a> {
    /// Documents read.
    documents: usize,
    /// Those among them whose findings are given; missing where they are all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    documents_shown: Option<usize>,
    /// Findings of severity `error`.
    errors: usize,
    /// Findings of severity `warning`.
    warnings: usize,
    /// Findings of severity `info`.
    infos: usize,
    /// Findings silenced in the documents themselves.
    suppressed: usize,
    /// Findings of rules that the configuration turns off for their files; missing where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    turned_off: Option<usize>,
    /// Findings that the baseline holds.
    baselined: usize,
    /// The links that could not be decided, by class and cause, the largest first; each is somewhere in the documents, and
    /// nobody looked whether it leads anywhere.
    unchecked: Vec<unchecked::Group<'a>>,
    /// External links; missing where they were not visited.
    #[serde(skip_serializing_if = "Option::is_none")]
    external_links: Option<ExternalLinks>,
}

/// What was visited of external links.
#[derive(Debug, Serialize, JsonSchema)]
struct ExternalLinks {
    /// External links in the documents.
    links: usize,
    /// The addresses that they lead to, each once, without those left out.
    addresses: usize,
    /// Addresses that were visited.
    visited: usize,
    /// Addresses of which an earlier visit was taken as still true.
    cached: usize,
    /// Addresses of which nothing can be said.
    unverified: usize,
    /// Links left out: examples, and what the configuration excludes.
    skipped: usize,
}

impl From<online::Counts> for ExternalLinks {
    fn from(counts: online::Counts) -> Self {
        let online::Counts { links, addresses, visited, cached, unverified, skipped } = counts;
        Self { links, addresses, visited, cached, unverified, skipped }
    }
}

impl<'a> From<&'a Reported> for Finding<'a> {
    fn from(reported: &'a Reported) -> Self {
        let found = &reported.finding;
        let status = match reported.status {
            pipeline::Status::New => Status::New,
            pipeline::Status::Existing => Status::Existing,
            pipeline::Status::Fixed => Status::Fixed,
        };
        let related = found.related.iter().zip(&reported.related);
        Self {
            rule: found.rule,
            severity: reported.severity,
            status,
            path: found.place.path(),
            start: found.place.start(),
            end: found.place.end(),
            excerpt: lines::excerpt(&found.place),
            message: &reported.message,
            help: reported.help.as_deref(),
            related: related.map(|(related, message)| Related::new(&related.place, message)).collect(),
            fix: found.fix.as_ref().map(|fix| Fix::new(fix, &found.place)),
            fingerprint: &reported.fingerprint,
        }
    }
}

impl<'a> Related<'a> {
    fn new(place: &'a Place, message: &'a str) -> Self {
        Self { path: place.path(), start: place.start(), end: place.end(), message }
    }
}

impl<'a> Fix<'a> {
    /// That of a finding at `place`.
    fn new(fix: &'a finding::Fix, place: &Place) -> Self {
        let edit =
            |edit: &'a finding::Edit| Edit { path: &edit.path, start: edit.span.start, end: edit.span.end, text: &edit.text };
        let replaces = lines::replaces(fix, place);
        let replaces = replaces.map(|lines::Replaces { line, before, after }| Replaces { line, before, after });
        Self { safe: fix.safe, edits: fix.edits.iter().map(edit).collect(), replaces }
    }
}

/// Findings that are copied into the format one by one while they are written.
struct Stream<'a>(&'a Ledger);

impl Serialize for Stream<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.told().map(Finding::from))
    }
}

/// Writes `checked` as `acquis.findings/v1`; what is said of unchecked links in `language`.
///
/// # Errors
/// Those of `out`.
pub fn json(checked: &Checked<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let totals = Totals::of(checked.ledger.told());
    let counts = checked.ledger.counts();
    let summary = Summary {
        documents: checked.counts.documents,
        documents_shown: checked.counts.shown,
        errors: totals.errors,
        warnings: totals.warnings,
        infos: totals.infos,
        suppressed: counts.suppressed,
        turned_off: Some(counts.off).filter(|count| *count > 0),
        baselined: counts.known,
        unchecked: unchecked::groups(checked.unchecked, language),
        external_links: checked.counts.online.map(ExternalLinks::from),
    };
    let findings = Findings {
        schema: "acquis.findings/v1",
        tool: Tool::THIS,
        snapshot: Snapshot::from(checked.snapshot),
        sites: checked.sites.iter().map(Site::from).collect(),
        inferred_renderers: checked.inferred.iter().map(InferredRenderer::from).collect(),
        findings: Stream(checked.ledger),
        summary,
        verdict: checked.verdict.map(|verdict| Verdict::new(verdict, checked.ledger)),
        baseline: checked.baseline.map(Baseline::from),
    };
    wire::write(&findings, out)
}

/// The JSON Schema of `acquis.findings/v1`, as shipped in `rules/schemas/findings-v1.json`.
///
/// # Errors
/// None in practice: the schema is made of this file's types alone.
pub fn schema() -> serde_json::Result<String> {
    wire::schema::<Findings<'static, Vec<Finding<'static>>>>()
}
