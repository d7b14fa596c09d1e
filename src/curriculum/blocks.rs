//! The assessments of a document: their markers, and what belongs to each.

use super::gather::{Gather, div_items, section_items};
use super::items::{self, Items};
use super::model::{Node, Selector};
use super::names::Naming;
use super::near::{self, Near};
use super::reader::{Line, Reader};
use super::{Assessment, Item, Lack, NearKind, NearMiss, OTHER, Text, external, names};
use crate::document::BlockKind;
use crate::text::{Span, normalise};
use std::collections::HashSet;

/// A marker of an assessment, before its items are read.
#[derive(Debug)]
struct Begun<'a> {
    selector: &'a Selector,
    /// Where it starts in the source.
    start: u32,
    text: Text,
    place: Place,
    near: Option<Near>,
}

#[derive(Debug)]
enum Place {
    /// A line of a paragraph; what stands after its colon.
    Line { block: u32, plain: Span, inline: Option<Span> },
    /// A heading of that level.
    Heading { block: u32, level: u8 },
    /// A div, by index.
    Div(usize),
    /// A link, by index.
    Link(usize),
}

impl Begun<'_> {
    /// The competencies that it names. What follows the colon of a line are items.
    fn names(&self, reader: Reader<'_>) -> Vec<Naming> {
        match self.place {
            Place::Line { plain, inline, .. } => {
                let end = inline.map_or(plain.end, |inline| inline.start);
                names::of_marker(reader, self.selector, Span { start: plain.start, end })
            }
            Place::Heading { block, .. } => names::of_marker(reader, self.selector, reader.document.block(block).plain),
            Place::Link(_) => Vec::new(),
            Place::Div(index) => names::of_div(reader, self.selector, reader.document.divs[index].open),
        }
    }
}

/// An assessment, and the bytes of the source that belong to it.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) assessment: Assessment,
    pub(super) start: u32,
    /// Misspelt: it assesses nothing.
    pub(super) near: bool,
    pub(super) node: Node,
}

/// Ranges of the source that belong to assessments.
#[derive(Debug, Default)]
pub(super) struct Claims(Vec<Span>);

impl Claims {
    /// Whether the byte at `offset` belongs to an assessment.
    pub(super) fn contains(&self, offset: u32) -> bool {
        let after = self.0.partition_point(|span| span.start <= offset);
        after.checked_sub(1).is_some_and(|at| offset < self.0[at].end)
    }

    pub(super) fn add(&mut self, span: Span) {
        self.0.push(span);
    }

    /// Sorts and joins the ranges, so that they can be searched.
    fn settle(&mut self) {
        self.0.sort();
        let mut joined: Vec<Span> = Vec::with_capacity(self.0.len());
        for span in self.0.drain(..) {
            match joined.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => joined.push(span),
            }
        }
        self.0 = joined;
    }
}

/// Reads every assessment; `scopes`: the modules in order, with those that are nearly one.
pub(super) fn read(reader: Reader<'_>, scopes: &[Span]) -> (Vec<Block>, Claims, Vec<NearMiss>) {
    let mut begun = Vec::new();
    for selector in &reader.model.assessment {
        match selector.node {
            Node::Heading => headings(reader, selector, &mut begun),
            Node::Div => divs(reader, selector, &mut begun),
            Node::Link => links(reader, selector, &mut begun),
            Node::File => {}
            Node::Paragraph | Node::Line | Node::Item => lines(reader, selector, &mut begun),
        }
    }
    // One place is one marker, whatever else describes it.
    begun.sort_by_key(|begun| (begun.start, begun.near.is_some()));
    begun.dedup_by_key(|begun| begun.start);
    let (mut blocks, mut claims, mut misses) = (Vec::new(), Claims::default(), Vec::new());
    let (mut taken, mut linked) = (0, HashSet::new());
    for at in 0..begun.len() {
        let marker = &begun[at];
        let scope = scopes.partition_point(|scope| scope.start <= marker.start).checked_sub(1).map(|at| scopes[at]);
        let scope = scope.filter(|scope| marker.start < scope.end);
        // A misspelling outside of any module is prose; a section inside an assessment belongs to it.
        if (marker.near.is_some() && scope.is_none()) || marker.start < taken {
            continue;
        }
        let next_scope = scopes.get(scopes.partition_point(|scope| scope.start <= marker.start)).map_or(u32::MAX, |s| s.start);
        let limit = scope.map_or(next_scope, |scope| scope.end);
        let next = begun.get(at + 1).map_or(limit, |next| next.start.min(limit));
        if let Place::Link(index) = marker.place {
            external::claim(reader, index, &mut claims);
            let path = external::path(reader.document, marker.selector, index).unwrap_or_default();
            // A page may link to its quiz above and below.
            if scope.is_some() && linked.insert((limit, path.clone())) {
                let assessment = external::pending(reader.document, path, index);
                blocks.push(Block { assessment, start: marker.start, near: false, node: Node::Link });
            }
            continue;
        }
        let (found, closed) = items(reader, marker, (next, limit), &mut claims);
        taken = closed.unwrap_or(taken);
        if let Some(near) = &marker.near {
            misses.push(NearMiss {
                kind: NearKind::Assessment,
                text: written(reader, marker, near),
                expected: near.words.clone(),
            });
        }
        let end = closed.unwrap_or(next);
        let lack = lack(reader, marker.selector, &found, Span { start: marker.text.span.end, end });
        blocks.push(Block {
            assessment: Assessment {
                marker: marker.text.clone(),
                source: None,
                items: found,
                complete: lack.is_none(),
                lack,
                names: marker.names(reader),
                link: None,
            },
            start: marker.start,
            near: marker.near.is_some(),
            node: marker.selector.node,
        });
    }
    claims.settle();
    (blocks, claims, misses)
}

/// The items of `marker`, and where its assessment ends if its form says so; `next` is where another begins, `limit` where its
/// module ends.
fn items(reader: Reader<'_>, marker: &Begun<'_>, (next, limit): (u32, u32), claims: &mut Claims) -> (Vec<Item>, Option<u32>) {
    match marker.place {
        Place::Link(_) => (Vec::new(), None),
        Place::Line { block, plain, inline } => {
            let mut gather = Gather { reader, claims, items: Items::new(reader, next), limit: next, last: next == limit };
            gather.line(block, plain, inline);
            (gather.items.finish(), None)
        }
        Place::Heading { block, level } => {
            let end = reader.section_end(block, level, limit);
            claims.add(Span { start: marker.start, end });
            (section_items(reader, marker.text.span.end, end), Some(end))
        }
        Place::Div(index) => {
            let div = &reader.document.divs[index];
            claims.add(div.span);
            (div_items(reader, div), Some(div.span.end))
        }
    }
}

/// What an assessment with these items lacks, its content being at `inside`.
fn lack(reader: Reader<'_>, selector: &Selector, items: &[Item], inside: Span) -> Option<Lack> {
    if !selector.requires.is_empty() && reader.regions(&selector.requires, inside, false).is_empty() {
        return Some(Lack::Required);
    }
    few(items, selector.min_items)
}

/// What an assessment of which `asked` items are asked lacks of them.
pub(super) fn few(items: &[Item], asked: u32) -> Option<Lack> {
    let real = items.iter().filter(|item| !item.placeholder).count() as u32;
    if real >= asked {
        return None;
    }
    Some(match (real, items.is_empty()) {
        (0, true) => Lack::Items,
        (0, false) => Lack::Placeholders,
        _ => Lack::Few { found: real, asked },
    })
}

/// What another file gives as the assessment of a module: the items of its lists, or its lines.
pub(super) fn of_file(reader: Reader<'_>, selector: &Selector) -> Assessment {
    let end = reader.document.source.text().len() as u32;
    let mut items = section_items(reader, 0, end);
    if selector.node == Node::Link {
        items.iter_mut().filter(|item| item.kind == OTHER).for_each(|item| item.kind = external::QUIZ.to_owned());
    }
    let heading = reader.document.headings().next().map(|(_, _, block)| block.span);
    let lack = lack(reader, selector, &items, Span { start: 0, end });
    let names = names::of_front_matter(reader.document, selector);
    let text = heading.map_or_else(String::new, |span| reader.document.source.text()[span.range()].to_owned());
    let marker = Text { text: normalise::plain(text.trim_start_matches('#')).into_owned(), span: heading.unwrap_or_default() };
    let source = Some(std::sync::Arc::clone(&reader.document.source));
    Assessment { marker, source, items, complete: lack.is_none(), lack, names, link: None }
}

fn written(reader: Reader<'_>, marker: &Begun<'_>, near: &Near) -> Text {
    let plain = match marker.place {
        Place::Line { plain, .. } => plain,
        Place::Heading { block, .. } => reader.document.block(block).plain,
        Place::Link(index) => reader.document.links[index].plain,
        Place::Div(index) => {
            let div = &reader.document.divs[index];
            let line = &reader.document.source.text()[div.open.range()];
            let at = div.open.start as usize + line.find(&*div.class).unwrap_or(0);
            return Text { text: div.class.to_string(), span: Span::new(at, at + div.class.len()) };
        }
    };
    reader.text(reader.beginning(plain, near.length))
}

fn headings<'a>(reader: Reader<'a>, selector: &'a Selector, begun: &mut Vec<Begun<'a>>) {
    for (block, level, heading) in reader.document.headings() {
        let raw = reader.document.text_of(heading);
        if !selector.accepts_level(level) || selector.pattern.as_ref().is_some_and(|pattern| !pattern.may_begin(raw)) {
            continue;
        }
        let text = normalise::plain(raw);
        let mut near = None;
        if !names::accepts(selector, &text) {
            let Some(pattern) = &selector.pattern else { continue };
            near = near::near(&text, pattern, true, |text| selector.accepts(text));
            if near.is_none() {
                continue;
            }
        }
        let text = Text { text: text.into_owned(), span: heading.span };
        begun.push(Begun { selector, start: heading.span.start, text, place: Place::Heading { block, level }, near });
    }
}

fn links<'a>(reader: Reader<'a>, selector: &'a Selector, begun: &mut Vec<Begun<'a>>) {
    for (index, link) in reader.document.links.iter().enumerate() {
        if external::path(reader.document, selector, index).is_some() {
            let text = Text { text: String::new(), span: link.span };
            begun.push(Begun { selector, start: link.span.start, text, place: Place::Link(index), near: None });
        }
    }
}

fn divs<'a>(reader: Reader<'a>, selector: &'a Selector, begun: &mut Vec<Begun<'a>>) {
    for (index, div) in reader.document.divs.iter().enumerate() {
        let mut near = None;
        if !selector.accepts(&div.class) {
            let Some(pattern) = &selector.pattern else { continue };
            near = near::near(&div.class, pattern, true, |text| selector.accepts(text));
            if near.is_none() {
                continue;
            }
        }
        let text = Text { text: div.class.to_string(), span: div.open };
        begun.push(Begun { selector, start: div.span.start, text, place: Place::Div(index), near });
    }
}

fn lines<'a>(reader: Reader<'a>, selector: &'a Selector, begun: &mut Vec<Begun<'a>>) {
    for (index, _) in reader.document.blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Paragraph) {
        let Some(pattern) = &selector.pattern else { return };
        for line in reader.lines_beginning(index as u32, Some(pattern)) {
            let (inline, near) = match inline(reader, selector, &line, &line.text) {
                Some(inline) => (inline, None),
                None => {
                    let accepts = |text: &str| inline_of(reader, selector, text).is_some();
                    let Some(near) = near::near(&line.text, pattern, true, accepts) else { continue };
                    let after = reader.beginning(line.plain, near.length).end;
                    let rest = reader.document.plain.get(Span { start: after, end: line.plain.end });
                    let colon = rest.find(':').map(|at| after + at as u32 + 1);
                    let inline = colon.and_then(|start| filled(reader, Span { start, end: line.plain.end }));
                    (inline, Some(near))
                }
            };
            let text = reader.text(line.plain);
            let place = Place::Line { block: index as u32, plain: line.plain, inline };
            begun.push(Begun { selector, start: text.span.start, text, place, near });
        }
    }
}

/// `Some` if the line is a marker: with what stands after its colon, as a range of the plain text.
fn inline(reader: Reader<'_>, selector: &Selector, line: &Line<'_>, text: &str) -> Option<Option<Span>> {
    let named = || {
        let (rest, part) = names::without(selector, text)?;
        inline_of(reader, selector, &rest).map(|at| if at > part.start { at + part.len() } else { at })
    };
    let at = inline_of(reader, selector, text).or_else(named)?;
    let start = reader.beginning(line.plain, at).end;
    Some(filled(reader, Span { start, end: line.plain.end }))
}

/// `plain` without blanks before it, if anything is left.
fn filled(reader: Reader<'_>, plain: Span) -> Option<Span> {
    let text = reader.document.plain.get(plain);
    let start = plain.start + (text.len() - text.trim_start().len()) as u32;
    text.chars().any(char::is_alphanumeric).then_some(Span { start, end: plain.end })
}

/// `Some` if `text` is a marker and not prose that begins like one: where its own items begin.
fn inline_of(reader: Reader<'_>, selector: &Selector, text: &str) -> Option<usize> {
    let end = selector.pattern.as_ref()?.find_end(text)?;
    let rest = &text[end..];
    if rest.trim().is_empty() || text[..end].trim_end().ends_with(':') {
        return Some(end);
    }
    if let Some(colon) = rest.find(':') {
        // "… par les moyens suivants :" is a marker; a long sentence with a colon somewhere is prose.
        return (rest[..colon].split_whitespace().count() <= 4).then_some(end + colon + 1);
    }
    let short = rest.split_whitespace().count() <= 4 && !rest.ends_with('.');
    (short && items::begins_with_kind(rest, &reader.model.kinds)).then_some(end)
}
