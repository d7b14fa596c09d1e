//! `heading-section-missing`: a section that the content group asks for is not there.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::sections::{Fault, FaultKind, faults, finding, names};
use crate::rules::{Check, Context, Rule};
use crate::text::{Span, normalise};

/// The rule.
pub const RULE: Rule = Rule { id: "heading-section-missing", check: Check::Document(check) };

fn check(document: &Document, context: &Context<'_>, findings: &mut Vec<Finding>) {
    faults(document, context, |fault| {
        let FaultKind::Missing { near } = fault.kind else { return };
        let found = finding(RULE.id, document, &fault);
        findings.push(if near { rename(found.variant("near"), document, &fault) } else { found });
    });
}

/// Suggests the name of the section that is nearest, where the heading is plain text.
fn rename(found: Finding, document: &Document, fault: &Fault<'_>) -> Finding {
    let names = names(fault.section);
    let Some(heading) = document.outline().find(|heading| heading.block.span == fault.place) else { return found };
    let title = document.text_of(heading.block).trim();
    let name = normalise::nearest(title, names.iter().map(String::as_str));
    let name = name.filter(|name| fault.section.matches.is_match(name));
    let written = document.source.text().get(fault.place.range()).unwrap_or_default();
    match written.find(title).zip(name).filter(|_| !title.is_empty()) {
        Some((at, name)) => {
            let start = fault.place.start as usize + at;
            found.suggestion(Span::new(start, start + title.len()), name)
        }
        None => found,
    }
}
