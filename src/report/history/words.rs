//! The words that the forms of the history for people share.

use super::json::{Change, History, State};
use crate::language::Language;
use crate::pipeline::history::Kind;
use crate::report::coverage::v1::Figures;
use crate::report::coverage::words::standing;
use crate::report::words::count;
use crate::say;

/// What became of a module, in a sentence; `quoted` makes text of the repository safe for the format and puts it in
/// quotation marks.
pub(in crate::report) fn change(change: &Change, language: Language, quoted: impl Fn(&str) -> String) -> String {
    let title = |state: Option<&State>| state.map(|state| quoted(&state.title)).unwrap_or_default();
    let path = |state: Option<&State>| state.map(|state| quoted(&state.path)).unwrap_or_default();
    let (before, after) = (change.before.as_ref(), change.after.as_ref());
    let (old, new) = (title(before), title(after));
    match change.kind {
        Kind::Appeared => {
            let state = after.map(|state| standing(state.state, language)).unwrap_or_default();
            say!(language, fr: "Le module {new} apparaît ({state}).", en: "The module {new} appears ({state}).")
        }
        Kind::Removed => {
            let state = before.map(|state| standing(state.state, language)).unwrap_or_default();
            say!(language, fr: "Le module {old} ({state}) disparaît.", en: "The module {old} ({state}) is removed.")
        }
        Kind::Renamed => {
            say!(language, fr: "Le module {old} s'appelle désormais {new}.", en: "The module {old} is now called {new}.")
        }
        Kind::Moved => {
            let (from, to) = (path(before), path(after));
            say!(language, fr: "Le module {new} passe de {from} à {to}.", en: "The module {new} moves from {from} to {to}.")
        }
        Kind::Gained => {
            say!(language, fr: "Le module {new} reçoit sa validation des acquis.", en: "The module {new} gains its assessment.")
        }
        Kind::Lost => {
            say!(language, fr: "Le module {new} perd sa validation des acquis.", en: "The module {new} loses its assessment.")
        }
        Kind::Exempted => say!(language,
            fr: "Le module {new} est désormais dispensé de validation des acquis.",
            en: "The module {new} is now exempt from assessment."),
        Kind::Unexempted => say!(language,
            fr: "Le module {new} n'est plus dispensé de validation des acquis.",
            en: "The module {new} is no longer exempt from assessment."),
        Kind::Competencies => {
            let part = |state: Option<&State>| state.map(|s| format!("{}/{}", s.competencies_assessed, s.competencies));
            let (from, to) = (part(before).unwrap_or_default(), part(after).unwrap_or_default());
            say!(language,
                fr: "Le module {new} passe de {from} à {to} compétences évaluées.",
                en: "The module {new} goes from {from} to {to} competencies assessed.")
        }
    }
}

/// A sign of one column for a change, which says in which direction it goes.
pub(in crate::report) fn sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Appeared => "+",
        Kind::Removed => "-",
        Kind::Gained => "✓",
        Kind::Lost => "✗",
        Kind::Renamed | Kind::Moved | Kind::Exempted | Kind::Unexempted | Kind::Competencies => "~",
    }
}

/// What is assessed of all.
pub(in crate::report) fn figures(figures: Figures, language: Language) -> String {
    let (modules, competencies) = (figures.module_ratio(), figures.competency_ratio());
    let (m, n) = (modules.part, modules.whole);
    let (c, d) = (competencies.part, competencies.whole);
    say!(language,
        fr: "modules évalués\u{a0}: {m}/{n}, compétences évaluées\u{a0}: {c}/{d}",
        en: "modules assessed: {m}/{n}, competencies assessed: {c}/{d}")
}

/// How many commits there are, of which time, and how many of them changed something.
pub(in crate::report) fn extent(history: &History, language: Language) -> String {
    let days = || history.commits.iter().map(super::Commit::day);
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return match &history.since {
            Some(day) => say!(language, fr: "Aucun commit depuis le {day}.", en: "No commit since {day}."),
            None => say!(language, fr: "Aucun commit.", en: "No commit."),
        };
    };
    let commits = count(history.commits.len(), language, ["commit", "commits"], ["commit", "commits"]);
    let changed = history.commits.iter().filter(|commit| !commit.changes.is_empty()).count();
    let which = match changed {
        0 => say!(language, fr: "aucun ne change un module", en: "none of them changes a module"),
        1 => say!(language, fr: "un change des modules", en: "one of them changes modules"),
        n => say!(language, fr: "{n} changent des modules", en: "{n} of them change modules"),
    };
    say!(language,
        fr: "{commits}, du {first} au {last}\u{a0}; {which}.",
        en: "{commits}, from {first} to {last}; {which}.")
}

/// What the reader must know of how it was made.
pub(in crate::report) fn notes(history: &History, language: Language) -> Vec<String> {
    let mut notes = vec![say!(language,
        fr: "Tous les commits sont lus avec la configuration du dernier, pour que les chiffres se comparent\u{a0}; ce qui n'est pas dans un commit n'est pas compté.",
        en: "All commits are read with the configuration of the newest, so that the figures can be compared; what is in no commit does not count.")];
    if !history.complete {
        notes.push(say!(language,
            fr: "L'historique de ce clone est tronqué\u{a0}: rien n'est dit de ce qui précède. Complétez-le par «\u{a0}git fetch --unshallow\u{a0}» (GitHub Actions\u{a0}: fetch-depth: 0 sous actions/checkout).",
            en: "The history of this clone is cut short: nothing is said of what came before. Complete it with `git fetch --unshallow` (GitHub Actions: fetch-depth: 0 under actions/checkout)."));
    }
    notes
}

/// The title of the trend.
pub(super) fn trend(language: Language) -> String {
    say!(language, fr: "Évolution", en: "Trend")
}
