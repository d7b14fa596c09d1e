//! Fixing: the fixes of findings put into texts, again and again until nothing changes, and then shown or written.
//!
//! Everything happens in memory first: the work tree is checked as it would be ([`At::WorkTreeWith`]) until no fix is
//! left, so that what is shown is what is written, and a fix that brings up another one is followed to its end. It knows
//! nothing of rules, nor of how an outcome is shown.

mod diff;
mod round;
mod write;

pub use diff::diff;
pub use write::{WriteError, write};

use crate::git::{At, Texts};
use crate::pipeline::Outcome;
use round::Round;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// After how many rounds a file whose fixes don't come to an end is left as it was.
const ROUNDS: usize = 16;

/// What is fixed.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// Whether suggestions are taken as well as safe fixes.
    pub suggested: bool,
    /// Whether findings in the file at a path are fixed, and the file may be changed.
    pub path: &'a dyn Fn(&str) -> bool,
}

/// The text of one file before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// As it was read.
    pub before: String,
    /// As the fixes leave it.
    pub after: String,
    /// How many fixes of findings it takes in.
    pub fixes: usize,
}

/// What fixing comes to.
#[derive(Debug)]
pub struct Mended {
    /// The files that change, by their paths from the root of the repository.
    pub changes: BTreeMap<Arc<str>, Change>,
    /// Files left as they were, because their fixes undo one another.
    pub restless: BTreeSet<Arc<str>>,
    /// What the check says of the texts after; `None` where nothing was to be fixed.
    pub outcome: Option<Outcome>,
}

/// Applies the fixes of `first`, what a check of the work tree found, and of what `check` finds then, until none is left.
///
/// # Errors
/// Those of `check`.
pub fn mend<E>(first: &Outcome, wanted: Wanted<'_>, mut check: impl FnMut(At) -> Result<Outcome, E>) -> Result<Mended, E> {
    let mut mended = Mended { changes: BTreeMap::new(), restless: BTreeSet::new(), outcome: None };
    for number in 0.. {
        let round = Round::new(&mended.outcome.as_ref().unwrap_or(first).ledger, wanted, &mended.restless);
        if round.is_empty() {
            break;
        }
        if number < ROUNDS {
            round.apply(&mut mended.changes);
        } else {
            // Each time at least one more file is left alone: this ends.
            for path in round.paths() {
                mended.changes.remove(path);
                mended.restless.insert(Arc::clone(path));
            }
        }
        let text = |(path, change): (&Arc<str>, &Change)| (Arc::clone(path), change.after.clone());
        let texts: Texts = mended.changes.iter().map(text).collect();
        mended.outcome = Some(check(At::WorkTreeWith(Arc::new(texts)))?);
    }
    mended.changes.retain(|_, change| change.before != change.after);
    Ok(mended)
}
