//! From the YAML parser's counts of characters to bytes of the file.

use crate::text::Span;

/// Converts indexes of characters of a part of a text to bytes of the whole.
#[derive(Debug)]
pub(super) struct Offsets<'t> {
    text: &'t str,
    base: usize,
    /// For every character of more than one byte: its index, and how many bytes more than characters end with it.
    wide: Vec<(usize, usize)>,
}

impl<'t> Offsets<'t> {
    /// For `text`, which starts `base` bytes into its file.
    pub(super) fn new(text: &'t str, base: usize) -> Self {
        let mut wide = Vec::new();
        if !text.is_ascii() {
            let mut extra = 0;
            for (index, c) in text.chars().enumerate() {
                if c.len_utf8() > 1 {
                    extra += c.len_utf8() - 1;
                    wide.push((index, extra));
                }
            }
        }
        Self { text, base, wide }
    }

    /// The part of the file.
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// The byte of the part at which the character at `index` starts.
    pub(super) fn byte(&self, index: usize) -> usize {
        let before = self.wide.partition_point(|&(at, _)| at < index);
        let extra = before.checked_sub(1).and_then(|last| self.wide.get(last)).map_or(0, |&(_, extra)| extra);
        (index + extra).min(self.text.len())
    }

    /// The bytes `start..end` of the part as bytes of the file.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.base + start, self.base + end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_any_width_are_counted() {
        let text = "aé\u{1F600}b\r\né";
        let offsets = Offsets::new(text, 10);
        let bytes: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        assert_eq!((0..bytes.len()).map(|index| offsets.byte(index)).collect::<Vec<_>>(), bytes);
        assert_eq!(offsets.span(1, 3), Span::new(11, 13));
    }
}
