//! SARIF 2.1.0: findings for code scanning, editors and whatever gathers the results of several tools.

mod result;
mod rule;
mod v210;

use super::{Checked, Style, wire};
use crate::document::is_commit;
use crate::finding::Severity;
use crate::language::Language;
use crate::pipeline::{Reported, Status};
use crate::say;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::io::{self, Write};
use v210::{AutomationDetails, BaseId, Driver, Invocation, Log, MappedTo, Notification, Provenance, Run, Text, Tool};

/// How many results GitHub takes from a run; a file with more is refused whole.
const MOST: usize = 25_000;

/// What paths are relative to: the root of the repository.
const ROOT: &str = "%SRCROOT%";

/// A finding that is written.
#[derive(Clone, Copy)]
struct Chosen<'a> {
    reported: &'a Reported,
    /// The reason for which it is silenced, if it is and if there is one.
    silenced: Option<Option<&'a str>>,
}

impl Chosen<'_> {
    /// What is written first where not all can be: new ones, and of those the gravest.
    fn rank(&self) -> impl Ord + use<> {
        let status = match self.reported.status {
            Status::New => 0,
            Status::Existing => 1,
            Status::Fixed => 2,
        };
        (self.silenced.is_some(), status, std::cmp::Reverse(self.reported.severity))
    }
}

/// Writes `checked` as SARIF: new findings, those that were there already, fixed ones where a base was compared with, and
/// silenced ones as suppressed. What is said of commits' messages is told beside the results.
///
/// # Errors
/// Those of `out`.
pub fn sarif(checked: &Checked<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let language = style.language;
    let (chosen, left) = choose(checked);
    let mut indices = BTreeMap::new();
    for chosen in &chosen {
        let next = indices.len();
        indices.entry(chosen.reported.finding.rule).or_insert(next);
    }
    let mut names: Vec<(&'static str, usize)> = indices.iter().map(|(name, index)| (*name, *index)).collect();
    names.sort_by_key(|(_, index)| *index);
    let rules = names.into_iter().map(|(name, _)| rule::describe(name, language)).collect();
    let (messages, chosen): (Vec<_>, Vec<_>) =
        chosen.into_iter().partition(|chosen| is_commit(chosen.reported.finding.place.path()));
    let index = |rule| indices.get(rule).copied().unwrap_or_default();
    let messages = messages.iter().map(|chosen| result::notification(chosen.reported, index(chosen.reported.finding.rule)));
    let not_checked = super::unchecked::sentences(checked.unchecked, style).into_iter().map(|sentence| Notification {
        level: "note",
        message: sentence.into(),
        associated_rule: None,
        locations: Vec::new(),
    });
    let tool_execution_notifications = left_out(left, language).into_iter().chain(not_checked).chain(messages).collect();
    let run = Run {
        tool: Tool { driver: Driver { name: "acquis", semantic_version: env!("CARGO_PKG_VERSION"), rules } },
        // Whoever runs it several times on one commit tells the runs apart by another name.
        automation_details: AutomationDetails { id: "acquis/" },
        language: language.code(),
        invocations: [Invocation { execution_successful: true, tool_execution_notifications }],
        version_control_provenance: provenance(checked),
        original_uri_base_ids: BTreeMap::from([(ROOT, BaseId { description: root(language) })]),
        column_kind: "unicodeCodePoints",
        results: Stream { chosen: &chosen, indices: &indices, compared: checked.verdict.is_some() },
    };
    wire::write(&Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }, out)
}

/// The findings that are written, in their order, and how many are left out.
fn choose<'a>(checked: &Checked<'a>) -> (Vec<Chosen<'a>>, usize) {
    let found = checked.ledger.told().map(|reported| Chosen { reported, silenced: None });
    let silenced = checked.ledger.silenced().map(|(reported, reason)| Chosen { reported, silenced: Some(reason) });
    // Without a comparison nothing can have been fixed.
    let mended = |chosen: &Chosen<'_>| chosen.reported.status == Status::Fixed;
    let mut all: Vec<_> =
        found.chain(silenced).filter(|chosen| checked.verdict.is_some() || !mended(chosen)).enumerate().collect();
    let left = all.len().saturating_sub(MOST);
    if left > 0 {
        all.sort_by_key(|(_, chosen)| chosen.rank());
        all.truncate(MOST);
        all.sort_by_key(|(at, _)| *at);
    }
    (all.into_iter().map(|(_, chosen)| chosen).collect(), left)
}

/// SARIF's word for a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// Where the content comes from; SARIF asks for the address of the repository.
fn provenance<'a>(checked: &Checked<'a>) -> Vec<Provenance<'a>> {
    let known = |repository_uri: &'a String| Provenance {
        repository_uri,
        revision_id: checked.snapshot.commit.as_deref(),
        branch: checked.origin.branch.as_deref(),
        mapped_to: MappedTo { uri_base_id: ROOT },
    };
    checked.origin.repository.iter().map(known).collect()
}

fn root(language: Language) -> Text {
    say!(language, fr: "La racine du dépôt.", en: "The root of the repository.").into()
}

/// Says what is left out.
fn left_out(left: usize, language: Language) -> Option<Notification> {
    let message = say!(language,
        fr: "{left}\u{a0}résultats, parmi les moins graves, ne sont pas dans ce fichier\u{a0}: GitHub refuse les fichiers de plus de {MOST}. Le format json les a tous.",
        en: "{left} results, of the least grave, are not in this file: GitHub refuses files of more than {MOST}. The json format has them all.");
    let notification =
        || Notification { level: "warning", message: message.into(), associated_rule: None, locations: Vec::new() };
    (left > 0).then(notification)
}

/// Findings that are copied into the format one by one while they are written.
struct Stream<'a> {
    chosen: &'a [Chosen<'a>],
    indices: &'a BTreeMap<&'static str, usize>,
    compared: bool,
}

impl Serialize for Stream<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let index = |chosen: &Chosen<'_>| self.indices.get(chosen.reported.finding.rule).copied().unwrap_or_default();
        serializer.collect_seq(self.chosen.iter().map(|chosen| result::result(chosen, index(chosen), self.compared)))
    }
}
