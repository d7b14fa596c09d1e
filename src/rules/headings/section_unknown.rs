//! `heading-section-unknown`: a section that the content group does not know, where it allows no others.

use crate::document::Document;
use crate::finding::Finding;
use crate::rules::sections::strangers;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "heading-section-unknown", check: Check::Document(check) };

fn check(document: &Document, context: &Context<'_>, findings: &mut Vec<Finding>) {
    strangers(document, context, |place, title, known| {
        let found = Finding::new(RULE.id, &document.source, place).argument("section", title);
        findings.push(found.worded("known", |language| known.join(&crate::say!(language, fr: "\u{a0}», «\u{a0}", en: "”, “"))));
    });
}
