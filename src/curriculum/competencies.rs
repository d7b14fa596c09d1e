//! What a module teaches, and what it is for.

use super::claims::Claims;
use super::items::{is_label, is_placeholder};
use super::markers::Start;
use super::model::{Node, Selector};
use super::reader::Reader;
use super::{Competency, Marker, Text, names};
use crate::document::BlockKind;
use crate::text::{Span, normalise};
use std::cmp::Reverse;

/// Items nested deeper than this under labels are details.
const DEPTH: usize = 8;

/// The competencies of the module that starts at `start`, each once.
pub(super) fn of(reader: Reader<'_>, claims: &Claims, start: &Start<'_>) -> Vec<Competency> {
    let marker_end = if start.marker.is_whole() { 0 } else { start.title.span.end };
    let mut all = Vec::new();
    for selector in &reader.model.competency {
        let texts = Competencies { reader, claims, selector, marker_end, end: start.scope.end, found: Vec::new() }
            .read(start.scope, start.marker);
        let competency =
            |text: Text| Competency { id: names::id(selector.id.as_ref(), &text.text), text, assessed_by: Vec::new() };
        all.extend(texts.into_iter().map(competency));
    }
    if reader.model.competency.len() > 1 {
        // What two descriptions find at one place is one competency.
        all.sort_by_key(|one| (one.text.span.start, Reverse(one.text.span.end)));
        let mut taken = 0;
        all.retain(|one| {
            let new = one.text.span.start >= taken;
            taken = taken.max(one.text.span.end);
            new
        });
    }
    all
}

/// The objective of the module at `scope`: the first node that says so.
pub(super) fn objective(reader: Reader<'_>, scope: Span, claims: &Claims) -> Option<Text> {
    let all = reader.model.objective.iter().filter_map(|selector| objective_by(reader, selector, scope, claims));
    all.min_by_key(|text| text.span.start)
}

fn objective_by(reader: Reader<'_>, selector: &Selector, scope: Span, claims: &Claims) -> Option<Text> {
    let document = reader.document;
    match selector.node {
        Node::Div | Node::Heading => {
            let region = reader.regions(std::slice::from_ref(selector), scope, false).into_iter().next()?;
            let inside = (reader.block_from(region.start)..)
                .map_while(|at| document.blocks.get(at as usize).filter(|b| b.span.start < region.end).map(|b| (at, b)));
            let line = inside.filter(|(_, b)| b.kind == BlockKind::Paragraph).find_map(|(at, _)| reader.lines(at).next())?;
            Some(reader.text(line.plain))
        }
        _ => {
            let mut at = reader.block_from(scope.start).saturating_sub(1);
            while let Some(block) = document.blocks.get(at as usize).filter(|block| block.span.start < scope.end) {
                if block.kind == BlockKind::Paragraph {
                    let lines = reader.lines(at).filter(|line| may_begin(selector, &line.text) && selector.accepts(&line.text));
                    let found = lines.map(|line| (reader.text(line.plain), line.plain)).find(|(text, _)| {
                        text.span.start >= scope.start && text.span.start < scope.end && !claims.contains(text.span.start)
                    });
                    if let Some((text, _)) = found {
                        return Some(without_label(selector, text));
                    }
                }
                at += 1;
            }
            None
        }
    }
}

/// The words after the label; all of them when nothing stands after it.
fn without_label(selector: &Selector, text: Text) -> Text {
    let end = selector.pattern.as_ref().and_then(|pattern| pattern.find_end(&text.text)).unwrap_or(0);
    let rest = text.text[end..].trim();
    if rest.is_empty() { text } else { Text { text: rest.to_owned(), span: text.span } }
}

fn may_begin(selector: &Selector, text: &str) -> bool {
    selector.pattern.as_ref().is_none_or(|pattern| pattern.may_begin(text))
}

/// Collects the competencies of one module.
pub(super) struct Competencies<'a, 'c> {
    pub(super) reader: Reader<'a>,
    pub(super) claims: &'c Claims,
    pub(super) selector: &'a Selector,
    /// Where the marker's own text ends.
    pub(super) marker_end: u32,
    /// Where the module ends.
    pub(super) end: u32,
    pub(super) found: Vec<Text>,
}

impl Competencies<'_, '_> {
    /// Reads those of the module at `scope`.
    pub(super) fn read(mut self, scope: Span, marker: Marker) -> Vec<Text> {
        let under = &self.selector.under;
        let items = self.selector.node == Node::Item;
        let regions = if under.is_empty() { vec![scope] } else { self.reader.regions(under, scope, items) };
        let mut taken = scope.start;
        for region in regions {
            // Sections may hold one another: nothing counts twice.
            let region = Span { start: region.start.max(taken), end: region.end };
            if region.start >= region.end {
                continue;
            }
            taken = region.end;
            match self.selector.node {
                Node::Heading => self.headings(region),
                Node::Line | Node::Paragraph => self.lines(region),
                _ => {
                    let lists = self.items(region);
                    if !lists && under.is_empty() && !marker.is_whole() {
                        self.lines(region);
                    }
                }
            }
        }
        self.found
    }

    /// Whether there was a list that is not an assessment's.
    fn items(&mut self, region: Span) -> bool {
        let document = self.reader.document;
        let mut lists = false;
        let mut at = self.reader.block_from(region.start);
        while let Some(block) = document.blocks.get(at as usize).filter(|block| block.span.start < region.end) {
            match block.kind {
                BlockKind::List { .. } => {
                    for item in document.children(Some(at)).take_while(|&item| document.block(item).span.start < region.end) {
                        lists |= self.item(item, 0);
                    }
                    at = block.end;
                }
                _ => at += 1,
            }
        }
        lists
    }

    /// Takes the item at `index`; whether it belongs to the module's content.
    fn item(&mut self, index: u32, depth: usize) -> bool {
        let document = self.reader.document;
        if self.claims.contains(document.block(index).span.start) {
            return false;
        }
        let text = self.own_text(index);
        if text.as_ref().is_none_or(|text| is_remark(&text.text)) && depth < DEPTH {
            let mut any = false;
            for list in
                document.children(Some(index)).filter(|&child| matches!(document.block(child).kind, BlockKind::List { .. }))
            {
                for item in document.children(Some(list)) {
                    any |= self.item(item, depth + 1);
                }
            }
            return any || text.is_some();
        }
        let Some(text) = text else { return false };
        if !self.is_objective(&text.text) && self.selector.accepts(&text.text) && !is_placeholder(&text.text) {
            self.found.push(text);
        }
        true
    }

    /// The text of an item up to where an assessment begins in it.
    fn own_text(&self, index: u32) -> Option<Text> {
        let document = self.reader.document;
        let first = document
            .children(Some(index))
            .next()
            .filter(|&child| matches!(document.block(child).kind, BlockKind::Paragraph | BlockKind::Heading { .. }))?;
        let mut span: Option<Span> = None;
        for line in self.reader.lines(first) {
            let start = self.reader.start(line.plain);
            if start >= self.end || self.claims.contains(start) {
                break;
            }
            span = Some(Span { start: span.map_or(line.plain.start, |span| span.start), end: line.plain.end });
        }
        span.map(|span| self.reader.text(span))
    }

    fn lines(&mut self, region: Span) {
        let document = self.reader.document;
        // The marker's paragraph starts before the region where a marker is not its first line.
        let mut at = self.reader.block_from(region.start).saturating_sub(1);
        while let Some(block) = document.blocks.get(at as usize).filter(|block| block.span.start < region.end) {
            if block.kind == BlockKind::Paragraph {
                for line in self.reader.lines(at) {
                    let start = self.reader.start(line.plain);
                    let inside = start >= region.start && start < region.end && start >= self.marker_end;
                    if inside && !self.claims.contains(start) && self.is_competency(&line.text) {
                        self.found.push(self.reader.text(line.plain));
                    }
                }
            }
            at += 1;
        }
    }

    fn headings(&mut self, region: Span) {
        for (_, level, block) in self.reader.document.headings() {
            let inside = region.contains(block.span) && block.span.start >= self.marker_end;
            if inside && self.selector.accepts_level(level) && !self.claims.contains(block.span.start) {
                let text = normalise::plain(self.reader.document.text_of(block));
                if self.selector.accepts(&text) && !text.is_empty() {
                    self.found.push(Text { text: normalise::title(&text), span: block.span });
                }
            }
        }
    }

    fn is_competency(&self, text: &str) -> bool {
        let template = text.starts_with("{%") || text.starts_with("{{");
        !template && !is_label(text) && !is_placeholder(text) && !self.is_objective(text) && self.selector.accepts(text)
    }

    fn is_objective(&self, text: &str) -> bool {
        self.reader.model.objective.iter().any(|selector| {
            matches!(selector.node, Node::Line | Node::Item | Node::Paragraph)
                && may_begin(selector, text)
                && selector.pattern.is_some()
                && selector.accepts(text)
        })
    }
}

/// Whether `text` is only a label in parentheses: `(rappel) :`.
fn is_remark(text: &str) -> bool {
    let text = text.trim_end_matches(':').trim_end();
    text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).is_some_and(|inner| !inner.contains(')'))
}
