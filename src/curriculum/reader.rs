//! A document seen by a group: its lines and sections as the content model reads them.

use super::Text;
use super::model::{Model, Node, Pattern, Selector};
use crate::document::{BlockKind, Document, MarkKind};
use crate::text::{Span, normalise};
use std::borrow::Cow;

/// A line of a block's own text.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// Its range of the plain text, without blanks around it.
    pub(super) plain: Span,
    /// Its words, blanks folded.
    pub(super) text: Cow<'a, str>,
    /// Whether it is the first of its block.
    pub(super) first: bool,
}

/// A document and the model that it is read by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document,
    pub(super) model: &'a Model,
}

impl<'a> Reader<'a> {
    /// The lines of the block at `index` that are not empty.
    pub(super) fn lines(self, index: u32) -> impl Iterator<Item = Line<'a>> {
        self.lines_beginning(index, None)
    }

    /// Those of the lines that may begin with the words of `pattern`; only they are read further.
    pub(super) fn lines_beginning(self, index: u32, pattern: Option<&'a Pattern>) -> impl Iterator<Item = Line<'a>> {
        let document = self.document;
        let start = document.block(index).plain.start;
        let lines = document.lines_of(document.block(index));
        lines.filter(move |(_, line)| pattern.is_none_or(|pattern| pattern.may_begin(line))).filter_map(move |(span, line)| {
            let lead = (line.len() - line.trim_start().len()) as u32;
            let length = line.trim().len() as u32;
            let plain = Span { start: span.start + lead, end: span.start + lead + length };
            (length > 0).then(|| Line { plain, text: normalise::plain(line), first: span.start == start })
        })
    }

    /// The text at `plain`, a range of the plain text.
    pub(super) fn text(self, plain: Span) -> Text {
        let text = normalise::plain(self.document.plain.get(plain)).into_owned();
        Text { text, span: self.document.place(plain) }
    }

    /// The first `length` bytes of the folded text at `plain`, as a range of the plain text.
    pub(super) fn beginning(self, plain: Span, length: usize) -> Span {
        let raw = self.document.plain.get(plain);
        Span { start: plain.start, end: plain.start + unfolded(raw, &normalise::plain(raw), length) as u32 }
    }

    /// The byte of the source at which the plain text at `plain` starts.
    pub(super) fn start(self, plain: Span) -> u32 {
        self.document.place(plain).start
    }

    /// How far the text at `offset` stands from the start of its line, tabs to every fourth column.
    pub(super) fn indent(self, offset: u32) -> usize {
        let text = self.document.source.text();
        let before = text.get(..offset as usize).unwrap_or_default();
        let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        before[line..].chars().fold(0, |column, c| if c == '\t' { column / 4 * 4 + 4 } else { column + 1 })
    }

    /// The nearest item that holds the block at `index`.
    pub(super) fn item_of(self, index: u32) -> Option<u32> {
        let mut at = self.document.block(index).parent;
        while let Some(parent) = at {
            if self.document.block(parent).kind == BlockKind::Item {
                return Some(parent);
            }
            at = self.document.block(parent).parent;
        }
        None
    }

    /// The index of the first block that starts at or after the byte `offset`.
    pub(super) fn block_from(self, offset: u32) -> u32 {
        self.document.blocks.partition_point(|block| block.span.start < offset) as u32
    }

    /// Where the section of a heading of `level` at the block `index` ends, at most at `limit`.
    pub(super) fn section_end(self, index: u32, level: u8, limit: u32) -> u32 {
        let mut at = self.document.block(index).end;
        while let Some(block) = self.document.blocks.get(at as usize).filter(|block| block.span.start < limit) {
            if let BlockKind::Heading { level: next, .. } = block.kind
                && next <= level
            {
                return block.span.start;
            }
            at = block.end;
        }
        limit
    }

    /// Whether the line at `plain` of the block `index` begins with strong text, and that text.
    pub(super) fn strong_at(self, index: u32, plain: Span) -> Option<Span> {
        self.document
            .marks_of(index)
            .find(|mark| mark.kind == MarkKind::Strong && mark.plain.start == plain.start)
            .map(|m| m.plain)
    }

    /// The ranges of the source, inside `scope`, in which nodes `under` any of these are looked for, in order. `lists`: the
    /// nodes are items, so that only a paragraph before a list can introduce them.
    pub(super) fn regions(self, under: &[Selector], scope: Span, lists: bool) -> Vec<Span> {
        let mut found: Vec<Span> = under.iter().flat_map(|under| self.regions_of(under, scope, lists)).collect();
        if under.len() > 1 {
            found.sort();
        }
        found
    }

    fn regions_of(self, under: &Selector, scope: Span, lists: bool) -> Vec<Span> {
        let document = self.document;
        if under.node == Node::Div {
            let inside = document.divs.iter().filter(|div| scope.contains(div.open) && under.accepts(&div.class));
            return inside.map(|div| Span { start: div.open.end, end: div.span.end.min(scope.end) }).collect();
        }
        let mut found = Vec::new();
        let mut at = self.block_from(scope.start);
        while let Some(block) = document.blocks.get(at as usize).filter(|block| block.span.start < scope.end) {
            match (block.kind, under.node) {
                (BlockKind::Heading { level, .. }, Node::Heading)
                    if under.accepts_level(level) && under.accepts(&normalise::plain(document.text_of(block))) =>
                {
                    found.push(Span { start: block.span.end, end: self.section_end(at, level, scope.end) });
                }
                (BlockKind::Paragraph, Node::Paragraph | Node::Line)
                    if (!lists || self.is_before_list(at))
                        && under.pattern.as_ref().is_none_or(|pattern| pattern.may_stand_in(document.text_of(block)))
                        && self.lines(at).any(|line| under.accepts(&line.text)) =>
                {
                    found.extend(self.introduced(at, scope.end));
                }
                _ => {}
            }
            at += 1;
        }
        found
    }

    /// Whether a list follows the block at `index` in its container.
    fn is_before_list(self, index: u32) -> bool {
        let block = self.document.block(index);
        let next = self.document.blocks.get(block.end as usize);
        next.is_some_and(|next| next.parent == block.parent && matches!(next.kind, BlockKind::List { .. }))
    }

    /// The block at `index` with the lists right after it in its container, then the lists that only asides part from
    /// them: a note in a quote, or a player in HTML, ends no list of what is taught, and its own lists are none of it.
    fn introduced(self, index: u32, limit: u32) -> Vec<Span> {
        let document = self.document;
        let block = document.block(index);
        let mut found = vec![block.span];
        let (mut at, mut parted) = (block.end, false);
        while let Some(next) = document.blocks.get(at as usize) {
            if next.parent != block.parent || next.span.start >= limit {
                break;
            }
            match (next.kind, found.last_mut()) {
                (BlockKind::List { .. }, Some(run)) if !parted => run.end = next.span.end,
                (BlockKind::List { .. }, _) => found.push(next.span),
                (BlockKind::Quote | BlockKind::Html, _) => {}
                // An image, or HTML that Markdown takes for part of a paragraph.
                (BlockKind::Paragraph, _) if document.text_of(next).trim().is_empty() => {}
                _ => break,
            }
            parted = !matches!(next.kind, BlockKind::List { .. });
            at = next.end;
        }
        found
    }
}

/// The offset in `raw` at which as many letters stand before it as in the folded text before `offset`.
fn unfolded(raw: &str, folded: &str, offset: usize) -> usize {
    let letters = folded[..offset].chars().filter(|c| !c.is_whitespace()).count();
    let mut seen = 0;
    for (at, c) in raw.char_indices() {
        if seen == letters {
            return at;
        }
        seen += usize::from(!c.is_whitespace());
    }
    raw.len()
}
