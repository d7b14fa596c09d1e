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

/// How many bytes of a line are counted at most to find a column: thousands of findings may stand in a line of a megabyte.
const STRIDE: usize = 4096;

/// Where the lines of a text start.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// In lines longer than [`STRIDE`], a place every so many bytes: its offset, and the characters from the start of the
    /// line that begin before it.
    strides: Vec<(u32, u32)>,
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
        let mut index = Self { starts, strides: Vec::new() };
        index.measure_long_lines(bytes);
        index
    }

    fn measure_long_lines(&mut self, bytes: &[u8]) {
        let mut ends = self.starts[1..].iter().map(|&next| next as usize).chain([bytes.len()]);
        for &start in &self.starts {
            let (mut at, mut characters) = (start as usize, 0);
            let end = ends.next().unwrap_or(at);
            while at + STRIDE < end {
                characters += character_count(&bytes[at..at + STRIDE]);
                at += STRIDE;
                self.strides.push((saturate(at), saturate(characters)));
            }
        }
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
        let stride = self.strides.partition_point(|&(offset, _)| offset as usize <= at).checked_sub(1);
        let counted = stride.and_then(|last| self.strides.get(last)).filter(|&&(offset, _)| offset as usize > start);
        let (from, counted) = counted.map_or((start, 0), |&(offset, counted)| (offset as usize, counted as usize));
        let marks = if start == 0 { text[..at].chars().take_while(|&c| c == '\u{feff}').count() } else { 0 };
        let characters = counted + character_count(&text.as_bytes()[from..at]) - marks;
        Position { line, column: saturate(characters + 1), offset: saturate(at) }
    }
}

/// How many characters begin in `bytes`, which may begin or end within one.
fn character_count(bytes: &[u8]) -> usize {
    const CONTINUES: u8 = 0b1000_0000;
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != CONTINUES).count()
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

    #[test]
    fn columns_of_long_lines_are_counted_from_the_strides() {
        let text = format!("a\n\u{feff}{}\n{}", "é\u{1F600}b".repeat(3000), "x".repeat(STRIDE + 2));
        let index = LineIndex::new(&text);
        let (mut line, mut column) = (1, 1);
        for (at, c) in text.char_indices() {
            let position = Position { line, column, offset: at as u32 };
            assert_eq!(index.position(&text, at as u32), position);
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        let marked = format!("\u{feff}{}", "é".repeat(STRIDE));
        assert_eq!(LineIndex::new(&marked).position(&marked, marked.len() as u32).column as usize, STRIDE + 1);
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
