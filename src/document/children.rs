//! The blocks directly in another.

use super::Block;
use std::ops::Range;

/// Iterates over the blocks directly in another.
#[derive(Debug)]
pub struct Children<'a> {
    pub(super) blocks: &'a [Block],
    pub(super) range: Range<u32>,
}

impl Iterator for Children<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if self.range.is_empty() {
            return None;
        }
        let index = self.range.start;
        self.range.start = self.blocks[index as usize].end;
        Some(index)
    }
}
