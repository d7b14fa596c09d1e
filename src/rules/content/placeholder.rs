//! `content-placeholder`: text that holds the place of content still to be written.

mod cells;
mod phrases;

use crate::document::{BlockKind, Document, MarkKind};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};
use crate::text::Span;
use phrases::{Candidate, Kind};

/// The rule.
pub const RULE: Rule = Rule { id: "content-placeholder", check: Check::Document(check) };

/// A page that speaks of a word this many times besides teaches it (a to-do application, work in progress of a board).
const SUBJECT: usize = 3;

/// A longer line is no note to oneself.
const LINE: usize = 2000;

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    words(document, findings);
    cells::check(document, findings);
    for (name, span) in &document.unknown_elements {
        if ["todo", "tbd", "fixme", "xxx"].iter().any(|word| name.eq_ignore_ascii_case(word)) {
            report(document, *span, findings);
        }
    }
}

/// Reports the text of the source in `span`.
fn report(document: &Document, span: Span, findings: &mut Vec<Finding>) {
    let text = document.source.text().get(span.range()).unwrap_or_default();
    findings.push(Finding::new(RULE.id, &document.source, span).argument("text", crate::text::normalise::plain(text)));
}

fn words(document: &Document, findings: &mut Vec<Finding>) {
    let mut mentions = [0; Kind::COUNT];
    let mut found: Vec<(Kind, Span)> = Vec::new();
    for candidate in phrases::find(&document.plain) {
        if found.last().is_some_and(|(_, last)| candidate.span.start < last.end) || in_code(document, candidate.span) {
            continue;
        }
        match place(document, &candidate) {
            Some(span) => found.push((candidate.kind, span)),
            None => mentions[candidate.kind as usize] += 1,
        }
    }
    for (kind, span) in found {
        let subject = match kind {
            Kind::Todo => SUBJECT,
            Kind::Progress => 1,
            _ => usize::MAX,
        };
        if mentions[kind as usize] < subject {
            report(document, document.place(span), findings);
        }
    }
}

fn in_code(document: &Document, plain: Span) -> bool {
    let at = document.marks.partition_point(|mark| mark.plain.start <= plain.start);
    document.marks[..at].iter().rev().take(3).any(|mark| mark.kind == MarkKind::Code && mark.plain.contains(plain))
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
    if heading && candidate.kind == Kind::Coming && section_has_links(document, index) {
        return None;
    }
    let base = block.plain.start as usize + start;
    Some(Span::new(base + inner.start, base + inner.end))
}

/// Whether the section under the heading at `index` leads somewhere: « À venir » above dates and links announces events.
fn section_has_links(document: &Document, index: u32) -> bool {
    let from = document.block(index).span.end;
    let next = document.blocks[index as usize + 1..].iter().find(|block| matches!(block.kind, BlockKind::Heading { .. }));
    let to = next.map_or(u32::MAX, |block| block.span.start);
    let first = document.links.partition_point(|link| link.span.start < from);
    document.links.get(first).is_some_and(|link| link.span.start < to)
}
