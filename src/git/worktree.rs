//! The work tree: what git tracks and is still on the disk, and what it does not ignore.
//!
//! The index says what is tracked, a walk of the disk says what is there; asking libgit2's status for both costs
//! several times more, because it compares contents as well.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fs::Metadata;
use std::sync::{Mutex, PoisonError};

use ignore::{WalkBuilder, WalkState};
use unicode_normalization::UnicodeNormalization;

use super::disk::Disk;
use super::entry::{from_os, shown};
use super::index::Indexed;
use super::snapshot::Problem;
use super::{Entry, EntryKind, EntryState, ReadError};

/// One path that the walk met.
pub(super) struct Walked {
    raw: Vec<u8>,
    kind: OnWalk,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum OnWalk {
    File,
    Link,
    /// A pipe, a socket, a device.
    Other,
}

/// What of the repository's settings changes how names on the disk are those of git.
#[derive(Clone, Copy)]
pub(super) struct Names {
    /// The disk takes `a` and `A` for the same name.
    pub(super) ignore_case: bool,
    /// The disk gives decomposed accents where git has composed ones.
    pub(super) compose: bool,
    /// Links are written as links; else as files that hold the target.
    pub(super) links: bool,
}

impl Names {
    pub(super) fn of(repository: &git2::Repository) -> Self {
        let config = repository.config();
        let get = |name, default| config.as_ref().map_or(default, |config| config.get_bool(name).unwrap_or(default));
        Self {
            ignore_case: get("core.ignorecase", false),
            compose: cfg!(target_os = "macos") && get("core.precomposeunicode", false),
            links: get("core.symlinks", true),
        }
    }
}

/// The entries of the work tree, not sorted: what the index holds, with what was met on the disk.
pub(super) fn entries(index: Vec<Indexed>, walked: Vec<Walked>, disk: &Disk, names: Names) -> Vec<Entry> {
    let mut merge = Merge { disk, names, entries: Vec::with_capacity(walked.len()), hidden: HashSet::new() };
    let submodules: HashSet<Vec<u8>> =
        index.iter().filter(|path| path.kind == EntryKind::Submodule).map(|path| path.raw.clone()).collect();
    let mut untracked = Vec::new();
    let (mut index, mut walked) = (index.into_iter().peekable(), walked.into_iter().peekable());
    loop {
        let order = match (index.peek(), walked.peek()) {
            (Some(tracked), Some(found)) => tracked.raw.cmp(&found.raw),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => break,
        };
        let tracked = if order.is_le() { index.next() } else { None };
        let found = if order.is_ge() { walked.next() } else { None };
        match (tracked, found) {
            (Some(tracked), Some(found)) => merge.found(tracked, found.kind),
            (Some(tracked), None) => merge.not_walked(tracked),
            (None, Some(found)) => untracked.push(found),
            (None, None) => {}
        }
    }
    for found in untracked {
        if !is_inside(&found.raw, &submodules) {
            merge.untracked(found);
        }
    }
    merge.entries
}

struct Merge<'a> {
    disk: &'a Disk,
    names: Names,
    entries: Vec<Entry>,
    /// Lower-case names of tracked paths that are on the disk though the walk did not meet them by this name.
    hidden: HashSet<String>,
}

impl Merge<'_> {
    /// In the index and met: tracked. What stands on the disk decides what it is.
    fn found(&mut self, tracked: Indexed, kind: OnWalk) {
        let kind = match (kind, tracked.kind) {
            (_, EntryKind::Submodule) => EntryKind::Submodule,
            (OnWalk::Link, _) => EntryKind::Link,
            (_, EntryKind::Link) if self.names.links => EntryKind::File,
            (_, kind) => kind,
        };
        self.entries.push(Entry::new(tracked.raw, kind, EntryState::Tracked, None));
    }

    /// In the index but not met: deleted, ignored all the same, a submodule, or left out by a sparse checkout.
    fn not_walked(&mut self, tracked: Indexed) {
        if tracked.kind == EntryKind::Submodule {
            return self.found(tracked, OnWalk::Other);
        }
        match self.disk.look(&tracked.raw) {
            // A folder took the place of the file, whose own paths are entries by themselves.
            Ok((_, metadata)) if metadata.is_dir() => {}
            Ok((_, metadata)) => {
                if self.names.ignore_case {
                    self.hidden.insert(shown(&tracked.raw).to_lowercase());
                }
                self.found(tracked, kind_of(&metadata));
            }
            Err(ReadError::Gone | ReadError::BehindLink) if tracked.skip_worktree => {
                self.entries.push(Entry::new(tracked.raw, tracked.kind, EntryState::Tracked, Some(tracked.blob)));
            }
            // As git sees it: what stands behind a link is not the tracked file, which is deleted.
            Err(ReadError::Gone | ReadError::BehindLink) => {}
            // It may well be there, in a folder that refuses to be looked into: reading it will say so.
            Err(_) => self.found(tracked, OnWalk::File),
        }
    }

    fn untracked(&mut self, found: Walked) {
        if self.hidden.contains(&shown(&found.raw).to_lowercase()) {
            return;
        }
        let kind = match found.kind {
            OnWalk::Link => EntryKind::Link,
            // Git tracks none, so that there is nothing to miss.
            OnWalk::Other => return,
            OnWalk::File if self.disk.look(&found.raw).is_ok_and(|(_, metadata)| is_executable(&metadata)) => {
                EntryKind::Executable
            }
            OnWalk::File => EntryKind::File,
        };
        self.entries.push(Entry::new(found.raw, kind, EntryState::Untracked, None));
    }
}

fn is_inside(raw: &[u8], folders: &HashSet<Vec<u8>>) -> bool {
    !folders.is_empty() && memchr::memchr_iter(b'/', raw).any(|end| folders.contains(&raw[..end]))
}

/// What one thread of the walk met; given to all when the thread ends.
struct Catch<'a> {
    paths: Vec<Walked>,
    problems: Vec<Problem>,
    all: &'a Mutex<(Vec<Walked>, Vec<Problem>)>,
}

impl Drop for Catch<'_> {
    fn drop(&mut self) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.0.append(&mut self.paths);
        all.1.append(&mut self.problems);
    }
}

/// Every file of the work tree that git does not ignore, sorted by bytes, and what of it could not be listed.
pub(super) fn walk_disk(walk: &WalkBuilder, disk: &Disk, names: Names) -> (Vec<Walked>, Vec<Problem>) {
    let all = Mutex::default();
    walk.build_parallel().run(|| {
        let mut catch = Catch { paths: Vec::new(), problems: Vec::new(), all: &all };
        Box::new(move |item| {
            match item {
                Ok(entry) => catch.paths.extend(walked(&entry, disk, names)),
                Err(error) => catch.problems.extend(problem(&error, disk)),
            }
            WalkState::Continue
        })
    });
    let (mut paths, mut problems) = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    paths.sort_unstable_by(|a, b| a.raw.cmp(&b.raw));
    problems.sort_unstable();
    (paths, problems)
}

fn walked(entry: &ignore::DirEntry, disk: &Disk, names: Names) -> Option<Walked> {
    let kind = match entry.file_type()? {
        kind if kind.is_dir() => return None,
        kind if kind.is_symlink() => OnWalk::Link,
        kind if kind.is_file() => OnWalk::File,
        _ => OnWalk::Other,
    };
    let mut raw = from_os(entry.path().strip_prefix(disk.root()).ok()?);
    if names.compose
        && let Ok(text) = std::str::from_utf8(&raw)
    {
        raw = text.nfc().collect::<String>().into_bytes();
    }
    Some(Walked { raw, kind })
}

/// A folder that could not be listed; nothing for one that vanished during the walk.
fn problem(error: &ignore::Error, disk: &Disk) -> Option<Problem> {
    let reason = ReadError::from(error.io_error()?);
    if reason == ReadError::Gone {
        return None;
    }
    let path = path_of(error).and_then(|path| path.strip_prefix(disk.root()).ok()).unwrap_or(std::path::Path::new(""));
    Some(Problem { path: shown(&from_os(path)).into_owned(), reason })
}

fn path_of(error: &ignore::Error) -> Option<&std::path::Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Partial(errors) => errors.iter().find_map(path_of),
        _ => None,
    }
}

fn kind_of(metadata: &Metadata) -> OnWalk {
    match metadata.file_type() {
        kind if kind.is_symlink() => OnWalk::Link,
        kind if kind.is_file() => OnWalk::File,
        _ => OnWalk::Other,
    }
}

#[cfg(unix)]
fn is_executable(metadata: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o100 != 0
}

#[cfg(not(unix))]
fn is_executable(_: &Metadata) -> bool {
    false
}
