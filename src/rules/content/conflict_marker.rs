//! `content-conflict-marker`: what git leaves in a file when two changes contradict each other.

use crate::document::{BlockKind, Document, Sign};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule { id: "content-conflict-marker", check: Check::Document(check) };

const OPEN: &str = Sign::Conflict.text();

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut end = 0;
    let head = document.front_matter.map_or(Span::default(), |front| front.content);
    let written = document.source.text();
    let in_head = memchr::memmem::find_iter(written.get(head.range()).unwrap_or_default().as_bytes(), OPEN);
    let in_head = in_head.map(|at| head.start as usize + at);
    let in_text = document.plain.places_of(Sign::Conflict);
    let in_text = in_text.map(|at| document.place(Span::new(at, at + OPEN.len())).start as usize);
    for at in in_head.chain(in_text) {
        if at >= end && starts_line(written, at) && written[at..].starts_with(OPEN) {
            end = report(document, at, findings);
        }
    }
    for span in orphans(document) {
        if span.start as usize >= end {
            findings.push(Finding::new(RULE.id, &document.source, span).variant("rest"));
        }
    }
}

fn starts_line(text: &str, at: usize) -> bool {
    at == 0 || matches!(text.as_bytes()[at - 1], b'\n' | b'\r')
}

/// The line of `text` that starts at `at`.
fn line(text: &str, at: usize) -> Span {
    let end = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end);
    Span::new(at, at + text[at..end].trim_end().len())
}

/// Reports the conflict that starts at `at`; gives the byte where it ends.
fn report(document: &Document, at: usize, findings: &mut Vec<Finding>) -> usize {
    let text = document.source.text();
    let mut finding = Finding::new(RULE.id, &document.source, line(text, at));
    let rest = &text.as_bytes()[at..];
    let next = memchr::memmem::find(&rest[1..], b"\n<<<<<<< ").map_or(rest.len(), |next| next + 1);
    let rest = &rest[..next];
    let close = memchr::memmem::find(rest, b"\n>>>>>>> ").map(|close| at + close + 1);
    let limit = close.map_or(rest.len(), |close| close - at);
    let middle = memchr::memmem::find(&rest[..limit], b"\n=======");
    if middle.is_none() && close.is_none() {
        finding = finding.advised("alone");
    }
    if let Some(middle) = middle {
        finding = finding.related(&document.source, line(text, at + middle + 1), "middle");
    }
    if let Some(close) = close {
        finding = finding.related(&document.source, line(text, close), "end");
    }
    findings.push(finding);
    close.map_or(at + 1, |close| line(text, close).end as usize)
}

/// The last lines of conflicts whose first line is gone: for Markdown seven quotes, one in another, on one line.
fn orphans(document: &Document) -> impl Iterator<Item = Span> {
    let text = document.source.text();
    let quotes = document.blocks.windows(7).filter(|blocks| blocks.iter().all(|block| block.kind == BlockKind::Quote));
    quotes.map(|blocks| blocks[0].span.start as usize).filter_map(move |at| {
        let name = text.get(at..)?.strip_prefix(">>>>>>> ")?;
        (starts_line(text, at) && name.starts_with(|c: char| c.is_alphanumeric())).then(|| line(text, at))
    })
}
