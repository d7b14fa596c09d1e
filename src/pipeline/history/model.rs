//! What a history tells: figures commit by commit, what changed in each, and since when each module is as it is.

use crate::curriculum::Module;
use crate::curriculum::coverage::Summary;
use crate::git::Logged;
use crate::verdict::ModuleState;

/// The history of a commit.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The commits, each after all its parents.
    pub commits: Vec<Step>,
    /// For each module of the newest commit's report, in its order.
    pub modules: Vec<Milestones>,
    /// Whether every commit was there to be read, back to the first.
    pub complete: bool,
    /// Whether first parents alone were followed.
    pub first_parent: bool,
}

/// A commit, and what it made of the modules.
#[derive(Clone, Debug)]
pub struct Step {
    /// The commit.
    pub commit: Logged,
    /// The figures of its content.
    pub summary: Summary,
    /// What it changed, by path and place: of a merge, what none of its parents had.
    pub changes: Vec<Change>,
}

/// What became of one module in one commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What.
    pub kind: Kind,
    /// The module as it was; `None` where it appeared.
    pub before: Option<Seen>,
    /// The module as it is; `None` where it was removed.
    pub after: Option<Seen>,
}

/// A module at one commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its title.
    pub title: String,
    /// Its content group.
    pub group: String,
    /// Its file.
    pub path: String,
    /// The line of its marker, from 1.
    pub line: u32,
    /// How much of it is assessed.
    pub state: ModuleState,
}

impl Seen {
    /// `module` as it stands.
    pub(super) fn of(module: &Module) -> Self {
        Self {
            title: module.title.text.clone(),
            group: module.group.to_string(),
            path: module.source.path().to_owned(),
            line: module.source.line(module.title.span.start),
            state: ModuleState::of(module),
        }
    }
}

/// What can become of a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// It is new.
    Appeared,
    /// It is gone.
    Removed,
    /// It has another title.
    Renamed,
    /// It stands in another file.
    Moved,
    /// It has a complete assessment, and had none.
    Gained,
    /// It had a complete assessment, and has none.
    Lost,
    /// It needs no assessment any more.
    Exempted,
    /// It needed none, and now does.
    Unexempted,
    /// It has other competencies, or others of them are assessed.
    Competencies,
}

/// What became of a module that was `before` and is `after`.
pub(super) fn kinds(before: &Module, after: &Module) -> Vec<Kind> {
    let mut kinds = Vec::new();
    if before.title.text != after.title.text {
        kinds.push(Kind::Renamed);
    }
    if before.source.path() != after.source.path() {
        kinds.push(Kind::Moved);
    }
    let (old, new) = (ModuleState::of(before), ModuleState::of(after));
    kinds.extend(match ((old.exempt, new.exempt), (old.assessed, new.assessed)) {
        ((false, true), _) => Some(Kind::Exempted),
        ((true, false), _) => Some(Kind::Unexempted),
        ((false, false), (false, true)) => Some(Kind::Gained),
        ((false, false), (true, false)) => Some(Kind::Lost),
        _ => {
            let counts = |state: ModuleState| (state.competencies, state.competencies_assessed);
            (counts(old) != counts(new)).then_some(Kind::Competencies)
        }
    });
    kinds
}

/// Where the way of one module turned, as indexes of [`History::commits`]; `None` where history as it is here does not
/// tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Milestones {
    /// The commit in which it appeared, maybe under another name.
    pub appeared: Option<usize>,
    /// The commit since which it stands as it does now.
    pub since: Option<usize>,
}
