//! `heading-section-level`: a section that the content group asks for has a heading of another level.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::sections::{FaultKind, faults, finding};
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "heading-section-level", check: Check::Document(check) };

fn check(document: &Document, context: &Context<'_>, findings: &mut Vec<Finding>) {
    faults(document, context, |fault| {
        if let FaultKind::Level { level } = fault.kind {
            findings.push(finding(RULE.id, document, &fault).argument("found", level));
        }
    });
}
