//! Tags at which CommonMark begins a block of HTML and Python-Markdown none: its search for such blocks sees only lines that
//! begin with a tag, at most three columns to the right. In the body of an admonition, and in an item, the text between tags is
//! Markdown like any other (tried with Python-Markdown 3.11, with and without `md_in_html`).

use super::{FILLER, options};
use crate::document::dialect::Prepared;
use crate::text::Span;
use pulldown_cmark::{Event, Parser, Tag};
use std::ops::Range;

/// Elements whose text is no Markdown in the eyes of those who write it, wherever they stand.
const VERBATIM: &[&str] = &["pre", "script", "style", "textarea"];

/// Fills the tags in `prepared` that begin such blocks in `written`, whose body begins at the byte `body`. Their places.
pub(super) fn unblock(prepared: &mut Prepared, written: &str, body: usize) -> Vec<Span> {
    let text = prepared.text.as_deref().unwrap_or(written);
    if !text[body..].lines().any(may_begin) {
        return Vec::new();
    }
    let tags = places(text, body);
    if tags.is_empty() {
        return tags;
    }
    let mut bytes = text.as_bytes().to_vec();
    for tag in &tags {
        let signs = bytes[tag.range()].iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r'));
        signs.for_each(|byte| *byte = FILLER);
    }
    match String::from_utf8(bytes) {
        Ok(filled) => prepared.text = Some(filled),
        Err(_) => return Vec::new(),
    }
    tags
}

/// Whether a line may begin with such a tag, behind blanks or the marks of items and quotes.
fn may_begin(line: &str) -> bool {
    let written = line.trim_start_matches(is_before);
    written.starts_with('<') && !is_seen(&line[..line.len() - written.len()])
}

/// What may stand before the first tag of a line.
fn is_before(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ' ' | '\t' | '-' | '*' | '+' | '>' | '.' | ')')
}

/// Whether the search for blocks of HTML sees a tag that stands behind `before` on its line.
fn is_seen(before: &str) -> bool {
    let columns = before.bytes().try_fold(0, |column, byte| match byte {
        b' ' => Some(column + 1),
        b'\t' => Some(column / 4 * 4 + 4),
        _ => None,
    });
    columns.is_some_and(|columns| columns <= 3)
}

/// The tags that begin lines of blocks of HTML and are not seen.
fn places(text: &str, body: usize) -> Vec<Span> {
    let (mut tags, mut block): (Vec<Span>, Option<Range<usize>>) = (Vec::new(), None);
    for (event, range) in Parser::new_ext(&text[body..], options()).into_offset_iter() {
        let range = range.start + body..range.end + body;
        match event {
            // What follows a tag that is seen is as raw as that, wherever it stands.
            Event::Start(Tag::HtmlBlock) => block = first_tag(text, range.start, range.end).map(|_| range),
            Event::Html(_) => {
                let Some(block) = &block else { continue };
                let passed = tags.last().is_some_and(|last| range.start < last.end as usize);
                tags.extend(first_tag(text, range.start, block.end).filter(|_| !passed));
            }
            _ => {}
        }
    }
    tags
}

/// The tag that the line of `text` begins with of which a part begins at the byte `from`, if it is not seen and ends before
/// `end`.
fn first_tag(text: &str, from: usize, end: usize) -> Option<Span> {
    let rest = text.get(from..end)?;
    let at = from + rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let line = memchr::memrchr2(b'\n', b'\r', &text.as_bytes()[..at]).map_or(0, |newline| newline + 1);
    let before = &text[line..at];
    let rest = &text[at..end];
    let name = rest.strip_prefix('<')?.trim_start_matches('/');
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().filter(|name| !name.is_empty())?;
    if is_seen(before) || !before.chars().all(is_before) || VERBATIM.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        return None;
    }
    Some(Span::new(at, at + length(rest)?))
}

/// The length of the tag that `rest` begins with: to the first `>` that stands in no value.
fn length(rest: &str) -> Option<usize> {
    let (mut quote, mut before) = (None, b' ');
    for (at, byte) in rest.bytes().enumerate() {
        match quote {
            Some(mark) if byte == mark => quote = None,
            Some(_) => {}
            None if byte == b'>' => return Some(at + 1),
            None if before == b'=' && matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    None
}
