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

/// A way to skip, and whether its headings are captions.
type Way = (u8, u8, bool);

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    // Few pages skip at all, and so boxes are seldom looked for.
    if skips(document, &[]).is_empty() || !is_page(document) {
        return;
    }
    let found = skips(document, &document.boxes());
    let sized = is_landing(document);
    for ((above, level, caption), places) in found {
        let finding = Finding::new(RULE.id, &document.source, places[0]).minor(caption || sized);
        let finding = finding.argument("from", above).argument("to", level).argument("expected", above + 1);
        let others = places.iter().skip(1).take(SHOWN);
        findings.push(others.fold(finding, |finding, other| finding.related(&document.source, *other, "other")));
    }
}

/// Whether the page is the repository's own, whose headings below the title have all one level: that of a size.
fn is_landing(document: &Document) -> bool {
    let path = document.source.path();
    let below: Vec<u8> = document.outline().skip(1).map(|heading| heading.level).collect();
    let readme = path.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("readme."));
    readme && below.len() > 1 && below.iter().all(|level| *level == below[0])
}

/// Where headings of `document` skip levels, in `boxes` of which each has levels of its own: one entry for each way to skip, since
/// a page that does so throughout is put right in one go.
fn skips(document: &Document, boxes: &[Span]) -> Vec<(Way, Vec<Span>)> {
    let mut found: Vec<(Way, Vec<Span>)> = Vec::new();
    // A div is a box of its own: its heading has the level that its style asks for.
    let of_page = |heading: &OutlineHeading<'_>| heading.div.is_none() && !is_unlisted(document, heading);
    let mut outline = document.outline().filter(of_page).peekable();
    let mut html = document.html_headings.iter().map(|(_, span)| *span).peekable();
    let mut levels = Levels { boxes: boxes.iter().peekable(), open: Vec::new(), previous: None };
    while let Some(heading) = outline.next() {
        // One that is written in HTML stands in the order as well.
        while let Some(span) = html.next_if(|span| span.start < heading.block.span.start) {
            if let Some(level) = level_of_tag(document, span) {
                levels.above(span.start);
                levels.previous = Some(level);
            }
        }
        if let Some(above) = levels.above(heading.block.span.start).filter(|above| heading.level > above + 1) {
            let last = outline.peek().is_none_or(|next| next.level <= heading.level);
            // A number of a question is set as it looks.
            let number = !document.text_of(heading.block).contains(char::is_alphabetic);
            let way = (above, heading.level, number || last && is_caption(document, &heading));
            match found.iter_mut().find(|(known, _)| *known == way) {
                Some((_, places)) => places.push(heading.block.span),
                None => found.push((way, vec![heading.block.span])),
            }
        }
        levels.previous = Some(heading.level);
    }
    found
}

/// The level of the last heading, in each of the boxes that are open.
struct Levels<'a> {
    boxes: std::iter::Peekable<std::slice::Iter<'a, Span>>,
    /// Where each open box ends, and what came before it.
    open: Vec<(u32, Option<u8>)>,
    previous: Option<u8>,
}

impl Levels<'_> {
    /// The level of the heading before the byte `at`, in the same box.
    fn above(&mut self, at: u32) -> Option<u8> {
        while let Some((_, before)) = self.open.pop_if(|(end, _)| *end <= at) {
            self.previous = before.or(self.previous);
        }
        while let Some(inner) = self.boxes.next_if(|inner| inner.start <= at) {
            if inner.end > at {
                self.open.push((inner.end, self.previous.take()));
            }
        }
        self.previous
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
