//! `content-placeholder`: text that holds the place of content still to be written.

mod around;
mod cells;
mod phrases;

use crate::document::{BlockKind, Document, MarkKind};
use crate::finding::Finding;
use crate::rules::purpose::Purpose;
use crate::rules::{Check, Context, Rule, samples};
use crate::text::{Span, normalise};
use phrases::{Candidate, Kind};
use std::cell::LazyCell;

/// The rule.
pub const RULE: Rule = Rule { id: "content-placeholder", check: Check::Document(check) };

/// A page that speaks of a word this many times besides teaches it (a to-do application, work in progress of a board).
const SUBJECT: usize = 3;

/// How many characters of it are quoted.
const QUOTED: usize = 60;

/// A longer line is no note to oneself.
const LINE: usize = 2000;

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let before = findings.len();
    words(document, findings);
    cells::check(document, findings);
    for (name, span) in &document.unknown_elements {
        if ["todo", "tbd", "fixme"].iter().any(|word| name.eq_ignore_ascii_case(word)) {
            report(document, *span, findings);
        }
    }
    // A form keeps places for others, and what nobody goes on writing keeps them for ever.
    if findings.len() > before
        && !matches!(Purpose::of(document), Purpose::Page | Purpose::Part | Purpose::Notice | Purpose::Deck)
    {
        findings.truncate(before);
    }
    // What a program is tried on is read by few.
    if findings.len() > before && around::is_example(document.source.path()) {
        findings[before..].iter_mut().for_each(|found| found.minor = true);
    }
}

/// Reports the text of the source in `span`.
fn report(document: &Document, span: Span, findings: &mut Vec<Finding>) {
    findings.push(found_at(document, span));
}

fn found_at(document: &Document, span: Span) -> Finding {
    let text = document.source.text().get(span.range()).unwrap_or_default();
    Finding::new(RULE.id, &document.source, span).argument("text", normalise::cut(&normalise::plain(text), QUOTED))
}

fn words(document: &Document, findings: &mut Vec<Finding>) {
    let mut mentions = [0; Kind::COUNT];
    let mut found: Vec<(Kind, Span)> = Vec::new();
    for candidate in phrases::find(&document.plain) {
        let inside = found.last().is_some_and(|(_, last)| candidate.span.start < last.end);
        if inside || in_code(document, candidate.span) || is_macro(document, candidate.span) {
            continue;
        }
        match place(document, &candidate) {
            Some(span) => found.push((candidate.kind, span)),
            None => mentions[candidate.kind as usize] += 1,
        }
    }
    let code = LazyCell::new(|| samples::lines_of_code(document));
    for (kind, span) in found {
        let subject = match kind {
            Kind::Todo => SUBJECT,
            Kind::Progress => 1,
            _ => usize::MAX,
        };
        let place = document.place(span);
        let none = mentions[kind as usize] >= subject
            || holds_none(document, kind, place)
            || around::is_listed(document, kind, span)
            || around::is_title(document, span, place)
            || kind == Kind::Todo && around::is_heading_of_tasks(document, span)
            || code.contains(samples::lines(document, place).0.trim());
        if !none {
            let soon = matches!(kind, Kind::Coming | Kind::Unfinished);
            let undecided = matches!(kind, Kind::Capitals | Kind::Undecided);
            let minor = undecided && around::is_in_schedule(document, span)
                || (undecided || soon || kind == Kind::Todo) && around::is_value(document, span)
                || soon && around::is_aside(document, span)
                || around::is_cell(document, span)
                || around::is_in_outline(document, span)
                || around::is_label(document, span, place)
                || around::is_heading_of_text(document, span);
            let found = found_at(document, place).minor(minor);
            findings.push(if is_note(document, kind, span) { found.variant("note") } else { found });
        }
    }
}

/// Whether the block is a heading, a cell, or all that stands below a heading.
fn is_all_of_a_part(document: &Document, index: u32) -> bool {
    let heading = |at: Option<usize>| {
        let block = at.and_then(|at| document.blocks.get(at));
        block.is_none_or(|block| matches!(block.kind, BlockKind::Heading { .. }))
    };
    let (at, kind) = (index as usize, document.block(index).kind);
    let between = || at > 0 && heading(at.checked_sub(1)) && heading(at.checked_add(1));
    matches!(kind, BlockKind::Heading { .. } | BlockKind::Cell) || kind == BlockKind::Paragraph && between()
}

/// Whether an author left the words in `plain`, a range of the plain text, for later, and nothing is missing in their place as
/// where a mark is all that a heading or a cell says.
fn is_note(document: &Document, kind: Kind, plain: Span) -> bool {
    let words = document.plain.get(plain).trim_start_matches(|c: char| !c.is_alphanumeric());
    let word: String = words.chars().take_while(|c| c.is_alphanumeric()).collect();
    let said = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let alone = |index: &u32| said(document.text_of(document.block(*index))) == said(&word);
    let holds = document.block_at(plain.start).filter(alone).is_some_and(|index| is_all_of_a_part(document, index));
    let mark = ["todo", "fixme", "xxx"].iter().any(|mark| word.eq_ignore_ascii_case(mark));
    matches!(kind, Kind::Todo | Kind::Capitals) && mark && !holds
}

/// Whether what stands around the phrase at `place` of the source tells that it holds no place.
fn holds_none(document: &Document, kind: Kind, place: Span) -> bool {
    let text = || document.source.text().get(place.range()).unwrap_or_default();
    let other = match kind {
        Kind::Coming | Kind::Unfinished | Kind::Undecided | Kind::Capitals => around::is_dated(document.source.path()),
        Kind::Lorem => {
            around::is_about_syntax(document.source.path())
                || around::is_demonstrated(document)
                || around::is_result(document, place)
        }
        Kind::Todo => {
            let word = !text().contains("TODO");
            word && (around::knows_todo(document) || around::is_dated(document.source.path()))
        }
        Kind::Unwritten | Kind::Progress => false,
    };
    other || around::is_in_comment(document, place) || around::is_in_todo(document, place)
}

fn in_code(document: &Document, plain: Span) -> bool {
    let at = document.marks.partition_point(|mark| mark.plain.start <= plain.start);
    document.marks[..at].iter().rev().take(3).any(|mark| mark.kind == MarkKind::Code && mark.plain.contains(plain))
}

/// Whether it is a macro of Rust that is called: `todo!()`.
fn is_macro(document: &Document, plain: Span) -> bool {
    document.plain.text().get(plain.end as usize..).is_some_and(|after| after.starts_with("!("))
}

/// Where the placeholder stands in the plain text that `candidate` is a word of; `None` when it is a word of a sentence.
fn place(document: &Document, candidate: &Candidate) -> Option<Span> {
    let index = document.block_at(candidate.span.start)?;
    let block = document.block(index);
    let text = document.text_of(block);
    let at = (candidate.span.start - block.plain.start) as usize;
    let bytes = text.as_bytes();
    let near = at.saturating_sub(LINE);
    let start = memchr::memrchr(b'\n', &bytes[near..at]).map(|newline| near + newline + 1).or((near == 0).then_some(0))?;
    let far = bytes.len().min(at + LINE);
    let end = memchr::memchr(b'\n', &bytes[at..far]).map(|newline| at + newline).or((far == bytes.len()).then_some(far))?;
    let line = &text[start..end];
    let heading = matches!(block.kind, BlockKind::Heading { .. });
    let inner = phrases::judge(line, at - start, candidate, heading)?;
    let said = heading
        && match candidate.kind {
            Kind::Coming => around::has_links(document, index) || around::is_full(document, index),
            Kind::Unfinished | Kind::Progress => around::is_full(document, index),
            _ => false,
        };
    // « todo » at the beginning of a line within a paragraph is where a sentence was broken.
    let broken = start > 0 && inner == (at - start..at - start + candidate.span.len()) && line[inner.clone()].starts_with("todo");
    if said || broken {
        return None;
    }
    let base = block.plain.start as usize + start;
    Some(Span::new(base + inner.start, base + inner.end))
}
