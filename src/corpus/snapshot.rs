//! A snapshot as the corpus asks about it.

use crate::git::{EntryKind, EntryState, Fates, OnDisk, Snapshot, SnapshotKind};
use crate::paths::{PathKind, Paths};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Paths for Snapshot {
    fn visit(&self, see: &mut dyn FnMut(&Arc<str>, PathKind, bool)) {
        for entry in self.entries() {
            let kind = match entry.kind {
                EntryKind::File | EntryKind::Executable => PathKind::File,
                EntryKind::Link => PathKind::Link,
                EntryKind::Submodule => PathKind::Submodule,
            };
            see(&entry.path, kind, entry.state == EntryState::Tracked);
        }
    }

    fn link_target(&self, path: &str) -> Option<String> {
        Self::link_target(self, self.get(path)?).ok()
    }

    fn is_ignored(&self, path: &str) -> bool {
        Self::is_ignored(self, path)
    }

    fn is_on_disk(&self, path: &str) -> bool {
        // The next commit holds what the index has, whatever stands beside it.
        self.kind() != SnapshotKind::Index && self.present_outside(path).is_some()
    }

    fn is_unstaged(&self, path: &str) -> bool {
        self.kind() == SnapshotKind::Index && self.present_outside(path) == Some(OnDisk::File)
    }

    fn fates(&self, missing: &BTreeSet<String>, bytes: u64) -> Fates {
        self.fates_within(missing, bytes)
    }

    fn read(&self, path: &str, largest: usize) -> Option<String> {
        let bytes = Self::read(self, self.get(path)?).ok().filter(|bytes| bytes.len() <= largest)?;
        String::from_utf8(bytes).ok()
    }
}
