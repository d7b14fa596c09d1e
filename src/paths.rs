//! Every path of a snapshot, folders too: found exactly, or by what a reader would take for the same name.

mod near;

use crate::git::Fates;
use crate::text::Span;
use crate::text::hashed::ByHash;
use crate::text::path::file_name;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::{Arc, OnceLock};
use unicode_normalization::UnicodeNormalization as _;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathKind {
    /// A file.
    File,
    /// A folder that holds at least one entry.
    Folder,
    /// A symbolic link.
    Link,
    /// A submodule, whose files are not entries.
    Submodule,
}

/// What the corpus asks of a snapshot.
pub trait Paths: Debug + Send + Sync {
    /// Calls `see` for every file, link and submodule, sorted by path: its path, what it is, whether git knows it.
    fn visit(&self, see: &mut dyn FnMut(&Arc<str>, PathKind, bool));
    /// Where the symbolic link at `path` points, as written.
    fn link_target(&self, path: &str) -> Option<String>;
    /// Whether git ignores `path`, which is no entry.
    fn is_ignored(&self, path: &str) -> bool;
    /// Whether something stands on the disk at `path`, which is no entry, where the disk is what is looked at.
    fn is_on_disk(&self, path: &str) -> bool;
    /// Whether a file stands on the disk at `path`, which is no entry because the index is looked at and does not have it.
    fn is_unstaged(&self, path: &str) -> bool {
        let _ = path;
        false
    }
    /// What became of `missing`, paths that are not there, as far as history tells at the cost of reading so many bytes of it.
    fn fates(&self, missing: &BTreeSet<String>, bytes: u64) -> Fates {
        let _ = (missing, bytes);
        Fates::default()
    }
    /// The text of the file at `path`; `None` if there is none, it is no text, or it has more than `largest` bytes.
    fn read(&self, path: &str, largest: usize) -> Option<String>;
}

/// One path of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// It, from the root of the repository.
    pub path: &'a str,
    /// What stands there.
    pub kind: PathKind,
    /// Whether git knows it; of a folder, whether it knows anything in it.
    pub tracked: bool,
    /// Index of the document, if it is one.
    pub page: Option<u32>,
}

#[derive(Debug)]
struct Node {
    /// Where it stands in the paths.
    place: Span,
    page: u32,
    kind: PathKind,
    tracked: bool,
}

const NO_PAGE: u32 = u32::MAX;

/// The paths of a snapshot and all their folders.
#[derive(Debug, Default)]
pub struct PathIndex {
    /// The paths of all entries, one after another: what is looked up stands side by side.
    paths: String,
    entries: Vec<Span>,
    nodes: Vec<Node>,
    exact: ByHash<u32>,
    /// Nodes whose hash another one has: next to never any.
    collisions: Vec<u32>,
    /// Whether any is a symbolic link or a submodule.
    has_gates: bool,
    folded: OnceLock<ByHash<u32>>,
    /// Hash of each entry's file name, letter case aside, and the entry; sorted.
    names: OnceLock<Vec<(u64, u32)>>,
    near: near::Near,
}

impl PathIndex {
    /// Of all `paths`.
    pub fn new(paths: &dyn Paths) -> Self {
        let mut index = Self::default();
        paths.visit(&mut |path, kind, tracked| index.add(path, kind, tracked));
        index
    }

    /// Remembers which of the paths are documents: `pages`, sorted as they are.
    pub fn number<'p>(&mut self, pages: impl Iterator<Item = &'p str>) {
        let mut node = 0;
        for (at, page) in pages.enumerate() {
            // Folders stand behind the first of their entries.
            while self.nodes.get(node).is_some_and(|it| it.kind == PathKind::Folder || *self.written(it.place) < *page) {
                node += 1;
            }
            if self.nodes.get(node).is_some_and(|it| self.written(it.place) == page) {
                self.nodes[node].page = at as u32;
            }
        }
    }

    fn add(&mut self, path: &str, kind: PathKind, tracked: bool) {
        let start = self.paths.len();
        self.has_gates |= is_gate(kind);
        let place = |path: &str| Span::new(start, start + path.len());
        self.paths.push_str(path);
        self.entries.push(place(path));
        self.insert(path, Node { place: place(path), page: NO_PAGE, kind, tracked });
        let mut rest = path;
        while let Some((folder, _)) = rest.rsplit_once('/') {
            if let Some(known) = self.position(folder) {
                // What holds this folder is known as well; one tracked entry makes all of them tracked.
                let node = &mut self.nodes[known as usize];
                if node.tracked || !tracked {
                    break;
                }
                node.tracked = true;
            } else {
                self.insert(folder, Node { place: place(folder), page: NO_PAGE, kind: PathKind::Folder, tracked });
            }
            rest = folder;
        }
    }

    fn insert(&mut self, path: &str, node: Node) {
        let at = self.nodes.len() as u32;
        self.nodes.push(node);
        if *self.exact.entry(hash(path)).or_insert(at) != at {
            self.collisions.push(at);
        }
    }

    fn position(&self, path: &str) -> Option<u32> {
        let &first = self.exact.get(&hash(path))?;
        if self.path(first) == path {
            return Some(first);
        }
        self.collisions.iter().copied().find(|&node| self.path(node) == path)
    }

    fn path(&self, node: u32) -> &str {
        self.written(self.nodes[node as usize].place)
    }

    fn written(&self, place: Span) -> &str {
        self.paths.get(place.range()).unwrap_or_default()
    }

    fn found(&self, at: u32) -> Found<'_> {
        let node = &self.nodes[at as usize];
        Found { path: self.path(at), kind: node.kind, tracked: node.tracked, page: (node.page != NO_PAGE).then_some(node.page) }
    }

    /// What stands at exactly this path.
    pub fn get(&self, path: &str) -> Option<Found<'_>> {
        self.position(path).map(|node| self.found(node))
    }

    /// What stands at this path under another letter case or another Unicode form; the first of several.
    pub fn get_folded(&self, path: &str) -> Option<Found<'_>> {
        let folded = self.folded.get_or_init(|| {
            let mut map = ByHash::default();
            for at in 0..self.nodes.len() as u32 {
                map.entry(hash_folded(self.path(at))).or_insert(at);
            }
            map
        });
        let &node = folded.get(&hash_folded(path))?;
        (fold(self.path(node)) == fold(path)).then(|| self.found(node))
    }

    /// The entries with this file name, letter case aside, in any folder; at most 64.
    pub fn named<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.named_entries(name).filter_map(|entry| self.entry(entry))
    }

    /// The same as numbers of entries.
    fn named_entries<'a>(&'a self, name: &str) -> impl Iterator<Item = u32> + use<'a> {
        let names = self.names.get_or_init(|| {
            let hashes = self.entries().map(|path| hash_folded(file_name(path)));
            let mut names: Vec<(u64, u32)> = hashes.zip(0..).collect();
            names.sort_unstable();
            names
        });
        let (hash, wanted) = (hash_folded(name), fold(name));
        let from = names.partition_point(|&(other, _)| other < hash);
        let same = names[from..].iter().take_while(move |&&(other, _)| other == hash).take(64).map(|&(_, entry)| entry);
        same.filter(move |&entry| self.entry(entry).is_some_and(|path| fold(file_name(path)) == wanted))
    }

    /// The entries directly in `folder` (empty for the root).
    pub fn siblings<'a>(&'a self, folder: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.entries_in(folder).filter_map(|entry| self.entry(entry))
    }

    /// The same as numbers of entries.
    fn entries_in<'a>(&'a self, folder: &str) -> impl Iterator<Item = u32> + use<'a> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut at = self.entries.partition_point(|&place| *self.written(place) < *prefix);
        std::iter::from_fn(move || {
            loop {
                let path = self.written(*self.entries.get(at)?);
                let name = path.strip_prefix(&*prefix)?;
                let Some((inner, _)) = name.split_once('/') else {
                    at += 1;
                    return u32::try_from(at - 1).ok();
                };
                // Over all that stands in this folder at once: there may be much.
                let inner = format!("{prefix}{inner}/");
                at += self.entries[at..].partition_point(|&place| self.written(place).starts_with(&inner));
            }
        })
    }

    /// The path of that entry.
    fn entry(&self, number: u32) -> Option<&str> {
        self.entries.get(number as usize).map(|&place| self.written(place))
    }

    /// Every file, link and submodule, sorted.
    pub fn entries(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|&place| self.written(place))
    }

    /// The nearest path above `path` that is a symbolic link or a submodule, and what follows it.
    pub fn gate<'a, 'p>(&'a self, path: &'p str) -> Option<(Found<'a>, &'p str)> {
        // Most repositories have none, and each path that is missing asks.
        memchr::memchr_iter(b'/', path.as_bytes()).take_while(|_| self.has_gates).find_map(|end| {
            let found = self.get(&path[..end])?;
            is_gate(found.kind).then(|| (found, &path[end + 1..]))
        })
    }
}

/// Whether what stands behind it is no entry.
fn is_gate(kind: PathKind) -> bool {
    matches!(kind, PathKind::Link | PathKind::Submodule)
}

fn hash(path: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(path.as_bytes())
}

/// The hash of [`fold`], of nearly every path without a copy of it.
fn hash_folded(path: &str) -> u64 {
    let mut short = [0; 128];
    match short.get_mut(..path.len()).filter(|_| path.is_ascii()) {
        Some(lower) => {
            lower.copy_from_slice(path.as_bytes());
            lower.make_ascii_lowercase();
            xxhash_rust::xxh3::xxh3_64(lower)
        }
        None => hash(&fold(path)),
    }
}

/// A path as systems that mind neither letter case nor Unicode forms take it.
fn fold(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.nfc().collect::<String>().to_lowercase().nfc().collect() }
}
