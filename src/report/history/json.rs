//! The history as `acquis.coverage/v1` holds it: what every other format of it is made of too.

use crate::curriculum::coverage::Standing;
use crate::pipeline::history::{self as inner, Kind};
use crate::report::coverage::v1::Figures;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the modules and their assessments came about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct History {
    /// Whether every commit was there to be read; false in a shallow clone, where the oldest commits tell of no change.
    pub complete: bool,
    /// Whether first parents alone were followed.
    pub first_parent: bool,
    /// The first day of which commits are given, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// What stood before that day, on the main line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Point>,
    /// The commits, each after all its parents.
    pub commits: Vec<Commit>,
}

/// Figures at a moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Point {
    /// When, as ISO 8601.
    pub date: String,
    /// The figures.
    pub summary: Figures,
}

/// A commit and what it made of the modules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Commit {
    /// Its full id.
    pub commit: String,
    /// When it was committed, as ISO 8601, with its place's distance from UTC.
    pub date: String,
    /// The first line of its message.
    pub subject: String,
    /// Whether the first parents lead to it from the newest commit: figures on branches are not those of the main line.
    pub mainline: bool,
    /// The figures of its content.
    pub summary: Figures,
    /// What it changed; of a merge, what none of its parents had.
    pub changes: Vec<Change>,
}

/// What became of one module.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// What.
    pub kind: Kind,
    /// The module as it was; null where it appeared.
    pub before: Option<State>,
    /// The module as it is; null where it was removed.
    pub after: Option<State>,
}

/// A module at one commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct State {
    /// The content group of the configuration that it belongs to.
    pub group: String,
    /// The file, from the root of the repository.
    pub path: String,
    /// The line of its marker, from 1.
    pub line: u32,
    /// Its title.
    pub title: String,
    /// How it stands.
    pub state: Standing,
    /// Its competencies.
    pub competencies: usize,
    /// Those that an assessment closes.
    pub competencies_assessed: usize,
}

/// Where the way of a module turned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turns {
    /// The commit in which it appeared, maybe under another name; null where that is not known.
    pub appeared: Option<Turn>,
    /// The commit since which it stands as it does: assessed, assessed in part, not assessed, or exempt; null where that is
    /// not known.
    pub since: Option<Turn>,
}

/// A commit at which something turned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Turn {
    /// Its full id.
    pub commit: String,
    /// When it was committed, as ISO 8601.
    pub date: String,
}

/// A day: year, month, day.
pub type Day = (i64, u32, u32);

impl History {
    /// The part of `history` from the day `since` on.
    pub fn new(history: &inner::History, since: Option<Day>) -> Self {
        let shown = |step: &&inner::Step| since.is_none_or(|since| step.commit.date.day() >= since);
        let earlier = history.commits.iter().rfind(|step| step.commit.mainline && !shown(step));
        Self {
            complete: history.complete,
            first_parent: history.first_parent,
            since: since.map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}")),
            before: earlier.map(|step| Point { date: step.commit.date.to_string(), summary: step.summary.into() }),
            commits: history.commits.iter().filter(shown).map(Commit::from).collect(),
        }
    }

    /// Where the ways of the modules of the report turned, in its order; the commits that are not shown count too.
    pub fn turns(history: &inner::History) -> Vec<Turns> {
        let turn = |at: Option<usize>| {
            let commit = &history.commits.get(at?)?.commit;
            Some(Turn { commit: commit.id.clone(), date: commit.date.to_string() })
        };
        history.modules.iter().map(|at| Turns { appeared: turn(at.appeared), since: turn(at.since) }).collect()
    }

    /// The commits of the main line, the oldest first: those whose figures make a series.
    pub(super) fn mainline(&self) -> impl DoubleEndedIterator<Item = &Commit> {
        self.commits.iter().filter(|commit| commit.mainline)
    }

    /// How many characters tell the commits apart; git shows seven at least.
    pub(in crate::report) fn abbreviation(&self) -> usize {
        let mut ids: Vec<&str> = self.commits.iter().map(|commit| commit.commit.as_str()).collect();
        ids.sort_unstable();
        let common = |pair: &[&str]| match pair {
            [a, b] => a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count() + 1,
            _ => 0,
        };
        ids.windows(2).map(common).max().unwrap_or_default().clamp(7, 40)
    }
}

impl Commit {
    /// The beginning of its id.
    pub(in crate::report) fn short(&self, length: usize) -> &str {
        self.commit.get(..length).unwrap_or(&self.commit)
    }

    /// The day on which it was committed, where it was: `2024-05-02`.
    pub(super) fn day(&self) -> &str {
        self.date.split('T').next().unwrap_or_default()
    }
}

impl From<&inner::Step> for Commit {
    fn from(step: &inner::Step) -> Self {
        let state = |seen: &inner::Seen| State {
            group: seen.group.clone(),
            path: seen.path.clone(),
            line: seen.line,
            title: seen.title.clone(),
            state: seen.state.into(),
            competencies: seen.state.competencies,
            competencies_assessed: seen.state.competencies_assessed,
        };
        let change = |change: &inner::Change| Change {
            kind: change.kind,
            before: change.before.as_ref().map(state),
            after: change.after.as_ref().map(state),
        };
        Self {
            commit: step.commit.id.clone(),
            date: step.commit.date.to_string(),
            subject: step.commit.subject.clone(),
            mainline: step.commit.mainline,
            summary: step.summary.into(),
            changes: step.changes.iter().map(change).collect(),
        }
    }
}
