//! `front-matter-missing`: a file without the front matter that its group asks for.

use crate::config::{FrontMatterRules, SchemaSource};
use crate::document::Document;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule { id: "front-matter-missing", check: Check::Document(check) };

fn check(document: &Document, context: &Context<'_>, findings: &mut Vec<Finding>) {
    // One that stands too late is there: `front-matter-syntax` says where it must begin.
    if document.front_matter.is_some() || document.late_front_matter().is_some() {
        return;
    }
    for group in context.groups(document.source.path()) {
        let rules = &group.front_matter;
        // A group that looks at the front matter itself has no file without one.
        if rules.required == Some(false) || !rules.matches.is_empty() {
            continue;
        }
        let keys = missing_keys(rules);
        if keys.is_empty() && rules.required.is_none() {
            continue;
        }
        let found = Finding::new(RULE.id, &document.source, Span::default()).argument("group", &group.name);
        let between = |language| keys.join(&crate::say!(language, fr: "\u{a0}», «\u{a0}", en: "`, `"));
        return findings.push(if keys.is_empty() { found } else { found.variant("keys").worded("keys", between) });
    }
}

/// The keys that the schema asks for, and that a file without any lacks.
fn missing_keys(rules: &FrontMatterRules) -> Vec<String> {
    match &rules.schema {
        Some(SchemaSource::Inline(schema)) => schema.required(),
        _ => Vec::new(),
    }
}
