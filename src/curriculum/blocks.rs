//! The assessments of a document: their markers, and what belongs to each.

use super::claims::{Claims, Links};
use super::content::{self, Content};
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
    /// Its assessment with these items, which ends at `end`.
    fn block(&self, reader: Reader<'_>, mut items: Vec<Item>, end: u32, claims: &mut Claims) -> Block {
        let inside = Span { start: self.text.span.end, end };
        let lack = lack(reader, self.selector, &items, inside, || self.content(reader, end, claims));
        items::take_kind(reader, &mut items, &self.text, lack.is_none());
        let assessment = Assessment {
            marker: self.text.clone(),
            items,
            complete: lack.is_none(),
            lack,
            names: self.names(reader),
            ..Assessment::default()
        };
        Block { assessment, start: self.start, near: self.near.is_some(), node: self.selector.node }
    }

    /// What it holds up to `end`, there being no items. What belongs to a line is claimed; to a misspelt one nothing does.
    fn content(&self, reader: Reader<'_>, end: u32, claims: &mut Claims) -> Content {
        match self.place {
            Place::Line { .. } if self.near.is_some() => Content::Nothing,
            Place::Line { block, .. } => {
                let found = content::after(reader, block, end);
                found.map_or(Content::Nothing, |(content, span)| {
                    claims.add(Span { start: span.start, end: span.end.min(end) });
                    content
                })
            }
            _ => content::inside(reader, Span { start: self.text.span.end, end }),
        }
    }

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

/// Reads every assessment; `scopes`: the modules in order, with those that are nearly one.
pub(super) fn read(reader: Reader<'_>, scopes: &[Span]) -> (Vec<Block>, Claims, Vec<NearMiss>) {
    let begun = begun(reader);
    let link = |begun: &Begun<'_>| if let Place::Link(at) = begun.place { Some(reader.document.links[at].span) } else { None };
    let links = Links(begun.iter().filter_map(link).collect());
    let (mut blocks, mut claims, mut misses) = (Vec::new(), Claims::default(), Vec::new());
    let (mut taken, mut held, mut linked) = (0, 0, HashSet::new());
    let mut later = begun.iter().filter(|begun| link(begun).is_none()).map(|begun| begun.start).peekable();
    for marker in &begun {
        while later.next_if(|start| *start <= marker.start).is_some() {}
        let scope = scopes.partition_point(|scope| scope.start <= marker.start).checked_sub(1).map(|at| scopes[at]);
        let scope = scope.filter(|scope| marker.start < scope.end);
        // A misspelling outside of any module is prose; a section inside an assessment belongs to it, as does a link in one.
        if (marker.near.is_some() && scope.is_none()) || marker.start < taken || (link(marker).is_some() && marker.start < held) {
            continue;
        }
        let next_scope = scopes.get(scopes.partition_point(|scope| scope.start <= marker.start)).map_or(u32::MAX, |s| s.start);
        let limit = scope.map_or(next_scope, |scope| scope.end);
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
        // Links part no items.
        let next = later.peek().map_or(limit, |next| (*next).min(limit));
        let before = claims.count();
        let (found, closed) = items(reader, marker, (next, limit), &mut claims);
        let extent = claims.end_since(before).unwrap_or(marker.start);
        if let Some(near) = &marker.near {
            let (text, expected) = (written(reader, marker, near), near.words.clone());
            misses.push(NearMiss { kind: NearKind::Assessment, text, expected });
        } else if links.are_all(&found, Span { start: marker.start, end: extent }) {
            // What holds nothing but links to assessments is their label.
            continue;
        }
        taken = closed.unwrap_or(taken);
        held = held.max(extent);
        blocks.push(marker.block(reader, found, closed.unwrap_or(next), &mut claims));
    }
    claims.settle();
    (blocks, claims, misses)
}

/// The markers of assessments, in order: each place once, whatever else describes it.
fn begun(reader: Reader<'_>) -> Vec<Begun<'_>> {
    let mut begun = Vec::new();
    for selector in &reader.model.assessment {
        match selector.node {
            Node::Heading => headings(reader, selector, &mut begun),
            Node::Div => divs(reader, selector, &mut begun),
            Node::Link => links(reader, selector, &mut begun),
            Node::File | Node::Folder => {}
            Node::Paragraph | Node::Line | Node::Item => lines(reader, selector, &mut begun),
        }
    }
    begun.sort_by_key(|begun| (begun.start, begun.near.is_some()));
    begun.dedup_by_key(|begun| begun.start);
    begun
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

/// What an assessment with these items lacks, what it must hold being at `inside`; `content` tells what it holds beside items.
fn lack(
    reader: Reader<'_>,
    selector: &Selector,
    items: &[Item],
    inside: Span,
    content: impl FnOnce() -> Content,
) -> Option<Lack> {
    if !selector.requires.is_empty() && reader.regions(&selector.requires, inside, false).is_empty() {
        return Some(Lack::Required);
    }
    match selector.min_items {
        Some(asked) => few(items, asked),
        None if items.is_empty() => match content() {
            Content::Nothing => Some(Lack::Items),
            Content::Placeholder => Some(Lack::Placeholders),
            Content::Something => None,
        },
        None => few(items, 1),
    }
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
    let heading = reader.document.headings().next().map(|(_, _, block)| block.span);
    let whole = Span { start: 0, end };
    let lack = lack(reader, selector, &items, whole, || content::inside(reader, whole));
    let names = names::of_front_matter(reader.document, selector);
    let text = heading.map_or_else(String::new, |span| reader.document.source.text()[span.range()].to_owned());
    let marker = Text { text: normalise::plain(text.trim_start_matches('#')).into_owned(), span: heading.unwrap_or_default() };
    items::take_kind(reader, &mut items, &marker, lack.is_none());
    if selector.node == Node::Link {
        items.iter_mut().filter(|item| item.kind == OTHER).for_each(|item| item.kind = external::QUIZ.to_owned());
    }
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
