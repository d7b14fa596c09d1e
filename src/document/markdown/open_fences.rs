//! Fences of code that nothing closes. CommonMark takes all that follows for code, up to the end of what holds it; other grammars
//! take the marks for text, and the page shows what follows (tried with kramdown 2.4, Pandoc 3, Python-Markdown 3 and kramed, which
//! HonKit reads with).

use super::FILLER;
use crate::document::{BlockKind, Document};
use std::ops::Range;

/// How many are found in one page: each costs a further pass over it.
const MANY: usize = 8;

/// The marks of the first one in `document`, where `known` so many were found before.
pub(super) fn next(document: &Document, known: usize) -> Option<Range<usize>> {
    let text = document.source.text();
    let fenced = document.blocks.iter().filter(|block| block.kind == BlockKind::Code { fenced: true });
    let mut open = fenced.filter_map(|block| {
        let start = block.span.start as usize;
        Some(start..start + open_marks(text.get(block.span.range())?)?)
    });
    open.next().filter(|_| known < MANY)
}

/// How many marks begin `block`, a fenced one, if no line closes it.
fn open_marks(block: &str) -> Option<usize> {
    let mark = block.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let length = block.len() - block.trim_start_matches(mark).len();
    let last = block.trim_end().rsplit_once(['\n', '\r']).map_or("", |(_, last)| last);
    // What holds the block may have marks of its own before the line.
    let line = last.trim_start_matches([' ', '\t', '>']);
    let closes = line.len() >= length && line.trim_start_matches(mark).is_empty();
    (!closes).then_some(length)
}

/// `text` with other signs in place of the marks at `places`.
pub(super) fn filled(text: &str, places: &[Range<usize>]) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    for place in places {
        bytes.get_mut(place.clone()).unwrap_or_default().fill(FILLER);
    }
    String::from_utf8(bytes).ok().filter(|_| !places.is_empty())
}

/// `text` with blanks for the tabs after marks that close code: the parser takes such for none (CommonMark 0.31, 4.5, allows them).
pub(super) fn without_tabs(text: &str) -> Option<String> {
    let mut bytes: Option<Vec<u8>> = None;
    for at in ["`\t", "~\t"].iter().flat_map(|sign| memchr::memmem::find_iter(text.as_bytes(), sign.as_bytes())) {
        let (before, after) = (text[..=at].rsplit(['\n', '\r']).next().unwrap_or_default(), &text[at + 1..]);
        let marks = before.trim_start_matches([' ', '\t', '>']);
        let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
        let ends = after[blanks..].is_empty() || after[blanks..].starts_with(['\n', '\r']);
        if ends && marks.len() >= 3 && marks.bytes().all(|byte| byte == text.as_bytes()[at]) {
            bytes.get_or_insert_with(|| text.as_bytes().to_vec())[at + 1..at + 1 + blanks].fill(b' ');
        }
    }
    bytes.and_then(|bytes| String::from_utf8(bytes).ok())
}
