//! The same sequence for a thousand commits: figures and changes of the modules, commit by commit.
//!
//! Every commit is judged by the newest one's configuration, so that figures can be compared. The commits are taken in
//! runs: their folders are listed, then what is new among their documents is read on all cores, then each commit is
//! compared with its parents.

mod compared;
mod model;
mod step;
mod tree;

pub use model::{Change, History, Kind, Milestones, Seen, Step};

use super::{Error, Outcome};
use crate::git::{Log, Repository};
use crate::online::Progress;
use std::sync::Arc;
use step::Live;
use tree::{Folder, Trees};

/// How many commits are taken together.
const RUN: usize = 256;

/// The history of `log`, whose newest commit is that of `outcome`, judged by its configuration. `progress` counts the
/// commits.
///
/// # Errors
/// When a folder or a document of some commit can't be read.
pub fn history(repository: &Repository, log: Log, outcome: &Outcome, progress: &Progress) -> Result<History, Error> {
    progress.begin(log.commits.len());
    let mut walk = Walk::new(repository, &log, outcome)?;
    for from in (0..log.commits.len()).step_by(RUN) {
        walk.run(&log, from..log.commits.len().min(from + RUN), progress)?;
    }
    let modules = walk.last.as_ref().map(|live| live.milestones(&outcome.curriculum.report)).unwrap_or_default();
    let steps = log.commits.into_iter().zip(walk.steps);
    let commits = steps.map(|(commit, (summary, changes))| Step { commit, summary, changes }).collect();
    Ok(History { commits, modules, complete: log.complete, first_parent: log.first_parent })
}

/// The walk. Of commits whose children are all known nothing stays but what they changed.
struct Walk<'a> {
    trees: Trees<'a>,
    renamer: crate::git::Renamer,
    /// For each commit, how many children still need it.
    wanted: Vec<usize>,
    roots: Vec<Option<Arc<Folder>>>,
    lives: Vec<Option<Live>>,
    steps: Vec<(crate::curriculum::coverage::Summary, Vec<Change>)>,
    last: Option<Live>,
}

impl<'a> Walk<'a> {
    fn new(repository: &'a Repository, log: &Log, outcome: &'a Outcome) -> Result<Self, Error> {
        let mut wanted = vec![0; log.commits.len()];
        log.commits.iter().flat_map(|commit| &commit.parents).for_each(|parent| wanted[*parent] += 1);
        Ok(Self {
            trees: Trees::new(repository, &outcome.config, &outcome.reading),
            renamer: repository.renamer().map_err(Error::Git)?,
            roots: vec![None; wanted.len()],
            lives: (0..wanted.len()).map(|_| None).collect(),
            wanted,
            steps: Vec::with_capacity(log.commits.len()),
            last: None,
        })
    }

    fn run(&mut self, log: &Log, run: std::ops::Range<usize>, progress: &Progress) -> Result<(), Error> {
        for at in run.clone() {
            let commit = &log.commits[at];
            let parents: Vec<&Arc<Folder>> = commit.parents.iter().filter_map(|parent| self.roots[*parent].as_ref()).collect();
            let root = self.trees.root(commit.tree, &parents)?;
            self.roots[at] = Some(root);
        }
        self.trees.read()?;
        for at in run {
            self.step(log, at);
            progress.step();
        }
        Ok(())
    }

    fn step(&mut self, log: &Log, at: usize) {
        let commit = &log.commits[at];
        let Some(root) = self.roots[at].clone() else { return };
        let mut parents = Vec::with_capacity(commit.parents.len());
        for parent in &commit.parents {
            self.wanted[*parent] -= 1;
            let done = self.wanted[*parent] == 0;
            let live = if done { self.lives[*parent].take() } else { self.lives[*parent].clone() };
            if done {
                self.roots[*parent] = None;
            }
            parents.extend(live);
        }
        let (live, changes) = step::step((at, commit.cut), root, parents, &mut self.renamer, self.trees.need_others);
        self.steps.push((live.summary, changes));
        if self.wanted[at] > 0 {
            self.lives[at] = Some(live);
        } else {
            self.roots[at] = None;
            self.last = Some(live);
        }
    }
}
