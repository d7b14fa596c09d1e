//! `content-broken-div`: a line of colons that opens or closes no block, though it was meant to.

use crate::document::{Document, FenceFaultKind};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule { id: "content-broken-div", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for fault in &document.fence_faults {
        let finding = Finding::new(RULE.id, &document.source, fault.span);
        findings.push(match fault.kind {
            FenceFaultKind::Stuck => finding.suggestion(line_start(document, fault.span), document.source.line_end()),
            FenceFaultKind::Words => finding.variant("words"),
            FenceFaultKind::Indented => finding.variant("indented"),
            FenceFaultKind::Stray => finding.variant("stray"),
            FenceFaultKind::Unclosed => finding.variant("unclosed"),
        });
    }
}

/// Where the line that `span` stands on begins.
fn line_start(document: &Document, span: Span) -> Span {
    let before = document.source.text().get(..span.start as usize).unwrap_or_default();
    Span::at(before.rfind(['\n', '\r']).map_or(0, |at| at + 1))
}
