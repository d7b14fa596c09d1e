//! `heading-section-level`: a section that the content group asks for has a heading of another level.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::sections::{FaultKind, faults, finding};
use crate::rules::{Check, Context, Rule};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule { id: "heading-section-level", check: Check::Document(check) };

fn check(document: &Document, context: &Context<'_>, findings: &mut Vec<Finding>) {
    faults(document, context, |fault| {
        if let FaultKind::Level { level } = fault.kind {
            let found = finding(RULE.id, document, &fault).argument("found", level);
            let wanted = fault.section.levels.first().copied().unwrap_or(2);
            findings.push(match hashes(document, fault.place, level) {
                Some(place) => found.suggestion(place, "#".repeat(wanted as usize)),
                None => found,
            });
        }
    });
}

/// The hashes of the heading at `place`; `None` where it has none, or where it holds headings that would have to move too.
fn hashes(document: &Document, place: Span, level: u8) -> Option<Span> {
    let mut outline = document.outline().skip_while(|heading| heading.block.span != place);
    outline.next()?;
    if outline.next().is_some_and(|next| next.level > level) {
        return None;
    }
    let written = document.source.text().get(place.range())?;
    let count = written.len() - written.trim_start_matches('#').len();
    let start = place.start as usize;
    (count == level as usize).then(|| Span::new(start, start + count))
}
