//! `heading-skipped-level`: a heading two or more levels below the one before it.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "heading-skipped-level", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut previous: Option<u8> = None;
    // A div is a box of its own: its heading has the level that its style asks for.
    for heading in document.outline().filter(|heading| heading.div.is_none()) {
        if let Some(above) = previous.filter(|above| heading.level > above + 1) {
            let finding = Finding::new(RULE.id, &document.source, heading.block.span);
            findings.push(finding.argument("from", above).argument("to", heading.level).argument("expected", above + 1));
        }
        previous = Some(heading.level);
    }
}
