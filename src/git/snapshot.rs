//! The content of a repository at one place.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::entry::{shown, to_os};
use super::ignored::Ignored;
use super::objects::Objects;
use super::{BlobId, Entry, EntryKind, GitError, ReadError, tree};
use crate::text::answers::Answers;
use crate::text::spare;

/// The place of which a snapshot was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SnapshotKind {
    /// The files on the disk.
    WorkTree,
    /// What the next commit would hold.
    Index,
    /// A commit.
    Commit,
}

/// Texts of files, by their paths as [`Entry::path`] gives them.
pub type Texts = HashMap<Arc<str>, String>;

/// What stands on the disk at a path that is no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnDisk {
    /// A file, a link or a device.
    File,
    /// A folder.
    Folder,
}

/// A folder of the work tree that could not be listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its path from the root of the repository.
    pub path: String,
    /// Why.
    pub reason: ReadError,
}

impl PartialOrd for Problem {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Problem {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.path.cmp(&other.path).then_with(|| self.reason.to_string().cmp(&other.reason.to_string()))
    }
}

/// The paths of a repository at one place, and their content. Threads share it.
#[derive(Debug)]
pub struct Snapshot {
    pub(super) kind: SnapshotKind,
    pub(super) commit: Option<String>,
    pub(super) entries: Vec<Entry>,
    pub(super) problems: Vec<Problem>,
    pub(super) objects: Arc<Objects>,
    /// Where there is a work tree and it is not a commit that is read.
    pub(super) disk: Option<Disk>,
    pub(super) ignored: Option<Ignored>,
    pub(super) ignore_case: bool,
    /// What is read of these files instead of what they hold.
    pub(super) texts: Arc<Texts>,
    pub(super) converts_lines: bool,
    /// Git gives files on the disk other line endings than the index has, as a rule.
    pub(super) rewrites_lines: bool,
    /// What stands on the disk at paths that are no entries: many links lead to the same.
    pub(super) outside: Answers<Option<OnDisk>>,
}

impl Snapshot {
    pub(super) fn new(kind: SnapshotKind, commit: Option<String>, mut entries: Vec<Entry>, objects: &Arc<Objects>) -> Self {
        entries.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.raw_path().cmp(b.raw_path())));
        let objects = Arc::clone(objects);
        let (disk, ignored, texts) = (None, None, Arc::default());
        Self {
            kind,
            commit,
            entries,
            problems: Vec::new(),
            objects,
            disk,
            ignored,
            ignore_case: false,
            converts_lines: false,
            rewrites_lines: false,
            texts,
            outside: Answers::default(),
        }
    }

    /// The content of the commit `id`.
    pub(super) fn of_commit(objects: &Arc<Objects>, id: git2::Oid) -> Result<Self, GitError> {
        let read = |git: &git2::Repository| Ok(git.find_commit(id).map(|commit| tree::entries(git, &commit)));
        let read = objects.lend(read).and_then(|found| found);
        let entries = read.map_err(|error| GitError::reading(id.to_string(), &error))??;
        Ok(Self::new(SnapshotKind::Commit, Some(id.to_string()), entries, objects))
    }

    /// The place of which it was made.
    pub fn kind(&self) -> SnapshotKind {
        self.kind
    }

    /// The commit read, else the one that HEAD is at, as 40 hexadecimal digits; `None` before the first commit.
    pub fn commit(&self) -> Option<&str> {
        self.commit.as_deref()
    }

    /// Every entry once, sorted by the bytes of its path.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The folders that could not be listed: what they hold is missing from the entries. Sorted.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The entry at exactly this path (as in [`Entry::path`]).
    pub fn get(&self, path: &str) -> Option<&Entry> {
        let at = self.entries.binary_search_by(|entry| (*entry.path).cmp(path)).ok()?;
        self.entries.get(at)
    }

    /// Whether an entry stands in a folder at exactly this path.
    pub fn has_folder(&self, path: &str) -> bool {
        let inside = format!("{path}/");
        let first = self.entries.partition_point(|entry| *entry.path < *inside);
        self.entries.get(first).is_some_and(|entry| entry.path.starts_with(&inside))
    }

    /// Whether git changes line endings between the disk, which this snapshot shows, and the repository
    /// (`core.autocrlf`).
    pub fn converts_lines(&self) -> bool {
        self.converts_lines
    }

    /// The content of a file of this snapshot. Links are not followed: they have no content.
    ///
    /// # Errors
    /// When the entry is no file, or its content is gone, too large or not to be read.
    pub fn read(&self, entry: &Entry) -> Result<Vec<u8>, ReadError> {
        match entry.kind {
            EntryKind::Link | EntryKind::Submodule => Err(ReadError::NotAFile),
            EntryKind::File | EntryKind::Executable => match (self.texts.get(&entry.path), entry.blob_id(), &self.disk) {
                (Some(text), _, _) => Ok(text.clone().into_bytes()),
                (None, Some(blob), disk) => match disk.as_ref().and_then(|disk| self.staged_on_disk(entry, blob, disk)) {
                    Some(bytes) => Ok(bytes),
                    None => self.objects.read(blob),
                },
                (None, None, Some(disk)) => disk.read(entry.raw_path()),
                (None, None, None) => Err(ReadError::Gone),
            },
        }
    }

    /// What the index has of `entry`, read from the disk, which costs less than taking it out of an object. Git's name of
    /// what was read is all that is trusted, no date, attribute or filter. `None` where something else is on the disk.
    fn staged_on_disk(&self, entry: &Entry, blob: BlobId, disk: &Disk) -> Option<Vec<u8>> {
        if self.kind != SnapshotKind::Index || self.rewrites_lines {
            return None;
        }
        let bytes = disk.read(entry.raw_path()).ok()?;
        if BlobId::of(&bytes) == blob {
            return Some(bytes);
        }
        spare::give(bytes);
        None
    }

    /// Where the entry stands on the disk; no folder on the way was a link when this was asked.
    ///
    /// # Errors
    /// When it stands behind a link, or nothing is on the disk.
    pub fn place(&self, entry: &Entry) -> Result<PathBuf, ReadError> {
        // Another look at every folder: what was a folder when the snapshot was taken may be a link now.
        let disk = self.disk.as_ref().map(|disk| Disk::new(disk.root().to_owned()));
        disk.ok_or(ReadError::Gone)?.look(entry.raw_path()).map(|(place, _)| place)
    }

    /// How many bytes the file of `entry` has, its content not read; `None` if it is no file, or can't be asked.
    pub fn size(&self, entry: &Entry) -> Option<u64> {
        match (entry.kind, entry.blob_id()) {
            (EntryKind::Link | EntryKind::Submodule, _) => None,
            (_, Some(blob)) => self.objects.size(blob),
            (_, None) => self.metadata(entry).map(|metadata| metadata.len()),
        }
    }

    /// Where a symbolic link of this snapshot points, as it is written; bytes that are not UTF-8 as `\xNN`.
    ///
    /// # Errors
    /// When the entry is no link, or cannot be read.
    pub fn link_target(&self, entry: &Entry) -> Result<String, ReadError> {
        if entry.kind != EntryKind::Link {
            return Err(ReadError::NotAFile);
        }
        let target = match (entry.blob_id(), &self.disk) {
            (Some(blob), _) => self.objects.read(blob)?,
            (None, Some(disk)) => disk.read_link(entry.raw_path())?,
            (None, None) => return Err(ReadError::Gone),
        };
        Ok(shown(&target).into_owned())
    }

    /// Whether git ignores `path`, which is no entry (a trailing `/` says that it is a folder, if it is not on the
    /// disk). Always `false` outside a work tree.
    pub fn is_ignored(&self, path: &str) -> bool {
        let (Some(ignored), Some(disk)) = (&self.ignored, &self.disk) else {
            return false;
        };
        let name = path.trim_end_matches('/');
        // What is ignored is known already of most paths, and next to none is.
        !name.is_empty() && ignored.contains(path, disk) && self.get(name).is_none()
    }

    /// What the system says of the file of `entry`; `None` where it is not on the disk.
    pub(super) fn metadata(&self, entry: &Entry) -> Option<fs::Metadata> {
        let disk = self.disk.as_ref().filter(|_| !self.texts.contains_key(&entry.path))?;
        let (_, metadata) = disk.look(entry.raw_path()).ok()?;
        metadata.is_file().then_some(metadata)
    }

    /// What stands on the disk at `path`, whether git ignores it or not: tells "ignored by git" (or, beside an index,
    /// "not staged") from "absent". The letter case must be exact. Always `None` for a commit, and for a path that
    /// leads out of the work tree or through a symbolic link.
    pub fn present_outside(&self, path: &str) -> Option<OnDisk> {
        self.outside.get_or(path, || self.look_outside(path))
    }

    fn look_outside(&self, path: &str) -> Option<OnDisk> {
        let disk = self.disk.as_ref()?;
        let raw = path.trim_end_matches('/').as_bytes();
        let (_, metadata) = disk.look(raw).ok()?;
        if self.ignore_case && !has_exact_case(disk, raw) {
            return None;
        }
        Some(if metadata.is_dir() { OnDisk::Folder } else { OnDisk::File })
    }
}

/// Whether every part of the path is written on the disk as it is here, where the disk itself would not mind.
fn has_exact_case(disk: &Disk, raw: &[u8]) -> bool {
    let mut folder = disk.root().to_owned();
    raw.split(|&byte| byte == b'/').map(to_os).all(|part| {
        let names: HashSet<_> = fs::read_dir(&folder).into_iter().flatten().flatten().map(|item| item.file_name()).collect();
        folder.push(&part);
        names.contains(part.as_os_str())
    })
}
