//! `module-without-assessment`: a module that nothing assesses.

use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "module-without-assessment", check: Check::Corpus(check) };

fn check(corpus: &Corpus, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for module in corpus.curriculum.report.modules.iter().filter(|module| module.exempt.is_none()) {
        // An empty marker is told at the marker.
        let asked = context.group(&module.group).is_some_and(|group| group.assessment.is_some());
        if !asked || !module.assessments.is_empty() {
            continue;
        }
        let finding = Finding::new(RULE.id, &module.source, module.title.span).argument("module", &module.title.text);
        findings.push(match &module.assessed_by {
            Some(path) => finding.variant("file").argument("path", path),
            None => finding,
        });
    }
}
