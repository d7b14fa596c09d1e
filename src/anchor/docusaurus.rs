//! The anchors of headings in Docusaurus: GitHub's, of a text that alternative texts of images are part of.
//!
//! A comment (`<!-- #id -->`, `{/* #id */}`) or braces (`{#id}`) at the end give an id.

use super::text::{Pattern, Reading};
use crate::document::heading::{Heading, Piece};
use regex::Regex;
use std::sync::LazyLock;

/// A directive in a text (`:name`); emoji (`:name:`) are none.
static DIRECTIVE: Pattern = LazyLock::new(|| Regex::new(r":([a-zA-Z][a-zA-Z0-9_-]*)").ok());
static COMMENT: Pattern = LazyLock::new(|| Regex::new(r"\s*\{/\*\s*#([^\s*]+)\s*\*/\}\z").ok());

/// The id in the comment or the braces at the end of `heading`, whose text loses them.
pub(super) fn explicit(heading: &mut Heading<'_>) -> Option<String> {
    if let Some(id) = html_comment(heading) {
        return Some(id);
    }
    let start = heading.tail()?;
    let tail = heading.written.get(start..heading.text_end())?;
    // `/*` may be read as text with a stray mark in it: what is written counts.
    if let Some(found) = COMMENT.as_ref().and_then(|pattern| pattern.captures(tail)) {
        let (whole, [id]) = found.extract();
        heading.cut(start + tail.len() - whole.len());
        return Some(id.to_owned());
    }
    let open = tail.rfind("{#")?;
    let inner = tail[open + 2..].strip_suffix('}').filter(|inner| !inner.is_empty() && !inner.contains('}'))?;
    let id = without_directives(inner.trim_end_matches('\\').trim());
    heading.cut(start + tail[..open].trim_end_matches(|c: char| c.is_whitespace() || c == '\\').len());
    Some(id)
}

/// The id in a comment of HTML at the end.
fn html_comment(heading: &mut Heading<'_>) -> Option<String> {
    let Some(Piece::Html(html)) = heading.pieces.last() else { return None };
    let inner = html.strip_prefix("<!--")?.strip_suffix("-->")?;
    let id = inner.split_whitespace().next()?.strip_prefix('#').filter(|id| !id.is_empty())?.to_owned();
    heading.pieces.pop();
    Some(id)
}

/// The text that the anchor is made of.
pub(super) fn text(heading: &Heading<'_>) -> String {
    let reading = Reading { images: true, ..Reading::PLAIN };
    reading.text_with(heading, |text, _| if text.contains(':') { without_directives(&text).into() } else { text })
}

fn without_directives(text: &str) -> String {
    let Some(directive) = DIRECTIVE.as_ref() else { return text.to_owned() };
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for found in directive.find_iter(text) {
        let colon = text[..found.start()].ends_with(':') || text[found.end()..].starts_with(':');
        if !colon {
            out.push_str(&text[from..found.start()]);
            from = found.end();
        }
    }
    out.push_str(&text[from..]);
    out
}
