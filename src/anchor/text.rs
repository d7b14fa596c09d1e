//! What renderers have in common in reading the text of a heading.

use crate::document::heading::{Heading, Piece, SpanKind};
use regex::{Captures, Regex};
use std::borrow::Cow;
use std::sync::LazyLock;

/// A pattern of this folder. `None` stands for one that does not compile, which a test excludes.
pub(super) type Pattern = LazyLock<Option<Regex>>;

/// `text` without what `pattern` matches.
pub(super) fn without<'t>(pattern: &Pattern, text: &'t str) -> Cow<'t, str> {
    replaced(pattern, text, "")
}

/// `text` with `by` for what `pattern` matches.
pub(super) fn replaced<'t>(pattern: &Pattern, text: &'t str, by: &str) -> Cow<'t, str> {
    pattern.as_ref().map_or(Cow::Borrowed(text), |pattern| pattern.replace_all(text, by))
}

/// How a renderer reads the pieces of a heading as one text. HTML is never part of it.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    /// What stands for a line's end.
    pub(super) soft: &'static str,
    /// What stands for a line's end that is written as one.
    pub(super) hard: &'static str,
    /// Whether alternative texts of images are part of it.
    pub(super) images: bool,
    /// Whether the marks of footnotes are text.
    pub(super) footnotes: bool,
    /// Whether two and three hyphens are dashes, outside code.
    pub(super) dashes: bool,
}

impl Reading {
    /// Text and code alone, lines joined without a blank.
    pub(super) const PLAIN: Self = Self { soft: "", hard: "", images: false, footnotes: false, dashes: false };

    /// The text of `heading`.
    pub(super) fn text(self, heading: &Heading<'_>) -> String {
        self.text_with(heading, |text, _| text)
    }

    /// The text of `heading`, each text outside code as `seen` gives it; the place is that in `heading.written`.
    pub(super) fn text_with<'h>(
        self,
        heading: &'h Heading<'_>,
        seen: impl Fn(Cow<'h, str>, std::ops::Range<usize>) -> Cow<'h, str>,
    ) -> String {
        let mut out = String::with_capacity(heading.written.len());
        let mut images = 0;
        for piece in &heading.pieces {
            match piece {
                Piece::Open(SpanKind::Image) => images += 1,
                Piece::Close(SpanKind::Image) => images -= 1,
                _ if images > 0 && !self.images => {}
                Piece::Text { text, at } => {
                    let text = seen(Cow::Borrowed(text), at.clone());
                    out.push_str(&if self.dashes { dashes(&text) } else { text });
                }
                Piece::Code(code) => out.push_str(code),
                Piece::Break { hard } => out.push_str(if *hard { self.hard } else { self.soft }),
                Piece::Footnote(label) if self.footnotes => out.push_str(&format!("[^{label}]")),
                Piece::Footnote(_) | Piece::Html(_) | Piece::Open(_) | Piece::Close(_) => {}
            }
        }
        out
    }
}

/// `text` with a dash for two or three hyphens. An escaped hyphen is a text of its own, and stays.
fn dashes(text: &str) -> Cow<'_, str> {
    if !text.contains("--") {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("---", "\u{2014}").replace("--", "\u{2013}"))
}

static SHORTCODE: Pattern = LazyLock::new(|| Regex::new(r":([a-z0-9_+-]+):").ok());

/// `text` without the names of emoji (`:rocket:`).
pub(super) fn without_emoji(text: Cow<'_, str>) -> Cow<'_, str> {
    let Some(shortcode) = SHORTCODE.as_ref().filter(|_| text.contains(':')) else { return text };
    let seen = |found: &Captures<'_>| match emojis::get_by_shortcode(&found[1]) {
        Some(_) => String::new(),
        None => found[0].to_owned(),
    };
    Cow::Owned(shortcode.replace_all(&text, seen).into_owned())
}

/// Each character in lower case by itself: a sigma at the end of a word as any other.
pub(super) fn lower_each(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// The word behind `#` that is an id in `attributes`, what stands between braces: the last one wins. A value of `id=` too.
pub(super) fn id_word(attributes: &str) -> Option<&str> {
    let mut id = None;
    let mut rest = attributes.trim_start();
    while !rest.is_empty() {
        let quoted = rest.find(['"', '\'']).filter(|&at| rest[..at].ends_with('=') && !rest[..at].contains(' '));
        let end = match quoted {
            Some(open) => {
                let quote = &rest[open..=open];
                rest[open + 1..].find(quote).map_or(rest.len(), |close| open + close + 2)
            }
            None => rest.find(' ').unwrap_or(rest.len()),
        };
        let word = &rest[..end];
        if let Some(name) = word.strip_prefix('#') {
            id = Some(name);
        } else if let Some(value) = word.strip_prefix("id=") {
            id = Some(value.trim_matches(['"', '\'']));
        }
        rest = rest[end..].trim_start();
    }
    id
}
