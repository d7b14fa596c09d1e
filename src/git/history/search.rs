//! Where paths were last removed: the commits compared with their parents, newest first, on all cores.
//!
//! Commits are looked at in rounds, each in as many parts whatever the number of threads, and a part knows what was still
//! sought when its round began: what is found, and where the effort ends, depends on the repository alone.

use std::collections::{BTreeMap, BTreeSet};

use super::effort::{COMMIT, Effort};
use super::walk::Step;
use super::wanted::{Trees, Wanted};
use super::{History, Removed};
use crate::git::SnapshotKind;
use crate::git::objects::Objects;

/// How many commits the first round looks at. Each round looks at twice as many as the one before it, up to a limit.
const FIRST: usize = 16;
const MOST: usize = 512;

/// The parts of a round.
const PARTS: usize = 8;

/// What was found in one part of a round.
struct Looked {
    /// The paths that were removed, each with the number of the commit.
    removed: Vec<(String, usize)>,
    /// How much effort it took.
    spent: u64,
    /// The first commit that was not looked at for want of effort.
    stopped: Option<usize>,
}

impl History<'_> {
    /// Where each of `paths` was last removed, as far as there is effort; commits from number `until` on are not looked at.
    pub(super) fn removals(&mut self, paths: &BTreeSet<String>, until: usize) -> BTreeMap<String, Removed> {
        let mut found = BTreeMap::new();
        let mut wanted = Wanted::new(paths);
        if self.snapshot.kind() != SnapshotKind::Commit {
            self.uncommitted(&mut wanted, &mut found);
        }
        let (mut at, mut size) = (0, FIRST);
        while wanted.is_open() && at < until {
            let end = (at + size).min(until);
            let more = self.walk.go_on(end.saturating_sub(self.steps.len()));
            self.steps.extend(more);
            let end = end.min(self.steps.len());
            if at >= end || self.effort.is_spent() {
                self.cut = at < end || self.walk.is_unfinished();
                break;
            }
            self.reached = self.reached.max(end);
            let looked = self.round(&wanted, at..end, (2 * size).min(MOST));
            self.effort.spend(COMMIT * (end - at) as u64);
            for part in looked {
                // A repository that can't be opened again has told all it can.
                let Some(part) = part else { return found };
                self.effort.spend(part.spent);
                for (path, at) in part.removed {
                    wanted.close(&path);
                    found.entry(path).or_insert(Removed::At(at));
                }
                if let Some(stopped) = part.stopped {
                    (self.cut, self.reached) = (wanted.is_open(), stopped);
                    return found;
                }
            }
            (at, size) = (end, (2 * size).min(MOST));
        }
        found
    }

    /// The paths that the newest commit has, and the work tree or the index has not.
    fn uncommitted(&mut self, wanted: &mut Wanted, found: &mut BTreeMap<String, Removed>) {
        if self.steps.is_empty() {
            self.steps = self.walk.go_on(1);
        }
        let Some(head) = self.steps.first().map(|step| step.tree) else { return };
        let mut trees = Trees::new(self.repository, self.effort);
        for path in wanted.present(&mut trees, head) {
            wanted.close(&path);
            found.insert(path, Removed::Uncommitted);
        }
        self.effort = trees.effort;
    }

    /// Looks at the commits of these numbers, and meanwhile reads up to `ahead` of those that follow.
    fn round(&mut self, wanted: &Wanted, numbers: std::ops::Range<usize>, ahead: usize) -> Vec<Option<Looked>> {
        let first = numbers.start;
        let Some(steps) = self.steps.get(numbers) else { return Vec::new() };
        let size = steps.len().div_ceil(PARTS);
        let (objects, effort) = (&*self.snapshot.objects, self.effort.part(PARTS as u64));
        let mut parts: Vec<Option<Looked>> = std::iter::repeat_with(|| None).take(steps.len().div_ceil(size)).collect();
        let walk = &mut self.walk;
        let followed = rayon::in_place_scope(|scope| {
            for ((part, steps), first) in parts.iter_mut().zip(steps.chunks(size)).zip((first..).step_by(size)) {
                scope.spawn(move |_| *part = look(objects, wanted, (first, steps), effort));
            }
            // What no effort will be left for is not read.
            let affordable = usize::try_from(PARTS as u64 * effort.worth(COMMIT)).unwrap_or(usize::MAX);
            walk.go_on(ahead.min(affordable))
        });
        self.steps.extend(followed);
        parts
    }
}

/// Looks at some commits, the first of which has that number.
fn look(objects: &Objects, wanted: &Wanted, (first, steps): (usize, &[Step]), effort: Effort) -> Option<Looked> {
    let look = |repository: &git2::Repository| {
        let mut trees = Trees::new(repository, effort);
        let mut removed = Vec::new();
        let mut stopped = None;
        for (at, step) in (first..).zip(steps) {
            if trees.effort.is_spent() {
                stopped = Some(at);
                break;
            }
            if let Some((parent, others)) = step.parents.split_first() {
                for path in wanted.removed(&mut trees, *parent, step.tree) {
                    if others.iter().all(|tree| trees.has(*tree, &path)) {
                        removed.push((path, at));
                    }
                }
            }
        }
        Ok(Looked { removed, spent: trees.effort.spent_since(effort), stopped })
    };
    objects.lend(look).ok()
}
