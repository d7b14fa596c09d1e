//! The outline of a page: its headings that are not inside a quote, a list or a footnote.

use super::{Block, Document};
use crate::text::Span;

/// A heading of the outline.
#[derive(Clone, Copy, Debug)]
pub struct OutlineHeading<'a> {
    /// Index of its block.
    pub index: u32,
    /// 1 to 6.
    pub level: u8,
    /// Its block.
    pub block: &'a Block,
    /// Index of the innermost fenced div that holds it.
    pub div: Option<u32>,
}

impl Document {
    /// The headings of the outline, in order.
    pub fn outline(&self) -> impl Iterator<Item = OutlineHeading<'_>> {
        let (mut next, mut current) = (0, None::<u32>);
        self.headings().filter_map(move |(index, level, block)| {
            if block.parent.is_some() {
                return None;
            }
            let at = block.span.start;
            while self.divs.get(next).is_some_and(|div| div.span.start <= at) {
                current = Some(next as u32);
                next += 1;
            }
            while let Some(div) = current.map(|index| &self.divs[index as usize])
                && div.span.end <= at
            {
                current = div.parent;
            }
            Some(OutlineHeading { index, level, block, div: current })
        })
    }

    /// Whether the front matter gives `key` a value, at its top level. A look at its lines, not a reading of it.
    pub fn front_matter_has(&self, key: &str) -> bool {
        let content = self.front_matter.filter(|found| found.closed).map_or(Span::default(), |found| found.content);
        self.source.text().get(content.range()).unwrap_or_default().lines().any(|line| {
            let rest = line.trim_start_matches(['"', '\'']).strip_prefix(key).map(|rest| rest.trim_start_matches(['"', '\'']));
            let value = rest.and_then(|rest| rest.trim_start().strip_prefix([':', '=']));
            value.is_some_and(|value| !matches!(value.trim(), "" | "\"\"" | "''" | "null" | "~"))
        })
    }

    /// The first line of what is written in `span`.
    pub fn first_line(&self, span: Span) -> Span {
        let written = self.source.text().get(span.range()).unwrap_or_default();
        let end = memchr::memchr2(b'\n', b'\r', written.as_bytes()).unwrap_or(written.len());
        Span::new(span.start as usize, span.start as usize + end)
    }
}
