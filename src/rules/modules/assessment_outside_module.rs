//! `assessment-outside-module`: an assessment that stands in no module.

use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "assessment-outside-module", check: Check::Corpus(check) };

fn check(corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (source, assessment) in &corpus.curriculum.orphans {
        findings.push(Finding::new(RULE.id, source, assessment.marker.span));
    }
}
