//! Which new file an old one became: the same content, else content that is alike, as git sees it.

use std::collections::{BTreeMap, HashSet};

use git2::{Delta, DiffFindOptions, ObjectType, Oid};

use super::super::Snapshot;
use super::effort::{ENTRY, Effort, OBJECT, PAIR};
use crate::git::{BlobId, Entry, EntryKind};

/// Files that a change removed, or added, at most: more is no rename but another repository.
const MAX_CHANGED: usize = 50_000;

/// The longest path of a folder that is looked into, in bytes.
const MAX_PATH: usize = 4_096;

/// Old files, and new ones, whose contents are compared in one change; and how many pairs of them in one run.
const MAX_OLD: usize = 100;
const MAX_NEW: usize = 200;
const MAX_PAIRS: usize = 100_000;

/// The largest content that is compared, in bytes.
const MAX_COMPARED: usize = 512 * 1024;

/// How alike two contents must be, in percent: what git itself takes for a rename.
const ALIKE: u16 = 50;

/// A file on one side of a change.
struct Side {
    path: String,
    content: Oid,
}

/// Finds renames, within bounds for a whole run.
pub(in crate::git) struct Renames<'r> {
    /// Where contents that are in no commit are read; `None` where all are.
    snapshot: Option<&'r Snapshot>,
    repository: &'r git2::Repository,
    pairs_left: usize,
}

impl<'r> Renames<'r> {
    /// For a handle of its own on the repository, to which nothing is written: what has to be (contents of the work tree,
    /// lists of the files to compare) is kept in memory.
    pub(in crate::git) fn new(snapshot: Option<&'r Snapshot>, repository: &'r git2::Repository) -> Option<Self> {
        repository.odb().ok()?.add_new_mempack_backend(1_000).ok()?;
        Some(Self { snapshot, repository, pairs_left: MAX_PAIRS })
    }

    /// Goes on with a handle that [`Self::new`] has prepared.
    pub(in crate::git) fn resumed(repository: &'r git2::Repository, pairs_left: usize) -> Self {
        Self { snapshot: None, repository, pairs_left }
    }

    /// How many pairs of contents may still be compared.
    pub(in crate::git) fn pairs_left(&self) -> usize {
        self.pairs_left
    }

    /// What each of `paths`, files or folders that the root folder `before` has and `after` has not, became.
    pub(super) fn committed(
        &mut self,
        before: Oid,
        after: Oid,
        paths: &[&str],
        effort: &mut Effort,
    ) -> Option<BTreeMap<String, String>> {
        let (old, new) = self.changed(before, after, effort)?;
        Some(self.destinations(paths, &old, &new, effort))
    }

    /// The files that stand under one of two root folders alone. What both have is not looked into, which libgit2's own
    /// comparison of trees does.
    fn changed(&self, before: Oid, after: Oid, effort: &mut Effort) -> Option<(Vec<Side>, Vec<Side>)> {
        let mut sides = (Vec::new(), Vec::new());
        let mut folders = vec![(String::new(), Some(before), Some(after))];
        while let Some((folder, before, after)) = folders.pop() {
            let (old, new) = (self.entries(before)?, self.entries(after)?);
            effort.spend(2 * OBJECT + ENTRY * (old.len() + new.len()) as u64);
            if effort.is_spent() {
                return None;
            }
            for (name, &(id, is_folder)) in &old {
                match new.get(name) {
                    Some(same) if *same == (id, is_folder) => {}
                    Some(&(other, true)) if is_folder => folders.push((format!("{folder}{name}/"), Some(id), Some(other))),
                    _ if is_folder => folders.push((format!("{folder}{name}/"), Some(id), None)),
                    Some((_, false)) => {}
                    _ => sides.0.push(Side { path: format!("{folder}{name}"), content: id }),
                }
            }
            for (name, &(id, is_folder)) in &new {
                match old.get(name) {
                    Some((_, was_folder)) if *was_folder == is_folder => {}
                    _ if is_folder => folders.push((format!("{folder}{name}/"), None, Some(id))),
                    _ => sides.1.push(Side { path: format!("{folder}{name}"), content: id }),
                }
            }
            if sides.0.len() + sides.1.len() + folders.len() > 2 * MAX_CHANGED || folder.len() > MAX_PATH {
                return None;
            }
        }
        Some(sides)
    }

    /// The files and folders of a folder by name; those whose names are not UTF-8 have no link to them.
    fn entries(&self, folder: Option<Oid>) -> Option<BTreeMap<String, (Oid, bool)>> {
        let Some(id) = folder else { return Some(BTreeMap::new()) };
        let tree = self.repository.find_tree(id).ok()?;
        let entry = |entry: git2::TreeEntry<'_>| {
            let is_folder = entry.kind() == Some(ObjectType::Tree);
            let known = is_folder || entry.kind() == Some(ObjectType::Blob);
            known.then(|| Some((entry.name().ok()?.to_owned(), (entry.id(), is_folder)))).flatten()
        };
        Some(tree.iter().filter_map(entry).collect())
    }

    /// The same between the root folder `head` and the snapshot.
    pub(super) fn uncommitted(&mut self, head: Oid, paths: &[&str], effort: &mut Effort) -> Option<BTreeMap<String, String>> {
        let snapshot = self.snapshot?;
        let tree = self.repository.find_tree(head).ok()?;
        let mut old = Vec::new();
        let mut known = HashSet::new();
        tree.walk(git2::TreeWalkMode::PreOrder, |folder, entry| {
            if let (Ok(name), Some(ObjectType::Blob)) = (entry.name(), entry.kind()) {
                let path = format!("{folder}{name}");
                if snapshot.get(&path).is_some() {
                    known.insert(path);
                } else {
                    old.push(Side { path, content: entry.id() });
                }
            }
            // More files than anyone renames at once: no more of them.
            i32::from(known.len() + old.len() > 10 * MAX_CHANGED)
        })
        .ok()?;
        let asked: HashSet<&str> = paths.iter().copied().collect();
        old.retain(|side| is_asked(&side.path, &asked));
        let extensions: HashSet<&str> = old.iter().map(|side| extension(&side.path)).collect();
        let like = |entry: &&Entry| extensions.contains(extension(&entry.path));
        let is_file = |entry: &&Entry| matches!(entry.kind, EntryKind::File | EntryKind::Executable);
        let fresh = snapshot.entries().iter().filter(is_file).filter(|entry| !known.contains(&*entry.path)).filter(like);
        let new: Vec<Side> = fresh.take(MAX_NEW).filter_map(|entry| self.side(entry)).collect();
        Some(self.destinations(paths, &old, &new, effort))
    }

    /// A file of the snapshot with the name that git would give to its content.
    fn side(&self, entry: &Entry) -> Option<Side> {
        let path = entry.path.to_string();
        if let Some(content) = entry.blob_id() {
            return Some(Side { path, content: content.oid().ok()? });
        }
        let bytes = self.snapshot?.read(entry).ok().filter(|bytes| bytes.len() <= MAX_COMPARED)?;
        Some(Side { path, content: self.repository.blob(&bytes).ok()? })
    }

    /// What files that were `removed` became among those that were `added`, both of the snapshot and its base: new path by
    /// old path.
    pub(in crate::git) fn between(&mut self, removed: &[&Entry], added: &[&Entry]) -> BTreeMap<String, String> {
        let is_file = |entry: &&&Entry| matches!(entry.kind, EntryKind::File | EntryKind::Executable);
        let of_commit = |entry: &&Entry| Some(Side { path: entry.path.to_string(), content: entry.blob_id()?.oid().ok()? });
        let old: Vec<Side> = removed.iter().filter(is_file).filter_map(of_commit).collect();
        let extensions: HashSet<&str> = old.iter().map(|side| extension(&side.path)).collect();
        let like = |entry: &&&Entry| extensions.contains(extension(&entry.path));
        let new: Vec<Side> = added.iter().filter(is_file).filter(like).filter_map(|entry| self.side(entry)).collect();
        let paths: Vec<&str> = old.iter().map(|side| side.path.as_str()).collect();
        self.destinations(&paths, &old, &new, &mut Effort::unlimited())
    }

    /// The same of files of two commits, each with its content.
    pub(in crate::git) fn of_contents(
        &mut self,
        removed: &[(&str, BlobId)],
        added: &[(&str, BlobId)],
    ) -> BTreeMap<String, String> {
        let side = |(path, id): &(&str, BlobId)| Some(Side { path: (*path).to_owned(), content: id.oid().ok()? });
        let old: Vec<Side> = removed.iter().filter_map(side).collect();
        let new: Vec<Side> = added.iter().filter_map(side).collect();
        let paths: Vec<&str> = removed.iter().map(|(path, _)| *path).collect();
        self.destinations(&paths, &old, &new, &mut Effort::unlimited())
    }

    fn destinations(&mut self, paths: &[&str], old: &[Side], new: &[Side], effort: &mut Effort) -> BTreeMap<String, String> {
        let asked: HashSet<&str> = paths.iter().copied().collect();
        let gone = old.iter().filter(|side| is_asked(&side.path, &asked));
        let mut became: BTreeMap<&str, &str> = BTreeMap::new();
        let mut contents: BTreeMap<Oid, Vec<&str>> = BTreeMap::new();
        for side in new {
            contents.entry(side.content).or_default().push(&side.path);
        }
        let mut changed = Vec::new();
        for side in gone {
            // An empty file is like any other.
            let same = contents.get(&side.content).filter(|_| side.content != empty());
            match same.and_then(|paths| paths.iter().max_by_key(|path| likeness(&side.path, path))) {
                Some(path) => drop(became.insert(&side.path, path)),
                None if side.content == empty() => {}
                None => changed.push(side),
            }
        }
        became.extend(self.alike(&changed, new, effort).unwrap_or_default());
        let to = |path: &&str| became.get(path).map(|to| (*to).to_owned()).or_else(|| folder(path, &became));
        paths.iter().filter_map(|path| Some(((*path).to_owned(), to(path)?))).collect()
    }

    /// Pairs of files whose contents are alike.
    fn alike<'s>(&mut self, old: &[&'s Side], new: &'s [Side], effort: &mut Effort) -> Option<Vec<(&'s str, &'s str)>> {
        let odb = self.repository.odb().ok()?;
        let mut bytes = 0;
        let mut is_small = |side: &Side| {
            let size = odb.read_header(side.content).ok().map(|(size, _)| size).filter(|size| *size <= MAX_COMPARED);
            bytes += size.map_or(0, |size| size as u64 + OBJECT);
            size.is_some()
        };
        let old: Vec<&Side> = old.iter().copied().filter(|side| is_small(side)).take(MAX_OLD).collect();
        let extensions: HashSet<&str> = old.iter().map(|side| extension(&side.path)).collect();
        let like = |side: &&Side| extensions.contains(extension(&side.path));
        let new: Vec<&Side> = new.iter().filter(like).filter(|side| is_small(side)).take(MAX_NEW).collect();
        self.pairs_left = self.pairs_left.checked_sub(old.len() * new.len())?;
        if old.is_empty() || new.is_empty() {
            return None;
        }
        let cost = bytes + PAIR * (old.len() * new.len()) as u64;
        let is_enough = effort.is_enough_for(cost);
        effort.spend(cost);
        if !is_enough {
            return None;
        }
        // Two folders that hold nothing else, so that nothing else is compared.
        let folder = |sides: &[&Side], name: &str| {
            let mut builder = self.repository.treebuilder(None)?;
            for (at, side) in sides.iter().enumerate() {
                builder.insert(format!("{name}{at}"), side.content, 0o100_644)?;
            }
            self.repository.find_tree(builder.write()?)
        };
        let (before, after) = (folder(&old, "old").ok()?, folder(&new, "new").ok()?);
        let mut diff = self.repository.diff_tree_to_tree(Some(&before), Some(&after), None).ok()?;
        diff.find_similar(Some(DiffFindOptions::new().renames(true).rename_threshold(ALIKE).rename_limit(MAX_NEW))).ok()?;
        let at = |path: Option<&std::path::Path>| path?.to_str()?.get(3..)?.parse::<usize>().ok();
        let pair = |delta: git2::DiffDelta<'_>| {
            let (from, to) = (at(delta.old_file().path())?, at(delta.new_file().path())?);
            Some((old.get(from)?.path.as_str(), new.get(to)?.path.as_str()))
        };
        Some(diff.deltas().filter(|delta| delta.status() == Delta::Renamed).filter_map(pair).collect())
    }
}

/// What the folder `path` became, when most of the files in it went to the same place.
fn folder(path: &str, became: &BTreeMap<&str, &str>) -> Option<String> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut files = 0;
    for (from, to) in became.iter().filter(|(from, _)| is_at_or_below(from, path)) {
        files += 1;
        let rest = from.get(path.len()..)?;
        if let Some(place) = to.strip_suffix(rest).filter(|place| !place.is_empty()) {
            *places.entry(place).or_default() += 1;
        }
    }
    let (place, count) = places.into_iter().max_by_key(|(_, count)| *count)?;
    (2 * count > files).then(|| place.to_owned())
}

fn is_at_or_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether `path`, or a folder that holds it, is one of `asked`.
fn is_asked(path: &str, asked: &HashSet<&str>) -> bool {
    memchr::memchr_iter(b'/', path.as_bytes()).chain([path.len()]).any(|end| asked.contains(&path[..end]))
}

fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// How much two paths have in common: the name first, then the folders; of equals, the first by name.
fn likeness<'p>(from: &str, to: &'p str) -> (bool, usize, std::cmp::Reverse<&'p str>) {
    let name = |path: &str| path.rsplit('/').next().map(str::to_owned);
    let common = from.split('/').zip(to.split('/')).take_while(|(a, b)| a == b).count();
    (name(from) == name(to), common, std::cmp::Reverse(to))
}

/// The name of the empty content.
fn empty() -> Oid {
    Oid::hash_object(ObjectType::Blob, &[]).unwrap_or(Oid::ZERO_SHA1)
}
