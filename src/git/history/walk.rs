//! The commits of a history, newest first, read as far as someone asks.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use git2::Oid;

/// A commit with what is compared of it.
pub(super) struct Step {
    /// Its name.
    pub(super) commit: Oid,
    /// Its root folder.
    pub(super) tree: Oid,
    /// The root folders of its parents, as far as this clone has them.
    pub(super) parents: Box<[Oid]>,
}

/// A commit that waits for its turn: the newest first, of equals that which was met first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Waiting {
    seconds: i64,
    order: Reverse<usize>,
    commit: Oid,
    tree: Oid,
    parents: Vec<Oid>,
}

/// The walk.
pub(super) struct Walk<'r> {
    repository: &'r git2::Repository,
    waiting: BinaryHeap<Waiting>,
    met: HashSet<Oid>,
    left: usize,
}

impl<'r> Walk<'r> {
    /// From the commit `head` back, at most `limit` commits.
    pub(super) fn new(repository: &'r git2::Repository, head: Oid, limit: usize) -> Option<Self> {
        let mut walk = Self { repository, waiting: BinaryHeap::new(), met: HashSet::new(), left: limit };
        walk.meet(&repository.find_commit(head).ok()?);
        Some(walk)
    }

    fn meet(&mut self, commit: &git2::Commit<'_>) {
        if self.met.insert(commit.id()) {
            let (seconds, order) = (commit.time().seconds(), Reverse(self.met.len()));
            let parents = commit.parent_ids().collect();
            self.waiting.push(Waiting { seconds, order, commit: commit.id(), tree: commit.tree_id(), parents });
        }
    }

    /// Whether there are commits that were not walked.
    pub(super) fn is_unfinished(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// The next commits, at most so many.
    pub(super) fn go_on(&mut self, count: usize) -> Vec<Step> {
        let count = count.min(self.left);
        let steps: Vec<Step> = std::iter::from_fn(|| self.step()).take(count).collect();
        self.left -= steps.len();
        steps
    }

    fn step(&mut self) -> Option<Step> {
        let next = self.waiting.pop()?;
        let mut parents = Vec::with_capacity(next.parents.len());
        for id in &next.parents {
            // A shallow clone does not have them all.
            if let Ok(parent) = self.repository.find_commit(*id) {
                parents.push(parent.tree_id());
                self.meet(&parent);
            }
        }
        if parents.len() < next.parents.len() {
            // With one parent unknown, nothing is known to have been in all of them.
            parents.clear();
        }
        Some(Step { commit: next.commit, tree: next.tree, parents: parents.into() })
    }
}
