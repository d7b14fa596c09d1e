//! The anchors of headings in HonKit and in the GitBook that it continues: those of `github-slugid`.
//!
//! A list of marks is removed, every blank is a hyphen, one hyphen at the start is dropped, and equal headings have equal
//! anchors. Braces with a `#` give an id wherever they stand.

use super::text::{Pattern, without};
use crate::document::heading::{Heading, Piece, SpanKind};
use regex::Regex;
use std::sync::LazyLock;

/// What `github-slugid` removes.
const REMOVED: &str = "[]!\"'#$%&()*+,./:;<=>?@\\^_`{|}~©∑®†“”‘’∂ƒ™℠…œŒ˚ºª•∆∞♥";

static ID: Pattern = LazyLock::new(|| Regex::new(r"\{#(.+)\}").ok());
/// Tags of the templates that are run over a page first.
static TEMPLATE: Pattern = LazyLock::new(|| Regex::new(r"\{%.*?%\}|\{\{.*?\}\}").ok());

/// The id in the braces in `heading`, whose text loses what stands from there on.
pub(super) fn explicit(heading: &mut Heading<'_>) -> Option<String> {
    if heading.is_html() {
        return None;
    }
    let raw = heading.raw();
    let line = raw.rfind('\n').map_or(0, |at| at + 1);
    let found = ID.as_ref()?.captures(&raw[line..])?;
    let id = found.get(1)?.as_str().to_owned();
    heading.cut(heading.raw.start + line + found.get(0)?.start());
    Some(id)
}

/// The text that the anchor is made of: of several lines, the last.
pub(super) fn text(heading: &Heading<'_>) -> String {
    let mut out = String::with_capacity(heading.written.len());
    let mut images = 0;
    let mut templates = false;
    for piece in &heading.pieces {
        match piece {
            Piece::Open(SpanKind::Image) => images += 1,
            Piece::Close(SpanKind::Image) => images -= 1,
            _ if images > 0 => {}
            Piece::Text { text, at } => {
                let shown = without(&TEMPLATE, text);
                templates |= shown.len() < text.len();
                let entity = heading.written[at.start..].starts_with('&');
                out.push_str(&if entity { shown.into_owned() } else { shown.replace('\u{a0}', " ").replace('\t', "    ") });
            }
            Piece::Code(code) => out.push_str(code),
            Piece::Footnote(label) => out.push_str(label),
            Piece::Break { .. } => out.clear(),
            _ => {}
        }
    }
    if templates { out.trim_end().to_owned() } else { out }
}

/// The anchor of a heading with this text.
pub(super) fn slug(text: &str) -> String {
    let kept: String = text.chars().filter(|&c| !REMOVED.contains(c)).map(|c| if c == ' ' { '-' } else { c }).collect();
    let lower = kept.to_lowercase();
    lower.strip_prefix('-').unwrap_or(&lower).to_owned()
}
