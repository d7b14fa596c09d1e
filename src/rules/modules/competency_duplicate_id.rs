//! `competency-duplicate-id`: two competencies of a module have the same id.

use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};
use crate::text::normalise;
use std::collections::HashMap;

/// The rule.
pub const RULE: Rule = Rule { id: "competency-duplicate-id", check: Check::Corpus(check) };

fn check(corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for module in &corpus.curriculum.report.modules {
        let mut first = HashMap::new();
        for competency in &module.competencies {
            let Some(id) = &competency.id else { continue };
            let place = competency.text.span;
            let before = *first.entry(normalise::key(id)).or_insert(place);
            if before != place {
                let finding = Finding::new(RULE.id, &module.source, place).argument("id", id);
                findings.push(finding.argument("module", &module.title.text).related(&module.source, before, "first"));
            }
        }
    }
}
