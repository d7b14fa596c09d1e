//! How coverage came about, on the page.

use super::*;
use crate::report::coverage::v1::Module;
use crate::report::forge;
use crate::report::history::{self, Commit, History, Turn};

/// The most commits whose changes are listed.
const STEPS: usize = 300;
/// The most periods in the table of the chart's figures.
const PERIODS: usize = 24;

/// A commit that changed modules.
pub(super) struct Step<'a> {
    /// Its index in the JSON.
    pub(super) at: usize,
    pub(super) day: String,
    pub(super) commit: Linked,
    pub(super) changes: Vec<Changed>,
    pub(super) summary: &'a Figures,
}

/// What became of a module.
pub(super) struct Changed {
    pub(super) sign: &'static str,
    pub(super) words: String,
}

impl<'a> Page<'a> {
    pub(super) fn extent(&self, history: &History) -> String {
        history::extent(history, self.language)
    }

    pub(super) fn chart(&self, history: &History) -> String {
        history::chart(history, self.language)
    }

    pub(super) fn periods(&self, history: &History) -> Vec<(String, Figures)> {
        history::periods(history, PERIODS)
    }

    pub(super) fn notes(&self, history: &History) -> Vec<String> {
        history::notes(history, self.language)
    }

    /// The commits that changed modules, the newest first.
    pub(super) fn steps(&self, history: &'a History) -> Vec<Step<'a>> {
        let length = history.abbreviation();
        let changed = history.commits.iter().enumerate().rev().filter(|(_, commit)| !commit.changes.is_empty());
        changed.take(STEPS).map(|(at, commit)| self.step(at, commit, length)).collect()
    }

    fn step(&self, at: usize, commit: &'a Commit, length: usize) -> Step<'a> {
        let quoted = |text: &str| words::quoted(&shown(text), self.language);
        let changed = |change: &history::Change| Changed {
            sign: history::sign(change.kind),
            words: history::change(change, self.language, quoted),
        };
        Step {
            at,
            day: words::day(&commit.date, self.language),
            commit: Linked { text: shown(commit.short(length)).into_owned(), url: self.commit_page(&commit.commit) },
            changes: commit.changes.iter().map(changed).collect(),
            summary: &commit.summary,
        }
    }

    /// The page of a commit on the forge; of one repository alone is there a history.
    fn commit_page(&self, commit: &str) -> Option<String> {
        let [only] = self.coverage.repositories.as_slice() else { return None };
        let url = self.web(&only.url)?;
        let hex = commit.bytes().all(|byte| byte.is_ascii_hexdigit());
        hex.then(|| forge::commit(&url, commit))
    }

    pub(super) fn more_steps(&self, history: &History) -> Option<String> {
        let all = history.commits.iter().filter(|commit| !commit.changes.is_empty()).count();
        let more = all.checked_sub(STEPS).filter(|more| *more > 0)?;
        Some(say!(self.language,
            fr: "… et {more} commits plus anciens\u{a0}: « acquis coverage --history » les montre tous.",
            en: "… and {more} older commits: `acquis coverage --history` shows them all."))
    }

    /// Since when a module stands as it does, where the history tells.
    pub(super) fn standing_since(&self, module: &Module) -> Option<String> {
        let day = |turn: &Turn| words::day(&turn.date, self.language);
        let since = day(module.since.as_ref()?);
        let words = match module.appeared.as_ref().map(day) {
            Some(appeared) => say!(self.language,
                fr: "apparu le {appeared}, dans cet état depuis le {since}",
                en: "appeared on {appeared}, in this state since {since}"),
            None => say!(self.language, fr: "dans cet état depuis le {since}", en: "in this state since {since}"),
        };
        Some(words)
    }
}
