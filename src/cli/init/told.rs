//! What `acquis init` says of what it found, before it writes.

use crate::curriculum::mine::{Form, Proposal};
use crate::language::Language;
use crate::say;
use crate::text::escape::visible;
use std::sync::Arc;

/// How many files without an assessment are named.
const NAMED: usize = 5;

/// What the group would find.
pub(super) fn told(proposal: &Proposal, language: Language) -> String {
    let Proposal { files, of, without, .. } = proposal;
    let (with, more) = (of - without.len(), without.len().saturating_sub(NAMED));
    let files = files.iter().map(|glob| visible(glob).into_owned()).collect::<Vec<_>>().join(", ");
    let mut text = say!(language,
        fr: "Chaque fichier {files} est un module (modules\u{a0}: {of}, évalués\u{a0}: {with}).",
        en: "Each file {files} is a module (modules: {of}, assessed: {with}).");
    for way in &proposal.ways {
        let names: Vec<String> = way.words.iter().map(|text| visible(text)).map(|text| quoted_text(&text, language)).collect();
        let (names, found) = (names.join(", "), way.of);
        let form = form_name(way.form, language);
        text.push_str(
            &say!(language, fr: "\n  {form}\u{a0}: {names} ({found} sur {of})", en: "\n  {form}: {names} ({found} of {of})"),
        );
    }
    if proposal.ways.is_empty() {
        text.push_str(&say!(language,
            fr: "\nAucun ne nomme une évaluation (quiz, exercices, validation des acquis…).",
            en: "\nNone of them names an assessment (quiz, exercises, knowledge check…)."));
    } else if !without.is_empty() {
        let named: Vec<String> = without.iter().take(NAMED).map(|path| visible(path).into_owned()).collect();
        let dots = if more > 0 { ", …" } else { "" };
        let named = named.join(", ");
        text.push_str(
            &say!(language, fr: "\nSans évaluation\u{a0}: {named}{dots}", en: "\nWithout an assessment: {named}{dots}"),
        );
    }
    if !proposal.translations.is_empty() {
        let globs = proposal.translations.iter().map(|glob| visible(glob).into_owned()).collect::<Vec<_>>().join(", ");
        text.push_str(&say!(language,
            fr: "\nTraductions, qui ne sont pas comptées une seconde fois\u{a0}: {globs}",
            en: "\nTranslations, which are not counted again: {globs}"));
    }
    let sections = proposal.sections.iter().map(|one| (&*one.name, &one.without));
    let keys = proposal.keys.iter().map(|one| (&*one.name, &one.without));
    let shared = [
        (say!(language, fr: "Sections", en: "Sections"), sections.collect::<Vec<_>>()),
        (say!(language, fr: "Clés de l'en-tête", en: "Front-matter keys"), keys.collect()),
    ];
    for (what, all) in shared.into_iter().filter(|(_, all)| !all.is_empty()) {
        let each = |(name, without): &(&str, &Vec<Arc<str>>)| {
            let (name, found) = (quoted_text(&visible(name), language), of - without.len());
            let first = without.first().map(|path| visible(path).into_owned());
            let lacks = first.map(|path| say!(language, fr: ", pas dans {path}", en: ", not in {path}")).unwrap_or_default();
            say!(language, fr: "\n  {name} ({found} sur {of}{lacks})", en: "\n  {name} ({found} of {of}{lacks})")
        };
        let all: String = all.iter().map(each).collect();
        text.push_str(
            &say!(language, fr: "\n{what} que presque tous ont\u{a0}:{all}", en: "\n{what} that nearly all have:{all}"),
        );
    }
    text
}

fn quoted_text(text: &str, language: Language) -> String {
    say!(language, fr: "«\u{a0}{text}\u{a0}»", en: "“{text}”")
}

/// How assessments of that form are called.
fn form_name(form: Form, language: Language) -> &'static str {
    match (form, language) {
        (Form::Heading, Language::Fr) => "titres",
        (Form::Heading, Language::En) => "headings",
        (Form::Bold, Language::Fr) => "paragraphes qui commencent en gras",
        (Form::Bold, Language::En) => "paragraphs that begin in bold",
        (Form::Div, Language::Fr) => "blocs «\u{a0}:::\u{a0}»",
        (Form::Div, Language::En) => "`:::` blocks",
        (Form::File, Language::Fr) => "fichiers",
        (Form::File, Language::En) => "files",
    }
}
