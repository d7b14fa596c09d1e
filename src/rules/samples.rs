//! What a page shows beside the code that makes it: samples, about which nothing is said.

use crate::document::{BlockKind, Document};
use crate::text::Span;
use std::collections::HashSet;

/// How many bytes around a place are looked at.
pub(super) const NEAR: usize = 4000;

/// The lines of the page's code that say something.
pub(super) fn lines_of_code(document: &Document) -> HashSet<&str> {
    codes(document).flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// The code of the page, fences too.
pub(super) fn codes(document: &Document) -> impl Iterator<Item = &str> {
    let blocks = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Code { .. }));
    blocks.map(|block| document.source.text().get(block.span.range()).unwrap_or_default())
}

/// The line that `place` stands on, and the next; nothing where they are long.
pub(super) fn lines(document: &Document, place: Span) -> (&str, &str) {
    let (text, at) = (document.source.text(), place.start as usize);
    let near = &text.as_bytes()[at.saturating_sub(NEAR).min(text.len())..at.min(text.len())];
    let start = memchr::memrchr(b'\n', near).map(|newline| at - near.len() + newline + 1).or((near.len() == at).then_some(0));
    let rest = start.and_then(|start| text.get(start..)).unwrap_or_default();
    let end = (0..=rest.len().min(NEAR)).rev().find(|&end| rest.is_char_boundary(end)).unwrap_or_default();
    let mut lines = rest[..end].lines();
    (lines.next().unwrap_or_default(), lines.next().unwrap_or_default())
}
