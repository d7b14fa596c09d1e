//! `module-count-wrong`: a figure in front matter is not what the page holds.

use crate::config::{Counts, Measure};
use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::language::Language;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "module-count-wrong", check: Check::Corpus(check) };

fn check(corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for miscount in &corpus.curriculum.miscounts {
        let (figure, counted) = (&miscount.figure, miscount.counted);
        let finding = Finding::new(RULE.id, &miscount.source, figure.place).argument("key", &figure.declared.key);
        let finding = finding.argument("declared", figure.value).argument("number", counted);
        let finding = finding.worded("counted", |language| words(figure.declared.counts, counted, language));
        findings.push(match figure.declared.r#as {
            Measure::Number => finding.suggestion(figure.place, counted.to_string()),
            Measure::Any => finding.variant("any"),
        });
    }
}

/// So many, with the word for them.
fn words(counts: Counts, counted: usize, language: Language) -> String {
    let (fr, en) = match counts {
        Counts::Modules => (["module", "modules"], ["module", "modules"]),
        Counts::Competencies => (["compétence", "compétences"], ["competency", "competencies"]),
        Counts::Assessments => (["évaluation", "évaluations"], ["assessment", "assessments"]),
        Counts::Items => (["question ou épreuve", "questions ou épreuves"], ["question or task", "questions or tasks"]),
    };
    let word = match language {
        Language::Fr => fr[usize::from(counted > 1)],
        Language::En => en[usize::from(counted != 1)],
    };
    format!("{counted} {word}")
}
