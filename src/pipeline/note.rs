//! What the person who runs a check should know beside its findings.

use crate::corpus::ShortSighted;
use crate::git::Change;
use crate::language::Language;
use crate::online;
use crate::say;
use crate::text::escape::visible;

/// Something to know about a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Of the visits to external links.
    Online(online::Note),
    /// History was not read to its end.
    History(ShortSighted),
    /// The folders of the pages of sites, each with the configuration that names it, which the repository does not have.
    NoFolder(Vec<String>),
    /// What a rule finds is how the repository is made.
    Habit {
        /// The rule.
        rule: &'static str,
        /// On how many pages it finds something.
        pages: usize,
        /// How many there are.
        of: usize,
        /// The folders that are made so; none: all of the repository is.
        folders: Vec<String>,
    },
}

impl Note {
    /// A sentence, in `language`, safe for a terminal.
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Online(note) => note.message(language),
            Self::History(search) => visible(&history(search, language)).into_owned(),
            Self::NoFolder(folders) => {
                let named = named(folders);
                say!(language,
                    fr: "Le dépôt n'a pas le dossier des pages de ces sites, et aucune n'a été vue\u{a0}: {named}.",
                    en: "The repository does not have the folders of the pages of these sites, and no page of theirs was seen: {named}.")
            }
            Self::Habit { rule, pages, of, folders } if folders.is_empty() => say!(language,
                fr: "`{rule}`\u{a0}: {pages} pages sur {of} font ainsi\u{a0}; c'est l'usage de ce dépôt, signalé pour information seulement.",
                en: "`{rule}`: {pages} pages of {of} do so; it is how this repository is made, and told for information only."),
            Self::Habit { rule, pages, of, folders } => {
                let named = named(folders);
                say!(language,
                    fr: "`{rule}`\u{a0}: {pages} pages sur {of} font ainsi dans {named}\u{a0}; c'en est l'usage, signalé pour information seulement.",
                    en: "`{rule}`: {pages} pages of {of} in {named} do so; it is how these are made, and told for information only.")
            }
        }
    }
}

/// How many folders are named.
const NAMED: usize = 5;

/// The first of `folders`, and a sign that there are more.
fn named(folders: &[String]) -> String {
    let mut names: Vec<String> = folders.iter().take(NAMED).map(|folder| format!("`{}`", visible(folder))).collect();
    if folders.len() > NAMED {
        names.push("…".to_owned());
    }
    names.join(", ")
}

fn history(ShortSighted { repository, horizon }: &ShortSighted, language: Language) -> String {
    let of = match repository {
        Some(name) => say!(language, fr: " de {name}", en: " of {name}"),
        None => String::new(),
    };
    let back = match &horizon.last {
        Change::Commit { id, date } => say!(language, fr: "jusqu'à {id} ({date})", en: "back to {id} ({date})"),
        Change::Uncommitted => String::new(),
    };
    match horizon.unknown {
        1 => say!(language,
            fr: "L'historique{of} a été lu {back} et pas au-delà, pour ne pas durer plus que le contrôle\u{a0}: ce qu'est devenu 1 fichier absent n'y a pas été trouvé. `git log -- CHEMIN` cherche plus loin.",
            en: "History{of} was read {back} and no further, so as not to take longer than the check: what became of 1 missing file was not found there. `git log -- PATH` looks further."),
        unknown => say!(language,
            fr: "L'historique{of} a été lu {back} et pas au-delà, pour ne pas durer plus que le contrôle\u{a0}: ce que sont devenus {unknown} fichiers absents n'y a pas été trouvé. `git log -- CHEMIN` cherche plus loin.",
            en: "History{of} was read {back} and no further, so as not to take longer than the check: what became of {unknown} missing files was not found there. `git log -- PATH` looks further."),
    }
}
