//! Regular expressions of a configuration: without regard to case, bounded, and with the place of what is wrong.

use super::error::RegexReason;
use crate::data::Node;
use crate::text::Span;
use regex::{Regex, RegexBuilder};

/// How large a compiled expression may be, in bytes: a profile's longest needs a tenth of it.
const SIZE: usize = 2 << 20;

/// Compiles `text`; `lines`: `^` and `$` are those of lines.
pub(super) fn compile(text: &str, lines: bool) -> Result<Regex, regex::Error> {
    RegexBuilder::new(text).case_insensitive(true).multi_line(lines).crlf(lines).size_limit(SIZE).build()
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
