//! `module-without-objective`: a module that says no objective, where its group knows how one looks.

use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "module-without-objective", check: Check::Corpus(check) };

fn check(corpus: &Corpus, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for module in corpus.curriculum.report.modules.iter().filter(|module| module.objective.is_none()) {
        if context.group(&module.group).is_some_and(|group| !group.objective.is_empty()) {
            let finding = Finding::new(RULE.id, &module.source, module.title.span);
            findings.push(finding.argument("module", &module.title.text));
        }
    }
}
