//! reviewdog's Diagnostic Format: new findings, with suggestions, for a review on any forge.

use super::{Checked, Style, concise, fresh, shown, whole_advice, wire};
use crate::document::Source;
use crate::finding::{Fix, Place, Severity};
use crate::pipeline::Reported;
use crate::text::Span;
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// `DiagnosticResult`.
#[derive(Serialize)]
struct Diagnostics<'a> {
    source: Program,
    diagnostics: Stream<'a>,
}

/// `Source`: the program that found it.
#[derive(Serialize)]
struct Program {
    name: &'static str,
}

impl Program {
    const THIS: Self = Self { name: "acquis" };
}

/// `Diagnostic`.
#[derive(Serialize)]
struct Diagnostic {
    message: String,
    location: Location,
    severity: &'static str,
    source: Program,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    original_output: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<RelatedLocation>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

/// The end is exclusive.
#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// Both from 1; the column counts bytes.
#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct RelatedLocation {
    message: String,
    location: Location,
}

impl Position {
    fn of(source: &Source, offset: u32) -> Self {
        let position = source.position(offset);
        let line = source.line_span(position.line).unwrap_or_default();
        Self { line: position.line, column: position.offset.saturating_sub(line.start) + 1 }
    }
}

impl Range {
    fn of(source: &Source, span: Span) -> Self {
        Self { start: Position::of(source, span.start), end: Position::of(source, span.end) }
    }
}

impl Location {
    fn of(place: &Place) -> Self {
        Self { path: shown(place.path()).into_owned(), range: Range::of(&place.source, place.span) }
    }
}

impl Suggestion {
    /// The fix as one replacement: several suggestions would be several fixes. `None` where it reaches into other files,
    /// which a suggestion can't name.
    fn of(fix: &Fix, source: &Source) -> Option<Self> {
        let mut edits: Vec<_> = fix.edits.iter().collect();
        edits.sort_by_key(|edit| edit.span);
        let (first, last) = (edits.first()?, edits.last()?);
        if edits.iter().any(|edit| *edit.path != *source.path) {
            return None;
        }
        let whole = Span { start: first.span.start, end: last.span.end };
        let mut text = String::new();
        let mut from = whole.start;
        for edit in edits {
            text.push_str(source.text().get(from as usize..edit.span.start as usize)?);
            text.push_str(&edit.text);
            from = edit.span.end;
        }
        Some(Self { range: Range::of(source, whole), text })
    }
}

impl Diagnostic {
    fn new(reported: &Reported, style: &Style) -> Self {
        let finding = &reported.finding;
        let related = finding.related.iter().zip(&reported.related);
        Self {
            message: inert(&whole_advice(reported)),
            // reviewdog asks for a path in any case. That of a commit's message is in no diff: it goes where what is
            // outside of the diff goes.
            location: Location::of(&finding.place),
            severity: match reported.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Info => "INFO",
            },
            source: Program::THIS,
            code: Code { value: finding.rule },
            suggestions: finding.fix.iter().filter_map(|fix| Suggestion::of(fix, &finding.place.source)).collect(),
            // reviewdog prints it on terminals; where it is missing, it prints this object instead.
            original_output: concise::line(reported, style),
            related_locations: related
                .map(|(related, words)| RelatedLocation { message: inert(&shown(words)), location: Location::of(&related.place) })
                .collect(),
        }
    }
}

/// `text` without what would act in a comment, which reviewdog writes as Markdown: a repository's words are no links,
/// images, elements or mentions of ours. In the plain text that it shows elsewhere, little of this is seen.
fn inert(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let element = c == '<' && (next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'));
        match c {
            _ if element || (c == ']' && matches!(next, '(' | '[')) => out.extend(['\\', c]),
            '@' if next.is_alphanumeric() => out.extend([c, '\u{200b}']),
            c => out.push(c),
        }
    }
    out
}

/// The new findings, copied into the format one by one while they are written.
struct Stream<'a>(&'a Checked<'a>, &'a Style);

impl Serialize for Stream<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(fresh(self.0).map(|reported| Diagnostic::new(reported, self.1)))
    }
}

/// Writes the new findings of `checked` as one `DiagnosticResult`.
///
/// # Errors
/// Those of `out`.
pub fn rdjson(checked: &Checked<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    wire::write(&Diagnostics { source: Program::THIS, diagnostics: Stream(checked, style) }, out)
}

/// Writes the new findings of `checked` as `Diagnostic`s, one a line.
///
/// # Errors
/// Those of `out`.
pub fn rdjsonl(checked: &Checked<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    fresh(checked).try_for_each(|reported| wire::write_line(&Diagnostic::new(reported, style), out))
}
