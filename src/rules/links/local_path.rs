//! `link-local-path`: a link to a file of one person's machine.

use crate::corpus::target::Target;
use crate::document::{Document, LinkKind};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule, place};

/// The rule.
pub const RULE: Rule = Rule { id: "link-local-path", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for link in document.links.iter().filter(|link| link.kind != LinkKind::Bare) {
        let target = document.target(link);
        if Target::may_be_machine(target) && Target::read(target) == Target::Machine {
            findings.push(place::on_document(RULE.id, document, link));
        }
    }
}
