//! `front-matter-missing`: a file without the front matter that its group asks for.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule { id: "front-matter-missing", check: Check::Document(check) };

fn check(document: &Document, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if document.front_matter.is_some() {
        return;
    }
    // A group that looks at the front matter itself has no file without one.
    let asks = |group: &&crate::config::Group| group.front_matter.required && group.front_matter.matches.is_empty();
    if let Some(group) = context.groups(document.source.path()).find(asks) {
        findings.push(Finding::new(RULE.id, &document.source, Span::default()).argument("group", &group.name));
    }
}
