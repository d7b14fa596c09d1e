//! `link-unused-definition`: a reference definition that no link uses.

use crate::document::{Definition, Document};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};
use std::collections::HashMap;

/// The rule.
pub const RULE: Rule = Rule { id: "link-unused-definition", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    // A file of definitions alone is there to be included by others.
    if document.definitions.is_empty() || document.shared_labels().next().is_some() {
        return;
    }
    let unused = || document.definitions.iter().filter(|definition| definition.uses == 0 && !is_comment(definition));
    if unused().next().is_none() {
        return;
    }
    let named = bracketed(document.source.text());
    for definition in unused() {
        // Named again: in a block of HTML or in a template, where it may be used unseen.
        if named.get(&*definition.label).is_none_or(|&times| times <= 1) {
            let finding = Finding::new(RULE.id, &document.source, definition.span);
            let line = document.source.without(definition.span);
            findings.push(finding.argument("label", &definition.label).suggestion(line, ""));
        }
    }
}

/// `[//]: # (a note)`, `[comment]: <>`: a way to write comments.
fn is_comment(definition: &Definition) -> bool {
    let label = definition.label.trim();
    definition.target.len() <= 1 || matches!(label, "//" | "comment" | "commentaire" | "#" | "_") || label.starts_with('^')
}

/// Everything that stands in brackets, and how often.
fn bracketed(text: &str) -> HashMap<&str, u32> {
    let mut found = HashMap::new();
    for open in memchr::memchr_iter(b'[', text.as_bytes()) {
        let inside = &text.as_bytes()[open + 1..text.len().min(open + 1000)];
        if let Some(length) = memchr::memchr2(b'[', b']', inside).filter(|&at| inside[at] == b']') {
            *found.entry(&text[open + 1..open + 1 + length]).or_insert(0) += 1;
        }
    }
    found
}
