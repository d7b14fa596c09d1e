//! The anchors of headings in Jekyll: those of kramdown, reading GitHub's Markdown or its own.
//!
//! Reading GitHub's, it makes anchors much as GitHub does, of the text, with dashes for double hyphens. Reading its own, it
//! makes them of what is written, markup and targets included, and keeps nothing but ASCII. Both number equal anchors
//! without a look at the others.

use super::github;
use super::text::{Pattern, Reading, id_word, lower_each, without};
use crate::document::heading::Heading;
use regex::Regex;
use std::sync::LazyLock;

/// An id at the end of a heading's line: an XML name.
static ID: Pattern = LazyLock::new(|| Regex::new(r"(?:\A|[\t ])\{#([\p{L}_:][\p{L}\p{M}\p{Nd}_:.·-]*)\}\z").ok());
/// A line of attributes for the block before or after it.
static LINE: Pattern = LazyLock::new(|| Regex::new(r"\A {0,3}\{:[ \t]?([^}]*)\}\s*\z").ok());
/// A list of attributes at the start of what follows a span.
static SPAN: Pattern = LazyLock::new(|| Regex::new(r"\A(?:\{:[^}]*\})+").ok());
static LEADING: Pattern = LazyLock::new(|| Regex::new(r"\A[^a-zA-Z]+").ok());
static NOT_ASCII: Pattern = LazyLock::new(|| Regex::new(r"[^a-zA-Z0-9 -]").ok());

/// Whether kramdown takes it for a heading: not with blanks before it, nor of several lines, nor without a text; and
/// where it reads its own Markdown (`own`), only after an empty line.
pub(super) fn is_heading(heading: &Heading<'_>, own: bool) -> bool {
    let block = heading.before[0].is_none_or(|line| line.trim().is_empty() || attributes(line).is_some());
    let text = if own { !raw(heading).is_empty() && block } else { !heading.raw().is_empty() };
    !heading.indented && !heading.raw().contains('\n') && text
}

/// The id that the author gives: in braces at the end of `heading`, whose text loses them, or in a line of attributes.
pub(super) fn explicit(heading: &mut Heading<'_>) -> Option<String> {
    let raw = heading.raw();
    let found = ID.as_ref().and_then(|pattern| pattern.captures(raw));
    if let Some((whole, [id])) = found.map(|found| found.extract()) {
        heading.cut(heading.raw.start + raw.len() - whole.len());
        heading.raw.end -= whole.len();
        return Some(id.to_owned());
    }
    let above = heading.before[1].is_none_or(|line| line.trim().is_empty());
    let lines = [heading.after, heading.before[0].filter(|_| above)];
    lines.into_iter().flatten().filter_map(attributes).find_map(|found| id_word(found).map(str::to_owned))
}

/// What stands in a line of attributes.
fn attributes(line: &str) -> Option<&str> {
    LINE.as_ref()?.captures(line)?.get(1).map(|found| found.as_str())
}

/// The text that the anchor is made of when GitHub's Markdown is read.
pub(super) fn text(heading: &Heading<'_>) -> String {
    // `<< a >>` becomes guillemets with their blanks.
    let reading = Reading { dashes: true, ..Reading::PLAIN };
    reading.text_with(heading, |text, at| {
        let text = if is_after_span(heading, at.start) { without(&SPAN, &text).into_owned().into() } else { text };
        if text.contains(">>") || text.contains("<<") { quoted(&text).into() } else { text }
    })
}

/// Whether the text at `at` stands right behind emphasis, code or a link, to which a list of attributes belongs.
fn is_after_span(heading: &Heading<'_>, at: usize) -> bool {
    heading.written[at..].starts_with("{:") && heading.written[..at].ends_with(['*', '_', '`', ')', ']'])
}

fn quoted(text: &str) -> String {
    text.replace("<< ", "«").replace(" >>", "»")
}

/// What the anchor is made of when kramdown's own Markdown is read.
pub(super) fn raw(heading: &Heading<'_>) -> String {
    let raw = heading.raw();
    let text = raw.trim_end_matches('#');
    if text.ends_with('\\') || heading.setext { raw.to_owned() } else { text.trim_end().to_owned() }
}

/// The anchor of a heading with this text when GitHub's Markdown is read; empty: it has none.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    out.extend(lower_each(text).chars().filter_map(|c| match c {
        ' ' | '\t' => Some('-'),
        c => github::is_kept(c).then_some(c),
    }));
    out
}

/// The anchor of a heading written so when kramdown's own Markdown is read.
pub(super) fn raw_slug(raw: &str) -> String {
    let text = without(&LEADING, raw);
    let slug = without(&NOT_ASCII, &text).replace(' ', "-").to_ascii_lowercase();
    if slug.is_empty() { "section".to_owned() } else { slug }
}
