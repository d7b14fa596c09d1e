//! The words that show how something is read.

use super::v1::{Because, By, Group, LeftOut, Origin};
use crate::curriculum::Marker;
use crate::language::Language;
use crate::report::coverage::words::quoted;
use crate::report::{Style, shown};
use crate::say;

/// Who says something.
pub(super) fn origin(origin: &Origin, style: &Style) -> String {
    let language = style.language;
    let line = origin.line.unwrap_or_default();
    let path = origin.path.as_deref().map(|path| style.path(path)).unwrap_or_default();
    let name = shown(origin.profile.as_deref().unwrap_or_default());
    match origin.by {
        By::Default => say!(language, fr: "par défaut", en: "default"),
        By::Locale => say!(language, fr: "langue du terminal", en: "language of the terminal"),
        By::Evidence => say!(language, fr: "choisi d'après {path}", en: "chosen because of {path}"),
        By::Profile => say!(language, fr: "profil {name}, ligne {line}", en: "profile {name}, line {line}"),
        By::File | By::Comment => format!("{path}:{line}"),
        By::CommandLine => say!(language, fr: "ligne de commande", en: "command line"),
    }
}

/// A text of the repository in quotation marks.
pub(super) fn text(text: &str, language: Language) -> String {
    quoted(&shown(text), language)
}

/// Why `group` takes the file, or does not.
pub(super) fn because(group: &Group, style: &Style) -> String {
    let language = style.language;
    let origin = origin(&group.origin, style);
    let glob = shown(group.glob.as_deref().unwrap_or_default());
    match group.because {
        Because::Files => {
            let files = say!(language, fr: "files\u{a0}: {glob} ({origin})", en: "files: {glob} ({origin})");
            match condition(group, language) {
                Some(told) => say!(language, fr: "{files}\u{a0}; aucun module\u{a0}: {told}", en: "{files}; no module: {told}"),
                None => files,
            }
        }
        Because::Exclude => say!(language, fr: "exclude\u{a0}: {glob} ({origin})", en: "exclude: {glob} ({origin})"),
        Because::NoGlob => say!(language,
            fr: "aucun motif de files ne correspond, comme {glob} ({origin})",
            en: "no pattern of files matches, such as {glob} ({origin})"),
        Because::FrontMatter => format!("{} ({origin})", condition(group, language).unwrap_or_default()),
    }
}

/// What the front matter is not.
fn condition(group: &Group, language: Language) -> Option<String> {
    let condition = group.front_matter.as_ref()?;
    let (key, pattern) = (shown(&condition.key), shown(&condition.pattern));
    Some(match &condition.value {
        Some(value) => {
            let value = text(value, language);
            say!(language,
                fr: "dans l'en-tête, {key} vaut {value}, et doit correspondre à {pattern}",
                en: "in the front matter {key} is {value}, and must match {pattern}")
        }
        None => say!(language,
            fr: "l'en-tête n'a pas de clé {key}, qui doit correspondre à {pattern}",
            en: "the front matter has no key {key}, which must match {pattern}"),
    })
}

/// Why a file is not checked.
pub(super) fn left_out(left_out: &LeftOut, style: &Style) -> String {
    let language = style.language;
    match left_out {
        LeftOut::Exclude { glob, origin: by } => {
            let (glob, by) = (shown(glob), origin(by, style));
            say!(language,
                fr: "Ce fichier n'est pas vérifié\u{a0}: la configuration l'exclut, exclude\u{a0}: {glob} ({by}).",
                en: "This file is not checked: the configuration leaves it out, exclude: {glob} ({by}).")
        }
        LeftOut::OutsideConfiguration { folder } => {
            let folder = style.path(folder);
            say!(language,
                fr: "Ce fichier n'est pas vérifié\u{a0}: il est hors du dossier de la configuration, {folder}.",
                en: "This file is not checked: it is outside the folder of the configuration, {folder}.")
        }
        LeftOut::Unreadable => say!(language,
            fr: "Ce fichier n'a pas pu être lu\u{a0}: acquis check dit pourquoi.",
            en: "This file can't be read: acquis check says why."),
    }
}

/// How a module is marked.
pub(super) fn marker(marker: Marker, language: Language) -> &'static str {
    let (fr, en) = match marker {
        Marker::Paragraph => ("un paragraphe", "a paragraph"),
        Marker::Heading => ("un titre", "a heading"),
        Marker::Div => ("un bloc", "a block"),
        Marker::File => ("le fichier entier", "the whole file"),
        Marker::Folder => ("le dossier entier", "the whole folder"),
    };
    if language == Language::Fr { fr } else { en }
}
