//! `heading-section-missing`: a section that the content group asks for is not there.

use crate::config::Section;
use crate::curriculum::mine::names_assessment;
use crate::document::{BlockKind, Document};
use crate::finding::Finding;
use crate::rules::sections::{Fault, FaultKind, faults, finding, names};
use crate::rules::{Check, Context, Rule, shape};
use crate::text::{Span, normalise};

/// The rule.
pub const RULE: Rule = Rule { id: "heading-section-missing", check: Check::Document(check) };

fn check(document: &Document, context: &Context<'_>, findings: &mut Vec<Finding>) {
    faults(document, context, |fault| {
        let FaultKind::Missing { near } = fault.kind else { return };
        let found = finding(RULE.id, document, &fault);
        findings.push(if near {
            rename(found.variant("near"), document, &fault)
        } else {
            attempted(found, document, fault.section)
        });
    });
}

/// Says which line looks like the section: a paragraph of its name, or, where it is an assessment, a heading that names another.
fn attempted(found: Finding, document: &Document, section: &Section) -> Finding {
    let assesses = names(section).iter().all(|name| names_assessment(name));
    for block in document.blocks.iter().filter(|block| block.parent.is_none()) {
        let lack = match block.kind {
            BlockKind::Paragraph => shape::no_heading,
            BlockKind::Heading { level, .. } if level > 1 && assesses => shape::other_words,
            _ => continue,
        };
        let Some((_, line)) = document.lines_of(block).next() else { continue };
        let title = normalise::title(line);
        let is = match block.kind {
            BlockKind::Paragraph => is_name(&title) && section.matches.is_match(&title),
            _ => names_assessment(&title),
        };
        if is {
            return shape::with_attempt(found, &title, document.source.line(block.span.start), lack);
        }
    }
    found
}

/// How many words a paragraph has at most that is the name of something.
const WORDS: usize = 6;

fn is_name(text: &str) -> bool {
    text.split_whitespace().count() <= WORDS
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
