//! `heading-several-titles`: more than one heading of level 1.
//!
//! One finding for the page, at its second title: mending the first few one by one is no help.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::purpose::is_page;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "heading-several-titles", check: Check::Document(check) };

/// How many further titles are shown.
const SHOWN: usize = 10;

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut titles = document
        .outline()
        .filter(|heading| heading.level == 1 && heading.div.is_none() && !heading.block.plain.is_empty())
        .map(|heading| heading.block)
        .filter(|heading| !is_of_the_book(document.text_of(heading)));
    let (Some(first), Some(second)) = (titles.next(), titles.next()) else { return };
    if !is_page(document) {
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

/// Whether the heading names a part of the book that begins with this page, as bookdown has it: `# (PART) Outils {-}`.
fn is_of_the_book(text: &str) -> bool {
    ["(PART", "(APPENDIX"].iter().any(|begin| text.trim_start().starts_with(begin))
}
