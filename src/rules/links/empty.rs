//! `link-empty`: a link without a target.

use crate::corpus::target::Target;
use crate::document::{Document, LinkKind};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule, place};

/// The rule.
pub const RULE: Rule = Rule { id: "link-empty", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for link in document.links.iter().filter(|link| document.target(link).len() <= 1) {
        let html = matches!(link.kind, LinkKind::Html { .. });
        match Target::read(document.target(link)) {
            // A script may fill in the source of an image, and a button is often written `href="#"`.
            Target::Empty if !html || !link.image => findings.push(place::on_document(RULE.id, document, link)),
            Target::Fragment("") if !html => findings.push(place::on_document(RULE.id, document, link).variant("hash")),
            _ => {}
        }
    }
}
