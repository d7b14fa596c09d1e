//! The anchors of headings in docfx: those of Markdig's option `GitHub`.
//!
//! Letters and decimal digits of the basic plane are kept, with hyphens and underscores; every blank is a hyphen. An anchor of
//! HTML at the start gives an id, and its heading counts all the same.

use super::text::{Pattern, Reading, without_emoji};
use crate::document::heading::{Heading, Piece};
use regex::Regex;
use std::sync::LazyLock;

static NAME: Pattern = LazyLock::new(|| Regex::new(r#"\A<a +(?:name|id)="([\p{L}\p{M}\p{Nd}\p{Pc} .-]+)" *>\z"#).ok());
static KEPT: Pattern = LazyLock::new(|| Regex::new(r"\A[\p{L}\p{Nd}_-]\z").ok());

/// The name in the `<a name="…"></a>` that `heading` begins with.
pub(super) fn explicit(heading: &Heading<'_>) -> Option<String> {
    let [Piece::Html(open), Piece::Html(close), _, ..] = &heading.pieces[..] else { return None };
    let found = NAME.as_ref()?.captures(open)?;
    found.get(1).filter(|_| **close == *"</a>").map(|name| name.as_str().to_owned())
}

/// The text that the anchor is made of.
pub(super) fn text(heading: &Heading<'_>) -> String {
    Reading { images: true, footnotes: true, ..Reading::PLAIN }.text_with(heading, |text, _| without_emoji(text))
}

/// The anchor of a heading with this text.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| c <= '\u{ffff}') {
        match c {
            ' ' => out.push('-'),
            '_' | '-' | 'a'..='z' | '0'..='9' => out.push(c),
            // .NET leaves this one, which has no lower case of one character.
            'İ' => out.push(c),
            _ if KEPT.as_ref().is_some_and(|kept| kept.is_match(c.encode_utf8(&mut [0; 4]))) => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    if out.is_empty() { "section".to_owned() } else { out }
}
