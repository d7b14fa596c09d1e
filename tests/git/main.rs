//! Snapshots of real repositories: which paths they hold, and what is read of them.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

#[path = "../common/mod.rs"]
mod common;

mod addresses;
mod found;
mod history;
mod listed;
mod read;
mod staged;
#[cfg(unix)]
mod unix;

use std::fs;
use std::path::Path;

use acquis::git::{At, EntryKind, EntryState, GitError, OnDisk, ReadError, Repository, Snapshot, SnapshotKind};
use acquis::language::Language;
use common::TestRepository;

fn snapshot_in(dir: &Path, at: &At) -> Snapshot {
    Repository::discover(dir).unwrap().snapshot(at).unwrap()
}

fn work_tree(repository: &TestRepository) -> Snapshot {
    snapshot_in(repository.path(), &At::WorkTree)
}

fn revision(name: &str) -> At {
    At::Revision(name.to_owned())
}

fn paths(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.entries().iter().map(|entry| &*entry.path).collect()
}

fn text(snapshot: &Snapshot, path: &str) -> String {
    String::from_utf8(snapshot.read(snapshot.get(path).unwrap()).unwrap()).unwrap()
}

fn reading(snapshot: &Snapshot, path: &str) -> Result<Vec<u8>, ReadError> {
    snapshot.read(snapshot.get(path).unwrap())
}

/// Both languages, which must both say `word`.
fn assert_says(error: &GitError, word: &str) {
    for language in [Language::Fr, Language::En] {
        let message = error.message(language);
        assert!(message.contains(word), "{message}");
    }
}
