//! Repositories and their snapshots: which files are in a work tree, an index or a commit, and their bytes.
//!
//! The only user of git2. It knows nothing of Markdown, configuration or findings: it gives paths and bytes, and says
//! in words (both languages) what it could not do.

mod attributes;
mod compare;
mod disk;
mod entry;
mod error;
mod history;
mod hooks;
mod ignored;
mod index;
mod lines;
mod log;
mod objects;
mod refs;
mod remotes;
mod repository;
mod snapshot;
mod tree;
mod when;
mod worktree;

pub use attributes::{Attributes, State};
pub use compare::{Changes, Commit, Fork};
pub use entry::{BlobId, Entry, EntryKind, EntryState};
pub use error::{GitError, ReadError};
pub use history::{Change, Fate, Fates, Horizon};
pub use hooks::Hooks;
pub use lines::{LineMap, Spot};
pub use log::{Contents, Item, Log, Logged, Renamer};
pub use refs::{Refs, Standing, Tip};
pub use remotes::ForgeName;
pub use repository::{At, Commits, Repository};
pub use snapshot::{OnDisk, Problem, Snapshot, SnapshotKind, Texts};
pub use when::{When, civil, days};

/// The largest content that is read, in bytes: more is no learning content, and would take the machine's memory.
pub const MAX_CONTENT: u64 = 256 * 1024 * 1024;
