//! `front-matter-duplicate-key`: a duplicate key in the front matter.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "front-matter-duplicate-key", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(Ok(tree)) = document.data() else { return };
    for twice in &tree.duplicates {
        let found = Finding::new(RULE.id, &document.source, twice.span).argument("key", &twice.key);
        findings.push(found.related(&document.source, twice.first, "first"));
    }
}
