//! The anchors of headings on GitHub.
//!
//! GitHub takes the text of the heading in lower case, removes all but letters, marks, decimal digits, connecting
//! punctuation, hyphens and spaces, and writes a hyphen for each space. A no-break space is removed like a comma.

use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// What is kept beside the hyphen and the space: the class `\p{Word}` of GitHub's own language, whose letters are those
/// of the property Alphabetic (`Ⓐ` and `Ⅳ` too).
static WORD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\A[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]\z").ok());

/// Appends the anchor of a heading with this text to `out`; nothing where no character of it is kept.
pub(super) fn slug(text: &str, out: &mut String) {
    if text.is_ascii() {
        out.extend(text.chars().filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' => Some(c),
            c => c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()),
        }));
        return;
    }
    // The whole text at once: a sigma at the end of a word has a lower case of its own.
    // Beyond Latin there are letters that are no capitals and have a lower case all the same.
    let low = text.chars().all(|c| c < '\u{180}' && !c.is_uppercase());
    let lower = if low { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) };
    out.extend(lower.chars().filter(|&c| is_kept(c)).map(|c| if c == ' ' { '-' } else { c }));
}

/// Whether an anchor keeps `c`, in lower case.
pub(super) fn is_kept(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_');
    }
    c.is_alphabetic() || WORD.as_ref().is_some_and(|word| word.is_match(c.encode_utf8(&mut [0; 4])))
}
