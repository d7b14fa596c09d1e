//! `competency-without-assessment`: competencies of an assessed module that no assessment closes.

use crate::corpus::Corpus;
use crate::curriculum::{Curriculum, Module};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "competency-without-assessment", check: Check::Corpus(check) };

fn check(corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    // A module without any assessment is told as such, and not once more for each competency.
    for module in corpus.curriculum.report.modules.iter().filter(|module| module.exempt.is_none() && module.assessed()) {
        for run in module.unassessed() {
            if told(&corpus.curriculum, module, run.end) {
                continue;
            }
            let (first, last) = (&module.competencies[run.start].text, &module.competencies[run.end - 1].text);
            let finding = Finding::new(RULE.id, &module.source, first.span).argument("competency", &first.text);
            let finding = finding.argument("module", &module.title.text);
            findings.push(match run.len() {
                1 => finding,
                count => finding.variant("several").argument("count", count).related(&module.source, last.span, "last"),
            });
        }
    }
}

/// Whether the marker that should close the competencies before `end` is there, and empty or misspelt.
fn told(curriculum: &Curriculum, module: &Module, end: usize) -> bool {
    let from = module.competencies[end - 1].text.span.start;
    let to = module.competencies.get(end).map_or(module.span.end, |next| next.text.span.start);
    let between = |at: u32| from < at && at < to;
    let mut incomplete = module.assessments.iter().filter(|assessment| !assessment.complete);
    let incomplete = incomplete.any(|assessment| assessment.place().is_some_and(|place| between(place.start)));
    incomplete
        || curriculum
            .near_misses
            .iter()
            .any(|(source, miss)| source.path() == module.source.path() && between(miss.text.span.start))
}
