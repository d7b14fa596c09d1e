//! The words that the coverage reports for people share.

use crate::curriculum::coverage::{Missing, Ratio};
use crate::curriculum::{Lack, Module};
use crate::language::Language;
use crate::report::coverage::Gap;
use crate::report::shown;
use crate::report::words::count;
use crate::say;
use std::borrow::Cow;

/// The word for a kind of assessment: those that profiles share have one in each language, others speak for themselves.
pub(super) fn kind(kind: &str, language: Language) -> Cow<'_, str> {
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
    let kinds: Vec<_> = super::kinds(module).into_iter().map(|name| kind(name, language)).collect();
    if kinds.is_empty() { "–".to_owned() } else { kinds.join(", ") }
}

/// What is missing, in a sentence; `quoted` makes text of the document safe for the format and puts it in quotation marks.
pub(super) fn gap(gap: &Gap<'_>, language: Language, quoted: impl Fn(&str) -> String) -> String {
    let title = quoted(&gap.module.title.text);
    match &gap.missing {
        Missing::Assessment { .. } => say!(language,
            fr: "Le module {title} n'a pas de validation des acquis.",
            en: "The module {title} has no assessment."),
        Missing::Complete { lack, .. } => {
            let lack = lacking(*lack, language);
            say!(language,
                fr: "Une validation des acquis du module {title} est incomplète\u{a0}: {lack}.",
                en: "An assessment of the module {title} is not complete: {lack}.")
        }
        Missing::Competencies { competencies, .. } => {
            let first = gap.module.competencies.get(competencies.start).map(|first| quoted(&first.text.text));
            let first = first.unwrap_or_default();
            match competencies.len() {
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
fn lacking(lack: Lack, language: Language) -> String {
    match lack {
        Lack::Items => say!(language,
            fr: "elle ne dit pas comment les compétences sont validées",
            en: "it does not say how the competencies are assessed"),
        Lack::Placeholders => say!(language,
            fr: "elle ne contient que du texte à compléter",
            en: "it holds nothing but text still to be written"),
        Lack::Few { found, asked } => say!(language,
            fr: "{asked} éléments sont demandés, elle en a {found}",
            en: "{asked} items are asked for, it has {found}"),
        Lack::File => say!(language,
            fr: "son fichier n'existe pas ou ne peut pas être lu",
            en: "its file does not exist or can not be read"),
        Lack::Required => say!(language,
            fr: "il y manque un bloc demandé, par exemple une solution",
            en: "a block that is asked for is missing, such as a solution"),
    }
}

/// Text in the quotation marks of `language`.
pub(super) fn quoted(text: &str, language: Language) -> String {
    match language {
        Language::Fr => format!("«\u{a0}{text}\u{a0}»"),
        Language::En => format!("“{text}”"),
    }
}

/// The heading above what is missing.
pub(super) fn missing(n: usize, language: Language) -> String {
    match n {
        0 => say!(language, fr: "Rien ne manque", en: "Nothing is missing"),
        n => {
            let points = count(n, language, ["point", "points"], ["item", "items"]);
            say!(language, fr: "Ce qui manque ({points})", en: "What is missing ({points})")
        }
    }
}

/// What to do when no module was found.
pub(super) fn no_module(language: Language) -> String {
    say!(language,
        fr: "Aucun module de formation n'a été trouvé. Décrivez à quoi on reconnaît un module dans .acquis.yaml\u{a0}: « acquis init » écrit ce fichier avec un exemple à adapter.",
        en: "No learning module was found. Describe what a module looks like in .acquis.yaml: `acquis init` writes that file with an example to adapt.")
}

/// What the report is, and what it is not.
pub(super) fn nature(language: Language) -> String {
    say!(language,
        fr: "Ce rapport décrit la conception de la formation, telle que ses documents la donnent\u{a0}; il ne dit rien des résultats des apprenants.",
        en: "This report describes how the training is designed, as its documents give it; it says nothing about learners' results.")
}

/// A share in percent, as `language` writes it, one decimal where it is not whole; a dash of nothing.
pub(super) fn percent(ratio: Ratio, language: Language) -> String {
    let Some(percent) = ratio.percent() else { return "–".to_owned() };
    let figure = if percent.fract() == 0.0 { format!("{percent:.0}") } else { format!("{percent:.1}") };
    match language {
        Language::Fr => format!("{}\u{a0}%", figure.replace('.', ",")),
        Language::En => format!("{figure}%"),
    }
}
