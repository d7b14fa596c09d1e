//! `content-broken-div`: a line of colons that opens or closes no block, though it was meant to.

use crate::document::{BlockKind, Document, FenceFaultKind};
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
            FenceFaultKind::Unclosed => finding.variant("unclosed").minor(is_around_all(document, fault.span)),
        });
    }
}

/// Where the line that `span` stands on begins.
fn line_start(document: &Document, span: Span) -> Span {
    let before = document.source.text().get(..span.start as usize).unwrap_or_default();
    Span::at(before.rfind(['\n', '\r']).map_or(0, |at| at + 1))
}

/// Whether the div that is opened at `open` holds all of the page below its title: that nothing closes it changes nothing.
fn is_around_all(document: &Document, open: Span) -> bool {
    let to_end = document.divs.iter().any(|div| div.open == open && div.span.end as usize == document.source.text().len());
    let before = document.blocks.iter().take_while(|block| block.span.start < open.start);
    let aside = |kind| matches!(kind, BlockKind::Heading { .. } | BlockKind::Html | BlockKind::DivFence | BlockKind::Break);
    to_end && before.into_iter().all(|block| aside(block.kind))
}
