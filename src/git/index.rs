//! The index: what git tracks, and what would be committed.

use git2::IndexEntryExtendedFlag;

use super::{BlobId, Entry, EntryKind, EntryState, GitError};

/// One path of the index.
pub(super) struct Indexed {
    pub(super) raw: Vec<u8>,
    pub(super) kind: EntryKind,
    pub(super) blob: BlobId,
    /// A sparse checkout left it out of the work tree.
    pub(super) skip_worktree: bool,
    /// Announced by `git add -N`: tracked, but not yet a part of the next commit.
    intent_to_add: bool,
    rank: u8,
}

/// Every path of the index once, sorted by bytes. A conflicted path stands there up to three times: ours counts.
pub(super) fn read(repository: &git2::Repository) -> Result<Vec<Indexed>, GitError> {
    let index = repository.index().map_err(|error| GitError::opening(&error, repository.path()))?;
    let mut paths: Vec<Indexed> = index.iter().filter_map(indexed).collect();
    paths.sort_by(|a, b| (&a.raw, a.rank).cmp(&(&b.raw, b.rank)));
    paths.dedup_by(|later, first| later.raw == first.raw);
    Ok(paths)
}

/// The entries of the next commit.
pub(super) fn entries(paths: Vec<Indexed>) -> Vec<Entry> {
    paths
        .into_iter()
        .filter(|path| !path.intent_to_add)
        .map(|path| {
            let blob = (path.kind != EntryKind::Submodule).then_some(path.blob);
            Entry::new(path.raw, path.kind, EntryState::Tracked, blob)
        })
        .collect()
}

fn indexed(entry: git2::IndexEntry) -> Option<Indexed> {
    let flags = IndexEntryExtendedFlag::from_bits_truncate(entry.flags_extended);
    // Stages: 0 merged, 1 base, 2 ours, 3 theirs.
    let rank = match (entry.flags >> 12) & 3 {
        0 => 0,
        2 => 1,
        3 => 2,
        _ => 3,
    };
    Some(Indexed {
        kind: kind(entry.mode)?,
        blob: BlobId::new(entry.id),
        skip_worktree: flags.is_skip_worktree(),
        intent_to_add: flags.is_intent_to_add(),
        rank,
        raw: entry.path,
    })
}

/// What a mode of git means; `None` for a folder.
pub(super) fn kind(mode: u32) -> Option<EntryKind> {
    match mode & 0o170_000 {
        0o040_000 => None,
        0o120_000 => Some(EntryKind::Link),
        0o160_000 => Some(EntryKind::Submodule),
        _ if mode & 0o111 != 0 => Some(EntryKind::Executable),
        _ => Some(EntryKind::File),
    }
}
