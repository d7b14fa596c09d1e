//! `module-without-competency`: a module that says no competency, where its group knows how one looks.

use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "module-without-competency", check: Check::Corpus(check) };

fn check(corpus: &Corpus, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for module in corpus.curriculum.report.modules.iter().filter(|module| module.competencies.is_empty()) {
        let teaches = module.excuse.as_ref().is_none_or(|excuse| excuse.teaches);
        if teaches && context.group(&module.group).is_some_and(|group| !group.competency.is_empty()) {
            let finding = Finding::new(RULE.id, &module.source, module.title.span);
            findings.push(finding.argument("module", &module.title.text));
        }
    }
}
