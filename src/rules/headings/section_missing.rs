//! `heading-section-missing`: a section that the content group asks for is not there.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::sections::{FaultKind, faults, finding};
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "heading-section-missing", check: Check::Document(check) };

fn check(document: &Document, context: &Context<'_>, findings: &mut Vec<Finding>) {
    faults(document, context, |fault| match fault.kind {
        FaultKind::Missing { near: false } => findings.push(finding(RULE.id, document, &fault)),
        FaultKind::Missing { near: true } => findings.push(finding(RULE.id, document, &fault).variant("near")),
        _ => {}
    });
}
