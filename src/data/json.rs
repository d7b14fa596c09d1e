//! JSON into a tree with places.
//!
//! What is valid JSON is YAML once blanks between its values are spaces: no second reader of values is needed, only one
//! that says what is no JSON.

use super::offsets::Offsets;
use super::{SyntaxError, SyntaxReason, Tree, parse_yaml};
use crate::text::Span;
use serde::de::IgnoredAny;

/// Reads the bytes `part` of `text` as JSON. Places in the result are bytes of `text`.
///
/// # Errors
/// The first place at which it is no JSON, or nests too deep.
pub fn parse_json(text: &str, part: Span) -> Result<Tree, SyntaxError> {
    let whole = text.get(part.range()).unwrap_or_default();
    let json = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    let base = part.start as usize + whole.len() - json.len();
    if let Err(error) = serde_json::from_str::<IgnoredAny>(json) {
        return Err(fault(json, base, &error));
    }
    let mut bytes = text.as_bytes().to_vec();
    // Within strings such characters are escaped.
    let blanks = bytes.iter_mut().skip(base).take(json.len());
    blanks.filter(|byte| matches!(byte, b'\t' | b'\n' | b'\r')).for_each(|byte| *byte = b' ');
    join_surrogates(&mut bytes);
    let read = String::from_utf8_lossy(&bytes);
    parse_yaml(&read, Span::new(base, base + json.len()))
}

/// Where and why `json`, which starts at the byte `base`, is none.
fn fault(json: &str, base: usize, error: &serde_json::Error) -> SyntaxError {
    let line = json.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let mut at = (line + error.column().saturating_sub(1)).min(json.trim_end().len());
    while !json.is_char_boundary(at) {
        at -= 1;
    }
    let said = error.to_string();
    let reason = match () {
        () if said.contains("EOF while parsing a string") => SyntaxReason::UnclosedQuote,
        () if said.contains("EOF while parsing a list") => SyntaxReason::UnclosedBracket('['),
        () if said.contains("EOF while parsing an object") => SyntaxReason::UnclosedBracket('{'),
        () if said.contains("trailing characters") => SyntaxReason::TextAfterValue,
        () if said.contains("escape") => SyntaxReason::Escape,
        () if said.contains("EOF while parsing a value") => SyntaxReason::MissingValue,
        () => SyntaxReason::Other,
    };
    let end = at + json[at..].chars().next().map_or(0, char::len_utf8);
    SyntaxError::new(Offsets::new(json, base).span(at, end), reason)
}

/// Writes characters that stand as two escapes (`\ud83d\ude00`) as one of YAML's and two blanks: no byte moves.
fn join_surrogates(bytes: &mut [u8]) {
    let mut at = 0;
    while at + 12 <= bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        match (unit(&bytes[at..]), unit(&bytes[at + 6..])) {
            (Some(high @ 0xD800..0xDC00), Some(low @ 0xDC00..0xE000)) => {
                let code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                bytes[at..at + 12].copy_from_slice(format!("\\U{code:08X}  ").as_bytes());
                at += 12;
            }
            _ => at += 2,
        }
    }
}

/// The number that `\uXXXX` gives at the start of `bytes`.
fn unit(bytes: &[u8]) -> Option<u32> {
    let digits = bytes.strip_prefix(b"\\u")?.get(..4)?;
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Tree, SyntaxError> {
        parse_json(text, Span::new(0, text.len()))
    }

    #[test]
    fn values_stand_where_they_are_written() {
        let text = "\u{feff}{\r\n\t\"questions\": [\n\t\t{ \"text\": \"Où \\u00e9 \\ud83d\\ude00 ?\" },\n\"b: c # d\", 1.5e3, null]\n}\n";
        let tree = read(text).unwrap();
        let items = tree.root.get("questions").unwrap().items();
        let place = |at: usize| &text[items[at].span.range()];
        assert_eq!(items[0].get("text").unwrap().as_str(), Some("Où é 😀   ?"));
        assert_eq!((items[1].as_str(), place(1)), (Some("b: c # d"), "\"b: c # d\""));
        assert_eq!((place(2), items.len(), items[3].is_null()), ("1.5e3", 4, true));
    }

    #[test]
    fn many_lines_and_large_texts() {
        let text = format!("[\n{}\"x\"]", "{\"a\":\n\"b\"},\n".repeat(3000));
        assert_eq!(read(&text).unwrap().root.items().len(), 3001);
        let text = format!("{{\"{}\": \"{}\"}}", "k".repeat(900), "v".repeat(100_000));
        assert_eq!(read(&text).unwrap().root.entries().len(), 1);
    }

    #[test]
    fn what_is_no_json_is_told_at_its_place() {
        let told = |text: &str| {
            let error = read(text).unwrap_err();
            (text[..error.span.start as usize].to_owned(), error.reason)
        };
        assert_eq!(told("{\n  \"é\": [1, ]\n}"), ("{\n  \"é\": [1, ".to_owned(), SyntaxReason::Other));
        assert_eq!(told("{\"a\": [1\n"), ("{\"a\": [1".to_owned(), SyntaxReason::UnclosedBracket('[')));
        assert_eq!(told("{} x"), ("{} ".to_owned(), SyntaxReason::TextAfterValue));
        assert_eq!(told("{a: 1}"), ("{".to_owned(), SyntaxReason::Other));
        assert_eq!(told(""), (String::new(), SyntaxReason::MissingValue));
        assert_eq!(told(&("[".repeat(5000) + &"]".repeat(5000))).1, SyntaxReason::TooDeep);
    }
}
