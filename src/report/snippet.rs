//! Findings with the lines that they stand on.

use super::causes::Cause;
use super::excerpt::Excerpt;
use super::paint::{self, Header, Painter};
use super::screen::{PLACES, place};
use super::words::{count, wrap};
use super::{Style, shown};
use crate::document::Source;
use crate::pipeline::{Reported, Status};
use crate::say;
use crate::text::Span;
use codespan_reporting::diagnostic::{Diagnostic, Label};
use codespan_reporting::files::Error;
use codespan_reporting::term;
use std::io::{self, Write};
use std::sync::Arc;

/// Columns of a snippet beside the text: the line number, the border, the inner gutter.
const GUTTER: usize = 12;

/// Writes one finding with its places.
pub(super) fn snippet(reported: &Reported, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    diagnostic(&[reported], Vec::new(), style, out)
}

/// Writes the first places of `cause`, and how many there are.
pub(super) fn snippets(cause: &Cause<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let all = cause.findings.len();
    let mut notes = Vec::new();
    if all > 1 {
        notes.push(count(all, style.language, ["endroit", "endroits"], ["place", "places"]));
    }
    diagnostic(&cause.findings[..all.min(PLACES)], notes, style, out)
}

/// Writes findings that say the same as one, with `notes` below.
fn diagnostic(findings: &[&Reported], notes: Vec<String>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = findings.first() else { return Ok(()) };
    let related = first.finding.related.iter().map(|related| &related.place);
    let mut places: Vec<(&Arc<Source>, String, Span)> = Vec::new();
    for place in findings.iter().map(|reported| &reported.finding.place).chain(related) {
        places.push((&place.source, style.path(place.path()), place.span));
    }
    let excerpt = Excerpt::new(&places, style.columns().saturating_sub(GUTTER));
    let mut labels = Vec::with_capacity(places.len());
    for place in findings.iter().map(|reported| &reported.finding.place) {
        labels.extend(excerpt.range(&place.source, place.span).map(|(id, range)| Label::primary(id, range)));
    }
    for (related, words) in first.finding.related.iter().zip(&first.related) {
        if let Some((id, range)) = excerpt.range(&related.place.source, related.place.span) {
            labels.push(Label::secondary(id, range).with_message(shown(words)));
        }
    }
    let message = message(first, style);
    let below = message.starts_with('\n');
    let known = (first.status == Status::Existing)
        .then(|| say!(style.language, fr: "ce constat était déjà là", en: "this finding was there already"));
    let diagnostic = Diagnostic::error()
        .with_code(first.finding.rule)
        .with_message(message)
        .with_labels(labels)
        .with_notes_iter(helps(findings, style))
        .with_notes_iter(known)
        .with_notes_iter(notes);
    let config = term::Config { start_context_lines: 2, end_context_lines: 0, ..term::Config::default() };
    let mut painter =
        Painter { out, colour: style.colour, severity: first.severity, language: style.language, header: Header::Rest, below };
    term::emit_to_write_style(&mut painter, &config, &excerpt, &diagnostic).map_err(|error| match error {
        Error::Io(error) => error,
        other => io::Error::other(other),
    })
}

/// The message, broken to the terminal's width under the header's first words.
fn message(reported: &Reported, style: &Style) -> String {
    let text = shown(&reported.message);
    let head = paint::word(reported.severity, style.language).len() + reported.finding.rule.len() + 4;
    match style.width {
        // Too long for one line beside the rule's name: it goes below.
        Some(width) if head + super::words::columns(&text) > width => {
            format!("\n  {}", wrap(&text, width.max(40) - 2).join("\n  "))
        }
        _ => text.into_owned(),
    }
}

/// The help lines, as notes: one where all have the same, else each with its place.
fn helps(findings: &[&Reported], style: &Style) -> Vec<String> {
    let note = |text: String| match style.width {
        Some(width) => wrap(&text, width.max(40) - 8).join("\n"),
        None => text,
    };
    let help = |reported: &Reported| reported.help.as_deref().map(|help| shown(help).into_owned());
    let same = findings.windows(2).all(|pair| pair[0].help == pair[1].help);
    let told = findings.iter().take(if same { 1 } else { PLACES });
    told.filter_map(|reported| {
        let help = help(reported)?;
        let place = if same { String::new() } else { format!(" ({})", place(reported, style)) };
        Some(note(say!(style.language, fr: "aide{place}\u{a0}: {help}", en: "help{place}: {help}")))
    })
    .collect()
}
