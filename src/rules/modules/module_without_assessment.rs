//! `module-without-assessment`: a module that nothing assesses.

use crate::config::NodeKind;
use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule, shape};

/// The rule.
pub const RULE: Rule = Rule { id: "module-without-assessment", check: Check::Corpus(check) };

fn check(corpus: &Corpus, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for module in corpus.curriculum.report.modules.iter().filter(|module| module.exempt.is_none()) {
        // An empty marker is told at the marker.
        let Some(group) = context.group(&module.group) else { continue };
        let Some(pattern) = group.assessment.first().filter(|_| module.assessments.is_empty()) else {
            continue;
        };
        // Where it may stand elsewhere too, no one file is missing.
        let only_files = group.assessment.iter().all(|pattern| pattern.node == NodeKind::File);
        let finding = Finding::new(RULE.id, &module.source, module.title.span).argument("module", &module.title.text);
        if let Some(path) = module.assessed_by.first().filter(|_| only_files) {
            findings.push(finding.variant("file").argument("path", path));
            continue;
        }
        let finding = finding.worded("marker", |language| shape::assessment(pattern, language)).hints(&["marker"]);
        findings.push(match &module.attempts.assessment {
            Some(attempt) => shape::attempted(finding, pattern, &attempt.text, module.source.line(attempt.span.start)),
            None => finding,
        });
    }
}
