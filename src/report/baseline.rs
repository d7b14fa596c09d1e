//! What a baseline says, for people: what is gone, and what `acquis baseline` did.

use super::words::count;
use super::{Style, shown};
use crate::language::Language;
use crate::pipeline::Baselined;
use crate::say;
use std::io::{self, Write};

/// What `acquis baseline` did, or would do, to a file.
#[derive(Clone, Debug, Default)]
pub struct BaselineChange {
    /// The file as people name it.
    pub path: String,
    /// What the command that changes it is called with besides: ` --file FILE`, or nothing.
    pub option: String,
    /// Whether there was none before.
    pub created: bool,
    /// Findings that it holds now.
    pub known: usize,
    /// Findings that it did not hold, and whether they were added.
    pub new: (usize, bool),
    /// Entries whose finding is gone, and whether they were dropped.
    pub gone: (usize, bool),
    /// Entries whose file has another name, and whether they were rewritten.
    pub moved: (usize, bool),
}

/// Says what `change` did, and what it left.
///
/// # Errors
/// Those of `out`.
pub fn baseline(change: &BaselineChange, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let (path, option) = (shown(&change.path), shown(&change.option));
    let known = count(change.known, language, ["constat connu", "constats connus"], ["known finding", "known findings"]);
    if change.created {
        let line = say!(language,
            fr: "{path} est écrit\u{a0}: {known}, que acquis check ne montre plus. Ajoutez ce fichier au dépôt (git add).",
            en: "{path} is written: {known}, which acquis check no longer shows. Add this file to the repository (git add).");
        return writeln!(out, "{line}");
    }
    writeln!(out, "{}", say!(language, fr: "{path}\u{a0}: {known}.", en: "{path}: {known}."))?;
    let (new, added) = change.new;
    let found = count(new, language, ["nouveau constat", "nouveaux constats"], ["new finding", "new findings"]);
    let new_line = match added {
        true => say!(language, fr: "Ajouté\u{a0}: {found}.", en: "Added: {found}."),
        false => say!(language,
            fr: "Pas dans la liste\u{a0}: {found}. Pour ajouter\u{a0}: acquis baseline --add{option}",
            en: "Not in it: {found}. To add: acquis baseline --add{option}"),
    };
    let lines = [
        (new, new_line),
        (change.gone.0, entries(&gone(change.gone.0, language), change.gone.1, &option, language)),
        (change.moved.0, entries(&moved(change.moved.0, language), change.moved.1, &option, language)),
    ];
    for (_, line) in lines.iter().filter(|(count, _)| *count > 0) {
        writeln!(out, "{line}")?;
    }
    if lines.iter().all(|(count, _)| *count == 0) {
        writeln!(out, "{}", say!(language, fr: "Cette liste est à jour.", en: "It is up to date."))?;
    }
    Ok(())
}

/// Says of some entries that they were taken care of, or how.
fn entries(which: &str, done: bool, option: &str, language: Language) -> String {
    match done {
        true => say!(language, fr: "Mis à jour\u{a0}: {which}.", en: "Updated: {which}."),
        false => say!(language,
            fr: "À mettre à jour\u{a0}: {which}. Pour le faire\u{a0}: acquis baseline --prune{option}",
            en: "To update: {which}. To do so: acquis baseline --prune{option}"),
    }
}

fn gone(n: usize, language: Language) -> String {
    count(
        n,
        language,
        ["constat connu qui n'existe plus", "constats connus qui n'existent plus"],
        ["known finding that is gone", "known findings that are gone"],
    )
}

fn moved(n: usize, language: Language) -> String {
    count(
        n,
        language,
        ["constat connu dont le fichier a été renommé", "constats connus dont le fichier a été renommé"],
        ["known finding whose file was renamed", "known findings whose file was renamed"],
    )
}

/// One sentence on the entries that no longer say what is; `None` where there is none.
pub(super) fn stale(baselined: &Baselined, style: &Style) -> Option<String> {
    let language = style.language;
    let parts = [(baselined.gone.len(), gone as fn(usize, Language) -> String), (baselined.moved.len(), moved)];
    let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, words)| words(*n, language)).collect();
    let path = &baselined.baseline.path;
    let (path, option) = match baselined.named {
        true => (shown(path).into_owned(), format!(" --file {}", shown(path))),
        false => (style.path(path), String::new()),
    };
    let which = parts.join(", ");
    (!parts.is_empty()).then(|| {
        say!(language,
            fr: "Dans {path}\u{a0}: {which}. Pour mettre à jour\u{a0}: acquis baseline --prune{option}",
            en: "In {path}: {which}. To update: acquis baseline --prune{option}")
    })
}
