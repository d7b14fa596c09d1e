//! The anchors of headings on GitHub.
//!
//! GitHub takes the text of the heading in lower case, removes all but letters, marks, decimal digits, connecting
//! punctuation, hyphens and spaces, and writes a hyphen for each space. A no-break space is removed like a comma.

use regex::Regex;
use std::sync::LazyLock;

/// What is kept beside the hyphen and the space: the class `\p{Word}` of GitHub's own language, whose letters are those
/// of the property Alphabetic (`Ⓐ` and `Ⅳ` too).
static WORD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\A[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]\z").ok());

/// Appends the anchor of a heading with this text to `out`; nothing where no character of it is kept.
pub(super) fn slug(text: &str, out: &mut String) {
    let start = out.len();
    out.reserve(text.len());
    let mut rest = text;
    loop {
        let (run, after) = rest.split_at(unchanged(rest));
        out.push_str(run);
        let mut chars = after.chars();
        let Some(c) = chars.next() else { return };
        if !simple(c, out) {
            break;
        }
        rest = chars.as_str();
    }
    // The whole text at once: a sigma at the end of a word has a lower case of its own.
    out.truncate(start);
    out.extend(text.to_lowercase().chars().filter(|&c| is_kept(c)).map(|c| if c == ' ' { '-' } else { c }));
}

/// How many bytes at the start of `text` an anchor keeps as they are: most words are nothing but small letters of Latin-1.
fn unchanged(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += bytes[at..].iter().take_while(|&&byte| UNCHANGED[byte as usize]).count();
        match &bytes[at..] {
            // From à to ÿ, without ÷.
            [0xC3, 0xA0..=0xB6 | 0xB8..=0xBF, ..] => at += 2,
            _ => return at,
        }
    }
}

/// Which bytes of ASCII an anchor keeps as they are.
static UNCHANGED: [bool; 256] = {
    let mut unchanged = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        unchanged[byte as usize] = matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
        byte += 1;
    }
    unchanged
};

/// Appends what an anchor keeps of `c`, if that is told by `c` alone; else says so.
fn simple(c: char, out: &mut String) -> bool {
    match c {
        '_' | 'a'..='z' | '0'..='9' => out.push(c),
        ' ' | '-' => out.push('-'),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        _ if c.is_ascii() => {}
        _ if !is_simple(c) => return false,
        _ if c.is_alphabetic() => out.extend(c.to_lowercase()),
        _ => {}
    }
    true
}

/// Whether `c` is Latin or a common dash, quotation mark or point: each has one lower case, and beyond ASCII those that
/// are kept are the letters.
fn is_simple(c: char) -> bool {
    (c < '\u{180}' && c != 'İ') || ('\u{2010}'..='\u{2027}').contains(&c)
}

/// Whether an anchor keeps `c`, in lower case.
pub(super) fn is_kept(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_');
    }
    c.is_alphabetic() || WORD.as_ref().is_some_and(|word| word.is_match(c.encode_utf8(&mut [0; 4])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_characters_are_kept_as_all_others_are() {
        for c in ('\0'..'\u{3000}').filter(|&c| is_simple(c)) {
            let (mut short, text) = (String::new(), c.to_string());
            slug(&text, &mut short);
            let long: String =
                text.to_lowercase().chars().filter(|&c| is_kept(c)).map(|c| if c == ' ' { '-' } else { c }).collect();
            assert_eq!(short, long, "{c:?}");
        }
    }
}
