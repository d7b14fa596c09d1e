//! The anchors of headings in Pandoc's Markdown, which Quarto, R Markdown, bookdown and the Carpentries' Workbench read.
//!
//! Letters, numbers, underscores, hyphens and points are kept, words are joined by one hyphen, and what stands before the
//! first letter is dropped. Quotation marks, dashes and points of suspension are those of print (`smart`). A line of a
//! paragraph right before a heading makes it text.

use super::text::{Pattern, Reading, lower_each, replaced, without, without_emoji};
use crate::document::heading::{Heading, Piece, SpanKind};
use regex::Regex;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// Attributes: `{#id .class key="value" -}`.
const ATTRIBUTES: &str = r#"\{[ \t]*(?:(?:#[\p{L}\p{N}:._-]+|\.[\p{L}_:-][\p{L}\p{N}:._-]*|-|[\p{L}_:][\p{L}\p{N}:._-]*=(?:"[^"]*"|'[^']*'|[^\s"'{}]+))[ \t]*)+\}"#;

static AT_END: Pattern = LazyLock::new(|| Regex::new(&format!(r"{ATTRIBUTES}[ \t]*\z")).ok());
static OF_SPAN: Pattern = LazyLock::new(|| Regex::new(&format!(r"(\]){ATTRIBUTES}")).ok());
static AT_START: Pattern = LazyLock::new(|| Regex::new(&format!(r"\A{ATTRIBUTES}")).ok());
static ID: Pattern =
    LazyLock::new(|| Regex::new(r##"(?:#|\bid=)(?:"([^"]*)"|'([^']*)'|([\p{L}\p{N}:._-]+))|"[^"]*"|'[^']*'"##).ok());
/// Lines after which a heading may stand without an empty line: headings, fences, rules, underlines, HTML, rows of tables,
/// definitions, code and commands of LaTeX.
static CLOSED: Pattern = LazyLock::new(|| {
    Regex::new(r"\A(?:#{1,6}[ \t]| {0,3}(?:```|~~~|:::|[<|=\\]|\[[^\]^][^\]]*\]:|(?:[*_-][ \t]*){3,}\z)|\t| {4})").ok()
});
static MATHS: Pattern = LazyLock::new(|| Regex::new(r"\$(?:[^\s\\$]|\\.)(?:[^$\n]*[^\s\\$])?\$").ok());
static TEX: Pattern = LazyLock::new(|| Regex::new(r"\\[a-zA-Z]+\*?(?:\{[^{}]*\}|\[[^\[\]]*\])*").ok());
static REMOVED: Pattern = LazyLock::new(|| Regex::new(r"[^\p{L}\p{N}\p{Zs}\t\n_.-]").ok());
static LEADING: Pattern = LazyLock::new(|| Regex::new(r"\A\P{L}+").ok());
static NOTE: Pattern = LazyLock::new(|| Regex::new(r"\^\[[^\[\]]*\]").ok());

/// Whether Pandoc takes it for a heading: not with blanks before it, nor of several lines, nor right after a paragraph.
pub(super) fn is_heading(heading: &Heading<'_>) -> bool {
    let after = heading.before[0].filter(|line| !line.trim().is_empty());
    let closed = |line: &str| CLOSED.as_ref().is_some_and(|closed| closed.is_match(line));
    (heading.setext || !heading.indented) && !heading.raw().contains('\n') && after.is_none_or(closed)
}

/// The id in the braces at the end of `heading`, whose text loses them.
pub(super) fn explicit(heading: &mut Heading<'_>) -> Option<String> {
    let raw = heading.raw();
    let found = AT_END.as_ref()?.find(raw)?;
    let (before, open) = (&raw[..found.start()], heading.raw.start + found.start());
    if before.ends_with('\\') || belongs_to_span(heading, open) {
        return None;
    }
    let id = id(found.as_str()).map(str::to_owned);
    // Marks that close a heading stand before its attributes.
    let kept = before.trim_end().trim_end_matches('#').trim_end();
    heading.cut(heading.raw.start + kept.len());
    id
}

/// The last id in `attributes`.
fn id(attributes: &str) -> Option<&str> {
    let ids = ID.as_ref()?.captures_iter(attributes);
    ids.filter_map(|found| found.get(1).or(found.get(2)).or(found.get(3))).last().map(|id| id.as_str())
}

/// Whether the braces that open at `open` of [`Heading::written`] touch code, a link, an image or words in brackets.
fn belongs_to_span(heading: &Heading<'_>, open: usize) -> bool {
    let touched = heading.pieces.iter().rev().skip_while(|piece| match piece {
        Piece::Text { at, .. } => at.start >= open,
        _ => false,
    });
    match touched.take(1).next() {
        Some(Piece::Code(_) | Piece::Close(SpanKind::Link | SpanKind::Autolink | SpanKind::Image)) => {
            heading.written[..open].ends_with(['`', ')', ']', '>'])
        }
        Some(Piece::Text { .. }) => heading.written[..open].ends_with(']'),
        _ => false,
    }
}

/// The text that the anchor is made of; with `emoji`, names of emoji are emoji, of which nothing is kept.
pub(super) fn text(heading: &Heading<'_>, emoji: bool) -> String {
    let reading = Reading { soft: " ", hard: " ", images: true, footnotes: true, dashes: true };
    let mut seen = heading.clone();
    for piece in &mut seen.pieces {
        // A line break of HTML parts words.
        if matches!(piece, Piece::Html(html) if html.trim_start_matches('<').trim_start().starts_with("br")) {
            *piece = Piece::Break { hard: true };
        }
    }
    reading.text_with(&seen, |text, at| {
        let text = plain(text.into_owned(), at, heading.written);
        if emoji { without_emoji(text.into()) } else { text.into() }
    })
}

/// `text`, which stands at `at` of `written`, as Pandoc's marks leave it: without attributes, notes and commands of LaTeX.
fn plain(text: String, at: Range<usize>, written: &str) -> String {
    let before = &written[..at.start];
    let mut text = text;
    if text.starts_with('{') && before.ends_with(['`', ')', ']', '>']) {
        text = without(&AT_START, &text).into_owned();
    }
    if text.contains("]{") {
        text = replaced(&OF_SPAN, &text, "$1").into_owned();
    }
    if text.contains("^[") {
        text = without(&NOTE, &text).into_owned();
    }
    if text.contains("...") {
        text = text.replace("...", "\u{2026}");
    }
    if !text.contains('\\') {
        return text;
    }
    // A backslash that is escaped begins no command.
    let escaped = usize::from(before.ends_with('\\') && text.starts_with('\\'));
    let mut out = text[..escaped].to_owned();
    let mut from = escaped;
    for maths in MATHS.iter().flat_map(|maths| maths.find_iter(&text)).filter(|found| found.start() >= escaped) {
        out.push_str(&without(&TEX, &text[from..maths.start()]));
        out.push_str(maths.as_str());
        from = maths.end();
    }
    out.push_str(&without(&TEX, &text[from..]));
    out
}

/// The anchor of a heading with this text.
pub(super) fn slug(text: &str) -> String {
    let lower = lower_each(text);
    let kept = without(&REMOVED, &lower);
    let words = kept.split_whitespace().collect::<Vec<_>>().join("-");
    match without(&LEADING, &words) {
        slug if slug.is_empty() => "section".to_owned(),
        Cow::Borrowed(_) => words,
        Cow::Owned(slug) => slug,
    }
}
