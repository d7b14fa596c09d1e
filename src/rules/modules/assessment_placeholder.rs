//! `assessment-placeholder`: an item of an assessment that only keeps a place.

use crate::corpus::Corpus;
use crate::curriculum::Lack;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "assessment-placeholder", check: Check::Corpus(check) };

fn check(corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for module in &corpus.curriculum.report.modules {
        for assessment in &module.assessments {
            let source = assessment.source.as_ref().unwrap_or(&module.source);
            let only = assessment.lack == Some(Lack::Placeholders);
            for item in assessment.items.iter().filter(|item| item.placeholder) {
                let finding = Finding::new(RULE.id, source, item.text.span).argument("item", &item.text.text);
                findings.push(if only { finding.variant("only").argument("module", &module.title.text) } else { finding });
            }
        }
    }
}
