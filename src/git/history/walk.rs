//! The commits of a history, newest first, read as far as someone asks.

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
    order: std::cmp::Reverse<usize>,
    commit: Oid,
    tree: Oid,
}

/// The walk. What was walked is kept, to be looked at again for another set of paths.
pub(super) struct Walk<'r> {
    repository: &'r git2::Repository,
    waiting: BinaryHeap<Waiting>,
    met: HashSet<Oid>,
    steps: Vec<Step>,
    limit: usize,
}

impl<'r> Walk<'r> {
    /// From the commit `head` back, at most `limit` commits.
    pub(super) fn new(repository: &'r git2::Repository, head: Oid, limit: usize) -> Option<Self> {
        let mut walk = Self { repository, waiting: BinaryHeap::new(), met: HashSet::new(), steps: Vec::new(), limit };
        walk.meet(&repository.find_commit(head).ok()?);
        Some(walk)
    }

    fn meet(&mut self, commit: &git2::Commit<'_>) {
        if self.met.insert(commit.id()) {
            let (seconds, order) = (commit.time().seconds(), std::cmp::Reverse(self.met.len()));
            self.waiting.push(Waiting { seconds, order, commit: commit.id(), tree: commit.tree_id() });
        }
    }

    /// The commit of that number, from 0 for the newest, if it has been walked.
    pub(super) fn get(&self, at: usize) -> Option<&Step> {
        self.steps.get(at)
    }

    /// The same, walking so far if need be; numbers are asked for in order.
    pub(super) fn step(&mut self, at: usize) -> Option<&Step> {
        while self.steps.len() <= at && self.steps.len() < self.limit {
            let next = self.waiting.pop()?;
            let commit = self.repository.find_commit(next.commit).ok()?;
            let mut parents = Vec::with_capacity(commit.parent_count());
            let mut complete = true;
            for id in commit.parent_ids() {
                // A shallow clone does not have them all.
                match self.repository.find_commit(id) {
                    Ok(parent) => {
                        parents.push(parent.tree_id());
                        self.meet(&parent);
                    }
                    Err(_) => complete = false,
                }
            }
            if !complete {
                // With one parent unknown, nothing is known to have been in all of them.
                parents.clear();
            }
            self.steps.push(Step { commit: next.commit, tree: next.tree, parents: parents.into() });
        }
        self.steps.get(at)
    }
}
