//! Two snapshots side by side: where a contribution left its base, which commits it makes, which paths it changes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use git2::{ErrorCode, ObjectType, Oid, Sort};
use rayon::prelude::*;

use super::history::Renames;
use super::{At, BlobId, Entry, EntryKind, GitError, Repository, Snapshot, SnapshotKind};

/// The most commits of a contribution that are looked at.
const MAX_COMMITS: usize = 5_000;

/// The most merge bases that are compared with: criss-cross merges have two, a third is an oddity.
const MAX_BASES: usize = 4;

/// The largest texts whose lines are compared, in bytes.
const MAX_COMPARED: usize = 4 << 20;

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
    /// belongs to HEAD's commit here.
    ///
    /// # Errors
    /// When one of them names no commit, or they have no commit in common, as far as this clone tells.
    pub fn fork(&self, base: &str, at: &At) -> Result<Fork, GitError> {
        let head = match at {
            At::Revision(revision) => revision.as_str(),
            At::WorkTree | At::WorkTreeWith(_) | At::Index => "HEAD",
        };
        let (tip, head) = (self.commit(base)?.id(), self.commit(head)?.id());
        let found = self.git.merge_bases(tip, head);
        let mut bases: Vec<Oid> = match found {
            Ok(found) => found.iter().take(MAX_BASES).copied().collect(),
            Err(error) if error.code() == ErrorCode::NotFound => Vec::new(),
            Err(error) => return Err(GitError::reading(base, &error)),
        };
        if bases.is_empty() {
            return Err(GitError::NoCommonCommit { base: base.to_owned(), shallow: self.git.is_shallow() });
        }
        // The newest first, as git orders them.
        bases.sort_by_key(|id| std::cmp::Reverse(self.git.find_commit(*id).map_or(0, |commit| commit.time().seconds())));
        let commits = self.commits_between(tip, head).map_err(|error| GitError::reading(base, &error))?;
        Ok(Fork { tip: tip.to_string(), bases: bases.iter().map(Oid::to_string).collect(), commits })
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
            let renames = Renames::new(after, &handle);
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
        Oid::hash_object(ObjectType::Blob, &bytes).ok().map(BlobId::new)
    }
}

/// When a file was last written: seconds since 1970 and nanoseconds.
fn modified(metadata: &std::fs::Metadata) -> (i64, u32) {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    since.map_or((0, 0), |since| (i64::try_from(since.as_secs()).unwrap_or(0), since.subsec_nanos()))
}

/// Which line of a text is which line of an older one.
#[derive(Clone, Debug, Default)]
pub struct LineMap {
    hunks: Vec<Hunk>,
}

/// Lines (from 1) that were replaced by others; `old` or `new` may be no line at all, then it starts where they would be.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Hunk {
    old: std::ops::Range<u32>,
    new: std::ops::Range<u32>,
}

/// A line of both texts, or a change in which lines of one stand for lines of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    /// The line of that number (from 1) in the new text, which the old one has too.
    Line(u32),
    /// A line of the change of that number (from 0).
    Hunk(usize),
}

impl LineMap {
    /// From the lines of `old` to those of `new`. Of texts that are too large to compare, every line is another one.
    pub fn new(old: &str, new: &str) -> Self {
        if old == new {
            return Self::default();
        }
        let whole = || Self { hunks: vec![Hunk { old: 1..u32::MAX, new: 1..u32::MAX }] };
        if old.len().max(new.len()) > MAX_COMPARED {
            return whole();
        }
        let mut options = git2::DiffOptions::new();
        options.context_lines(0).interhunk_lines(0);
        let Ok(patch) = git2::Patch::from_buffers(old.as_bytes(), None, new.as_bytes(), None, Some(&mut options)) else {
            return whole();
        };
        // Git gives the line before an empty range.
        let range = |start: u32, lines: u32| if lines == 0 { start + 1..start + 1 } else { start..start + lines };
        let hunk = |at: usize| {
            let (hunk, _) = patch.hunk(at).ok()?;
            let (old, new) = (range(hunk.old_start(), hunk.old_lines()), range(hunk.new_start(), hunk.new_lines()));
            Some(Hunk { old, new })
        };
        Self { hunks: (0..patch.num_hunks()).filter_map(hunk).collect() }
    }

    /// Where the line `old` (from 1) of the old text is now.
    pub fn of_old(&self, old: u32) -> Spot {
        // Hunks are in order, and none overlaps another: the last that does not begin behind the line.
        let behind = self.hunks.partition_point(|hunk| hunk.old.start <= old);
        match behind.checked_sub(1).map(|at| (at, &self.hunks[at])) {
            None => Spot::Line(old),
            Some((at, hunk)) if hunk.old.contains(&old) => Spot::Hunk(at),
            Some((_, hunk)) => Spot::Line(old - hunk.old.end + hunk.new.end),
        }
    }

    /// What the line `new` (from 1) of the new text is.
    pub fn of_new(&self, new: u32) -> Spot {
        let behind = self.hunks.partition_point(|hunk| hunk.new.start <= new);
        match behind.checked_sub(1).filter(|&at| self.hunks[at].new.contains(&new)) {
            Some(at) => Spot::Hunk(at),
            None => Spot::Line(new),
        }
    }

    /// The line (from 1) where `old` is now; `None` if it was removed or changed.
    pub fn now(&self, old: u32) -> Option<u32> {
        match self.of_old(old) {
            Spot::Line(now) => Some(now),
            Spot::Hunk(_) => None,
        }
    }

    /// The lines (from 1) that stand where `old`, which was removed or changed, stood: what replaced it, else the line
    /// after it, as a range of no line.
    pub fn instead(&self, old: u32) -> Option<std::ops::Range<u32>> {
        match self.of_old(old) {
            Spot::Line(_) => None,
            Spot::Hunk(at) => self.hunks.get(at).map(|hunk| hunk.new.clone()),
        }
    }

    /// Whether the line `new` (from 1) was not there before.
    pub fn is_new(&self, new: u32) -> bool {
        matches!(self.of_new(new), Spot::Hunk(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_followed() {
        let map = LineMap::new("a\nb\nc\nd\ne\n", "x\na\nb\nC\ne\nf\n");
        assert_eq!((1..=5).map(|line| map.now(line)).collect::<Vec<_>>(), [Some(2), Some(3), None, None, Some(5)]);
        assert_eq!((map.instead(3), map.instead(1)), (Some(4..5), None));
        assert_eq!((1..=6).filter(|line| map.is_new(*line)).collect::<Vec<_>>(), [1, 4, 6]);
        assert_eq!(LineMap::new("a\n", "a\n").now(7), Some(7));
        let gone = LineMap::new("a\nb\nc\n", "a\nc\n");
        assert_eq!((gone.now(2), gone.now(3), gone.instead(2)), (None, Some(2), Some(2..2)));
    }
}
