//! `generated-file-touched`: a change of a file that a program makes, or that comes from elsewhere.

use crate::config::PathSet;
use crate::config::options::GeneratedFiles;
use crate::finding::Finding;
use crate::git::State;
use crate::rules::{Check, Context, Contribution, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "generated-file-touched", check: Check::Contribution(check) };

/// The attributes by which repositories say so to GitHub.
const ATTRIBUTES: [&str; 2] = ["linguist-generated", "linguist-vendored"];

fn check(contribution: &Contribution<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let options: GeneratedFiles = context.options(RULE.id);
    let named = PathSet::of(&options.paths);
    for entry in contribution.files {
        let said = |name: &&&str| match contribution.attributes.state(&entry.path, name) {
            Some(State::Set) => true,
            Some(State::Value(value)) => value == "1",
            _ => false,
        };
        if context.config.is_in(&named, &entry.path) {
            findings.push(Finding::on_file(RULE.id, &entry.path));
        } else if let Some(name) = ATTRIBUTES.iter().find(said) {
            findings.push(Finding::on_file(RULE.id, &entry.path).variant("attribute").argument("attribute", name));
        }
    }
}
