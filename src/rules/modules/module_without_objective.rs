//! `module-without-objective`: a module that says no objective, where its group knows how one looks.

use crate::config::Pattern;
use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::language::Language;
use crate::rules::{Check, Context, Rule, shape};
use crate::say;

/// The rule.
pub const RULE: Rule = Rule { id: "module-without-objective", check: Check::Corpus(check) };

fn check(corpus: &Corpus, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for module in corpus.curriculum.report.modules.iter().filter(|module| module.objective.is_none()) {
        let Some(pattern) = context.group(&module.group).and_then(|group| group.objective.first()) else { continue };
        let finding = Finding::new(RULE.id, &module.source, module.title.span).argument("module", &module.title.text);
        let finding = finding.worded("marker", |language| marker(pattern, language)).hints(&["marker"]);
        findings.push(match &module.attempts.objective {
            Some(attempt) => shape::attempted(finding, pattern, &attempt.text, module.source.line(attempt.span.start)),
            None => finding,
        });
    }
}

/// What says an objective, for the end of a sentence.
fn marker(pattern: &Pattern, language: Language) -> String {
    match shape::example(pattern, language) {
        Some(example) => say!(language, fr: "«\u{a0}{example} …\u{a0}»", en: "“{example} …”"),
        None => say!(language, fr: "une ligne qui dit à quoi il sert", en: "a line that says what it is for"),
    }
}
