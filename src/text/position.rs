//! Places in a text: bytes, lines, columns.
//!
//! A line ends with LF, CRLF or a lone CR, as in CommonMark. A byte order mark belongs to no column.

use serde::{Deserialize, Serialize};

/// A range of bytes of one document: `start` inclusive, `end` exclusive. Documents over 4 GiB are never read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The range from `start` to `end`, in bytes.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: saturate(start), end: saturate(end.max(start)) }
    }

    /// The empty range at `offset`.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// As a range of `usize`, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

fn saturate(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A place in a document, as the JSON contract gives it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in Unicode characters.
    pub column: u32,
    /// Offset in bytes, from 0.
    pub offset: u32,
}

/// Where the lines of a text start.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            // CR of a CRLF ends nothing: its LF does.
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            starts.push(saturate(at + 1));
        }
        Self { starts }
    }

    /// How many lines there are: one more than line endings.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The number, from 1, of the line that holds the byte at `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        saturate(self.starts.partition_point(|&start| start <= offset))
    }

    /// The bytes of line `number` (from 1), without its line ending; `None` past the end.
    pub fn line_span(&self, text: &str, number: u32) -> Option<Span> {
        let index = (number as usize).checked_sub(1)?;
        let start = *self.starts.get(index)? as usize;
        let end = self.starts.get(index + 1).map_or(text.len(), |&next| next as usize);
        let line = text.get(start..end)?;
        Some(Span::new(start, start + line.trim_end_matches(['\n', '\r']).len()))
    }

    /// The place of the byte at `offset` of `text`, which is the text this index was made of.
    /// An offset inside a character or past the end moves back to the nearest character.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let mut at = (offset as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.line(saturate(at));
        let start = self.starts.get(line as usize - 1).map_or(0, |&start| start as usize);
        let before = &text[start..at];
        let before = if start == 0 { before.trim_start_matches('\u{feff}') } else { before };
        let characters = if before.is_ascii() { before.len() } else { before.chars().count() };
        Position { line, column: saturate(characters + 1), offset: saturate(at) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_end_with_lf_crlf_or_cr() {
        let text = "a\r\nb\rc\nd";
        let index = LineIndex::new(text);
        assert_eq!(index.count(), 4);
        let lines: Vec<_> = (1..=4).map(|n| &text[index.line_span(text, n).unwrap().range()]).collect();
        assert_eq!(lines, ["a", "b", "c", "d"]);
    }

    #[test]
    fn the_byte_order_mark_has_no_column() {
        let text = "\u{feff}é#";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, 5), Position { line: 1, column: 2, offset: 5 });
    }

    proptest! {
        #[test]
        fn a_position_leads_back_to_its_offset(text in "[aé\u{1F600}\r\n]{0,60}", at in 0usize..200) {
            let index = LineIndex::new(&text);
            let position = index.position(&text, at as u32);
            let line = index.line_span(&text, position.line).unwrap();
            let column = position.column as usize - 1;
            let start = line.start as usize;
            let back = text[start..].char_indices().nth(column).map_or(text.len(), |(i, _)| start + i);
            prop_assert_eq!(back, position.offset as usize);
        }
    }
}
