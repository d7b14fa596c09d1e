//! Whether what follows the marker of an assessment is one: text, a table, code, a form or a picture, where no list is asked for.

use super::items;
use super::reader::Reader;
use crate::document::{Block, BlockKind, Document};
use crate::text::{Span, normalise};

/// What stands under a marker beside items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Content {
    /// Nothing that a reader sees.
    Nothing,
    /// What only keeps a place ("à venir", "TODO").
    Placeholder,
    /// Anything else.
    Something,
}

/// Elements that show something without a word of text.
const SHOWN: [&str; 15] = [
    "audio", "button", "canvas", "embed", "form", "iframe", "img", "input", "math", "object", "script", "select", "svg",
    "textarea", "video",
];

/// What the bytes at `inside` hold.
pub(super) fn inside(reader: Reader<'_>, inside: Span) -> Content {
    let at = reader.block_from(inside.start);
    let begun = at.checked_sub(1).map_or(Content::Nothing, |before| rest(reader, before, inside));
    if begun == Content::Something { begun } else { begun.max(from(reader, at, inside.end)) }
}

/// What the part of the paragraph at `index` that stands `inside` says: without a blank line after it, the fence of a div begins a
/// paragraph that goes on with its text.
fn rest(reader: Reader<'_>, index: u32, inside: Span) -> Content {
    let document = reader.document;
    let block = document.block(index);
    if block.kind != BlockKind::Paragraph || block.span.end <= inside.start {
        return Content::Nothing;
    }
    let lines = reader.lines(index).filter(|line| inside.contains(Span::at(reader.start(line.plain) as usize)));
    let said = lines.filter(|line| !is_fence(&line.text)).filter_map(|line| words(&line.text)).max();
    let part = Span { start: inside.start, end: inside.end.min(block.span.end) };
    said.unwrap_or_else(|| shown(document.source.text().get(part.range()).unwrap_or_default()))
}

/// Whether a line is the fence of a div.
fn is_fence(line: &str) -> bool {
    line.trim_start().starts_with(":::")
}

/// The block right after the paragraph at `index` in its container, before `limit`, where it belongs to that: the paragraph is
/// no heading, so that what another one, or bold text, begins is not its own.
pub(super) fn after(reader: Reader<'_>, index: u32, limit: u32) -> Option<(Content, Span)> {
    let document = reader.document;
    let block = document.block(index);
    let mut at = block.end;
    while let Some(next) = document.blocks.get(at as usize) {
        if next.parent != block.parent || next.span.start >= limit {
            return None;
        }
        let content = from(reader, at, next.span.end.min(limit));
        match next.kind {
            BlockKind::Heading { .. } | BlockKind::Break => return None,
            BlockKind::Paragraph if reader.lines(at).next().is_some_and(|line| reader.strong_at(at, line.plain).is_some()) => {
                return None;
            }
            _ if content > Content::Nothing => return Some((content, next.span)),
            _ => at = next.end,
        }
    }
    None
}

/// What the blocks from `at` on hold, up to the byte `end`.
fn from(reader: Reader<'_>, mut at: u32, end: u32) -> Content {
    let document = reader.document;
    let mut found = Content::Nothing;
    while let Some(block) = document.blocks.get(at as usize).filter(|block| block.span.start < end) {
        found = found.max(of(document, block));
        if found == Content::Something {
            break;
        }
        at += 1;
    }
    found
}

/// What `block` says by itself, what it holds apart.
fn of(document: &Document, block: &Block) -> Content {
    let source = || document.source.text().get(block.span.range()).unwrap_or_default();
    match block.kind {
        BlockKind::Paragraph => text(document, block).unwrap_or_else(|| shown(source())),
        BlockKind::Cell if !in_header(document, block) => text(document, block).unwrap_or_else(|| shown(source())),
        BlockKind::Code { fenced } => code(source(), fenced),
        BlockKind::Html => match html_text(source()) {
            Content::Nothing => shown(source()),
            content => content,
        },
        _ => Content::Nothing,
    }
}

fn in_header(document: &Document, cell: &Block) -> bool {
    cell.parent.is_some_and(|row| matches!(document.block(row).kind, BlockKind::Row { header: true, .. }))
}

/// What its words say; `None` where it has none.
fn text(document: &Document, block: &Block) -> Option<Content> {
    let own: Vec<&str> = document.text_of(block).lines().filter(|line| !is_fence(line)).collect();
    words(&normalise::plain(&own.join("\n")))
}

fn words(text: &str) -> Option<Content> {
    if text.trim().is_empty() {
        return None;
    }
    Some(if items::is_placeholder(text) { Content::Placeholder } else { Content::Something })
}

/// The lines of a block of code without its fence. A fence that names a directive (```` ```{quiz} ````) shows what that makes.
fn code(source: &str, fenced: bool) -> Content {
    let is_fence = |line: &str| fenced && line.trim_start().starts_with(['`', '~']);
    let directive = fenced && source.lines().next().is_some_and(|line| line.trim_start_matches(['`', '~', ' ']).starts_with('{'));
    let filled = source.lines().any(|line| !is_fence(line) && !line.trim().is_empty());
    if directive || filled { Content::Something } else { Content::Nothing }
}

/// What the text between the tags of `html` says.
fn html_text(html: &str) -> Content {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let end = if after.starts_with("!--") { "-->" } else { ">" };
        rest = after.split_once(end).map_or("", |(_, rest)| rest);
        text.push(' ');
    }
    text.push_str(rest);
    words(&normalise::plain(&text)).unwrap_or(Content::Nothing)
}

/// Whether `source`, which has no words, shows something: a picture, a form, a player, or a component of the site's own.
fn shown(source: &str) -> Content {
    let open: String =
        source.split("<!--").enumerate().map(|(at, part)| if at == 0 { part } else { after_comment(part) }).collect();
    let tags = open.split('<').skip(1).map(|tag| tag.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or(""));
    let own = |tag: &str| tag.starts_with(char::is_uppercase) || (tag.contains('-') && tag.starts_with(char::is_alphabetic));
    let mut tags = tags.filter(|tag| !tag.is_empty());
    let shows = open.contains("![") || tags.any(|tag| own(tag) || SHOWN.contains(&&*tag.to_ascii_lowercase()));
    if shows { Content::Something } else { Content::Nothing }
}

/// What stands after the end of the comment that `text` begins in.
fn after_comment(text: &str) -> &str {
    text.split_once("-->").map_or("", |(_, after)| after)
}
