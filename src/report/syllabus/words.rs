//! The words that the formats of the syllabus share.

use super::v1::{Module, Syllabus};
use crate::language::Language;
use crate::report::coverage::words;
use crate::report::words::count;
use crate::say;

/// What it is called.
pub(super) fn title(language: Language) -> &'static str {
    match language {
        Language::Fr => "Programme de formation",
        Language::En => "Syllabus",
    }
}

/// The labels of a module's parts, with their colons: objective, competencies, assessment.
pub(super) fn labels(language: Language) -> [&'static str; 3] {
    match language {
        Language::Fr => ["Objectif\u{a0}:", "Compétences\u{a0}:", "Évaluation\u{a0}:"],
        Language::En => ["Objective:", "Competencies:", "Assessment:"],
    }
}

/// How a module is assessed, in words, each kind once; `None` where that is not written.
pub(super) fn kinds(module: &Module, language: Language) -> Option<String> {
    let kinds: Vec<_> = module.kinds().into_iter().map(|kind| words::kind(kind, language)).collect();
    (!kinds.is_empty()).then(|| kinds.join(", "))
}

/// How large it is, in one sentence.
pub(super) fn extent<'a>(modules: impl IntoIterator<Item = &'a Module>, language: Language) -> String {
    let (mut all, mut competencies) = (0, 0);
    for module in modules {
        all += 1;
        competencies += module.competencies.len();
    }
    let modules = count(all, language, ["module", "modules"], ["module", "modules"]);
    let competencies = count(competencies, language, ["compétence", "compétences"], ["competency", "competencies"]);
    say!(language, fr: "{modules}, {competencies}.", en: "{modules}, {competencies}.")
}

/// What stands in place of modules where there are none; what to do about it is not for those who read a syllabus.
pub(super) fn empty(syllabus: &Syllabus, language: Language) -> Option<String> {
    let words = || say!(language, fr: "Aucun module n'est encore décrit.", en: "No module is described yet.");
    syllabus.groups.is_empty().then(words)
}
