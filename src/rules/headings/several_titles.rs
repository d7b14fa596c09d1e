//! `heading-several-titles`: more than one heading of level 1.
//!
//! One finding for the page, at its second title: mending the first few one by one is no help.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "heading-several-titles", check: Check::Document(check) };

/// How many further titles are shown.
const SHOWN: usize = 10;

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut titles = document
        .outline()
        .filter(|heading| heading.level == 1 && heading.div.is_none() && !heading.block.plain.is_empty())
        .map(|heading| heading.block);
    let (Some(first), Some(second)) = (titles.next(), titles.next()) else { return };
    // The parts of an mdBook are level-1 headings of its summary.
    if document.source.path().ends_with("SUMMARY.md") {
        return;
    }
    let others: Vec<_> = titles.collect();
    let mut finding = Finding::new(RULE.id, &document.source, second.span).argument("count", others.len() + 2).related(
        &document.source,
        first.span,
        "first",
    );
    for other in others.iter().take(SHOWN) {
        finding = finding.related(&document.source, other.span, "other");
    }
    findings.push(finding);
}
