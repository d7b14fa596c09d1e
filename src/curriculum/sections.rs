//! Sections that announce an assessment by their heading and hold nothing.

use super::claims::Claims;
use super::items;
use super::markers::Start;
use super::model::{Model, Node};
use super::reader::Reader;
use super::{Text, names};
use crate::document::{BlockKind, Document};
use crate::text::{Span, normalise};

/// The headings under which nothing stands, of those that name the assessment or a way of assessing. A heading that marks
/// a module or belongs to an assessment is told as that; without modules on the page, the name of a way of assessing
/// announces nothing.
pub(super) fn empty(reader: Reader<'_>, starts: &[Start<'_>], claims: &Claims) -> Vec<Text> {
    let document = reader.document;
    let bare = document.headings().filter(|(at, level, block)| block.parent.is_none() && is_bare(document, *at, *level));
    let free = bare.filter(|(_, _, block)| {
        let start = block.span.start;
        !claims.contains(start) && !starts.iter().any(|module| module.title.span.start == start)
    });
    let taught = reader.model.competency.iter().any(|selector| selector.node == Node::Heading);
    let texts = free
        .filter(|_| !taught)
        .map(|(_, _, block)| Text { text: normalise::plain(document.text_of(block)).into_owned(), span: block.span });
    texts.filter(|text| announces(reader.model, &text.text, !starts.is_empty())).collect()
}

/// Whether nothing stands under the heading at `index` before the next of its level or above.
fn is_bare(document: &Document, index: u32, level: u8) -> bool {
    let mut at = document.block(index).end;
    while let Some(next) = document.blocks.get(at as usize) {
        match next.kind {
            BlockKind::Heading { level: next, .. } => return next <= level,
            BlockKind::Break => {}
            BlockKind::Html if is_comment(document, next.span) => {}
            _ => return false,
        }
        at = next.end;
    }
    true
}

fn is_comment(document: &Document, span: Span) -> bool {
    let html = document.source.text().get(span.range()).unwrap_or_default().trim();
    html.starts_with("<!--") && html.find("-->").is_some_and(|at| at + 3 == html.len())
}

/// Whether the heading `title` says that an assessment follows.
fn announces(model: &Model, title: &str, modules: bool) -> bool {
    let mut markers = model
        .assessment
        .iter()
        .filter(|selector| !matches!(selector.node, Node::File | Node::Link | Node::Div) && selector.pattern.is_some());
    let title = title.trim_start_matches(|c: char| c.is_numeric() || matches!(c, '.' | ')' | ' ' | '-'));
    markers.any(|selector| names::accepts(selector, title)) || (modules && items::begins_with_word(title, &model.kinds))
}
