//! The words that the coverage reports for people share.

use super::v1::{Assessed, Assessment, Coverage, Figures, Group, Lacks, Missing, Module, What};
use crate::curriculum::coverage::{Ratio, Standing};
use crate::git::When;
use crate::language::Language;
use crate::report::history::whole;
use crate::report::shown;
use crate::report::words::count;
use crate::say;
use std::borrow::Cow;

/// The word for a kind of assessment: those that profiles share have one in each language, others speak for themselves.
pub(in crate::report) fn kind(kind: &str, language: Language) -> Cow<'_, str> {
    let words = match kind {
        "quiz" => ("QCM", "quiz"),
        "practical" => ("pratique", "practical"),
        "oral" => ("oral", "oral"),
        "written" => ("écrit", "written"),
        "project" => ("projet", "project"),
        "other" => ("autre", "other"),
        own => return shown(own),
    };
    Cow::Borrowed(if language == Language::Fr { words.0 } else { words.1 })
}

/// The kinds of a module's assessments, joined; a dash where there is none.
pub(super) fn kinds(module: &Module, language: Language) -> String {
    kinds_of(&module.assessments, language)
}

/// The kinds of `assessments`, each once, joined; a dash where there is none.
pub(super) fn kinds_of<'a>(assessments: impl IntoIterator<Item = &'a Assessment>, language: Language) -> String {
    let kinds: Vec<_> = Assessment::kinds(assessments).into_iter().map(|name| kind(name, language)).collect();
    if kinds.is_empty() { "–".to_owned() } else { kinds.join(", ") }
}

/// What is missing, in a sentence; `quoted` makes text of the document safe for the format and puts it in quotation marks.
pub(super) fn missing(coverage: &Coverage, missing: &Missing, language: Language, quoted: impl Fn(&str) -> String) -> String {
    let module = coverage.modules.get(missing.module);
    let title = quoted(module.map_or("", |module| &module.title));
    match missing.what {
        What::Assessment => say!(language,
            fr: "Le module {title} n'a pas de validation des acquis.",
            en: "The module {title} has no assessment."),
        What::Complete { lacks, .. } => {
            let lack = lacking(lacks, language);
            say!(language,
                fr: "Une validation des acquis du module {title} est incomplète\u{a0}: {lack}.",
                en: "An assessment of the module {title} is not complete: {lack}.")
        }
        What::Competencies { first, count } => {
            let first = module.and_then(|module| module.competencies.get(first)).map(|first| quoted(&first.text));
            let first = first.unwrap_or_default();
            match count {
                0 | 1 => say!(language,
                    fr: "Module {title}\u{a0}: aucune validation des acquis pour la compétence {first}.",
                    en: "Module {title}: no assessment for the competency {first}."),
                n => say!(language,
                    fr: "Module {title}\u{a0}: aucune validation des acquis pour {n} compétences qui se suivent, à partir de {first}.",
                    en: "Module {title}: no assessment for {n} competencies in a row, from {first} on."),
            }
        }
    }
}

/// What an assessment has not.
pub(in crate::report) fn lacking(lacks: Lacks, language: Language) -> String {
    match lacks {
        Lacks::Items => say!(language,
            fr: "elle ne dit pas comment les compétences sont validées",
            en: "it does not say how the competencies are assessed"),
        Lacks::Placeholders => say!(language,
            fr: "elle ne contient que du texte à compléter",
            en: "it holds nothing but text still to be written"),
        Lacks::MoreItems { found, asked } => say!(language,
            fr: "{asked} éléments sont demandés, elle en a {found}",
            en: "{asked} items are asked for, it has {found}"),
        Lacks::File => say!(language,
            fr: "son fichier n'existe pas ou ne peut pas être lu",
            en: "its file does not exist or can not be read"),
        Lacks::RequiredBlock => say!(language,
            fr: "il y manque un bloc demandé, par exemple une solution",
            en: "a block that is asked for is missing, such as a solution"),
    }
}

/// What to do about what is missing.
pub(super) fn todo(what: &What, language: Language) -> String {
    match what {
        What::Assessment => say!(language,
            fr: "ajoutez à ce module une validation des acquis, avec au moins un élément (par exemple un QCM).",
            en: "add an assessment to this module, with at least one item (such as a quiz)."),
        What::Complete { lacks: Lacks::Items, .. } => say!(language,
            fr: "écrivez sous ce titre comment les compétences sont validées, par exemple par un QCM ou un travail pratique.",
            en: "write below it how the competencies are assessed, such as by a quiz or a practical."),
        What::Complete { lacks: Lacks::Placeholders, .. } => say!(language,
            fr: "remplacez le texte provisoire par la façon dont les compétences sont validées.",
            en: "replace the text that keeps the place by how the competencies are assessed."),
        What::Complete { lacks: Lacks::MoreItems { found, asked }, .. } => {
            let more = asked.saturating_sub(*found);
            say!(language, fr: "ajoutez-y des éléments (au moins {more}).", en: "add items to it (at least {more}).")
        }
        What::Complete { lacks: Lacks::RequiredBlock, .. } => say!(language,
            fr: "ajoutez-y le bloc demandé, par exemple une solution.",
            en: "add the block that is asked for, such as a solution."),
        What::Complete { lacks: Lacks::File, .. } => say!(language,
            fr: "corrigez le lien, ou le fichier.",
            en: "fix the link, or the file."),
        What::Competencies { .. } => say!(language,
            fr: "ajoutez une validation des acquis qui porte sur ces compétences.",
            en: "add an assessment that is about these competencies."),
    }
}

/// Text in the quotation marks of `language`.
pub(in crate::report) fn quoted(text: &str, language: Language) -> String {
    match language {
        Language::Fr => format!("«\u{a0}{text}\u{a0}»"),
        Language::En => format!("“{text}”"),
    }
}

/// The heading above what is missing.
pub(super) fn missing_heading(n: usize, language: Language) -> String {
    match n {
        0 => say!(language, fr: "Rien ne manque", en: "Nothing is missing"),
        n => {
            let points = count(n, language, ["point", "points"], ["item", "items"]);
            say!(language, fr: "Ce qui manque ({points})", en: "What is missing ({points})")
        }
    }
}

/// What to do when no module was found.
pub(crate) fn no_module(language: Language) -> String {
    say!(language,
        fr: "Aucun module de formation n'a été trouvé. Décrivez à quoi on reconnaît un module dans .acquis.yaml\u{a0}: « acquis init » écrit ce fichier avec un exemple à adapter.",
        en: "No learning module was found. Describe what a module looks like in .acquis.yaml: `acquis init` writes that file with an example to adapt.")
}

/// What the report is, and what it is not.
pub(in crate::report) fn nature(language: Language) -> String {
    say!(language,
        fr: "Ce rapport décrit la conception de la formation, telle que ses documents la donnent\u{a0}; il ne dit rien des résultats des apprenants.",
        en: "This report describes how the training is designed, as its documents give it; it says nothing about learners' results.")
}

/// A share in percent, as `language` writes it, one decimal where it is not whole; a dash of nothing.
pub(crate) fn percent(ratio: Ratio, language: Language) -> String {
    let Some(percent) = ratio.percent() else { return "–".to_owned() };
    let figure = if percent.fract() == 0.0 { format!("{percent:.0}") } else { format!("{percent:.1}") };
    match language {
        Language::Fr => format!("{}\u{a0}%", figure.replace('.', ",")),
        Language::En => format!("{figure}%"),
    }
}

/// A mark of one column for how a module stands, readable without colours.
pub(super) fn mark(standing: Standing) -> &'static str {
    match standing {
        Standing::Assessed => "✓",
        Standing::Partly => "~",
        Standing::Unassessed => "✗",
        Standing::Exempt => "–",
    }
}

/// How a module stands, in a word or a few.
pub(in crate::report) fn standing(standing: Standing, language: Language) -> String {
    match standing {
        Standing::Assessed => say!(language, fr: "évalué", en: "assessed"),
        Standing::Partly => say!(language, fr: "évalué en partie", en: "assessed in part"),
        Standing::Unassessed => say!(language, fr: "non évalué", en: "not assessed"),
        Standing::Exempt => say!(language, fr: "dispensé", en: "exempt"),
    }
}

/// The repository that `module` comes from, where there are several.
pub(super) fn repository<'a>(coverage: &'a Coverage, module: Option<&Module>) -> Option<&'a str> {
    module.filter(|_| coverage.merged()).and_then(|module| coverage.repository(module))?.name.as_deref()
}

/// The heading above what changed since a base, whose name is safe for the format.
pub(super) fn since(base: &str, language: Language) -> String {
    say!(language, fr: "Ce qui change par rapport à {base}", en: "What changes compared with {base}")
}

/// That nothing differs from a base but what is no module.
pub(super) fn unchanged(language: Language) -> String {
    say!(language, fr: "Aucun module ne change.", en: "No module changes.")
}

/// The totals of a base beside those of now, each with its label.
pub(super) fn before_and_after(before: Figures, after: Figures, language: Language) -> [(String, Ratio, Ratio); 2] {
    [
        (say!(language, fr: "Modules évalués", en: "Modules assessed"), before.module_ratio(), after.module_ratio()),
        (
            say!(language, fr: "Compétences évaluées", en: "Competencies assessed"),
            before.competency_ratio(),
            after.competency_ratio(),
        ),
    ]
}

/// How much of a module is assessed, or that it is not there.
pub(super) fn state(state: Option<Assessed>, language: Language) -> String {
    let Some(state) = state else { return say!(language, fr: "absent", en: "absent") };
    let figures = format!("{}/{}", state.competencies_assessed, state.competencies);
    match (state.exempt, state.assessed) {
        (true, _) => standing(Standing::Exempt, language),
        (_, true) => say!(language, fr: "évalué, {figures} compétences", en: "assessed, {figures} competencies"),
        _ => say!(language, fr: "sans évaluation", en: "not assessed"),
    }
}

/// The colon behind a label.
pub(super) fn colon(language: Language) -> &'static str {
    if language == Language::Fr { "\u{a0}:" } else { ":" }
}

/// What a group is called; of several repositories, with its own.
pub(super) fn group(coverage: &Coverage, group: &Group) -> String {
    let repository = coverage.repositories.get(group.repository).filter(|_| coverage.merged());
    let repository = repository.and_then(|repository| repository.name.as_deref()).map(|name| format!("{} ", shown(name)));
    format!("{}{}", repository.unwrap_or_default(), shown(&group.group))
}

/// The day of a moment in ISO 8601, as people write it; what is no such moment, as it is.
pub(super) fn day(moment: &str, language: Language) -> String {
    When::parse(moment).map_or_else(|| shown(moment).into_owned(), |when| whole(when.day(), language))
}
