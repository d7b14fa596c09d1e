//! What a contribution changes, module by module.

use super::Figures;
use crate::verdict::{ModuleChange, ModuleState, Verdict};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Coverage where the contribution left its base, and what differs since.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Base {
    /// As it was asked for: a branch, a tag, a commit.
    pub r#ref: String,
    /// The commit that it names.
    pub commit: String,
    /// Where the contribution left it: one commit, or several after criss-cross merges.
    pub merge_bases: Vec<String>,
    /// Figures there.
    pub summary: Figures,
    /// Modules that were added, removed, or are assessed otherwise.
    pub changes: Vec<Change>,
}

impl From<&Verdict> for Base {
    fn from(verdict: &Verdict) -> Self {
        Self {
            r#ref: verdict.base.clone(),
            commit: verdict.fork.tip.clone(),
            merge_bases: verdict.fork.bases.clone(),
            summary: verdict.before.into(),
            changes: verdict.modules.iter().map(Change::from).collect(),
        }
    }
}

/// A module that a contribution changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// Its title now, or before it was removed.
    pub title: String,
    /// Its file now, or before.
    pub path: String,
    /// The line of its marker now, or before; from 1.
    pub line: u32,
    /// Its state in the base; null where it is new.
    pub before: Option<Assessed>,
    /// Its state now; null where it was removed.
    pub after: Option<Assessed>,
}

/// How much of a module is assessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Assessed {
    /// Whether it has a complete assessment.
    pub assessed: bool,
    /// Whether it needs none.
    pub exempt: bool,
    /// Its competencies.
    pub competencies: usize,
    /// Those that an assessment closes.
    pub competencies_assessed: usize,
}

impl From<ModuleState> for Assessed {
    fn from(state: ModuleState) -> Self {
        let ModuleState { assessed, exempt, competencies, competencies_assessed } = state;
        Self { assessed, exempt, competencies, competencies_assessed }
    }
}

impl From<&ModuleChange> for Change {
    fn from(change: &ModuleChange) -> Self {
        let ModuleChange { title, path, line, before, after } = change;
        let (before, after) = (before.map(Assessed::from), after.map(Assessed::from));
        Self { title: title.clone(), path: path.clone(), line: *line, before, after }
    }
}
