//! `heading-skipped-level`: a heading two or more levels below the one before it.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::purpose::is_page;
use crate::rules::{Check, Context, Rule};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule { id: "heading-skipped-level", check: Check::Document(check) };

/// How many further headings are shown.
const SHOWN: usize = 10;

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut previous: Option<u8> = None;
    // One finding for each way to skip: a page that does so throughout is put right in one go.
    let mut found: Vec<((u8, u8), Vec<Span>)> = Vec::new();
    // A div is a box of its own: its heading has the level that its style asks for.
    for heading in document.outline().filter(|heading| heading.div.is_none()) {
        if let Some(above) = previous.filter(|above| heading.level > above + 1) {
            let pair = (above, heading.level);
            match found.iter_mut().find(|(known, _)| *known == pair) {
                Some((_, places)) => places.push(heading.block.span),
                None => found.push((pair, vec![heading.block.span])),
            }
        }
        previous = Some(heading.level);
    }
    if found.is_empty() || !is_page(document) {
        return;
    }
    for ((above, level), places) in found {
        let finding = Finding::new(RULE.id, &document.source, places[0]);
        let finding = finding.argument("from", above).argument("to", level).argument("expected", above + 1);
        let others = places.iter().skip(1).take(SHOWN);
        findings.push(others.fold(finding, |finding, other| finding.related(&document.source, *other, "other")));
    }
}
