//! How text is read before it is matched: one kind of blank, no markup marks, no guillemets around titles.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

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
///
/// The bound is a third of the longer word, as rustc has it for misspelt names.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = key(word);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = key(candidate);
            let longest = word.chars().count().max(other.chars().count());
            let bound = longest.div_ceil(3).min(longest.saturating_sub(1));
            let distance = distance_within(&word, &other, bound)?;
            // Of two as near, the one that begins alike: people misspell the middle of words.
            let alike = word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
            Some((distance, std::cmp::Reverse(alike), candidate))
        })
        .min()
        .map(|(.., candidate)| candidate)
}

/// The edit distance of two texts, neighbours exchanged being one edit; `None` where it is more than `bound`.
pub fn distance_within(a: &str, b: &str, bound: usize) -> Option<usize> {
    // Most texts are told apart by their letters alone.
    (differing(a, b) <= 2 * bound).then(|| strsim::osa_distance(a, b)).filter(|&distance| distance <= bound)
}

/// How many letters stand in one of two texts and not in the other, or fewer: at most twice their edit distance.
fn differing(a: &str, b: &str) -> usize {
    let mut counts = [0i32; 128];
    a.chars().for_each(|c| counts[c as usize & 127] += 1);
    b.chars().for_each(|c| counts[c as usize & 127] -= 1);
    counts.iter().map(|count| count.unsigned_abs() as usize).sum()
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
}
