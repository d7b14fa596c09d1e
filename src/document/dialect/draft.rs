//! The copy of a text that a dialect writes in.

use super::lines::Lines;
use super::{Prepared, StandIn};
use crate::text::Span;
use std::ops::Range;

/// A copy, made when something is first written.
pub(super) struct Draft<'a> {
    pub(super) text: &'a str,
    body: usize,
    bytes: Option<Vec<u8>>,
    /// What is found beside.
    pub(super) prepared: Prepared,
}

impl<'a> Draft<'a> {
    pub(super) fn new(text: &'a str, body: usize) -> Self {
        Self { text, body, bytes: None, prepared: Prepared::default() }
    }

    /// The lines of the body.
    pub(super) fn lines(&self) -> Lines<'a> {
        Lines::new(self.text, self.body)
    }

    /// Writes `sign`, and blanks after it, in place of what stands in `range`: whole characters, no line ending among them.
    pub(super) fn write(&mut self, range: Range<usize>, sign: &str) {
        let bytes = self.bytes.get_or_insert_with(|| self.text.as_bytes().to_vec());
        let Some(place) = bytes.get_mut(range).filter(|place| place.len() >= sign.len()) else { return };
        let (head, rest) = place.split_at_mut(sign.len());
        head.copy_from_slice(sign.as_bytes());
        rest.fill(b' ');
    }

    /// Leaves nothing of what stands in `range`.
    pub(super) fn blank(&mut self, range: Range<usize>) {
        self.write(range, "");
    }

    /// Leaves nothing of the lines that `range` begins or ends in but their endings.
    pub(super) fn blank_lines(&mut self, range: Range<usize>) {
        let bytes = self.bytes.get_or_insert_with(|| self.text.as_bytes().to_vec());
        let place = bytes.get_mut(range).unwrap_or_default();
        place.iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
    }

    /// Leaves no blanks in `range`.
    pub(super) fn join(&mut self, range: Range<usize>) {
        let bytes = self.bytes.get_or_insert_with(|| self.text.as_bytes().to_vec());
        let place = bytes.get_mut(range).unwrap_or_default();
        place.iter_mut().filter(|byte| matches!(byte, b' ' | b'\t')).for_each(|byte| *byte = b'_');
    }

    /// Leaves no blanks in `range`, and nothing that HTML ends a value or a tag with.
    pub(super) fn unmark(&mut self, range: Range<usize>) {
        let bytes = self.bytes.get_or_insert_with(|| self.text.as_bytes().to_vec());
        let place = bytes.get_mut(range).unwrap_or_default();
        let marks = |byte: &&mut u8| matches!(**byte, b' ' | b'\t' | b'"' | b'\'' | b'<' | b'>');
        place.iter_mut().filter(marks).for_each(|byte| *byte = b'_');
    }

    /// Puts a letter in place of each sign in `range` that is one of `signs`, none of them a line ending.
    pub(super) fn hide(&mut self, range: Range<usize>, signs: impl Fn(u8) -> bool) {
        if !self.text.as_bytes().get(range.clone()).is_some_and(|place| place.iter().any(|&byte| signs(byte))) {
            return;
        }
        let bytes = self.bytes.get_or_insert_with(|| self.text.as_bytes().to_vec());
        let place = bytes.get_mut(range).unwrap_or_default();
        place.iter_mut().filter(|byte| signs(**byte)).for_each(|byte| *byte = b'x');
    }

    /// Says what the parser will find at the byte `at`.
    pub(super) fn stands(&mut self, at: usize, what: StandIn) {
        self.prepared.stand_ins.push((Span::at(at).start, what));
    }

    pub(super) fn finish(self) -> Prepared {
        // Whole characters were replaced by ASCII: it is UTF-8 again.
        match self.bytes.map(String::from_utf8) {
            Some(Err(_)) => Prepared::default(),
            Some(Ok(text)) => Prepared { text: Some(text), ..self.prepared },
            None => self.prepared,
        }
    }
}
