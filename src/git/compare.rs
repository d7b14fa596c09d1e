//! Two snapshots side by side: where a contribution left its base, which commits it makes, which paths it changes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use git2::{ErrorCode, Oid, Sort};
use rayon::prelude::*;

use super::history::Renames;
use super::{At, BlobId, Entry, EntryKind, GitError, Repository, Snapshot, SnapshotKind};

/// The most commits of a contribution that are looked at.
const MAX_COMMITS: usize = 5_000;

/// The most merge bases that are compared with: criss-cross merges have two, a third is an oddity.
const MAX_BASES: usize = 4;

/// Where a contribution left its base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fork {
    /// The newest commit of the base, as 40 hexadecimal digits.
    pub tip: String,
    /// The last commits that both sides have, as 40 hexadecimal digits: one, or several after criss-cross merges; never
    /// none.
    pub bases: Vec<String>,
    /// The contribution's own commits, the oldest first: those that the base has not. What is not committed yet is in
    /// none of them.
    pub commits: Vec<Commit>,
}

/// One commit of a contribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its name, 40 hexadecimal digits.
    pub id: String,
    /// As many of them as git shows.
    pub short: String,
    /// The whole message; bytes that are not UTF-8 are replaced.
    pub message: String,
    /// `Name <address>` of its author.
    pub author: String,
    /// How many parents it has: a merge has several.
    pub parents: usize,
}

/// The paths that differ between two snapshots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// There now, and not before; new names of renamed files too.
    pub added: BTreeSet<Arc<str>>,
    /// There before, and not now; old names of renamed files too.
    pub removed: BTreeSet<Arc<str>>,
    /// There both times, with other content or of another kind.
    pub modified: BTreeSet<Arc<str>>,
    /// New name by old name.
    pub renamed: BTreeMap<Arc<str>, Arc<str>>,
    origins: BTreeMap<Arc<str>, Arc<str>>,
}

impl Changes {
    /// Whether something is different at `path`.
    pub fn touches(&self, path: &str) -> bool {
        self.modified.contains(path) || self.added.contains(path) || self.removed.contains(path)
    }

    /// What the file at `path` is called now: its new name, or the same.
    pub fn now<'a>(&'a self, path: &'a str) -> &'a str {
        self.renamed.get(path).map_or(path, |to| to)
    }

    /// What the file that is now at `path` was called before: its old name, or the same.
    pub fn before<'a>(&'a self, path: &'a str) -> &'a str {
        self.origins.get(path).map_or(path, |from| from)
    }
}

impl Repository {
    /// Where the content at `at` left `base`, which is anything that names a commit. What is in the work tree or the index
    /// belongs to HEAD's commit here. `None` where HEAD itself is the base and has none yet: all of it is new.
    ///
    /// # Errors
    /// When one of them names no commit, or they have no commit in common, as far as this clone tells.
    pub fn fork(&self, base: &str, at: &At) -> Result<Option<Fork>, GitError> {
        let head = match at {
            At::Revision(revision) => revision.as_str(),
            At::WorkTree | At::WorkTreeWith(_) | At::Index if base == "HEAD" && self.is_unborn() => return Ok(None),
            At::WorkTree | At::WorkTreeWith(_) | At::Index => "HEAD",
        };
        let (tip, head) = (self.commit(base)?.id(), self.commit(head)?.id());
        let found = self.git.merge_bases(tip, head);
        let mut bases: Vec<Oid> = match found {
            Ok(found) => found.iter().take(MAX_BASES).copied().collect(),
            Err(error) if error.code() == ErrorCode::NotFound => Vec::new(),
            Err(error) => return Err(GitError::reading(base, &error)),
        };
        if !matches!(at, At::Revision(_)) {
            bases.extend(self.merged_bases(tip, head));
        }
        if bases.is_empty() {
            return Err(GitError::NoCommonCommit { base: base.to_owned(), shallow: self.git.is_shallow() });
        }
        // The newest first, as git orders them.
        let age = |id: &Oid| self.git.find_commit(*id).map_or(0, |commit| commit.time().seconds());
        bases.sort_by_key(|id| (std::cmp::Reverse(age(id)), *id));
        bases.dedup();
        let commits = self.commits_between(tip, head).map_err(|error| GitError::reading(base, &error))?;
        Ok(Some(Fork { tip: tip.to_string(), bases: bases.iter().map(Oid::to_string).collect(), commits }))
    }

    /// Where the commits that are being merged into `head`, and are not yet, left the base at `tip`. What is not committed yet is
    /// theirs as well: with `head` itself as the base, they are bases beside it.
    fn merged_bases(&self, tip: Oid, head: Oid) -> Vec<Oid> {
        let file = std::fs::read_to_string(self.git.path().join("MERGE_HEAD")).unwrap_or_default();
        let merged = file.lines().filter_map(|line| Oid::from_str(line.trim()).ok()).take(MAX_BASES);
        let base = |merged: Oid| if tip == head { Some(merged) } else { self.git.merge_base(tip, merged).ok() };
        merged.filter_map(base).filter(|base| self.git.find_commit(*base).is_ok()).collect()
    }

    /// The branch that a contribution is most likely for: the main one of where this clone comes from (of a fork: `upstream`
    /// first), else the local one, also where HEAD is on it: what is not committed yet is the contribution then. A name for
    /// [`Self::fork`]; `None` where there is no such branch.
    pub fn likely_base(&self) -> Option<String> {
        let main = |remote: &str| {
            let head = self.git.find_reference(&format!("refs/remotes/{remote}/HEAD")).ok();
            let target = head.and_then(|head| Some(head.symbolic_target().ok()??.strip_prefix("refs/remotes/")?.to_owned()));
            target.into_iter().chain(["main", "master"].map(|name| format!("{remote}/{name}")))
        };
        let local = ["main", "master"].map(str::to_owned);
        let current = self.git.head().ok().and_then(|head| Some(head.shorthand().ok()?.to_owned()));
        let names = main("upstream").chain(main("origin")).chain(local);
        let mut known = names.filter(|name| self.git.revparse_single(name).is_ok()).peekable();
        let first = known.peek().cloned();
        known.find(|name| current.as_ref() != Some(name)).or(first)
    }

    fn commits_between(&self, tip: Oid, head: Oid) -> Result<Vec<Commit>, git2::Error> {
        let mut walk = self.git.revwalk()?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE)?;
        walk.push(head)?;
        walk.hide(tip)?;
        walk.take(MAX_COMMITS).map(|id| self.described(id?)).collect()
    }

    fn described(&self, id: Oid) -> Result<Commit, git2::Error> {
        let commit = self.git.find_commit(id)?;
        let short = commit.as_object().short_id()?;
        let author = commit.author();
        let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok(Commit {
            id: id.to_string(),
            short: lossy(&short),
            message: lossy(commit.message_bytes()),
            author: format!("{} <{}>", lossy(author.name_bytes()), lossy(author.email_bytes())),
            parents: commit.parent_count(),
        })
    }

    /// What differs between the snapshots `before`, of a commit, and `after`, both of this repository.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn changes(&self, before: &Snapshot, after: &Snapshot) -> Result<Changes, GitError> {
        let known = Known::of(self, after)?;
        let (mut old, mut new) = (before.entries().iter().peekable(), after.entries().iter().peekable());
        let mut changes = Changes::default();
        let mut both: Vec<(&Entry, &Entry)> = Vec::with_capacity(before.entries().len());
        let (mut removed, mut added) = (Vec::new(), Vec::new());
        loop {
            match (old.peek(), new.peek()) {
                (Some(a), Some(b)) if a.path == b.path => both.extend(old.next().zip(new.next())),
                (Some(a), Some(b)) if a.path < b.path => removed.extend(old.next()),
                (Some(_), None) => removed.extend(old.next()),
                (_, Some(_)) => added.extend(new.next()),
                (None, None) => break,
            }
        }
        let modified = both.par_iter().filter(|(a, b)| !known.same(before, a, after, b)).map(|(_, b)| Arc::clone(&b.path));
        changes.modified = modified.collect::<Vec<_>>().into_iter().collect();
        for (from, to) in self.renames(after, &removed, &added) {
            changes.origins.entry(Arc::clone(&to)).or_insert_with(|| Arc::clone(&from));
            changes.renamed.insert(from, to);
        }
        changes.removed = removed.into_iter().map(|entry| Arc::clone(&entry.path)).collect();
        changes.added = added.into_iter().map(|entry| Arc::clone(&entry.path)).collect();
        Ok(changes)
    }

    fn renames(&self, after: &Snapshot, removed: &[&Entry], added: &[&Entry]) -> Vec<(Arc<str>, Arc<str>)> {
        if removed.is_empty() || added.is_empty() {
            return Vec::new();
        }
        let found = self.objects.open().ok().and_then(|handle| {
            let renames = Renames::new(Some(after), &handle);
            renames.map(|mut renames| renames.between(removed, added))
        });
        let names: HashMap<&str, &Arc<str>> = removed.iter().chain(added).map(|entry| (&*entry.path, &entry.path)).collect();
        let name = |path: &str| names.get(path).map(|path| Arc::clone(path));
        found.unwrap_or_default().iter().filter_map(|(from, to)| name(from).zip(name(to))).collect()
    }
}

/// What the index tells of the files on the disk: those that did not change since it was written need not be read.
struct Known {
    stamps: HashMap<Vec<u8>, Stamp>,
    /// When the index was written: what changed in that moment or after may not be as it says.
    written: (i64, u32),
}

/// What the index remembers of a file.
struct Stamp {
    blob: BlobId,
    size: u32,
    changed: (i64, u32),
}

impl Known {
    fn of(repository: &Repository, snapshot: &Snapshot) -> Result<Self, GitError> {
        if snapshot.kind() != SnapshotKind::WorkTree {
            return Ok(Self { stamps: HashMap::new(), written: (0, 0) });
        }
        let index = repository.git.index().map_err(|error| GitError::opening(&error, repository.git.path()))?;
        let written = index.path().and_then(|path| std::fs::metadata(path).ok()).map_or((0, 0), |found| modified(&found));
        let stamp = |entry: git2::IndexEntry| {
            let changed = (i64::from(entry.mtime.seconds()), entry.mtime.nanoseconds());
            (entry.path, Stamp { blob: BlobId::new(entry.id), size: entry.file_size, changed })
        };
        Ok(Self { stamps: index.iter().map(stamp).collect(), written })
    }

    /// Whether `a`, of the commit `before`, and `b`, of `after`, are the same.
    fn same(&self, before: &Snapshot, a: &Entry, after: &Snapshot, b: &Entry) -> bool {
        if a.kind != b.kind {
            // A file may become executable and stay the same document.
            return matches!(
                (a.kind, b.kind),
                (EntryKind::File, EntryKind::Executable) | (EntryKind::Executable, EntryKind::File)
            ) && self.content(after, b).is_some_and(|content| Some(content) == a.blob_id());
        }
        match a.kind {
            // Which commit of another repository is checked out changes no document.
            EntryKind::Submodule => true,
            EntryKind::Link => before.link_target(a).ok() == after.link_target(b).ok(),
            EntryKind::File | EntryKind::Executable => self.content(after, b).is_some_and(|content| Some(content) == a.blob_id()),
        }
    }

    /// The name of the content of `entry`; `None` if it can't be read.
    fn content(&self, snapshot: &Snapshot, entry: &Entry) -> Option<BlobId> {
        if let Some(blob) = entry.blob_id() {
            return Some(blob);
        }
        if let Some(stamp) = self.stamps.get(entry.raw_path())
            && stamp.changed < self.written
            && let Some(metadata) = snapshot.metadata(entry)
            && modified(&metadata) == stamp.changed
            // The index keeps the lower 32 bits of a size.
            && metadata.len() & u64::from(u32::MAX) == u64::from(stamp.size)
        {
            return Some(stamp.blob);
        }
        let bytes = snapshot.read(entry).ok()?;
        Some(BlobId::of(&bytes))
    }
}

/// When a file was last written: seconds since 1970 and nanoseconds.
fn modified(metadata: &std::fs::Metadata) -> (i64, u32) {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    since.map_or((0, 0), |since| (i64::try_from(since.as_secs()).unwrap_or(0), since.subsec_nanos()))
}
