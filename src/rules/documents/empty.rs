//! `document-empty`: a file in which nothing stands, not even front matter.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule { id: "document-empty", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let nothing = document.blocks.is_empty() && document.definitions.is_empty() && document.front_matter.is_none();
    // An empty `_sidebar.md` turns a part of the page off.
    let part = document.source.path().rsplit('/').next().is_some_and(|name| name.starts_with(['_', '.']));
    if nothing && !part && document.source.text().trim_start_matches('\u{feff}').trim().is_empty() {
        findings.push(Finding::new(RULE.id, &document.source, Span::at(0)));
    }
}
