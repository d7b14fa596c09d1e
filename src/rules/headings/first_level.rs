//! `heading-first-level`: headings stand before the page's title.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::purpose::is_page;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "heading-first-level", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut outline = document.outline().filter(|heading| heading.div.is_none());
    let Some(first) = outline.next().filter(|first| first.level > 1 && !first.block.plain.is_empty()) else {
        return;
    };
    // Without any title, `heading-missing-title` says so.
    let Some(title) = outline.find(|heading| heading.level == 1) else { return };
    if document.html_title || document.front_matter_has("title") || !is_page(document) {
        return;
    }
    let finding = Finding::new(RULE.id, &document.source, first.block.span).argument("level", first.level);
    findings.push(finding.related(&document.source, title.block.span, "title"));
}
