//! Markers that are nearly right: the words a pattern begins with, and lines that begin with almost those.

use super::model::Pattern;
use crate::text::normalise;

/// At most this many alternatives of a pattern are remembered.
const ALTERNATIVES: usize = 16;

/// The literal words with which a text that `pattern` matches must begin, one entry for each alternative.
///
/// Reads the plain beginning of an anchored pattern: letters, blanks, `\s+`, one level of `(?:a|b)`; it stops at the
/// first thing that is not a letter for sure. An empty one says that a text may also begin otherwise.
pub(crate) fn beginnings(pattern: &str) -> Vec<String> {
    let pattern = pattern.strip_prefix("(?i)").unwrap_or(pattern);
    let all = alternatives(pattern);
    // What is not looked at may begin with anything.
    let mut found = if all.len() > ALTERNATIVES { vec![String::new()] } else { Vec::new() };
    for pattern in all.into_iter().take(ALTERNATIVES) {
        found.extend(of_alternative(pattern));
    }
    found.sort();
    found.dedup();
    found
}

fn of_alternative(pattern: &str) -> Vec<String> {
    let mut found = Vec::new();
    let rest = match (pattern.strip_prefix('^'), pattern.strip_prefix(r"\b")) {
        (Some(rest), _) => rest,
        (None, word) => {
            found.push(String::new());
            let Some(rest) = word else { return found };
            rest
        }
    };
    expand(rest, String::new(), &mut found, 0);
    found
}

/// Appends to `found` every literal beginning of `rest` after `words`.
fn expand(rest: &str, mut words: String, found: &mut Vec<String>, depth: usize) {
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = at + c.len_utf8();
        let (piece, after) = match c {
            '\\' => match rest[after..].chars().next() {
                Some('s') => (" ".to_owned(), after + 1),
                Some(mark) if mark.is_ascii_punctuation() => (mark.to_string(), after + 1),
                _ => break,
            },
            '(' if depth < 3 => {
                group(rest, at, &words, found, depth);
                return;
            }
            // A class: its first letter stands for it (`[ée]`).
            '[' => match (rest[after..].chars().next(), rest[after..].find(']')) {
                (Some(first), Some(close)) if first.is_alphabetic() => (first.to_string(), after + close + 1),
                _ => break,
            },
            c if c.is_alphanumeric() || matches!(c, ' ' | '\'' | '’' | '-') => (c.to_string(), after),
            _ => break,
        };
        let mut next = after;
        match rest[after..].chars().next() {
            Some('?' | '*') => {
                next += 1;
                otherwise(&words, found);
            }
            Some('{') => break,
            other => {
                words.push_str(&piece);
                next += usize::from(other == Some('+'));
            }
        }
        while chars.peek().is_some_and(|&(at, _)| at < next) {
            chars.next();
        }
    }
    found.push(words.trim().to_owned());
}

/// Remembers that something optional may stand before the first letter.
fn otherwise(words: &str, found: &mut Vec<String>) {
    if words.is_empty() {
        found.push(String::new());
    }
}

/// Goes on with every alternative of the group that opens at `at`.
fn group(rest: &str, at: usize, words: &str, found: &mut Vec<String>, depth: usize) {
    let Some((inner, after)) = enclosed(&rest[at..]) else {
        found.push(words.trim().to_owned());
        return;
    };
    let inner = inner.strip_prefix("?:").unwrap_or(inner);
    let tail = &rest[at + after..];
    if inner.starts_with('?') || tail.starts_with(['*', '{']) {
        found.push(words.trim().to_owned());
    } else if let Some(tail) = tail.strip_prefix('?') {
        otherwise(words, found);
        expand(tail, words.to_owned(), found, depth + 1);
    } else {
        for alternative in alternatives(inner).into_iter().take(ALTERNATIVES) {
            expand(&format!("{alternative}{tail}"), words.to_owned(), found, depth + 1);
        }
    }
}

/// The inside of the parentheses that `text` opens with, and the offset after them.
fn enclosed(text: &str) -> Option<(&str, usize)> {
    let mut depth = 0;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return Some((&text[1..at], at + 1));
                }
            }
            _ => {}
        }
    }
    None
}

/// The alternatives of a group, split at the bars of its own level.
fn alternatives(inner: &str) -> Vec<&str> {
    let (mut found, mut depth, mut start, mut escaped) = (Vec::new(), 0, 0, false);
    for (at, c) in inner.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '|' if depth == 0 => {
                found.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&inner[start..]);
    found
}

/// A line that begins with almost the words of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Near {
    /// Length in bytes of what stands for the words, from the start of the line.
    pub(super) length: usize,
    /// The right words.
    pub(super) words: String,
}

/// Whether `line` begins with almost the words of `pattern`, and would match it with the right ones.
///
/// `plural`: whether one `s` more or less on a single word counts as misspelt ("Modules" is no module).
pub(super) fn near(line: &str, pattern: &Pattern, plural: bool, accepts: impl Fn(&str) -> bool) -> Option<Near> {
    let mut best: Option<(usize, Near)> = None;
    for (words, wanted) in pattern.words() {
        if cut_short(line, wanted) && accepts(words) {
            return Some(Near { length: line.len(), words: words.clone() });
        }
        let count = wanted.split(' ').count();
        let bound = (wanted.chars().count() / 5).clamp(1, 4);
        for taken in count.saturating_sub(1).max(1)..=count + 1 {
            let Some(length) = first_words(line, taken) else { break };
            let written = normalise::key(&line[..length]);
            // Cheap tests first: nearly every line that begins with the letter begins with another word.
            let far = written.len().abs_diff(wanted.len()) > bound
                || (written.chars().next() != wanted.chars().next() && !slipped(&written, wanted));
            if far {
                continue;
            }
            let Some(distance) = normalise::distance_within(&written, wanted, bound) else { continue };
            let number = written.strip_suffix('s') == Some(wanted) || wanted.strip_suffix('s') == Some(&*written);
            if (number && !plural) || best.as_ref().is_some_and(|(least, _)| *least <= distance) {
                continue;
            }
            if accepts(&format!("{words}{}", &line[length..])) {
                best = Some((distance, Near { length, words: words.clone() }));
            }
        }
    }
    best.map(|(_, near)| near)
}

/// A first word shorter than this is too near to others for its first letter to be misspelt.
const LONG: usize = 8;

/// Whether the first letter of `word`, the first of a key, may be misspelt.
pub(super) fn may_slip(word: &str) -> bool {
    word.chars().count() >= LONG
}

/// Whether the first word of the key `written` is that of `wanted` but for its beginning.
fn slipped(written: &str, wanted: &str) -> bool {
    may_slip(first(wanted)) && is_slip(first(written), first(wanted))
}

/// Whether the word `written` is `wanted` but for its beginning: the first letter is another one or missing, one stands
/// before it, or the first two changed places.
pub(super) fn is_slip(written: &str, wanted: &str) -> bool {
    if written.len().abs_diff(wanted.len()) > 1 {
        return false;
    }
    let (written_rest, wanted_rest) = (without_first(written), without_first(wanted));
    let swapped = || {
        let beginning = |word: &str, order: [usize; 2]| order.map(|at| word.chars().nth(at));
        beginning(written, [0, 1]) == beginning(wanted, [1, 0]) && without_first(written_rest) == without_first(wanted_rest)
    };
    written_rest == wanted_rest || written == wanted_rest || written_rest == wanted || swapped()
}

fn without_first(word: &str) -> &str {
    let mut letters = word.chars();
    letters.next();
    letters.as_str()
}

/// The first word of a key.
pub(super) fn first(key: &str) -> &str {
    key.split(' ').next().unwrap_or_default()
}

/// Length in bytes of the first `count` words of `line`. `Module#1` is two words, "l'offre" one.
fn first_words(line: &str, count: usize) -> Option<usize> {
    let mut end = 0;
    for _ in 0..count {
        let start = end + line[end..].find(char::is_alphanumeric)?;
        let rest = &line[start..];
        end = start + rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-')).unwrap_or(rest.len());
    }
    Some(end).filter(|&length| length > 0)
}

/// Whether `line` is only the first words of a longer marker: at least three, and more than half of them.
fn cut_short(line: &str, wanted: &str) -> bool {
    if line.len() > 2 * wanted.len() {
        return false;
    }
    let key = normalise::key(line);
    let (has, all) = (key.split(' ').count(), wanted.split(' ').count());
    has >= 3 && has * 2 > all && wanted.strip_prefix(&*key).is_some_and(|rest| rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_pattern() {
        for (pattern, words) in [
            (r"^Module\b(?:\s*(?:#|n°)?\s*\d+\b)?\s*:?", vec!["Module"]),
            (r"^Validation des acquis(?:\s+par\b|\s*:|\s*$)", vec!["Validation des acquis", "Validation des acquis par"]),
            (r"^Knowledge checks?$", vec!["Knowledge check"]),
            (r"^(?:Lesson overview|Learning outcomes)$", vec!["Learning outcomes", "Lesson overview"]),
            (r"^[ÉE]valuation$", vec!["Évaluation"]),
            (r"\bchallenge\b", vec!["", "challenge"]),
            (r"quiz", vec![""]),
            (r"^(?:\d+\s+)?Quiz", vec!["", "Quiz"]),
        ] {
            let found = beginnings(pattern);
            assert!(words.iter().all(|word| found.iter().any(|f| f == word)), "{pattern}: {found:?}");
        }
    }

    #[test]
    fn misspelt_beginnings() {
        let pattern = Pattern::new(regex::Regex::new(r"(?i)^Validation des acquis\b").unwrap());
        let test =
            |line: &str| near(line, &pattern, true, |text| pattern.is_match(text)).map(|near| line[..near.length].to_owned());
        assert_eq!(test("Validation des acqis par :").as_deref(), Some("Validation des acqis"));
        assert_eq!(test("Validation des aquis:").as_deref(), Some("Validation des aquis"));
        assert_eq!(test("Validations des acquis :").as_deref(), Some("Validations des acquis"));
        assert_eq!(test("Validation acquis :").as_deref(), Some("Validation acquis"));
        for slip in ["Calidation des acquis", "alidation des acquis", "AValidation des acquis", "Avlidation des acquis"] {
            assert_eq!(test(slip).as_deref(), Some(slip));
            assert!(pattern.may_begin(slip), "{slip}");
        }
        assert_eq!(test("Validation du ministère"), None);
        assert!(!pattern.may_begin("Invalidation des acquis") && !pattern.may_begin("La validation des acquis"));
        assert_eq!(test("Valider des achats :"), None);
    }

    #[test]
    fn a_marker_cut_short() {
        let pattern = Pattern::new(regex::Regex::new(r"(?i)^Ideas to Assess Knowledge for Module$").unwrap());
        let test = |line: &str| near(line, &pattern, true, |text| pattern.is_match(text)).is_some();
        assert!(test("Ideas to assess knowledge") && test("Idea to assess knowledge for module"));
        assert!(!test("Ideas to assess") && !test("Ideas to assess knowledge of maps"));
    }

    #[test]
    fn a_plural_is_another_word() {
        let pattern = Pattern::new(regex::Regex::new(r"(?i)^Module\b").unwrap());
        assert_eq!(near("Modules :", &pattern, false, |text| pattern.is_match(text)), None);
        assert!(near("Modul « a »", &pattern, false, |text| pattern.is_match(text)).is_some());
    }
}
