//! `heading-empty`: a heading that holds nothing.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "heading-empty", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (_, level, heading) in document.headings() {
        // An image or an HTML element leaves no plain text, but is written.
        let written = document.source.text().get(heading.span.range()).unwrap_or_default();
        if !document.text_of(heading).chars().all(is_blank) || !written.chars().all(|c| c == '#' || is_blank(c)) {
            continue;
        }
        findings.push(Finding::new(RULE.id, &document.source, heading.span).argument("level", level));
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}
