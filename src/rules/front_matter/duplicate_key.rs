//! `front-matter-duplicate-key`: a duplicate key in the front matter.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule { id: "front-matter-duplicate-key", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(Ok(tree)) = document.data() else { return };
    for twice in &tree.duplicates {
        let found = Finding::new(RULE.id, &document.source, twice.span).argument("key", &twice.key);
        let found = found.related(&document.source, twice.first, "first");
        let holds_more = line(document, twice.span).ends_with(':');
        findings.push(if holds_more { found.variant("block") } else { found });
    }
}

/// What stands from `span` on to the end of its line.
fn line(document: &Document, span: Span) -> &str {
    let rest = document.source.text().get(span.start as usize..).unwrap_or_default();
    rest.lines().next().unwrap_or_default().trim_end()
}
