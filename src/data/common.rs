//! The YAML that nearly every front matter is written in, read without the parser, which takes fifty times as long: keys at
//! the start of a line, each with a value of one line, a list in brackets, or a block of text.
//!
//! Whatever is written otherwise, or might mean something else, is left to the parser: where this reads a text at all, it
//! reads what the parser reads.

use super::yaml::position;
use super::{Duplicate, Entry, Node, Tree, Value, scalar};
use crate::text::Span;
use std::collections::HashMap;

/// Reads `text`, which starts `base` bytes into its file; `None` where the parser has to.
pub(super) fn read(text: &str, base: usize) -> Option<Tree> {
    if text.is_empty() || !text.chars().all(is_common) {
        return None;
    }
    let mut lines = Lines { text, base, at: 0 };
    let (mut entries, mut known, mut duplicates) = (Vec::with_capacity(8), HashMap::new(), Vec::new());
    let mut end = 0;
    while let Some((start, line)) = lines.next() {
        let length = line.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
        let (key, rest) = line.split_at(length);
        if !key.starts_with(|c: char| c.is_ascii_alphabetic()) || length > LONGEST {
            return None;
        }
        let value = lines.value(start + length + 1, rest.strip_prefix(':')?)?;
        end = value.span.end;
        let key_span = lines.span(start, start + length);
        match position(&entries, &mut known, key) {
            Some(first) => {
                let first: &Entry = &entries[first];
                duplicates.push(Duplicate { key: key.to_owned(), span: key_span, first: first.key_span });
            }
            None => entries.push(Entry { key: key.to_owned(), key_span, value }),
        }
    }
    let span = Span { start: lines.span(0, 0).start, end };
    Some(Tree { root: Node { value: Value::Mapping(entries), span }, duplicates })
}

/// A key that is longer is left to the parser, which allows none that is very long.
const LONGEST: usize = 100;

/// Whether `c` means to YAML no more than what it is, or something that is looked at here.
fn is_common(c: char) -> bool {
    matches!(c, '\n' | ' '..='~' | '\u{A0}'..='\u{17F}' | '\u{2010}'..='\u{2027}' | '\u{202F}') || c.is_alphanumeric()
}

struct Lines<'t> {
    text: &'t str,
    base: usize,
    /// Where the next line starts.
    at: usize,
}

impl<'t> Lines<'t> {
    /// The next line without its end, and where it starts.
    fn next(&mut self) -> Option<(usize, &'t str)> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let start = self.at;
        self.at += (end + 1).min(rest.len());
        Some((start, &rest[..end]))
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.base + start, self.base + end)
    }

    /// The value that `rest` holds, which stands at `at`, right after the colon of its key; a block goes on in the next lines.
    fn value(&mut self, at: usize, rest: &str) -> Option<Node> {
        let inner = rest.trim_start_matches(' ');
        let start = at + rest.len() - inner.len();
        let written = inner.trim_end_matches(' ');
        match written.as_bytes().first() {
            None => Some(Node { value: Value::Null, span: self.span(at, at) }),
            Some(_) if start == at => None,
            Some(b'[') => self.list(start, written),
            Some(b'>' | b'|') => self.block(start, written),
            Some(_) => self.scalar(start, written, false),
        }
    }

    /// A scalar of one line, in quotation marks or without; `list`: it is an item of one.
    fn scalar(&self, start: usize, written: &str, list: bool) -> Option<Node> {
        let span = self.span(start, start + written.len());
        let value = match written.as_bytes().first()? {
            quote @ (b'"' | b'\'') => {
                let inner = written[1..].strip_suffix(char::from(*quote))?;
                let plain = !inner.bytes().any(|byte| byte == *quote || byte == b'\\');
                plain.then(|| Value::String(inner.to_owned()))?
            }
            _ => is_plain(written, list).then(|| scalar::plain(written))?,
        };
        Some(Node { value, span })
    }

    fn list(&self, start: usize, written: &str) -> Option<Node> {
        let inner = written.strip_prefix('[')?.strip_suffix(']')?;
        let mut items = Vec::new();
        let mut at = start + 1;
        if !inner.trim_matches(' ').is_empty() {
            for part in inner.split(',') {
                let item = part.trim_start_matches(' ');
                items.push(self.scalar(at + part.len() - item.len(), item.trim_end_matches(' '), true)?);
                at += part.len() + 1;
            }
        }
        Some(Node { value: Value::Sequence(items), span: self.span(start, start + written.len()) })
    }

    /// A block of text whose lines are indented alike, under its `header`.
    fn block(&mut self, start: usize, header: &str) -> Option<Node> {
        let (between, last) = match header {
            ">" => (' ', "\n"),
            ">-" => (' ', ""),
            "|" => ('\n', "\n"),
            "|-" => ('\n', ""),
            _ => return None,
        };
        let (mut text, mut end, mut indent) = (String::new(), 0, 0);
        while self.text[self.at..].starts_with(' ') {
            let (at, line) = self.next()?;
            let content = line.trim_start_matches(' ');
            if text.is_empty() {
                indent = line.len() - content.len();
            } else {
                text.push(between);
            }
            end = at + line.len();
            let ends = content.is_empty() || content.ends_with(char::is_whitespace) || end == self.text.len();
            if ends || content.starts_with(char::is_whitespace) || line.len() - content.len() != indent {
                return None;
            }
            text.push_str(content);
        }
        if text.is_empty() {
            return None;
        }
        text.push_str(last);
        Some(Node { value: Value::String(text), span: self.span(start, end) })
    }
}

/// Whether `written` is a scalar without quotation marks, whatever stands around it.
fn is_plain(written: &str, list: bool) -> bool {
    let mark = |(at, byte): (usize, u8)| match byte {
        b':' => list || !written[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/'),
        b'#' => true,
        b'[' | b']' | b'{' | b'}' | b',' | b'"' | b'\'' => list,
        _ => false,
    };
    written.starts_with(char::is_alphanumeric)
        && !written.ends_with(char::is_whitespace)
        && !written.bytes().enumerate().any(mark)
}

#[cfg(test)]
mod tests {
    use super::super::yaml::parse;
    use super::read;
    use crate::text::Span;
    use proptest::prelude::*;

    /// Whether it was read here; where it was, the parser reads the same.
    fn is_read(text: &str) -> bool {
        let read = read(text, 7);
        if let Some(tree) = &read {
            let whole = format!("---\n---{text}");
            assert_eq!(parse(&whole, Span::new(7, whole.len())).as_ref(), Ok(tree), "{text:?}");
        }
        read.is_some()
    }

    #[test]
    fn most_front_matters_need_no_parser() {
        for text in [
            "title: \"L’été : un début\"\ndescription: >-\n  Deux\n  lignes: #1.\ndate: 2024-05-01\ntags: [a, 'b c', 3]\nn: 1\n",
            "title: L'été\nurl: https://a.b/c:d\nat: 12:30\nempty:\nlist: []\ntitle: again\n",
            "a: |\n b\n c\nb: >\n   d\n   e\nc: |-\n  f\nd: null",
        ] {
            assert!(is_read(text), "{text:?}");
        }
    }

    #[test]
    fn what_may_mean_something_else_is_left_to_the_parser() {
        for text in [
            "a: b # c\n",
            "a: *b\n",
            "a: &b c\n",
            "a: !!str 1\n",
            "a:\n  b: c\n",
            "a:\n- b\n",
            "- a\n",
            "a: b: c\n",
            "a: \"b\\n\"\n",
            "a: 'it''s'\n",
            "a: {b: c}\n",
            "a: [b: c]\n",
            "a: [[b]]\n",
            "a: [b,]\n",
            "a: b\n  c\n",
            "a: |\n b\n\n c\n",
            "a: |2\n  b\n",
            "a: b\r\n",
            "a:\tb\n",
            "? a\n",
            "<<: a\n",
            "# a\n",
            "a: `b`\n",
            "a: @b\n",
            "a: |\n  b",
            "a: b:\n",
            "a : b\n",
            "a: \"b\" c\n",
            "",
        ] {
            assert!(!is_read(text), "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn what_is_read_is_what_the_parser_reads(text in "(?:(?:a|bc|null|-|é)?: ?(?:[ab1é]|[\"'\\[\\]{}>|:#,. éa1~&*!?@%`\t\r\u{a0}\u{85}\u{2028}\u{feff}-]){0,8}[\"'\\]]?\n(?: {1,3}[a:#é ]{0,4}\n){0,2}){1,3}") {
            is_read(&text);
        }
        #[test]
        fn nor_does_the_value_of_a_key_differ(value in "[ab1é.:\"'\\[\\], #/-]{0,10}", other in "\\[(?:[a1 ]{1,3},){0,3}[\"'a]{0,4}\\]|[>|]-?\n {1,3}[ab: #]{1,4}") {
            is_read(&format!("a: {value}\nb: {other}\nc: {value}\n"));
        }
    }
}
