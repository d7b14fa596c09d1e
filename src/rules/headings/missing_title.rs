//! `heading-missing-title`: a page with neither a level-1 heading nor a title in its front matter.

use crate::document::{Block, BlockKind, Document};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "heading-missing-title", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let titled = document.html_title || document.headings().any(|(_, level, _)| level == 1);
    if titled || document.front_matter_has("title") || is_part(document.source.path()) {
        return;
    }
    if has_title_of_another_level(document) {
        return;
    }
    let first = document.outline().find(|heading| heading.div.is_none()).map(|heading| heading.block);
    let Some(place) =
        first.or_else(|| document.children(None).map(|index| document.block(index)).find(|block| is_content(block)))
    else {
        return;
    };
    findings.push(Finding::new(RULE.id, &document.source, document.first_line(place.span)));
}

/// Whether the page begins with a heading that stands above all others: a title, whatever its level. Chapters of a book
/// that has its title elsewhere begin so.
fn has_title_of_another_level(document: &Document) -> bool {
    let begins = document.children(None).map(|index| document.block(index)).find(|block| is_content(block));
    let Some(&Block { kind: BlockKind::Heading { level: top, .. }, .. }) = begins else { return false };
    document.headings().skip(1).all(|(_, level, _)| level > top)
}

fn is_content(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::Html | BlockKind::Break | BlockKind::DivFence)
}

/// Whether the file is put into another page: `_part.md`, and the forms of a forge.
fn is_part(path: &str) -> bool {
    path.split('/').any(|name| name.starts_with(['_', '.']))
}
