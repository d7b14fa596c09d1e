//! How text is read before it is matched: one kind of blank, no markup marks, no guillemets around titles.

use rapidfuzz::distance::osa;
use std::borrow::Cow;
use std::cmp::Reverse;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The longest key of a word that is compared with others, in bytes.
const LONGEST_WORD: usize = 256;

/// Folds blanks: every run of white space, no-break and narrow no-break spaces becomes one space, none at the ends.
pub fn plain(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// Whether no blank of `text` needs folding: each is one space.
///
/// By bytes, since most text is so: the blanks beyond ASCII begin with C2, E1, E2 or E3, as few letters do.
fn is_plain(text: &str) -> bool {
    let mut previous = 0;
    for byte in text.bytes() {
        match byte {
            b' ' if previous == b' ' => return false,
            b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => return false,
            0xC2 | 0xE1..=0xE3 => return is_plain_by_characters(text),
            _ => previous = byte,
        }
    }
    true
}

fn is_plain_by_characters(text: &str) -> bool {
    let mut previous_blank = false;
    text.chars().all(|c| {
        let blank = c.is_whitespace();
        let fine = !blank || (c == ' ' && !previous_blank);
        previous_blank = blank;
        fine
    })
}

/// `text`, or no more than its first `most` characters and an ellipsis.
pub fn cut(text: &str, most: usize) -> String {
    text.char_indices().nth(most).map_or_else(|| text.to_owned(), |(end, _)| format!("{}…", text[..end].trim_end()))
}

/// A title as it is compared and shown: [`plain`], in NFC, without a final colon, without quotation marks around it.
pub fn title(text: &str) -> String {
    let text: String = plain(text).nfc().collect();
    let mut rest = text.as_str();
    loop {
        let before = rest;
        rest = rest.trim().trim_end_matches(':').trim_end();
        for (open, close) in [('«', '»'), ('"', '"'), ('“', '”'), ('\u{2018}', '\u{2019}')] {
            if let Some(inner) = rest.strip_prefix(open).and_then(|r| r.strip_suffix(close)) {
                rest = inner;
            }
        }
        if rest == before {
            return rest.to_owned();
        }
    }
}

/// A key for loose comparison: lower case, without accents, apostrophes straight, every other mark a space.
///
/// Titles that differ in nothing else are the same for a reader.
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        // Most titles, and far cheaper than to decompose them.
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                out.push(char::from(byte.to_ascii_lowercase()));
            } else if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        }
        out.truncate(out.trim_end().len());
        return out;
    }
    let mut add = |c: char| {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    };
    for c in text.chars() {
        if c.is_ascii() {
            add(c.to_ascii_lowercase());
            continue;
        }
        // Character by character: the order of combining marks is all that whole texts would change, and none is kept.
        decompose_compatible(c, |part| {
            if !is_combining_mark(part) {
                part.to_lowercase().for_each(&mut add);
            }
        });
    }
    out.truncate(out.trim_end().len());
    out
}

/// The one of `candidates` that `word` most likely stands for, by edit distance; `None` if none is near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = Misspelt::new(word)?;
    let rank = |candidate: &'a str| {
        let other = key(candidate);
        Some((word.rank(&other, Shape::of(&other), usize::MAX)?, candidate))
    };
    candidates.into_iter().filter_map(rank).min().map(|(_, candidate)| candidate)
}

/// Whether `word` is one of the words of a text with this [`key`], be it as their plural or their singular.
pub fn has_word(key: &str, word: &str) -> bool {
    let more = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|end| matches!(end, "" | "s" | "es"));
    key.split(' ').any(|other| more(other, word) || more(word, other))
}

/// How near one word is to another: the less, the nearer.
///
/// The edit distance; then, of two as near, the one that begins alike: people misspell the middle of words.
pub type Rank = (usize, Reverse<usize>);

/// What the numbers in two words say that have the same letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbered {
    /// Nothing: other letters, the same numbers, or none in one of them.
    Alike,
    /// That one comes before the other, and may have been moved: `2-sow`, `3-sow`.
    Order,
    /// That they are two things: `03.1`, `01.1`, or `step-2`, `step-3`.
    Apart,
}

/// What the numbers in two words say, by their [`key`]s.
pub fn numbered(one: &str, other: &str) -> Numbered {
    let has_number = |key: &str| key.contains(|c: char| c.is_ascii_digit());
    let letters = |key: &str| key.contains(char::is_alphabetic);
    if !has_number(one) || !has_number(other) || !only_letters(one).eq(only_letters(other)) || numbers(one).eq(numbers(other)) {
        return Numbered::Alike;
    }
    let begins = |key: &str| key.starts_with(|c: char| c.is_ascii_digit());
    let moved = begins(one) && begins(other) && letters(one) && numbers(one).skip(1).eq(numbers(other).skip(1));
    if moved { Numbered::Order } else { Numbered::Apart }
}

/// Whether two [`key`]s have the same letters, and the same numbers but for zeros before them.
pub fn same_letters_and_numbers(one: &str, other: &str) -> bool {
    only_letters(one).eq(only_letters(other)) && numbers(one).eq(numbers(other))
}

fn only_letters(key: &str) -> impl Iterator<Item = char> {
    key.chars().filter(|c| c.is_alphabetic())
}

/// The numbers in a key, each without zeros before it.
fn numbers(key: &str) -> impl Iterator<Item = &str> {
    let runs = key.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(|run| run.trim_start_matches('0'))
}

/// A word that may be misspelt, ready to be compared with many.
pub struct Misspelt {
    key: String,
    shape: Shape,
}

impl Misspelt {
    /// `word`; `None` where it has no letter, or is no word but a text.
    pub fn new(word: &str) -> Option<Self> {
        // To compare texts takes as long as both are long, multiplied; no file name has more.
        let key = key(word);
        if key.is_empty() || key.len() > LONGEST_WORD {
            return None;
        }
        Some(Self { shape: Shape::of(&key), key })
    }

    /// Its [`key`].
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Whether a word whose key has this `shape` can be near, and no farther than `most`: most can't.
    pub fn may_be(&self, shape: Shape, most: u32) -> bool {
        self.shape.least_distance(shape) <= self.bound(shape).min(most)
    }

    /// How near the word is whose key is `other`, which has this `shape`; `None` if it is not, or farther than `farthest`.
    pub fn rank(&self, other: &str, shape: Shape, farthest: usize) -> Option<Rank> {
        let bound = farthest.min(self.bound(shape) as usize);
        if self.shape.least_distance(shape) as usize > bound {
            return None;
        }
        let distance = edits(&self.key, other, bound)?;
        let alike = self.key.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
        Some((distance, Reverse(alike)))
    }

    /// A third of the longer word, as rustc has it for misspelt names, and never all of it.
    fn bound(&self, shape: Shape) -> u32 {
        let longest = self.shape.length.max(shape.length);
        longest.div_ceil(3).min(longest.saturating_sub(1))
    }
}

/// What tells most words apart without comparing them letter by letter.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// How many letters it has.
    length: u32,
    /// Which ones, one bit each; those that are rare share one with others.
    letters: u64,
    /// Which of them stand there more than once.
    again: u64,
}

impl Shape {
    /// That of a word, by its [`key`].
    pub fn of(key: &str) -> Self {
        let mut shape = Self { length: 0, letters: 0, again: 0 };
        for c in key.chars() {
            let letter = 1
                << match c {
                    'a'..='z' => u32::from(c) - u32::from('a'),
                    '0'..='9' => 26 + u32::from(c) - u32::from('0'),
                    ' ' => 36,
                    _ => 37 + u32::from(c) % 27,
                };
            shape.length += 1;
            shape.again |= shape.letters & letter;
            shape.letters |= letter;
        }
        shape
    }

    /// Whether a text of this shape may hold words of the `other`, their plurals aside: see [`has_word`].
    pub fn may_hold(self, other: Self) -> bool {
        const PLURAL: u64 = 1 << (b'e' - b'a') | 1 << (b's' - b'a');
        other.letters & !self.letters & !PLURAL == 0
    }

    /// How many edits there must be at least between words of two shapes: one adds a letter, takes one away, or both.
    fn least_distance(self, other: Self) -> u32 {
        let more = |a: Self, b: Self| (a.letters & !b.letters).count_ones() + (a.again & !b.again).count_ones();
        let letters = more(self, other).max(more(other, self));
        letters.max(self.length.abs_diff(other.length))
    }
}

/// The edit distance of two texts, neighbours exchanged being one edit; `None` where it is more than `bound`.
pub fn distance_within(a: &str, b: &str, bound: usize) -> Option<usize> {
    // Most texts are told apart by their letters alone.
    if Shape::of(a).least_distance(Shape::of(b)) as usize > bound {
        return None;
    }
    edits(a, b, bound)
}

/// [`distance_within`], where that is not decided by letters. A comparator for many words costs more: it compares the ends of words,
/// which most have in common.
fn edits(a: &str, b: &str, bound: usize) -> Option<usize> {
    let within = osa::Args::default().score_cutoff(bound);
    if !(a.is_ascii() && b.is_ascii()) {
        return osa::distance_with_args(a.chars(), b.chars(), &within);
    }
    let (a, b) = middles(a.as_bytes(), b.as_bytes());
    // Most slips are one letter.
    let few = match (a, b) {
        ([], other) | (other, []) => Some(other.len()),
        ([_], [_]) => Some(1),
        ([a1, a2], [b1, b2]) if a1 == b2 && a2 == b1 => Some(1),
        _ if bound < 2 => return None,
        _ => None,
    };
    match few {
        Some(distance) => (distance <= bound).then_some(distance),
        None => osa::distance_with_args(a.iter().copied(), b.iter().copied(), &within),
    }
}

/// What is left of both without what they begin and end with alike.
fn middles<'w>(a: &'w [u8], b: &'w [u8]) -> (&'w [u8], &'w [u8]) {
    let before = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[before..], &b[before..]);
    let after = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    (&a[..a.len() - after], &b[..b.len() - after])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_one_kind() {
        assert_eq!(plain("  a\u{a0}\u{202f} b\tc\n"), "a b c");
        assert!(matches!(plain("a b"), Cow::Borrowed("a b")));
    }

    #[test]
    fn titles_lose_quotes_and_colon() {
        for raw in ["«\u{a0}practitioner\u{a0}»", "« practitioner » :", "practitioner:", "\"practitioner\" :"] {
            assert_eq!(title(raw), "practitioner");
        }
    }

    #[test]
    fn keys_forget_accents_case_and_marks() {
        assert_eq!(key("  L’Été, en 2024 !"), "l ete en 2024");
        assert_eq!(key("  A-b  (C)."), "a b c");
    }

    #[test]
    fn a_misspelt_word_finds_its_neighbour() {
        assert_eq!(nearest("serverity", ["severity", "reason"]), Some("severity"));
        assert_eq!(nearest("x", ["severity", "reason"]), None);
        assert_eq!(nearest("odn", ["mdn", "odin"]), Some("odin"));
    }

    #[test]
    fn distances_are_those_of_the_whole_words() {
        let words =
            ["", "a", "b", "ab", "ba", "abc", "acb", "aab", "aaab", "semer", "smeer", "semere", "esmer", "semis", "arroser"];
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (*a, *b))) {
            for bound in 0..6 {
                let within = osa::Args::default().score_cutoff(bound);
                assert_eq!(edits(a, b, bound), osa::distance_with_args(a.chars(), b.chars(), &within), "{a} {b} {bound}");
            }
        }
    }

    #[test]
    fn numbers_tell_words_apart_or_put_them_in_order() {
        let of = |one: &str, other: &str| numbered(&key(one), &key(other));
        for (one, other) in [("03.1", "01.1"), ("step-2", "step-3"), ("03.1", "03"), ("1-b-2", "1-b-3"), ("a1b", "a2b")] {
            assert_eq!(of(one, other), Numbered::Apart, "{one} {other}");
        }
        for (one, other) in [("2-sow", "3-sow"), ("02_sow-1", "10_sow-1")] {
            assert_eq!(of(one, other), Numbered::Order, "{one} {other}");
        }
        for (one, other) in [("1-sow", "01-sow"), ("sow", "1-sow"), ("1-sow", "2-sew"), ("", "1"), ("ab", "a-b")] {
            assert_eq!(of(one, other), Numbered::Alike, "{one} {other}");
        }
    }
}
