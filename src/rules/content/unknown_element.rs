//! `content-unknown-element`: a word in angle brackets that a browser takes for an element and does not show.

use crate::document::{BlockKind, Document};
use crate::finding::Finding;
use crate::rules::purpose::Purpose;
use crate::rules::{Check, Context, Rule};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule { id: "content-unknown-element", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    if document.unknown_elements.is_empty() || is_component_page(document) {
        return;
    }
    // A log is read once, and rarely by those who learn.
    let log = Purpose::of(document) == Purpose::Log;
    for (name, span) in &document.unknown_elements {
        let element = name.split(' ').next().unwrap_or_default();
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b' ';
        // `{{<name>}}` is a shortcode of Hugo, `{{#markerdocs <name>}}` is replaced by a preprocessor of mdBook.
        let before = document.source.text().get(..span.start as usize).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let in_template = line.rfind("{{").is_some_and(|open| !line[open..].contains("}}"));
        if !name.bytes().all(plain) || MORE.contains(&element) || in_template {
            continue;
        }
        let found = Finding::new(RULE.id, &document.source, *span).argument("name", name).minor(log);
        let insert = Span { start: span.start, end: span.start };
        findings.push(match (in_html(document, *span), is_quoted(document, *span)) {
            (false, _) => found.suggestion(insert, "\\"),
            (true, true) => found.advised("backticks"),
            (true, false) => found.advised("html"),
        });
    }
}

/// Elements of drawings and of formulas that a page may hold.
static MORE: &[&str] = &[
    "animate",
    "clippath",
    "filter",
    "mask",
    "marker",
    "metadata",
    "mfrac",
    "mover",
    "mpadded",
    "mphantom",
    "mroot",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msubsup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "pattern",
    "polygon",
    "semantics",
    "set",
    "stop",
    "switch",
    "symbol",
    "view",
    "selectedcontent",
    "fencedframe",
    "portal",
];

/// Whether elements of a site's own may stand on the page: a file of MDX, or one with a name in capitals.
fn is_component_page(document: &Document) -> bool {
    let component =
        |(name, _): &(String, Span)| name.starts_with(|c: char| c.is_ascii_uppercase()) && !name.eq_ignore_ascii_case("todo");
    document.source.path().ends_with(".mdx") || document.unknown_elements.iter().any(component)
}

/// Whether it stands in a block of HTML, where a backslash escapes nothing.
fn in_html(document: &Document, span: Span) -> bool {
    let after = document.blocks.partition_point(|block| block.span.start <= span.start);
    document.blocks[..after].last().is_some_and(|block| block.kind == BlockKind::Html && block.span.contains(span))
}

/// How many bytes on each side of an element are looked at for backticks.
const NEAR: usize = 200;

/// Whether backticks stand on both sides of it, on its line.
fn is_quoted(document: &Document, span: Span) -> bool {
    let bytes = document.source.text().as_bytes();
    let (start, end) = ((span.start as usize).min(bytes.len()), (span.end as usize).min(bytes.len()));
    let before = bytes[..start].iter().rev().take(NEAR).take_while(|byte| **byte != b'\n').filter(|byte| **byte == b'`').count();
    let after = bytes[end..].iter().take(NEAR).take_while(|byte| **byte != b'\n').any(|byte| *byte == b'`');
    before % 2 == 1 && after
}
