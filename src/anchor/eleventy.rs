//! The anchors of headings in Eleventy: those of markdown-it-anchor with its own slugs or those of `@sindresorhus/slugify`,
//! and those of Eleventy's `IdAttributePlugin`.

use super::text::{Pattern, Reading, replaced, without};
use super::transliteration::{self, Table};
use crate::document::heading::{Heading, Piece};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use regex::Regex;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

/// White space as JavaScript has it.
static BLANKS: Pattern = LazyLock::new(|| {
    Regex::new(r"[\t\n\x{b}\x{c}\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]+").ok()
});
/// What `encodeURIComponent` writes with a percent sign.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

static DIACRITIC: Pattern = LazyLock::new(|| Regex::new(r"\p{Diacritic}").ok());
static CAPITALS_THEN_DIGITS: Pattern = LazyLock::new(|| Regex::new(r"([A-Z]{2})([0-9]+)").ok());
static SMALL_THEN_CAPITAL: Pattern = LazyLock::new(|| Regex::new(r"([a-z0-9])([A-Z])").ok());
static ACRONYM_THEN_WORD: Pattern = LazyLock::new(|| Regex::new(r"([A-Z])([A-Z][a-z0-9]+)").ok());
static SEPARATOR: Pattern = LazyLock::new(|| Regex::new(r"[^a-z0-9]+").ok());

/// The text that markdown-it-anchor makes the anchor of.
pub(super) fn text(heading: &Heading<'_>) -> String {
    Reading { footnotes: true, ..Reading::PLAIN }.text(heading)
}

/// The text that `IdAttributePlugin` makes the anchor of: comments are part of it.
pub(super) fn text_of_html(heading: &Heading<'_>) -> String {
    let mut shown = heading.clone();
    for piece in &mut shown.pieces {
        let comment = match piece {
            Piece::Html(html) => html.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")).map(str::to_owned),
            _ => None,
        };
        if let Some(comment) = comment {
            *piece = Piece::Code(comment.into());
        }
    }
    Reading { soft: "\n", hard: "\n", footnotes: true, ..Reading::PLAIN }.text(&shown)
}

/// The anchor of a heading with this text: percent-encoded, as it stands in the page.
pub(super) fn slug(text: &str) -> String {
    let text = replaced(&BLANKS, text, " ");
    let hyphens = text.trim_matches(' ').to_lowercase().replace(' ', "-");
    utf8_percent_encode(&hyphens, ENCODED).to_string()
}

/// The anchor of a heading with this text by `@sindresorhus/slugify`; words that capitals join are parted (`camel-case`).
pub(super) fn slugify(text: &str) -> String {
    let latin = transliterate(text, Table::Current);
    let words = decamelized(&latin).to_lowercase();
    separated(&contracted(&words, &['\'', '\u{2019}']))
}

/// The anchor of a heading with this text by Eleventy's filter `slugify`.
pub(super) fn filter(text: &str) -> String {
    let latin = transliterate(text, Table::Eleventy).to_lowercase();
    separated(&contracted(&latin, &['\'']))
}

/// In Latin letters without accents, as far as the package knows them.
fn transliterate(text: &str, table: Table) -> String {
    let composed: String = text.nfc().collect();
    let named = composed.replace('&', " and ").replace('🦄', " unicorn ").replace('♥', " love ");
    let latin = transliteration::apply(&named, table);
    let decomposed: String = latin.nfd().collect();
    without(&DIACRITIC, &decomposed).nfc().collect()
}

/// With a blank where a small letter meets a capital, and before the last word behind an acronym.
fn decamelized(text: &str) -> String {
    let text = replaced(&CAPITALS_THEN_DIGITS, text, "$1 $2");
    let text = replaced(&SMALL_THEN_CAPITAL, &text, "$1 $2");
    let Some(pattern) = ACRONYM_THEN_WORD.as_ref() else { return text.into_owned() };
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    while let Some(found) = pattern.captures_at(&text, from).and_then(|found| found.get(2)) {
        // `URLs` is a plural, no word of its own.
        let plural = found.as_str().get(1..) == Some("s")
            || found
                .as_str()
                .get(1..)
                .is_some_and(|rest| rest.starts_with('s') && !rest[1..].starts_with(|c: char| c.is_ascii_lowercase()));
        out.push_str(&text[from..found.start()]);
        if !plural {
            out.push(' ');
        }
        out.push_str(found.as_str());
        from = found.end();
    }
    out.push_str(&text[from..]);
    out
}

/// Without the apostrophe of `don't` and `it's`.
fn contracted(text: &str, apostrophes: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    while let Some(c) = rest.next() {
        if apostrophes.contains(&c) && word(out.chars().next_back()) {
            let mut ahead = rest.clone();
            if matches!(ahead.next(), Some('t' | 's')) && !word(ahead.next()) {
                continue;
            }
        }
        out.push(c);
    }
    out
}

fn separated(text: &str) -> String {
    replaced(&SEPARATOR, text, "-").trim_matches('-').to_owned()
}
