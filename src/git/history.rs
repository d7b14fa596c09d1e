//! What became of paths that a snapshot does not have: renamed to what, or deleted, in which commit.
//!
//! All paths of a run are asked for at once, and history is walked once for all of them, newest commit first. Every
//! commit counts, not the first parents alone: the commit that is named should be the one whose author knows why, not
//! the merge that brought it. A commit removes a path when all its parents have it and the commit does not, so that a
//! branch that never had a file does not delete it. Only tree entries on the way to the paths are compared; renames are
//! looked for in the commits that removed something, and in no other.
//!
//! History ends where a shallow clone ends, and at [`MAX_COMMITS`]: of what lies beyond, nothing is said.

mod renames;
mod walk;
mod wanted;

use std::collections::{BTreeMap, BTreeSet};

use git2::Oid;

pub(super) use self::renames::Renames;
use self::walk::Walk;
use self::wanted::{Trees, Wanted};
use super::{Snapshot, SnapshotKind, When};

/// The most commits that are looked at. Measured: 10,000 of them cost less than a second with some hundred paths.
const MAX_COMMITS: usize = 20_000;

/// The most renames that are followed for one path.
const MAX_RENAMES: u32 = 8;

/// The most paths that are asked for: a repository with more has another problem than a few renamed files.
const MAX_PATHS: usize = 2_000;

/// What became of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate {
    /// The path that it has now; `None` when it was deleted.
    pub to: Option<String>,
    /// The name under which it was deleted, where that was not its first one.
    pub last: Option<String>,
    /// How many times it was renamed.
    pub renames: u32,
    /// The last change of its name, or its deletion.
    pub change: Change,
}

/// Where a change was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// In the work tree or the index: no commit has it yet.
    Uncommitted,
    /// In a commit.
    Commit {
        /// The first characters of its name, as many as git shows.
        id: String,
        /// The day on which its author made it, where the author was: `2024-05-02`.
        date: String,
    },
}

/// Where a path was removed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Removed {
    /// Since the newest commit.
    Uncommitted,
    /// In the commit of that number, from 0 for the newest.
    At(usize),
}

impl Snapshot {
    /// What became of each of `missing`, paths of files or folders that this snapshot does not have. A path that history,
    /// as far as it is looked at, never had is not in the answer; nor is one that this repository cannot tell about.
    pub fn fates(&self, missing: &BTreeSet<String>) -> BTreeMap<String, Fate> {
        let head = self.commit.as_deref().and_then(|id| Oid::from_str(id).ok());
        match (head, self.objects.open()) {
            (Some(head), Ok(repository)) if !missing.is_empty() => {
                History::new(self, &repository, head).map(|history| history.fates(missing)).unwrap_or_default()
            }
            _ => BTreeMap::new(),
        }
    }
}

/// The search for one snapshot.
struct History<'r> {
    snapshot: &'r Snapshot,
    repository: &'r git2::Repository,
    walk: Walk<'r>,
    trees: Trees<'r>,
    renames: Renames<'r>,
}

/// A path on its way from the name asked for to the one that it has now.
struct Trail {
    asked: String,
    now: String,
    renames: u32,
    change: Option<Removed>,
}

impl<'r> History<'r> {
    fn new(snapshot: &'r Snapshot, repository: &'r git2::Repository, head: Oid) -> Option<Self> {
        let walk = Walk::new(repository, head, MAX_COMMITS)?;
        let renames = Renames::new(Some(snapshot), repository)?;
        Some(Self { snapshot, repository, walk, trees: Trees::new(repository), renames })
    }

    fn fates(mut self, missing: &BTreeSet<String>) -> BTreeMap<String, Fate> {
        let start = |path: &String| Trail { asked: path.clone(), now: path.clone(), renames: 0, change: None };
        let mut trails: Vec<Trail> = missing.iter().take(MAX_PATHS).map(start).collect();
        let mut fates = BTreeMap::new();
        for _ in 0..=MAX_RENAMES {
            let lost: BTreeSet<String> = trails.iter().map(|trail| trail.now.clone()).collect();
            let removed = self.removals(&lost);
            let destinations = self.destinations(&removed);
            let mut next = Vec::new();
            for mut trail in trails {
                // Where nothing removed it, it never was there, or is hidden beyond the end of what is known.
                let Some(&change) = removed.get(&trail.now) else { continue };
                trail.change = Some(change);
                match destinations.get(&trail.now) {
                    Some(to) => {
                        trail.now.clone_from(to);
                        trail.renames += 1;
                        if self.exists(to) {
                            fates.extend(self.fate(trail, true));
                        } else {
                            next.push(trail);
                        }
                    }
                    None => fates.extend(self.fate(trail, false)),
                }
            }
            trails = next;
            if trails.is_empty() {
                break;
            }
        }
        fates
    }

    fn exists(&self, path: &str) -> bool {
        self.snapshot.get(path).is_some() || self.snapshot.has_folder(path)
    }

    fn fate(&self, trail: Trail, exists: bool) -> Option<(String, Fate)> {
        let change = match trail.change? {
            Removed::Uncommitted => Change::Uncommitted,
            Removed::At(at) => change(self.repository, self.walk.get(at)?.commit)?,
        };
        let (to, last) = match exists {
            true => (Some(trail.now), None),
            false => (None, (trail.renames > 0).then_some(trail.now)),
        };
        Some((trail.asked, Fate { to, last, renames: trail.renames, change }))
    }

    /// Where each of `paths` was last removed.
    fn removals(&mut self, paths: &BTreeSet<String>) -> BTreeMap<String, Removed> {
        let mut found = BTreeMap::new();
        let mut wanted = Wanted::new(paths);
        self.trees.forget();
        if self.snapshot.kind() != SnapshotKind::Commit
            && let Some(head) = self.walk.step(0).map(|step| step.tree)
        {
            for path in wanted.present(&mut self.trees, head) {
                wanted.close(&path);
                found.insert(path, Removed::Uncommitted);
            }
        }
        let mut at = 0;
        while wanted.is_open()
            && let Some(step) = self.walk.step(at)
        {
            if let Some((first, others)) = step.parents.split_first() {
                for path in wanted.removed(&mut self.trees, *first, step.tree) {
                    if others.iter().all(|tree| self.trees.has(*tree, &path)) {
                        wanted.close(&path);
                        found.insert(path, Removed::At(at));
                    }
                }
            }
            at += 1;
        }
        found
    }

    /// What each removed path was renamed to in the change that removed it.
    fn destinations(&mut self, removed: &BTreeMap<String, Removed>) -> BTreeMap<String, String> {
        let mut changes: BTreeMap<Removed, Vec<&str>> = BTreeMap::new();
        for (path, change) in removed {
            changes.entry(*change).or_default().push(path);
        }
        let mut found = BTreeMap::new();
        for (change, paths) in changes {
            let renamed = match change {
                Removed::Uncommitted => self.walk.get(0).and_then(|head| self.renames.uncommitted(head.tree, &paths)),
                Removed::At(at) => self.walk.get(at).and_then(|step| {
                    let before = *step.parents.first()?;
                    self.renames.committed(before, step.tree, &paths)
                }),
            };
            found.extend(renamed.unwrap_or_default());
        }
        found
    }
}

/// The name and the day of a commit.
fn change(repository: &git2::Repository, id: Oid) -> Option<Change> {
    let commit = repository.find_commit(id).ok()?;
    let short = commit.as_object().short_id().ok()?;
    let time = commit.author().when();
    let (year, month, day) = When { seconds: time.seconds(), offset: time.offset_minutes() }.day();
    Some(Change::Commit { id: short.as_str().ok()?.to_owned(), date: format!("{year:04}-{month:02}-{day:02}") })
}
