//! `front-matter-syntax`: front matter that can't be read.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::place::of_syntax;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "front-matter-syntax", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(front) = document.front_matter else { return };
    if !front.closed {
        findings.push(Finding::new(RULE.id, &document.source, front.open).variant("unclosed"));
        return;
    }
    let Some(Err(error)) = document.data() else { return };
    findings.push(of_syntax(RULE.id, &document.source, error));
}
