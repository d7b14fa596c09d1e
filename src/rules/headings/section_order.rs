//! `heading-section-order`: a section that the content group asks for stands in the wrong place, or too often.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::sections::{FaultKind, faults, finding};
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "heading-section-order", check: Check::Document(check) };

fn check(document: &Document, context: &Context<'_>, findings: &mut Vec<Finding>) {
    faults(document, context, |fault| match fault.kind {
        FaultKind::Order { after } => {
            findings.push(finding(RULE.id, document, &fault).related(&document.source, after, "neighbour"));
        }
        FaultKind::Repeated { first } => {
            findings.push(finding(RULE.id, document, &fault).variant("repeated").related(&document.source, first, "first"));
        }
        _ => {}
    });
}
