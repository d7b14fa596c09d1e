//! The buffers of a document's facts, which one document leaves to the next of its thread: see [`spare`] for why.

use super::{Block, Document, Link, Mark, Plain};
use crate::text::spare;
use std::cell::RefCell;

/// What holds the larger facts of a document.
#[derive(Default)]
pub(super) struct Buffers {
    pub(super) plain: Plain,
    pub(super) blocks: Vec<Block>,
    pub(super) headings: Vec<u32>,
    pub(super) tables: Vec<u32>,
    pub(super) marks: Vec<Mark>,
    pub(super) links: Vec<Link>,
    pub(super) targets: String,
}

thread_local! {
    static BUFFERS: RefCell<Vec<Buffers>> = const { RefCell::new(Vec::new()) };
}

impl Buffers {
    /// How many are kept, and how many blocks or links they may hold.
    const MANY: usize = 16;
    const LARGE: usize = 1 << 12;
    /// How many bytes of targets.
    const LONG: usize = 1 << 16;

    /// Empty ones, with room for most texts of `length` bytes.
    pub(super) fn take(length: usize) -> Self {
        let mut buffers = BUFFERS.with_borrow_mut(Vec::pop).unwrap_or_default();
        buffers.plain.text = spare::string(length);
        buffers.plain.runs.reserve(length / 32 + 8);
        buffers.blocks.reserve(length / 48 + 8);
        buffers.marks.reserve(length / 256 + 8);
        buffers.links.reserve(length / 256 + 8);
        buffers
    }

    fn give(mut self) {
        spare::give(std::mem::take(&mut self.plain.text).into_bytes());
        if self.blocks.capacity().max(self.links.capacity()).max(self.plain.runs.capacity()) > Self::LARGE
            || self.targets.capacity() > Self::LONG
        {
            return;
        }
        self.plain.runs.clear();
        self.plain.signs.clear();
        self.blocks.clear();
        self.headings.clear();
        self.tables.clear();
        self.marks.clear();
        self.links.clear();
        self.targets.clear();
        BUFFERS.with_borrow_mut(|spare| {
            if spare.len() < Self::MANY {
                spare.push(self);
            }
        });
    }
}

impl Document {
    /// Gives its buffers to the next document of this thread.
    pub fn recycle(self) {
        self.source.recycle();
        let Self { plain, blocks, headings, tables, marks, links, targets, .. } = self;
        Buffers { plain, blocks, headings, tables, marks, links, targets }.give();
    }
}
