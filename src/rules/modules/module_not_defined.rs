//! `module-not-defined`: a module that is announced and defined nowhere.

use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "module-not-defined", check: Check::Corpus(check) };

fn check(corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (source, announced) in &corpus.curriculum.not_defined {
        findings.push(Finding::new(RULE.id, source, announced.text.span).argument("module", &announced.title));
    }
}
