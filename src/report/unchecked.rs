//! What could not be decided, said: one sentence a class and cause, for every format.

use super::{Style, shown};
use crate::corpus::{Class, Own};
use crate::finding::Place;
use crate::language::Language;
use crate::pipeline::{Unchecked, UncheckedLink};
use crate::say;
use crate::site::{Cause, Shape};
use crate::text::Position;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How many sentences stand in a report for people.
const SENTENCES: usize = 5;

/// Links of one class that could not be decided, for one reason.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Group<'a> {
    /// What the links have in common: how they begin, what they ask for, and the first part of their path.
    class: String,
    /// The name of the site whose pages have them; null where no site has.
    site: Option<&'a str>,
    /// Why they could not be decided, as a word that stays the same.
    cause: &'static str,
    /// The file that shows it, from the root of the repository; null where it is the page itself, or the lack of a file.
    evidence: Option<&'a str>,
    /// How many there are.
    links: usize,
    /// The first of them.
    example: Example<'a>,
    /// Why, and what to do so that they are checked, in the language asked for.
    help: String,
}

/// A link.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Example<'a> {
    /// The document, from the root of the repository.
    path: &'a str,
    /// The line on which it stands, from 1.
    line: u32,
    /// Its target, with escapes and entities resolved.
    target: &'a str,
}

/// The groups as the machine formats give them.
pub(super) fn groups(unchecked: &[Unchecked], language: Language) -> Vec<Group<'_>> {
    unchecked.iter().filter_map(|group| Group::of(group, language)).collect()
}

impl<'a> Group<'a> {
    fn of(group: &'a Unchecked, language: Language) -> Option<Self> {
        let first = group.links.first()?;
        Some(Self {
            class: class(&group.class),
            site: group.site.as_deref(),
            cause: id(&group.doubt.cause),
            evidence: group.doubt.evidence.as_deref(),
            links: group.links.len(),
            example: Example { path: first.source.path(), line: start(first).line, target: &first.target },
            help: why(group, language),
        })
    }
}

fn start(link: &UncheckedLink) -> Position {
    Place::new(&link.source, link.span).start()
}

/// Groups of one site that could not be decided for the same reason: pages that text is added to have each its own evidence, and
/// one reason.
struct Reason<'a> {
    why: String,
    groups: Vec<&'a Unchecked>,
    links: usize,
}

/// The reasons of `unchecked`, those of the most links first.
fn reasons(unchecked: &[Unchecked], language: Language) -> Vec<Reason<'_>> {
    let mut together: BTreeMap<(String, Option<&str>), Vec<&Unchecked>> = BTreeMap::new();
    for group in unchecked.iter().filter(|group| !group.links.is_empty()) {
        together.entry((why(group, language), group.site.as_deref())).or_default().push(group);
    }
    let links = |groups: &[&Unchecked]| groups.iter().map(|group| group.links.len()).sum();
    let reasons = together.into_iter().map(|((why, _), groups)| Reason { why, links: links(&groups), groups });
    let mut reasons: Vec<Reason<'_>> = reasons.collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.links));
    reasons
}

/// One sentence for each of the reasons of most links, and one for the rest.
pub(super) fn sentences(unchecked: &[Unchecked], style: &Style) -> Vec<String> {
    let language = style.language;
    let reasons = reasons(unchecked, language);
    let mut said: Vec<String> = reasons.iter().take(SENTENCES).map(|reason| sentence(reason, language)).collect();
    let more: usize = reasons.iter().skip(SENTENCES).map(|reason| reason.links).sum();
    if more > 0 {
        let links = super::count(more, language, ["autre lien", "autres liens"], ["other link", "other links"]);
        said.push(say!(language, fr: "Non vérifiés\u{a0}: {links}.", en: "Not checked: {links}."));
    }
    if !said.is_empty() {
        said.push(say!(language,
            fr: "Pour les voir tous\u{a0}: acquis links --unchecked",
            en: "To list them all: acquis links --unchecked"));
    }
    said
}

fn sentence(reason: &Reason<'_>, language: Language) -> String {
    let first = |group: &&Unchecked| Some(shown(&group.links.first()?.target).into_owned());
    let examples: Vec<String> = reason.groups.iter().take(2).filter_map(first).collect();
    let (examples, why) = (examples.join(", "), &reason.why);
    let links = super::count(reason.links, language, ["lien", "liens"], ["link", "links"]);
    say!(language,
        fr: "Non vérifiés\u{a0}: {links}, par exemple {examples} ({why}).",
        en: "Not checked: {links} such as {examples} ({why}).")
}

/// Lists every link that could not be decided, for people: its place, its target, why.
///
/// # Errors
/// Those of `out`.
pub fn unchecked(unchecked: &[Unchecked], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let language = style.language;
    for reason in reasons(unchecked, language) {
        let links = super::count(reason.links, language, ["lien", "liens"], ["link", "links"]);
        writeln!(out, "{links} ({})", reason.why)?;
        for link in reason.groups.iter().flat_map(|group| &group.links) {
            let (place, path) = (start(link), style.path(link.source.path()));
            writeln!(out, "  {path}:{}:{} {}", place.line, place.column, shown(&link.target))?;
        }
    }
    if unchecked.is_empty() {
        writeln!(out, "{}", say!(language, fr: "Tous les liens ont été vérifiés.", en: "Every link was checked."))?;
    }
    Ok(())
}

fn class(class: &Class) -> String {
    let what = match (class.own, class.shape) {
        (Own::Template, _) => return "template".to_owned(),
        (_, Shape::FragmentHere) => return "fragment of the same page".to_owned(),
        (_, Shape::FragmentElsewhere) => return "fragment of another page".to_owned(),
        (_, Shape::Source) => "Markdown file",
        (_, Shape::Page) => "page",
        (_, Shape::Image) => "image",
        (_, Shape::File) => "file",
    };
    match (class.root, &*class.first) {
        (false, _) => format!("relative {what}"),
        (true, "") => format!("absolute {what}"),
        (true, first) => format!("absolute {what} /{first}/"),
    }
}

fn id(cause: &Cause) -> &'static str {
    match cause {
        Cause::NoSite => "no-site",
        Cause::Elsewhere => "elsewhere",
        Cause::UnknownGenerator => "unknown-generator",
        Cause::SeveralGenerators => "several-generators",
        Cause::Configuration(_) => "configuration",
        Cause::Plugin(_) => "plugin",
        Cause::Module(_) => "module",
        Cause::Server => "server",
        Cause::Ignored => "ignored",
        Cause::Named => "named",
        Cause::Titled => "titled",
        Cause::Made => "made",
        Cause::Script | Cause::Written(_) => "script",
        Cause::PageTemplate => "page-template",
        Cause::Shown => "shown",
        Cause::Included => "included",
        Cause::Inserted(_) => "inserted",
        Cause::Renderer => "renderer",
        Cause::Template => "template",
        Cause::OtherSite => "other-site",
        Cause::Above => "above",
    }
}

/// Why, with its evidence and what to write so that they are checked.
fn why(group: &Unchecked, language: Language) -> String {
    let because = because(&group.doubt.cause, language);
    let evidence = group.doubt.evidence.as_deref().map(|path| shown(path).into_owned());
    // The page itself is evidence of what is inserted into it.
    let evidence = evidence.filter(|_| !matches!(group.doubt.cause, Cause::Inserted(_)));
    match evidence {
        Some(path) => say!(language, fr: "{because}, d'après {path}", en: "{because}, see {path}"),
        None => because,
    }
}

fn because(cause: &Cause, language: Language) -> String {
    match cause {
        Cause::Configuration(word) => {
            let word = shown(word);
            say!(language, fr: "« {word} » de la configuration du site en décide", en: "`{word}` of the site's configuration decides")
        }
        Cause::Written(what) => {
            let what = shown(what);
            say!(language, fr: "un script du dépôt écrit « {what} »", en: "a script of the repository writes `{what}`")
        }
        Cause::Plugin(name) => {
            let name = shown(name);
            say!(language, fr: "l'extension « {name} » peut y répondre", en: "the plugin `{name}` may answer them")
        }
        Cause::Module(name) => {
            let name = shown(name);
            say!(language, fr: "du contenu vient d'ailleurs\u{a0}: « {name} »", en: "content comes from elsewhere: `{name}`")
        }
        Cause::Inserted(mark) => {
            let mark = shown(mark);
            say!(language,
                fr: "« {mark} » ajoute du texte à la page, et avec lui des ancres",
                en: "`{mark}` adds text to the page, and with it anchors")
        }
        cause => {
            let (fr, en) = unnamed(cause).unwrap_or_default();
            if language == Language::Fr { fr } else { en }.to_owned()
        }
    }
}

/// The causes that have no name, in French and in English.
fn unnamed(cause: &Cause) -> Option<(&'static str, &'static str)> {
    Some(match cause {
        Cause::NoSite => (
            "aucun fichier du dépôt ne dit quel site les publie\u{a0}; pour les vérifier, écrivez « site: » dans .acquis.yaml",
            "no file of the repository tells which site serves them; to check them, write `site:` into .acquis.yaml",
        ),
        Cause::Elsewhere => (
            "presque rien de semblable n'est dans le dépôt\u{a0}: une autre application les publie",
            "next to nothing of the kind is in the repository: another application serves them",
        ),
        Cause::UnknownGenerator => {
            ("les adresses de ce générateur de site ne sont pas connues", "the routes of this site generator are not known")
        }
        Cause::SeveralGenerators => {
            ("plusieurs générateurs de site lisent ce dossier", "several site generators read this folder")
        }
        Cause::Server => ("des règles du serveur peuvent y répondre", "rules of the server may answer them"),
        Cause::Ignored => (
            "git ignore ce qui s'y trouverait\u{a0}: un programme le produit",
            "git ignores what would be there: a program makes it",
        ),
        Cause::Named => (
            "quelque chose porte ce nom, et le site peut le publier à cette adresse",
            "something has this name, and the site may serve it there",
        ),
        Cause::Titled => (
            "une page porte ce titre, et le site peut en faire son adresse",
            "a page has this title, and the site may make its address of it",
        ),
        Cause::Made => ("le générateur de site produit souvent de tels fichiers", "site generators often make such files"),
        Cause::Script => (
            "un script du dépôt nomme ce fichier\u{a0}: il peut le produire",
            "a script of the repository names the file: it may make it",
        ),
        Cause::PageTemplate => (
            "un modèle de ce nom s'y trouve\u{a0}: un programme en fait la page",
            "a template of this name lies there: a program makes the page of it",
        ),
        Cause::Shown => {
            ("une page HTML affiche ce fichier, avec des ancres à elle", "a page of HTML shows the file, with anchors of its own")
        }
        Cause::Included => (
            "ces pages sont insérées dans d'autres, et leurs liens lus de là",
            "these pages are put into others, and their links read from there",
        ),
        Cause::Renderer => ("la façon dont les ancres sont faites n'est pas connue", "how anchors are made is not known"),
        Cause::Template => ("la cible est un modèle à remplir", "the target is a template"),
        Cause::OtherSite => ("la page est lue sur un autre site", "the page is read on another site"),
        Cause::Above => ("ils sortent de la racine du site", "they leave the root of the site"),
        Cause::Configuration(_) | Cause::Written(_) | Cause::Plugin(_) | Cause::Module(_) | Cause::Inserted(_) => return None,
    })
}
