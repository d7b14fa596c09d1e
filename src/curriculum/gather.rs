//! What belongs to the marker of an assessment: the lines and lists after it, also where the indentation is off.

use super::Item;
use super::claims::Claims;
use super::items::{self, Items};
use super::reader::Reader;
use crate::document::{BlockKind, Div};
use crate::text::Span;

/// Gathers the items of a marker that stands on a line.
pub(super) struct Gather<'r, 'c> {
    pub(super) reader: Reader<'r>,
    pub(super) claims: &'c mut Claims,
    pub(super) items: Items<'r>,
    /// The next marker, or the end of the module.
    pub(super) limit: u32,
    /// Whether no marker follows in the module.
    pub(super) last: bool,
}

impl Gather<'_, '_> {
    /// Takes the items of the marker at `plain` in the paragraph `block`; `inline`: what stands after its colon.
    pub(super) fn line(&mut self, block: u32, plain: Span, inline: Option<Span>) {
        let reader = self.reader;
        let place = reader.document.place(plain);
        if let Some(inline) = inline {
            self.items.inline(inline);
        }
        let end = reader.document.block(block).span.end.min(self.limit);
        self.claims.add(Span { start: place.start, end });
        for line in reader.lines(block).filter(|line| line.plain.start > plain.end) {
            if reader.start(line.plain) >= self.limit {
                break;
            }
            self.items.line(&line);
        }
        self.followers(block);
        if self.items.is_empty() {
            self.neighbours(block, reader.lines(block).next().is_some_and(|line| line.plain == plain));
        }
    }

    /// The lists after the marker's paragraph in the same container, and paragraphs that clearly belong to it.
    fn followers(&mut self, block: u32) {
        let document = self.reader.document;
        let parent = document.block(block).parent;
        let held = parent.is_some_and(|parent| document.block(parent).kind == BlockKind::Item);
        let mut at = document.block(block).end;
        while let Some(next) = document.blocks.get(at as usize) {
            if next.parent != parent || next.span.start >= self.limit {
                return;
            }
            match next.kind {
                BlockKind::List { .. } if next.span.end <= self.limit => {
                    self.claims.add(next.span);
                    self.items.list(at);
                }
                BlockKind::List { .. } => return self.run(document.children(Some(at)), false),
                BlockKind::Paragraph if held || self.evident(at) => {
                    self.claims.add(next.span);
                    for line in self.reader.lines(at) {
                        self.items.line(&line);
                    }
                }
                BlockKind::Html => {}
                _ => return,
            }
            at = next.end;
        }
    }

    /// Whether every line of the paragraph names a kind.
    fn evident(&self, block: u32) -> bool {
        let kinds = &self.reader.model.kinds;
        self.reader.lines(block).all(|line| items::begins_with_kind(&line.text, kinds))
    }

    /// Where the indentation is off: the items after the one that holds the marker, or the list after its list.
    ///
    /// Only those that begin with a kind are surely the marker's, since the next competencies may stand there.
    fn neighbours(&mut self, block: u32, first_line: bool) {
        let document = self.reader.document;
        let Some(item) = document.block(block).parent.filter(|&parent| document.block(parent).kind == BlockKind::Item) else {
            return;
        };
        let Some(list) = document.block(item).parent else { return };
        let bulleted = first_line && block == item + 1;
        let after = document.block(item).end;
        self.run(document.children(Some(list)).skip_while(move |&child| child < after), bulleted);
        let next = document.block(list).end;
        let follows = document.blocks.get(next as usize).filter(|next| next.parent == document.block(list).parent);
        if let Some(BlockKind::List { .. }) = follows.map(|block| block.kind)
            && document.block(list).end == document.block(item).end
        {
            self.run(document.children(Some(next)), bulleted);
        }
    }

    /// Takes the items of `run` as long as they are surely the marker's; all of them when no marker follows.
    fn run(&mut self, run: impl Iterator<Item = u32>, sure: bool) {
        let document = self.reader.document;
        let mut begun = sure;
        for item in run {
            let block = document.block(item);
            // One that holds the next marker is not this one's; one that runs into the next module ends there.
            if block.span.start >= self.limit || (block.span.end > self.limit && !self.last) {
                break;
            }
            let known =
                items::item_text(self.reader, item).is_some_and(|t| items::begins_with_kind(&t.text, &self.reader.model.kinds));
            let sure = known || (begun && self.last);
            if !sure {
                break;
            }
            begun = true;
            self.claims.add(Span { start: block.span.start, end: block.span.end.min(self.limit) });
            self.items.item(item, None, 0);
        }
    }
}

/// The items of a section: those of its lists; without a list its sub-headings, or short lines.
pub(super) fn section_items(reader: Reader<'_>, start: u32, end: u32) -> Vec<Item> {
    let document = reader.document;
    let mut items = Items::new(reader, end);
    let from = reader.block_from(start);
    let inside = |at: u32| document.blocks.get(at as usize).filter(|block| block.span.start < end);
    let mut at = from;
    while let Some(block) = inside(at) {
        at = if let BlockKind::List { .. } = block.kind {
            items.list(at);
            block.end
        } else {
            at + 1
        };
    }
    let mut at = from;
    while items.is_empty() && inside(at).is_some() {
        let lines = reader.lines(at).filter(|_| document.block(at).kind == BlockKind::Paragraph);
        for line in lines.filter(|line| is_short(&line.text)) {
            items.line(&line);
        }
        at += 1;
    }
    items.finish()
}

/// Whether a line of a section without list is an item: a question or a few words, no sentence of introduction.
fn is_short(text: &str) -> bool {
    text.ends_with('?') || (text.split_whitespace().count() <= 12 && !text.ends_with(['.', ':']))
}

/// The items of a div: those of its lists, without those of the divs inside it (a solution's).
pub(super) fn div_items(reader: Reader<'_>, div: &Div) -> Vec<Item> {
    let document = reader.document;
    let inner = document.divs.iter().filter(|inner| div.span.contains(inner.span) && inner.span != div.span);
    let inner: Vec<Span> = inner.map(|inner| inner.span).collect();
    let mut items = Items::new(reader, div.span.end);
    let mut at = reader.block_from(div.open.end);
    while let Some(block) = document.blocks.get(at as usize).filter(|block| block.span.start < div.span.end) {
        let list = matches!(block.kind, BlockKind::List { .. });
        if list && !inner.iter().any(|inner| inner.contains(Span::at(block.span.start as usize))) {
            items.list(at);
        }
        at = if list { block.end } else { at + 1 };
    }
    items.finish()
}
