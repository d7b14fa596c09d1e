//! A finding as SARIF writes it.

use super::v210::{
    ArtifactChange, ArtifactLocation, Content, Finding, Fix, Lines, Location, LogicalLocation, LogicalPlace, Notification,
    PhysicalLocation, Region, Replacement, RuleReference, Suppression, Text,
};
use super::{Chosen, ROOT, level};
use crate::document::Source;
use crate::finding::{self, Edit, Place};
use crate::pipeline::{Fate, Reported, Status};
use crate::report::forge::PATH;
use crate::report::{advice, shown, whole_advice};
use crate::text::Span;
use percent_encoding::{percent_encode_byte, utf8_percent_encode};
use std::collections::BTreeMap;

/// How many other places a result names: GitHub shows a hundred, and refuses a file that has more than a thousand.
const MOST_PLACES: usize = 99;

/// One result; `index` is that of its rule. `compared`: its status says something.
pub(super) fn result<'a>(chosen: &Chosen<'a>, index: usize, compared: bool) -> Finding<'a> {
    let reported = chosen.reported;
    let found = &reported.finding;
    Finding {
        rule_id: found.rule,
        rule_index: index,
        level: level(reported.severity),
        message: text(&advice(reported)),
        locations: [location(&found.place)],
        related_locations: related(reported),
        partial_fingerprints: BTreeMap::from([("acquisFingerprint/v1", reported.fingerprint.as_str())]),
        baseline_state: compared.then_some(match reported.status {
            Status::New => "new",
            Status::Existing => "unchanged",
            Status::Fixed => "absent",
        }),
        suppressions: chosen.silenced.iter().map(|reason| suppression(*reason, &reported.fate)).collect(),
        fixes: found.fix.iter().map(|fix| mend(fix, reported)).collect(),
    }
}

/// What is said of a commit's message, which is in no file. GitHub refuses a whole log for one result without a file, and so
/// this is none; `index` is that of its rule.
pub(super) fn notification(reported: &Reported, index: usize) -> Notification {
    let place = LogicalLocation { fully_qualified_name: shown(reported.finding.place.path()).into_owned() };
    Notification {
        level: level(reported.severity),
        message: text(&whole_advice(reported)),
        associated_rule: Some(RuleReference { id: reported.finding.rule, index }),
        locations: vec![LogicalPlace { logical_locations: [place] }],
    }
}

/// A plain text; what reads as one of SARIF's embedded links is none of ours.
pub(super) fn text(plain: &str) -> Text {
    match plain.contains("](") {
        true => plain.replace('[', "\\[").replace(']', "\\]"),
        false => plain.to_owned(),
    }
    .into()
}

fn location(place: &Place) -> Location {
    let physical_location =
        PhysicalLocation { artifact_location: artifact(place.path()), region: region(&place.source, place.span) };
    Location { id: None, physical_location, message: None }
}

fn related(reported: &Reported) -> Vec<Location> {
    let places = reported.finding.related.iter().zip(&reported.related).take(MOST_PLACES).enumerate();
    let other = |(at, (related, words)): (usize, (&finding::Related, &String))| Location {
        id: Some(at + 1),
        message: Some(text(&shown(words))),
        ..location(&related.place)
    };
    places.map(other).collect()
}

fn artifact(path: &str) -> ArtifactLocation {
    ArtifactLocation { uri: uri(path), uri_base_id: ROOT }
}

/// The bytes of `path` as a relative URI; what is shown as `\xNN` because it is not UTF-8 is the byte that it is.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len() + 16);
    let mut rest = path;
    while let Some((before, after)) = rest.split_once("\\x") {
        out.extend(utf8_percent_encode(before, PATH));
        let byte = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|byte| !byte.is_ascii());
        match byte {
            Some(byte) => out.push_str(percent_encode_byte(byte)),
            None => out.extend(utf8_percent_encode("\\x", PATH)),
        }
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    out.extend(utf8_percent_encode(rest, PATH));
    out
}

fn region(source: &Source, span: Span) -> Region {
    let (start, end) = (source.position(span.start), source.position(span.end));
    let lines = Lines { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column };
    Region { lines: Some(lines), ..bytes(span) }
}

fn bytes(span: Span) -> Region {
    Region { lines: None, byte_offset: span.start, byte_length: span.end - span.start }
}

fn suppression(reason: Option<&str>, fate: &Fate) -> Suppression {
    let kind = if matches!(fate, Fate::Off(_)) { "external" } else { "inSource" };
    Suppression { kind, status: "accepted", justification: reason.map(|reason| shown(reason).into_owned()) }
}

/// A fix: one change a file.
fn mend(fix: &finding::Fix, reported: &Reported) -> Fix {
    let mut files: BTreeMap<&str, Vec<&Edit>> = BTreeMap::new();
    for edit in &fix.edits {
        files.entry(&edit.path).or_default().push(edit);
    }
    // Of another file the text is not at hand: its bytes alone say where.
    let source = |path: &str| Some(&reported.finding.place.source).filter(|source| source.path() == path);
    let replacement = |edit: &Edit| Replacement {
        deleted_region: source(&edit.path).map_or_else(|| bytes(edit.span), |source| region(source, edit.span)),
        inserted_content: Content { text: edit.text.clone() },
    };
    let change = |(path, edits): (&str, Vec<&Edit>)| ArtifactChange {
        artifact_location: artifact(path),
        replacements: edits.into_iter().map(replacement).collect(),
    };
    Fix {
        description: reported.help.as_deref().map(|help| text(&shown(help))),
        artifact_changes: files.into_iter().map(change).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_relative_reference() {
        assert_eq!(uri("cours d'été/a:b%.md"), "cours%20d%27%C3%A9t%C3%A9/a%3Ab%25.md");
        assert_eq!(uri("\\xE9t\\xE9\\x1\\xé.md"), "%E9t%E9%5Cx1%5Cx%C3%A9.md");
    }

    #[test]
    fn words_of_a_repository_are_no_links() {
        assert_eq!(text("[x](https://a.test)").text, "\\[x\\](https://a.test)");
        assert_eq!(text("[x] (y)").text, "[x] (y)");
    }
}
