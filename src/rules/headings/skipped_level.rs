//! `heading-skipped-level`: a heading two or more levels below the one before it.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "heading-skipped-level", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut previous: Option<u8> = None;
    for (_, level, heading) in document.headings() {
        if let Some(above) = previous.filter(|above| level > above + 1) {
            let finding = Finding::new(RULE.id, &document.source, heading.span);
            findings.push(finding.argument("from", above).argument("to", level).argument("expected", above + 1));
        }
        previous = Some(level);
    }
}
