//! The words of anchors, as texts spell them.

use aho_corasick::{AhoCorasick, MatchKind};
use unicode_normalization::UnicodeNormalization as _;

/// Letters that German, Danish and French slugs write in two, beside leaving their marks away.
const LONG: [(&str, &str); 8] =
    [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("æ", "ae"), ("ø", "oe"), ("œ", "oe"), ("å", "aa")];

/// Words that are looked for in many texts, all at once: the cost of a text does not depend on their number.
pub(super) struct Sought<'w> {
    words: Vec<&'w str>,
    machine: AhoCorasick,
    found: Vec<bool>,
    missing: usize,
}

impl<'w> Sought<'w> {
    /// Each of `words` once; `None` where they are too many for one machine.
    pub(super) fn new(words: impl Iterator<Item = &'w str>) -> Option<Self> {
        let mut words: Vec<&str> = words.collect();
        words.sort_unstable();
        words.dedup();
        let machine = AhoCorasick::new(&words).ok()?;
        Some(Self { found: vec![false; words.len()], missing: words.len(), machine, words })
    }

    /// Looks for them in `text`.
    pub(super) fn see(&mut self, text: &str) {
        for found in self.machine.find_overlapping_iter(text) {
            let known = &mut self.found[found.pattern().as_usize()];
            self.missing -= usize::from(!std::mem::replace(known, true));
        }
    }

    /// Counts those among the found that are `spelled` in other letters.
    pub(super) fn see_spelled(&mut self, spelled: impl Fn(&str) -> bool) {
        for (word, found) in self.words.iter().zip(&mut self.found).filter(|(_, found)| !**found) {
            *found = spelled(word);
            self.missing -= usize::from(*found);
        }
    }

    /// How many were not found.
    pub(super) fn missing(&self) -> usize {
        self.missing
    }

    /// Whether every one was found.
    pub(super) fn is_done(&self) -> bool {
        self.missing == 0
    }

    /// Whether `word`, one of them, was found.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.binary_search(&word).is_ok_and(|at| self.found[at])
    }
}

/// `text` with blanks in place of `parts`, the longest that stands at a place.
pub(super) fn without(text: &str, parts: &[String]) -> Option<String> {
    let machine = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(parts).ok()?;
    Some(machine.replace_all(text, &vec![" "; parts.len()]))
}

/// The words of an anchor: `theAPI-key_2` has `the`, `api` and `key`.
pub(super) fn words_of(fragment: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut lower = false;
    for c in fragment.chars() {
        if !c.is_alphabetic() || lower && c.is_uppercase() {
            words.push(squeezed(&std::mem::take(&mut word)));
        }
        lower = c.is_lowercase();
        if c.is_alphabetic() {
            word.push(c);
        }
    }
    words.push(squeezed(&word));
    words.retain(|word| word.len() > 1);
    words
}

/// Letters and digits in lower case without accents, blanks as they are: punctuation in a word does not part it in an anchor.
pub(super) fn squeezed(text: &str) -> String {
    let keep = |c: char| c.is_alphanumeric() || c.is_whitespace();
    if text.is_ascii() {
        return text.chars().filter(|&c| keep(c)).map(|c| c.to_ascii_lowercase()).collect();
    }
    let plain: String = text.nfkd().filter(|&c| keep(c)).flat_map(char::to_lowercase).collect();
    let lower = text.to_lowercase();
    if !LONG.iter().any(|(sign, _)| lower.contains(sign)) {
        return plain;
    }
    let spelled = LONG.iter().fold(lower, |text, (sign, letters)| text.replace(sign, letters));
    format!("{plain} {}", spelled.nfkd().filter(|&c| keep(c)).collect::<String>())
}

/// Whether two letters that are such stand side by side: one alone is a sign (`π`).
pub(super) fn has_word(text: &str, is_such: impl Fn(char) -> bool) -> bool {
    let mut before = false;
    !text.is_ascii() && text.chars().any(|c| std::mem::replace(&mut before, is_such(c)) && before)
}

/// Whether it is a letter that generators write in Latin ones: Greek and Cyrillic.
pub(super) fn is_transliterated(c: char) -> bool {
    ('\u{370}'..='\u{52f}').contains(&c) && c.is_alphabetic()
}

/// Whether anchors may have other letters than the text: some generators write Latin ones in their place.
pub(super) fn is_of_other_script(c: char) -> bool {
    c.is_alphabetic() && c > '\u{24f}' && !('\u{1e00}'..='\u{1eff}').contains(&c)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "what fails here fails the test")]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_wherever_they_stand() {
        let mut sought = Sought::new(["pot", "potager", "ager", "ruche", "pot"].into_iter()).unwrap();
        sought.see("le potager");
        assert!(sought.has("pot") && sought.has("ager") && sought.has("potager") && !sought.has("ruche") && !sought.is_done());
        assert_eq!(without("[a](#x) [b](#xy)", &["#x".to_owned(), "#xy".to_owned()]).unwrap(), "[a]( ) [b]( )");
    }

    #[test]
    fn words_of_anchors() {
        assert_eq!(words_of("theAPI-key_2"), ["the", "api", "key"]);
        assert_eq!(words_of("prérequis--l'école"), ["prerequis", "ecole"]);
        assert_eq!(words_of("2-3"), [""; 0]);
        assert_eq!(squeezed("Don't **stop**: Node.js\nÉté"), "dont stop nodejs\nete");
    }
}
