//! `module-without-assessment`: a module that nothing assesses.

use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule, shape};

/// The rule.
pub const RULE: Rule = Rule { id: "module-without-assessment", check: Check::Corpus(check) };

fn check(corpus: &Corpus, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for module in corpus.curriculum.report.modules.iter().filter(|module| module.exempt.is_none()) {
        let Some(pattern) = context.group(&module.group).and_then(|group| group.assessment.as_ref()) else { continue };
        // An empty marker is told at the marker.
        if !module.assessments.is_empty() {
            continue;
        }
        let finding = Finding::new(RULE.id, &module.source, module.title.span).argument("module", &module.title.text);
        if let Some(path) = &module.assessed_by {
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
