//! The anchors of headings in MkDocs: those of Python-Markdown's `toc`, with its own slugs or those of pymdown-extensions.
//!
//! Equal anchors are numbered after an underscore; one of which nothing is left is nothing but its number. Ids in braces
//! (`attr_list`) count before any heading is given an anchor.

use super::text::{Pattern, id_word, replaced, without};
use crate::document::heading::{Heading, Piece, SpanKind};
use regex::Regex;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

static ATTRIBUTES: Pattern = LazyLock::new(|| Regex::new(r"[ ]+\{:?[ ]*([^}\n ][^\n]*)\}[ ]*$").ok());
static QUOTED: Pattern = LazyLock::new(|| Regex::new(r#""[^"]*"|'[^']*'"#).ok());
/// What Python's `\w`, the hyphen and white space leave out.
static REMOVED: Pattern = LazyLock::new(|| Regex::new(r"[^\p{L}\p{N}_\s\x{1c}-\x{1f}-]").ok());
static GAP: Pattern = LazyLock::new(|| Regex::new(r"[-\s\x{1c}-\x{1f}]+").ok());
static TAG: Pattern = LazyLock::new(|| Regex::new(r"</?[^>]*>").ok());
static REMOVED_BY_PYMDOWNX: Pattern = LazyLock::new(|| Regex::new(r"[^\p{L}\p{N}_ -]").ok());
/// What ends in a number after an underscore.
static NUMBERED: Pattern = LazyLock::new(|| Regex::new(r"\A(.*)_([0-9]{1,9})\z").ok());

/// Whether Python-Markdown takes it for a heading: not with blanks before it, nor of several lines.
pub(super) fn is_heading(heading: &Heading<'_>) -> bool {
    !heading.indented && !heading.raw().contains('\n')
}

/// The id in the braces at the end of `heading`, whose text loses them; an empty one where they hold an empty one.
pub(super) fn explicit(heading: &mut Heading<'_>) -> Option<String> {
    let start = heading.tail()?;
    let tail = heading.written.get(start..heading.text_end())?;
    let found = ATTRIBUTES.as_ref()?.captures(tail)?;
    let attributes = found.get(1)?.as_str();
    if without(&QUOTED, attributes).contains('}') {
        return None;
    }
    let id = id_word(attributes).map(str::to_owned);
    heading.cut(start + found.get(0)?.start());
    id
}

/// The text that the anchor is made of: every run of white space is one blank, but for what entities stand for.
pub(super) fn text(heading: &Heading<'_>) -> String {
    let mut out = String::with_capacity(heading.written.len());
    let (mut images, mut gap, mut span_ended) = (0, false, false);
    for piece in &heading.pieces {
        let touching = std::mem::replace(&mut span_ended, matches!(piece, Piece::Code(_) | Piece::Close(_)));
        let text = match piece {
            Piece::Open(SpanKind::Image) => {
                images += 1;
                continue;
            }
            Piece::Close(SpanKind::Image) => {
                images -= 1;
                continue;
            }
            Piece::Text { text, .. } | Piece::Code(text) if images == 0 => &**text,
            Piece::Break { .. } => " ",
            _ => continue,
        };
        let entity = matches!(piece, Piece::Text { at, .. } if heading.written[at.start..].starts_with('&') && text != "&");
        for c in if touching { without_attributes(text) } else { text }.chars() {
            let blank = !entity && (c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c));
            if !blank {
                if gap && !out.is_empty() {
                    out.push(' ');
                }
                out.push(c);
            }
            gap = blank;
        }
    }
    out
}

/// `text` without the braces that it begins with: they belong to the span before it.
fn without_attributes(text: &str) -> &str {
    let inner = text.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    inner.filter(|(attributes, _)| !attributes.trim().is_empty()).map_or(text, |(_, rest)| rest)
}

/// The anchor of a heading with this text: of ASCII alone.
pub(super) fn slug(text: &str) -> String {
    slug_unicode(&text.nfkd().filter(char::is_ascii).collect::<String>())
}

/// As [`slug`], but of all letters and numbers (`slugify_unicode`).
pub(super) fn slug_unicode(text: &str) -> String {
    let kept = without(&REMOVED, text);
    replaced(&GAP, &kept.trim().to_lowercase(), "-").into_owned()
}

/// The anchor of a heading with this text by `pymdownx.slugs.slugify`, in lower case or not.
pub(super) fn slug_pymdownx(text: &str, lower: bool) -> String {
    let text: String = text.nfc().collect();
    let text = without(&TAG, &text);
    let text = text.trim();
    let cased = if lower { text.to_lowercase() } else { text.to_owned() };
    without(&REMOVED_BY_PYMDOWNX, &cased).replace(' ', "-")
}

/// What `slug` is numbered from when others have taken it: its beginning, and its number.
pub(super) fn counted(slug: &str) -> (&str, u32) {
    let found = NUMBERED.as_ref().and_then(|pattern| pattern.captures(slug)).map(|found| found.extract());
    found.map_or((slug, 0), |(_, [base, number])| (base, number.parse().unwrap_or(0)))
}
