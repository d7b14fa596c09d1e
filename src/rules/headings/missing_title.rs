//! `heading-missing-title`: a page with neither a level-1 heading nor a title in its front matter.

use crate::document::{Block, BlockKind, Document};
use crate::finding::Finding;
use crate::rules::purpose::is_page;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "heading-missing-title", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let titled = document.html_title || document.headings().any(|(_, level, _)| level == 1);
    if titled || document.front_matter_has("title") || is_named_elsewhere(document.source.path()) {
        return;
    }
    if has_title_of_another_level(document) || begins_as_pandoc_has_it(document) {
        return;
    }
    let first = document.outline().find(|heading| heading.div.is_none()).map(|heading| heading.block);
    let mut texts = document.children(None).map(|index| document.block(index)).filter(|block| is_text(document, block));
    // A paragraph alone is a note to a folder, or a piece of another page.
    let Some(place) = first.or_else(|| texts.next().filter(|_| document.front_matter.is_some() || texts.next().is_some())) else {
        return;
    };
    if !is_page(document) {
        return;
    }
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

/// Whether the block is a paragraph of the page's own: no line of MDX that takes something in.
fn is_text(document: &Document, block: &Block) -> bool {
    let taken = ["import ", "export "];
    block.kind == BlockKind::Paragraph && !taken.iter().any(|word| document.text_of(block).starts_with(word))
}

/// Whether something else names the page: its file in a collection of Jekyll (`_posts/2024-05-31-sowing.md`), the program that
/// a hidden folder belongs to.
fn is_named_elsewhere(path: &str) -> bool {
    path.split('/').any(|name| name.starts_with(['_', '.']))
}

/// Whether the page begins with `% Title`.
fn begins_as_pandoc_has_it(document: &Document) -> bool {
    document.children(None).next().is_some_and(|first| document.text_of(document.block(first)).starts_with("% "))
}
