//! The paths of a commit, without a checkout.

use super::index::kind;
use super::{BlobId, Entry, EntryKind, EntryState, GitError};

/// The most paths and folders of one commit. A few small objects can unfold to billions of paths; real repositories
/// stay under a million.
const MAX_PATHS: usize = 5_000_000;

/// The longest path, in bytes: folders can be nested without end as well.
const MAX_PATH: usize = 32 * 1024;

/// Every entry of the commit's tree, not sorted.
pub(super) fn entries(repository: &git2::Repository, commit: &git2::Commit<'_>) -> Result<Vec<Entry>, GitError> {
    let mut entries = Vec::new();
    let mut folders = vec![(Vec::new(), commit.tree_id())];
    let mut seen = 0_usize;
    while let Some((prefix, id)) = folders.pop() {
        let tree = repository.find_tree(id).map_err(|error| GitError::reading(id.to_string(), &error))?;
        for item in &tree {
            seen += 1;
            let mut raw: Vec<u8> = prefix.clone();
            raw.extend_from_slice(item.name_bytes());
            if seen > MAX_PATHS || raw.len() > MAX_PATH {
                return Err(GitError::TooManyPaths { limit: MAX_PATHS });
            }
            // Modes are at most 0o160000.
            match kind(u32::try_from(item.filemode_raw()).unwrap_or_default()) {
                None => {
                    raw.push(b'/');
                    folders.push((raw, item.id()));
                }
                Some(kind) => {
                    let blob = (kind != EntryKind::Submodule).then(|| BlobId::new(item.id()));
                    entries.push(Entry::new(raw, kind, EntryState::Tracked, blob));
                }
            }
        }
    }
    Ok(entries)
}
