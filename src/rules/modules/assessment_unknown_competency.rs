//! `assessment-unknown-competency`: an assessment names a competency that its module has not.

use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "assessment-unknown-competency", check: Check::Corpus(check) };

fn check(corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for unknown in &corpus.curriculum.unknown_names {
        let (name, place) = (&unknown.name.text, unknown.name.span);
        let finding = Finding::new(RULE.id, &unknown.source, place).argument("name", name).argument("module", &unknown.module);
        let finding = finding.hints(&["nearest", "ids"]);
        findings.push(match &unknown.nearest {
            Some(nearest) => {
                let finding = finding.advised("near").argument("nearest", nearest);
                let literal = unknown.source.text().get(place.range()) == Some(name);
                match unknown.instead.as_ref().filter(|_| literal) {
                    Some(instead) => finding.suggestion(place, instead),
                    None => finding,
                }
            }
            None if unknown.ids.is_empty() => finding,
            None => finding.advised("ids").argument("ids", unknown.ids.join(", ")),
        });
    }
}
