//! `module-not-announced`: a module that the list of modules does not announce.

use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "module-not-announced", check: Check::Corpus(check) };

fn check(corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (index, source, last) in &corpus.curriculum.not_announced {
        let module = &corpus.curriculum.report.modules[*index];
        let finding = Finding::new(RULE.id, &module.source, module.title.span).argument("module", &module.title.text);
        findings.push(finding.related(source, last.text.span, "list"));
    }
}
