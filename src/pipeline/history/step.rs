//! One commit beside its parents: what it changed, and what its modules take along from them.

use super::compared::{Compared, Key, given};
use super::model::{Change, Kind, Milestones, Seen, kinds};
use super::tree::{Folder, Leaf};
use crate::curriculum::Module;
use crate::curriculum::coverage::{Report, Standing, Summary};
use crate::git::Renamer;
use crate::verdict::ModuleState;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// What a module takes along from commit to commit.
#[derive(Clone, Copy, Debug)]
struct Carried {
    /// The same for a module all its way.
    identity: (usize, usize),
    milestones: Milestones,
}

/// A commit whose children are still to come.
#[derive(Clone)]
pub(super) struct Live {
    root: Arc<Folder>,
    pub(super) summary: Summary,
    /// For each file with modules, in their order.
    carried: Arc<HashMap<Arc<str>, Vec<Carried>>>,
}

impl Live {
    fn carried(&self, (path, at): &Key) -> Option<&Carried> {
        self.carried.get(path)?.get(*at)
    }

    /// Where the ways of the modules of `report`, which are this commit's, turned.
    pub(super) fn milestones(&self, report: &Report) -> Vec<Milestones> {
        let of = |module: &Module| {
            let leaf = self.root.get(module.source.path())?;
            let same = |other: &Module| other.group == module.group && other.title.span == module.title.span;
            let at = leaf.content().modules.iter().position(same)?;
            Some(self.carried(&(Arc::clone(&leaf.path), at))?.milestones)
        };
        report.modules.iter().map(|module| of(module).unwrap_or_default()).collect()
    }
}

/// Looks at the commit of the number `at`, whose content is `root`; `cut`: not all its parents are known.
pub(super) fn step(
    (at, cut): (usize, bool),
    root: Arc<Folder>,
    mut parents: Vec<Live>,
    renamer: &mut Renamer,
    need_others: bool,
) -> (Live, Vec<Change>) {
    if parents.is_empty() {
        parents.push(Live { root: Arc::default(), summary: Summary::default(), carried: Arc::default() });
    }
    let compared: Vec<Compared> = parents.iter().map(|parent| Compared::new(&parent.root, &root, renamer)).collect();
    let commit = Commit { at, cut, parents: &parents, compared: &compared };
    let changes = if cut { Vec::new() } else { commit.changes() };
    let carried = commit.carried();
    let touched = compared.into_iter().next().map(|first| first.touched).unwrap_or_default();
    let mut live = parents.swap_remove(0);
    drop(parents);
    if !touched.0.is_empty() || !touched.1.is_empty() {
        let all = Arc::make_mut(&mut live.carried);
        touched.0.iter().for_each(|path| drop(all.remove(path)));
        all.extend(carried);
        live.summary = summary(&root, need_others);
    }
    live.root = root;
    (live, changes)
}

/// The figures of a whole commit.
fn summary(root: &Folder, need_others: bool) -> Summary {
    let mut sum = Vec::new();
    if need_others {
        let mut leaves = Vec::new();
        root.visit(&mut |leaf: &Arc<Leaf>| leaves.push(Arc::clone(leaf)));
        let given = given(leaves.iter().map(|leaf| &**leaf), root);
        let modules = leaves.iter().flat_map(|leaf| leaf.content().modules.iter().cloned()).collect();
        sum.extend(given.settle(modules).iter().map(Summary::of));
    } else {
        root.visit(&mut |leaf: &Arc<Leaf>| sum.push(leaf.content().modules.iter().map(Summary::of).sum::<Summary>()));
    }
    sum.into_iter().sum()
}

/// A commit beside its parents.
struct Commit<'a> {
    at: usize,
    cut: bool,
    parents: &'a [Live],
    compared: &'a [Compared],
}

impl Commit<'_> {
    /// What it changed: of a merge, what is different from every parent.
    fn changes(&self) -> Vec<Change> {
        let Some(first) = self.compared.first() else { return Vec::new() };
        let now = first.after.report.modules.iter().zip(&first.after.keys);
        let mut changes: Vec<Change> = now.flat_map(|(module, key)| self.changes_of(module, key)).collect();
        let gone = first.pairs.after.iter().enumerate().filter(|(_, now)| now.is_none());
        let gone = gone.filter(|(old, _)| self.gone_from_all(*old)).filter_map(|(old, _)| first.before.module(old));
        changes.extend(gone.map(|module| Change { kind: Kind::Removed, before: Some(Seen::of(module)), after: None }));
        changes
    }

    fn changes_of(&self, module: &Module, key: &Key) -> Vec<Change> {
        let mut olds = Vec::with_capacity(self.compared.len());
        for compared in self.compared {
            // One parent has it just so.
            let Ok(old) = compared.before(key) else { return Vec::new() };
            olds.extend(old.and_then(|old| compared.before.module(old)));
        }
        let Some((first, others)) = olds.split_first() else {
            return vec![Change { kind: Kind::Appeared, before: None, after: Some(Seen::of(module)) }];
        };
        let mut found = kinds(first, module);
        for other in others {
            let theirs = kinds(other, module);
            found.retain(|kind| theirs.contains(kind));
        }
        if self.compared.len() > 1 {
            // Competencies that both sides added are more than either has: nobody added any here.
            found.retain(|kind| *kind != Kind::Competencies);
        }
        let change = |kind| Change { kind, before: Some(Seen::of(first)), after: Some(Seen::of(module)) };
        found.into_iter().map(change).collect()
    }

    /// Whether every parent has the module that the first one has at `old`, and this commit has not.
    fn gone_from_all(&self, old: usize) -> bool {
        let Some((first, others)) = self.compared.split_first() else { return false };
        let identity = |live: &Live, compared: &Compared, old: usize| {
            compared.before.keys.get(old).and_then(|key| live.carried(key)).map(|carried| carried.identity)
        };
        let Some(own) = self.parents.first().and_then(|parent| identity(parent, first, old)) else { return others.is_empty() };
        others.iter().zip(self.parents.iter().skip(1)).all(|(compared, parent)| {
            let gone = compared.pairs.after.iter().enumerate().filter(|(_, now)| now.is_none());
            gone.map(|(old, _)| old).any(|old| identity(parent, compared, old) == Some(own))
        })
    }

    /// What the modules of the documents that the first parent has otherwise take along.
    fn carried(&self) -> BTreeMap<Arc<str>, Vec<Carried>> {
        let mut all: BTreeMap<Arc<str>, Vec<Carried>> = BTreeMap::new();
        let Some(first) = self.compared.first() else { return all };
        for (number, (module, key)) in first.after.report.modules.iter().zip(&first.after.keys).enumerate() {
            let carried = self.carried_by(module, key, number);
            all.entry(Arc::clone(&key.0)).or_default().push(carried);
        }
        all
    }

    /// A parent where the module stands as it does here tells since when; the first that has it, when it appeared.
    fn carried_by(&self, module: &Module, key: &Key, number: usize) -> Carried {
        let standing = |module: &Module| Standing::from(ModuleState::of(module));
        let mut known: Option<(Carried, bool)> = None;
        for (compared, parent) in self.compared.iter().zip(self.parents) {
            let (carried, same) = match compared.before(key) {
                Err(()) => (parent.carried(key), true),
                Ok(old) => {
                    let old = old.and_then(|old| Some((compared.before.module(old)?, compared.before.keys.get(old)?)));
                    let Some((old, key)) = old else { continue };
                    (parent.carried(key), standing(old) == standing(module))
                }
            };
            if let Some(carried) = carried
                && known.is_none_or(|(_, already)| same && !already)
            {
                known = Some((*carried, same));
            }
        }
        let here = (!self.cut).then_some(self.at);
        match known {
            Some((carried, true)) => carried,
            Some((carried, false)) => Carried { milestones: Milestones { since: here, ..carried.milestones }, ..carried },
            None => Carried { identity: (self.at, number), milestones: Milestones { appeared: here, since: here } },
        }
    }
}
