//! Regular expressions of a configuration: without regard to case, bounded, and with the place of what is wrong.

use super::error::RegexReason;
use crate::data::Node;
use crate::text::Span;
use memchr::memmem::Finder;
use regex::{Regex, RegexBuilder};
use std::collections::HashMap;

/// How large a compiled expression may be, in bytes: a profile's longest needs a tenth of it.
const SIZE: usize = 2 << 20;

/// How large those of one configuration may be together.
const SIZE_OF_ALL: usize = 16 << 20;

/// How large a small one is.
const SMALL: usize = 64 << 10;

/// Compiles `text`; `lines`: `^` and `$` are those of lines.
pub(super) fn compile(text: &str, lines: bool) -> Result<Regex, regex::Error> {
    within(text, lines, SIZE)
}

fn within(text: &str, lines: bool, size: usize) -> Result<Regex, regex::Error> {
    RegexBuilder::new(text).case_insensitive(true).multi_line(lines).crlf(lines).size_limit(size).build()
}

/// The expressions of one configuration: each compiled once, and all of them within one bound.
#[derive(Default)]
pub(super) struct Regexes {
    known: HashMap<String, Regex>,
    used: usize,
}

impl Regexes {
    /// Compiles `text`, where `^` and `$` are those of the whole text.
    pub(super) fn compile(&mut self, text: &str) -> Result<Regex, regex::Error> {
        if let Some(known) = self.known.get(text) {
            return Ok(known.clone());
        }
        // The engine does not say how large an expression became: the bound that it keeps tells it, doubled from a small one.
        let mut size = SMALL;
        let regex = loop {
            let left = SIZE_OF_ALL.saturating_sub(self.used).min(SIZE);
            match within(text, false, size.min(left)) {
                Err(regex::Error::CompiledTooBig(_)) if size < left => size *= 4,
                built => break built?,
            }
        };
        self.used += size.min(SIZE);
        self.known.insert(text.to_owned(), regex.clone());
        Ok(regex)
    }
}

/// Why, and at which place of its value in the file: the very character where the value is written as it is read.
pub(super) fn locate(error: &regex::Error, text: &str, source: &str, node: &Node) -> (Span, RegexReason) {
    let shown = error.to_string();
    let reason = RegexReason::parse(&shown);
    let written = source.get(node.span.range()).unwrap_or_default();
    let place = caret(&shown).and_then(|column| text.char_indices().nth(column)).zip(written.find(text));
    let span = place.map(|((inner, c), outer)| {
        let start = node.span.start as usize + outer + inner;
        Span::new(start, start + c.len_utf8())
    });
    (span.unwrap_or(node.span), reason)
}

/// The column, in characters from 0, of the engine's caret under an expression of one line.
fn caret(shown: &str) -> Option<usize> {
    let line = shown.lines().find(|line| line.trim_start().starts_with('^'))?;
    (line.len() - line.trim_start().len()).checked_sub(4)
}

/// A word that stands in every text that a pattern matches: to search for it costs a tenth of what the pattern does.
#[derive(Clone, Debug, Default)]
pub struct RequiredWords {
    /// The word without its first letter, where letter cases differ, as it is written and in capitals; none where the
    /// pattern has no word that is long enough to be rare.
    tails: Vec<Finder<'static>>,
}

impl RequiredWords {
    /// The longest word of each alternative of `pattern`. What stands in brackets, or may be left out, is no part of one.
    pub fn of(pattern: &str) -> Self {
        let Some(words) = alternatives(pattern).into_iter().map(longest_word).collect::<Option<Vec<_>>>() else {
            return Self::default();
        };
        let tails = words.iter().map(|word| word.chars().skip(1).collect::<String>());
        let mut tails: Vec<String> = tails.flat_map(|tail| [tail.to_uppercase(), tail]).collect();
        tails.sort();
        tails.dedup();
        Self { tails: tails.iter().map(|tail| Finder::new(tail).into_owned()).collect() }
    }

    /// What is searched for, in order: any of these stands in every text that matches. None: nothing is known.
    pub fn spellings(&self) -> impl Iterator<Item = &[u8]> {
        self.tails.iter().map(Finder::needle)
    }

    /// Whether `text` may match: it holds the word, in the letter cases that people write.
    pub fn stand_in(&self, text: &str) -> bool {
        self.tails.is_empty() || self.tails.iter().any(|tail| tail.find(text.as_bytes()).is_some())
    }
}

/// What stands between the bars of `pattern` that are in no brackets.
fn alternatives(pattern: &str) -> Vec<&str> {
    let (mut depth, mut escaped, mut from, mut found) = (0, false, 0, Vec::new());
    for (at, c) in pattern.char_indices() {
        match c {
            _ if std::mem::take(&mut escaped) => {}
            '\\' => escaped = true,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '|' if depth == 0 => {
                found.push(&pattern[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    found.push(&pattern[from..]);
    found
}

fn longest_word(pattern: &str) -> Option<String> {
    let mut words = vec![String::new()];
    let (mut depth, mut escaped) = (0, false);
    for c in pattern.chars() {
        if std::mem::take(&mut escaped) {
            words.push(String::new());
            continue;
        }
        match c {
            '\\' => escaped = true,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '?' | '*' => drop(words.last_mut().and_then(String::pop)),
            c if depth == 0 && c.is_alphabetic() => {
                words.last_mut().into_iter().for_each(|word| word.push(c));
                continue;
            }
            _ => {}
        }
        words.push(String::new());
    }
    words.into_iter().max_by_key(String::len).filter(|word| word.len() > 5)
}

impl PartialEq for RequiredWords {
    fn eq(&self, other: &Self) -> bool {
        self.spellings().eq(other.spellings())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_says_which_word_a_text_must_hold() {
        let word = |pattern| longest_word(pattern).unwrap_or_default();
        assert_eq!(word(r"^\s*Validation des acquis(?:\s+par)?\s*$"), "Validation");
        assert_eq!(word(r"^#{2,4}\s+Knowledge checks?\s*$"), "Knowledge");
        assert_eq!(word(r"^(?:Evaluation)?s$"), "");
        let either = RequiredWords::of(r"\bdomaines?\s+suivants?\b|\bmodules?\s+(?:de|par)\b");
        assert!(either.stand_in("les modules de") && either.stand_in("DOMAINES SUIVANTS") && !either.stand_in("les domaine"));
        assert!(RequiredWords::of("^Evaluation|^(?:a|b)").stand_in("c"));
        let required = RequiredWords::of("^Validation des acquis");
        assert!(
            required.stand_in("VALIDATION DES ACQUIS") && required.stand_in("a validation b") && !required.stand_in("acquis")
        );
    }
}
