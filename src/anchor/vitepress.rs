//! The anchors of headings in VitePress: those of `@mdit-vue/shared`.
//!
//! Accents are dropped and punctuation becomes hyphens; a leading digit gets an underscore. Entities are read as they are
//! written, emoji given by their names are left out, and braces at the end may hold an id.

use super::text::{Pattern, Reading, id_word, replaced, without, without_emoji};
use crate::document::heading::{Heading, Piece};
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

static REMOVED: Pattern = LazyLock::new(|| Regex::new(r"[\x{0}-\x{1f}\x{300}-\x{36f}]").ok());
/// White space as JavaScript has it, which leaves out U+0085.
static SPECIAL: Pattern = LazyLock::new(|| {
    Regex::new(
        r#"[\t\n\x{b}\x{c}\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}~`!@#$%^&*()\-_+=\[\]{}|\\;:"'“”‘’<>,.?/]+"#,
    )
    .ok()
});

/// Takes the braces at the end of `heading` out of its text; gives the id in them.
pub(super) fn explicit(heading: &mut Heading<'_>) -> Option<String> {
    let start = heading.tail()?;
    let end = heading.text_end();
    let tail = heading.written.get(start..end)?.trim_end();
    let open = tail.rfind('{')?;
    let inner = tail[open + 1..].strip_suffix('}')?;
    let short = inner.is_empty() || matches!(inner, "#" | ".");
    if short || inner.contains('}') || tail[..open].ends_with('\\') {
        return None;
    }
    // Braces that touch code, a link or emphasis belong to it.
    let of_span = open == 0 && heading.pieces.iter().rev().any(|piece| !matches!(piece, Piece::Text { .. }));
    heading.cut(start + open);
    let id = id_word(inner.strip_prefix(':').filter(|rest| rest.starts_with(' ')).unwrap_or(inner));
    id.filter(|_| !of_span).map(str::to_owned)
}

/// The text that the anchor is made of.
pub(super) fn text(heading: &Heading<'_>) -> String {
    Reading { footnotes: true, ..Reading::PLAIN }.text_with(heading, |text, at| {
        let written = heading.written.get(at).unwrap_or_default();
        match written.starts_with('&') && *written != *text {
            true => Cow::Borrowed(written),
            false => without_emoji(text),
        }
    })
}

/// The anchor of a heading with this text.
pub(super) fn slug(text: &str) -> String {
    let decomposed: String = text.nfkd().collect();
    let removed = without(&REMOVED, &decomposed);
    let hyphens = replaced(&SPECIAL, &removed, "-");
    let slug = hyphens.trim_matches('-');
    let digit = slug.starts_with(|c: char| c.is_ascii_digit());
    format!("{}{}", if digit { "_" } else { "" }, slug.to_lowercase())
}
