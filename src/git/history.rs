//! What became of paths that a snapshot does not have: renamed to what, or deleted, in which commit.
//!
//! All paths of a run are asked for at once, and history is walked once for all of them, newest commit first. Every
//! commit counts, not the first parents alone: the commit that is named should be the one whose author knows why, not
//! the merge that brought it. A commit removes a path when all its parents have it and the commit does not, so that a
//! branch that never had a file does not delete it. Only tree entries on the way to the paths are compared; renames are
//! looked for in the commits that removed something, and in no other.
//!
//! History ends where a shallow clone ends, at [`MAX_COMMITS`], and where the effort ends that the search may take: of what
//! lies beyond, nothing is said but that it was not looked at.

mod effort;
mod renames;
mod search;
mod walk;
mod wanted;

use std::collections::{BTreeMap, BTreeSet};

use git2::Oid;

pub(super) use self::effort::Effort;
pub(super) use self::renames::Renames;
use self::walk::{Step, Walk};
use super::{Snapshot, When};

/// The most commits that are looked at.
const MAX_COMMITS: usize = 20_000;

/// The most renames that are followed for one path.
const MAX_RENAMES: u32 = 8;

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

/// What is known of paths that are missing.
#[derive(Clone, Debug, Default)]
pub struct Fates {
    /// What became of them. A path that history, as far as it was looked at, never had is not among them.
    pub known: BTreeMap<String, Fate>,
    /// Where the search ended, if it was not for want of commits and something was still sought.
    pub horizon: Option<Horizon>,
}

/// Where a search through history ended before history did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Horizon {
    /// The last commit that was looked at.
    pub last: Change,
    /// How many paths nothing is known of.
    pub unknown: usize,
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
        self.search(missing, Effort::unlimited()).known
    }

    /// The same at the cost of reading about so many bytes of commits and folders.
    pub fn fates_within(&self, missing: &BTreeSet<String>, bytes: u64) -> Fates {
        self.search(missing, Effort::new(bytes))
    }

    fn search(&self, missing: &BTreeSet<String>, effort: Effort) -> Fates {
        let head = self.commit.as_deref().and_then(|id| Oid::from_str(id).ok());
        match (head, self.objects.open()) {
            (Some(head), Ok(repository)) if !missing.is_empty() => {
                let fates = History::new(self, &repository, head, effort).map(|history| history.fates(missing));
                // Nobody waits for what is given back.
                rayon::spawn(move || drop(repository));
                fates.unwrap_or_default()
            }
            _ => Fates::default(),
        }
    }
}

/// The search for one snapshot.
struct History<'r> {
    snapshot: &'r Snapshot,
    repository: &'r git2::Repository,
    walk: Walk<'r>,
    /// What was walked, to be looked at again for another set of paths.
    steps: Vec<Step>,
    renames: Renames<'r>,
    effort: Effort,
    /// How many commits were looked at.
    reached: usize,
    /// Whether the search ended before history did.
    cut: bool,
}

/// A path on its way from the name asked for to the one that it has now.
struct Trail {
    asked: String,
    now: String,
    renames: u32,
    change: Option<Removed>,
}

impl<'r> History<'r> {
    fn new(snapshot: &'r Snapshot, repository: &'r git2::Repository, head: Oid, effort: Effort) -> Option<Self> {
        let walk = Walk::new(repository, head, MAX_COMMITS)?;
        let renames = Renames::new(Some(snapshot), repository)?;
        Some(Self { snapshot, repository, walk, steps: Vec::new(), renames, effort, reached: 0, cut: false })
    }

    fn fates(mut self, missing: &BTreeSet<String>) -> Fates {
        let start = |path: &String| Trail { asked: path.clone(), now: path.clone(), renames: 0, change: None };
        let mut trails: Vec<Trail> = missing.iter().map(start).collect();
        let mut known = BTreeMap::new();
        let mut until = usize::MAX;
        for _ in 0..=MAX_RENAMES {
            let lost: BTreeSet<String> = trails.iter().map(|trail| trail.now.clone()).collect();
            // What is found must be looked at too.
            let kept = self.effort.set_aside(4);
            let removed = self.removals(&lost, until);
            self.effort.give_back(kept);
            let destinations = self.destinations(&removed);
            // A new name can have been lost only after it was given.
            until = removed.values().map(|removed| if let Removed::At(at) = removed { *at } else { 0 }).max().unwrap_or(0);
            trails = trails.into_iter().filter_map(|trail| self.follow(trail, &removed, &destinations, &mut known)).collect();
            if trails.is_empty() {
                break;
            }
        }
        let last = self.steps.get(self.reached.saturating_sub(1)).filter(|_| self.cut);
        let last = last.and_then(|step| change(self.repository, step.commit));
        let unknown = missing.len() - known.len();
        Fates { known, horizon: last.filter(|_| unknown > 0).map(|last| Horizon { last, unknown }) }
    }

    /// Follows a path from one name to the next: `None` where that is the end of it, which is then `known` if anything is.
    fn follow(
        &self,
        mut trail: Trail,
        removed: &BTreeMap<String, Removed>,
        destinations: &BTreeMap<String, Option<String>>,
        known: &mut BTreeMap<String, Fate>,
    ) -> Option<Trail> {
        // Where nothing removed it, it never was there, or is hidden beyond the end of what is known.
        trail.change = Some(*removed.get(&trail.now)?);
        let Some(to) = destinations.get(&trail.now)? else {
            known.extend(self.fate(trail, false));
            return None;
        };
        trail.now.clone_from(to);
        trail.renames += 1;
        if self.exists(to) {
            known.extend(self.fate(trail, true));
            return None;
        }
        Some(trail)
    }

    fn exists(&self, path: &str) -> bool {
        self.snapshot.get(path).is_some() || self.snapshot.has_folder(path)
    }

    fn fate(&self, trail: Trail, exists: bool) -> Option<(String, Fate)> {
        let change = match trail.change? {
            Removed::Uncommitted => Change::Uncommitted,
            Removed::At(at) => change(self.repository, self.steps.get(at)?.commit)?,
        };
        let (to, last) = match exists {
            true => (Some(trail.now), None),
            false => (None, (trail.renames > 0).then_some(trail.now)),
        };
        Some((trail.asked, Fate { to, last, renames: trail.renames, change }))
    }

    /// What each removed path was renamed to in the change that removed it, if to anything. A path is left out where that was
    /// not looked at.
    fn destinations(&mut self, removed: &BTreeMap<String, Removed>) -> BTreeMap<String, Option<String>> {
        let mut changes: BTreeMap<Removed, Vec<&str>> = BTreeMap::new();
        for (path, change) in removed {
            changes.entry(*change).or_default().push(path);
        }
        let mut found = BTreeMap::new();
        for (change, paths) in changes {
            let effort = &mut self.effort;
            let renamed = match change {
                Removed::Uncommitted => self.steps.first().and_then(|head| self.renames.uncommitted(head.tree, &paths, effort)),
                Removed::At(at) => self.steps.get(at).and_then(|step| {
                    let before = *step.parents.first()?;
                    self.renames.committed(before, step.tree, &paths, effort)
                }),
            };
            let renamed = renamed.unwrap_or_default();
            for path in paths {
                match renamed.get(path) {
                    None if self.effort.is_spent() => self.cut = true,
                    to => drop(found.insert(path.to_owned(), to.cloned())),
                }
            }
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
