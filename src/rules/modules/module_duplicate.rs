//! `module-duplicate`: a module whose title another module of the file has already.

use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "module-duplicate", check: Check::Corpus(check) };

fn check(corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let modules = &corpus.curriculum.report.modules;
    for &(later, first) in &corpus.curriculum.duplicates {
        let (later, first) = (&modules[later], &modules[first]);
        let finding = Finding::new(RULE.id, &later.source, later.title.span).argument("module", &later.title.text);
        findings.push(finding.related(&first.source, first.title.span, "first"));
    }
}
