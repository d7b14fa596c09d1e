//! Two commits beside each other: the modules of the documents that differ, and which of them became which.

use super::tree::{Folder, Leaf};
use crate::curriculum::compare::{Moves, Pairs, pair};
use crate::curriculum::coverage::Report;
use crate::curriculum::{Given, Marker, Module};
use crate::document::Source;
use crate::git::{BlobId, LineMap, Renamer};
use crate::text::path::folder_of;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// A module of a commit: the file, and its number among the modules of that file.
pub(super) type Key = (Arc<str>, usize);

/// The modules of some documents of one commit.
#[derive(Default)]
pub(super) struct Side {
    pub(super) report: Report,
    /// For each module of the report.
    pub(super) keys: Vec<Key>,
    /// The documents.
    sources: HashMap<Arc<str>, Arc<Source>>,
}

/// What a commit makes of one of its parents.
pub(super) struct Compared {
    pub(super) before: Side,
    pub(super) after: Side,
    pub(super) pairs: Pairs,
    /// Where the modules of [`Self::after`] are in it.
    places: HashMap<Key, usize>,
    /// The documents whose modules may have changed, as they were and as they are.
    pub(super) touched: (BTreeSet<Arc<str>>, BTreeSet<Arc<str>>),
}

impl Compared {
    /// Compares the commit `after` with its parent `before`.
    pub(super) fn new(before: &Folder, after: &Folder, renamer: &mut Renamer) -> Self {
        let (old, new) = before.changes(after);
        let renamed = renamed(&old, &new, (before, after), renamer);
        let paths = |leaves: &[Arc<Leaf>]| -> BTreeSet<Arc<str>> { leaves.iter().map(|leaf| Arc::clone(&leaf.path)).collect() };
        let mut touched = (paths(&old), paths(&new));
        if old.iter().chain(&new).any(|leaf| !leaf.content().given.is_empty()) {
            let changed: BTreeSet<Arc<str>> = touched.0.union(&touched.1).cloned().collect();
            before.visit(&mut |leaf| assessed_by(leaf, &changed, &mut touched.0));
            after.visit(&mut |leaf| assessed_by(leaf, &changed, &mut touched.1));
        }
        share_folders(old.iter().chain(&new), (before, after), &mut touched);
        let (before, after) = (Side::new(before, &touched.0), Side::new(after, &touched.1));
        let moved = Moved { before: &before, after: &after, renamed, lines: RefCell::default() };
        let pairs = pair(&before.report, &after.report, &moved);
        let places = after.keys.iter().cloned().zip(0..).collect();
        Self { before, after, pairs, places, touched }
    }

    /// What the module at `key` of the later commit was; `Err` if nothing is different there.
    pub(super) fn before(&self, key: &Key) -> Result<Option<usize>, ()> {
        let at = self.places.get(key).ok_or(())?;
        Ok(self.pairs.before.get(*at).copied().flatten())
    }
}

/// Adds the documents whose modules are those of folders of which another document changed.
fn share_folders<'l>(
    changed: impl Iterator<Item = &'l Arc<Leaf>>,
    (before, after): (&Folder, &Folder),
    touched: &mut (BTreeSet<Arc<str>>, BTreeSet<Arc<str>>),
) {
    let is_part = |leaf: &Leaf| leaf.content().modules.iter().any(|module| module.marker == Marker::Folder);
    let folders: HashSet<&str> = changed.filter(|leaf| is_part(leaf)).map(|leaf| folder_of(&leaf.path)).collect();
    if folders.is_empty() {
        return;
    }
    for (root, touched) in [(before, &mut touched.0), (after, &mut touched.1)] {
        root.visit(&mut |leaf: &Arc<Leaf>| {
            if folders.contains(folder_of(&leaf.path)) && is_part(leaf) {
                touched.insert(Arc::clone(&leaf.path));
            }
        });
    }
}

/// Adds the document if one of its modules is assessed by a document that `changed`.
fn assessed_by(leaf: &Arc<Leaf>, changed: &BTreeSet<Arc<str>>, touched: &mut BTreeSet<Arc<str>>) {
    let assessed = |module: &Module| wanted(module).any(|path| changed.contains(path));
    if leaf.content().modules.iter().any(assessed) {
        touched.insert(Arc::clone(&leaf.path));
    }
}

/// What files with modules became whose names vanished while others appeared.
fn renamed(
    old: &[Arc<Leaf>],
    new: &[Arc<Leaf>],
    (before, after): (&Folder, &Folder),
    renamer: &mut Renamer,
) -> BTreeMap<String, String> {
    fn alone<'l>(leaves: &'l [Arc<Leaf>], other: &Folder) -> Vec<(&'l str, BlobId)> {
        let alone = leaves.iter().filter(|leaf| other.get(&leaf.path).is_none());
        alone.map(|leaf| (&*leaf.path, leaf.blob)).collect()
    }
    let (gone, fresh) = (alone(old, after), alone(new, before));
    if gone.is_empty() || fresh.is_empty() { BTreeMap::new() } else { renamer.between(&gone, &fresh) }
}

impl Side {
    /// The modules of the documents of `root` at `paths`.
    fn new(root: &Folder, paths: &BTreeSet<Arc<str>>) -> Self {
        let mut side = Self::default();
        let leaves: Vec<&Arc<Leaf>> = paths.iter().filter_map(|path| root.get(path)).collect();
        let given = given(leaves.iter().map(|leaf| &***leaf), root);
        // Parts of folders, and the keys of each by its group and file.
        let (mut parts, mut keys) = (Vec::new(), HashMap::new());
        for leaf in leaves {
            for (at, module) in leaf.content().modules.iter().cloned().enumerate() {
                let key = (Arc::clone(&leaf.path), at);
                if module.marker == Marker::Folder {
                    keys.insert((Arc::clone(&module.group), Arc::clone(&leaf.path)), key);
                    parts.push(module);
                } else {
                    given.settle(vec![module]).into_iter().for_each(|module| side.add(module, key.clone()));
                }
            }
        }
        for module in given.settle(parts) {
            if let Some(key) = keys.remove(&(Arc::clone(&module.group), Arc::clone(&module.source.path))) {
                side.add(module, key);
            }
        }
        side
    }

    fn add(&mut self, module: Module, key: Key) {
        // A copy of its own, which takes the text along when it is dropped.
        let source = self.sources.entry(Arc::clone(&key.0)).or_insert_with(|| module.source.copied());
        self.report.modules.push(Module { source: Arc::clone(source), ..module });
        self.keys.push(key);
    }

    /// The module at `index`.
    pub(super) fn module(&self, index: usize) -> Option<&Module> {
        self.report.modules.get(index)
    }
}

/// What the files of `root` give to the modules of `leaves`.
pub(super) fn given<'a>(leaves: impl Iterator<Item = &'a Leaf>, root: &Folder) -> Given {
    let paths: BTreeSet<&str> = leaves.flat_map(|leaf| &leaf.content().modules).flat_map(wanted).collect();
    let files = paths.into_iter().filter_map(|path| root.get(path));
    Given::new(files.flat_map(|leaf| leaf.content().given.iter().cloned()).collect())
}

/// The files that `module` is assessed by.
fn wanted(module: &Module) -> impl Iterator<Item = &str> {
    let links = module.assessments.iter().filter_map(|assessment| Some(&assessment.link.as_ref()?.path));
    links.chain(&module.assessed_by).map(String::as_str)
}

/// Where files and lines are in the later commit.
struct Moved<'a> {
    before: &'a Side,
    after: &'a Side,
    renamed: BTreeMap<String, String>,
    lines: RefCell<HashMap<String, Arc<LineMap>>>,
}

impl Moves for Moved<'_> {
    fn path<'a>(&'a self, before: &'a str) -> &'a str {
        self.renamed.get(before).map_or(before, String::as_str)
    }

    fn lines(&self, path: &str, before: u32) -> Option<Range<u32>> {
        let known = self.lines.borrow().get(path).map(Arc::clone);
        let map = known.or_else(|| {
            let old = self.renamed.iter().find(|(_, to)| *to == path).map_or(path, |(from, _)| from);
            let (old, new) = (self.before.sources.get(old)?, self.after.sources.get(path)?);
            let map = Arc::new(LineMap::new(old.text(), new.text()));
            self.lines.borrow_mut().insert(path.to_owned(), Arc::clone(&map));
            Some(map)
        })?;
        map.now(before).map(|line| line..line.saturating_add(1)).or_else(|| map.instead(before))
    }
}
