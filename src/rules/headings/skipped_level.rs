//! `heading-skipped-level`: a heading two or more levels below the one before it.

use crate::document::{BlockKind, Document, OutlineHeading};
use crate::finding::Finding;
use crate::rules::purpose::is_page;
use crate::rules::{Check, Context, Rule};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule { id: "heading-skipped-level", check: Check::Document(check) };

/// How many further headings are shown.
const SHOWN: usize = 10;

/// A caption is no longer than this, in characters.
const CAPTION: usize = 60;

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut previous: Option<u8> = None;
    // One finding for each way to skip: a page that does so throughout is put right in one go.
    let mut found: Vec<((u8, u8, bool), Vec<Span>)> = Vec::new();
    // A div is a box of its own: its heading has the level that its style asks for.
    let of_page = |heading: &OutlineHeading<'_>| heading.div.is_none() && !is_unlisted(document, heading);
    let mut outline = document.outline().filter(of_page).peekable();
    let mut html = document.html_headings.iter().map(|(_, span)| *span).peekable();
    while let Some(heading) = outline.next() {
        // One that is written in HTML stands in the order as well.
        while let Some(span) = html.next_if(|span| span.start < heading.block.span.start) {
            previous = level_of_tag(document, span).or(previous);
        }
        if let Some(above) = previous.filter(|above| heading.level > above + 1) {
            let last = outline.peek().is_none_or(|next| next.level <= heading.level);
            let way = (above, heading.level, last && is_caption(document, &heading));
            match found.iter_mut().find(|(known, _)| *known == way) {
                Some((_, places)) => places.push(heading.block.span),
                None => found.push((way, vec![heading.block.span])),
            }
        }
        previous = Some(heading.level);
    }
    if found.is_empty() || !is_page(document) {
        return;
    }
    for ((above, level, caption), places) in found {
        let finding = Finding::new(RULE.id, &document.source, places[0]).minor(caption);
        let finding = finding.argument("from", above).argument("to", level).argument("expected", above + 1);
        let others = places.iter().skip(1).take(SHOWN);
        findings.push(others.fold(finding, |finding, other| finding.related(&document.source, *other, "other")));
    }
}

/// The level of a heading in HTML, by its tag: `<h2 id="a">`.
fn level_of_tag(document: &Document, span: Span) -> Option<u8> {
    let digit = document.source.text().as_bytes().get(span.start as usize + 2)?;
    (b'1'..=b'6').contains(digit).then(|| digit - b'0')
}

/// Whether the heading says that it is part of no table of contents: `#### Semis {.unlisted}`.
fn is_unlisted(document: &Document, heading: &OutlineHeading<'_>) -> bool {
    let written = document.source.text().get(heading.block.span.range()).unwrap_or_default().trim_end();
    written.ends_with('}') && written.rfind('{').is_some_and(|at| written[at..].contains(".unlisted"))
}

/// Whether the heading, above no other, names the code, the table or the picture below it.
fn is_caption(document: &Document, heading: &OutlineHeading<'_>) -> bool {
    let short = document.text_of(heading.block).chars().count() <= CAPTION;
    let next = document.blocks.get(heading.index as usize + 1);
    short
        && next.is_some_and(|next| match next.kind {
            BlockKind::Code { .. } | BlockKind::Table { .. } => true,
            BlockKind::Paragraph => {
                let first = document.links.partition_point(|link| link.span.start < next.span.start);
                let begins = document.links.get(first).is_some_and(|link| link.span.start == next.span.start);
                begins && document.text_of(next).trim().is_empty()
            }
            _ => false,
        })
}
