//! The verdict on a contribution: what it adds, fixes and leaves, from the findings of two snapshots in full.
//!
//! It is given findings and tells which of them is which; it makes none, and shows none.

mod carried;
mod cause;
mod matching;
mod moved;
mod sections;

pub use cause::{Cause, Causes};
pub use matching::{Matches, Side, compare};
pub use moved::Moved;
pub use sections::{Passed, Sections, Turned, may_repeat};

use crate::curriculum::Module;
use crate::curriculum::compare::Pairs;
use crate::curriculum::coverage::{Report, Summary};

pub use crate::curriculum::coverage::ModuleState;
use crate::git::Fork;

/// What a contribution changes.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The base as it was asked for: `main`, `origin/main`, a commit.
    pub base: String,
    /// Where the contribution left it, and its commits.
    pub fork: Fork,
    /// How many documents it changed, added or removed.
    pub documents: usize,
    /// Coverage of the base.
    pub before: Summary,
    /// Coverage with the contribution.
    pub after: Summary,
    /// Modules whose coverage it changes.
    pub modules: Vec<ModuleChange>,
}

/// A module that a contribution adds, removes, or assesses otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleChange {
    /// Its title now, or before it was removed.
    pub title: String,
    /// Its file now, or before.
    pub path: String,
    /// The line of its marker now, or before; from 1.
    pub line: u32,
    /// Its state in the base; `None` where it is new.
    pub before: Option<ModuleState>,
    /// Its state now; `None` where it was removed.
    pub after: Option<ModuleState>,
}

/// The modules whose state differs between `before` and `after`: those of `after` first, then those that were removed.
pub fn module_changes(before: &Report, after: &Report, pairs: &Pairs) -> Vec<ModuleChange> {
    let change = |module: &Module, before: Option<ModuleState>, after: Option<ModuleState>| ModuleChange {
        title: module.title.text.clone(),
        path: module.source.path().to_owned(),
        line: module.source.line(module.title.span.start),
        before,
        after,
    };
    let now = after.modules.iter().enumerate().map(|(at, module)| {
        let old = pairs.before.get(at).copied().flatten().and_then(|old| before.modules.get(old));
        change(module, old.map(ModuleState::of), Some(ModuleState::of(module)))
    });
    let alone = before.modules.iter().enumerate().filter(|(at, _)| pairs.after.get(*at).copied().flatten().is_none());
    let gone = alone.map(|(_, module)| change(module, Some(ModuleState::of(module)), None));
    now.chain(gone).filter(|change| change.before != change.after).collect()
}
