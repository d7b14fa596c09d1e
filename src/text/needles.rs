//! Several words searched for in one pass.

use aho_corasick::{AhoCorasick, Input, MatchKind, packed};
use std::ops::Range;

/// What is searched for.
#[derive(Debug)]
pub(crate) struct Needles {
    /// On the vector instructions of the processor.
    vector: Option<packed::Searcher>,
    /// For processors without such instructions.
    automaton: Option<AhoCorasick>,
}

impl Needles {
    /// These, of which none is empty.
    pub(crate) fn new<B: AsRef<[u8]>>(needles: &[B]) -> Self {
        let vector = packed::Searcher::new(needles);
        let automaton = || AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(needles).ok();
        Self { automaton: if vector.is_none() { automaton() } else { None }, vector }
    }

    /// The first of them at or after the byte `from` of `text`: which one, and its bytes.
    pub(crate) fn find(&self, text: &str, from: usize) -> Option<(usize, Range<usize>)> {
        let range = from..text.len();
        let found = match (&self.vector, &self.automaton) {
            (Some(vector), _) => vector.find_in(text, range.into())?,
            (None, Some(automaton)) => automaton.find(Input::new(text).range(range))?,
            (None, None) => return None,
        };
        Some((found.pattern().as_usize(), found.range()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_several_is_found_with_vectors_and_without() {
        let words = ["::", "www.", "**"];
        let both = Needles::new(&words);
        let plain = Needles { vector: None, automaton: AhoCorasick::new(words).ok() };
        let text = format!("{}**::www.", "x".repeat(100));
        for needles in [both, plain] {
            assert_eq!(needles.find(&text, 0), Some((2, 100..102)));
            assert_eq!(needles.find(&text, 101), Some((0, 102..104)));
            assert_eq!(needles.find(&text, 103), Some((1, 104..108)));
            assert_eq!(needles.find(&text, 105), None);
        }
    }
}
