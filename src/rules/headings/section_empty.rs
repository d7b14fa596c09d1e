//! `heading-section-empty`: a section that the content group asks for holds nothing, or too few items.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::sections::{FaultKind, faults, finding};
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "heading-section-empty", check: Check::Document(check) };

fn check(document: &Document, context: &Context<'_>, findings: &mut Vec<Finding>) {
    faults(document, context, |fault| {
        if let FaultKind::Empty { items } = fault.kind {
            let least = fault.section.min_items;
            let finding = finding(RULE.id, document, &fault).argument("items", items).argument("least", least);
            findings.push(if items < least { finding.variant("items") } else { finding });
        }
    });
}
