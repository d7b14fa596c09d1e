//! `link-unused-definition`: a reference definition that no link uses.

use crate::document::{BlockKind, Definition, Document};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "link-unused-definition", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    // A file of definitions alone is there to be included by others.
    if document.definitions.is_empty() || document.blocks.iter().all(|block| block.kind == BlockKind::Html) {
        return;
    }
    for definition in document.definitions.iter().filter(|definition| definition.uses == 0) {
        if !is_comment(definition) && !is_named_again(document, definition) {
            let finding = Finding::new(RULE.id, &document.source, definition.span);
            findings.push(finding.argument("label", &definition.label));
        }
    }
}

/// `[//]: # (a note)`, `[comment]: <>`: a way to write comments.
fn is_comment(definition: &Definition) -> bool {
    let label = definition.label.trim();
    definition.target.len() <= 1 || matches!(label, "//" | "comment" | "commentaire" | "#" | "_") || label.starts_with('^')
}

/// Whether the label stands in brackets elsewhere: in a block of HTML or a template, where it may be used unseen.
fn is_named_again(document: &Document, definition: &Definition) -> bool {
    let text = document.source.text();
    let bracketed = format!("[{}]", definition.label);
    memchr::memmem::find_iter(text.as_bytes(), bracketed.as_bytes()).any(|at| {
        let at = at as u32;
        at < definition.span.start || definition.span.end <= at
    })
}
