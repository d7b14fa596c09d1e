//! `link-text-empty`: a link that shows nothing.

use crate::document::{Document, Link, LinkKind};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "link-text-empty", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for link in document.links.iter().filter(|link| !link.image && is_empty(document, link)) {
        findings.push(Finding::new(RULE.id, &document.source, link.span));
    }
}

fn is_empty(document: &Document, link: &Link) -> bool {
    if !matches!(link.kind, LinkKind::Inline | LinkKind::Reference { .. })
        || !document.plain.get(link.plain).trim().is_empty()
        // An image without alternative text has a rule of its own.
        || link.alternative.is_some()
        || document.dialect.gives_text(document.target(link))
    {
        return false;
    }
    // An element inside may well show something: an `<img>`, an icon.
    let written = document.source.text().get(link.span.range()).unwrap_or_default();
    let shown = written.split("](").next().unwrap_or_default();
    !shown.contains('<')
}
