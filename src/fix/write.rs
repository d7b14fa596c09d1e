//! Changes written to the work tree: each file whole or not at all, and only where it still is what was read.

use super::Change;
use crate::files;
use crate::git::{ReadError, Snapshot};
use crate::language::Language;
use crate::say;
use std::fs;
use std::io::Write;

/// Why a file was left as it is.
#[derive(Debug)]
pub enum WriteError {
    /// It is no longer what was read.
    Changed,
    /// It can't be read any more.
    Unreadable(ReadError),
    /// It is protected against writing.
    Protected,
    /// The system refuses.
    System(std::io::Error),
}

impl WriteError {
    /// Why, in `language`.
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Changed => say!(language, fr: "il a changé entre-temps", en: "it changed meanwhile"),
            Self::Unreadable(reason) => reason.message(language),
            Self::Protected => say!(language, fr: "il est protégé en écriture", en: "it is protected against writing"),
            Self::System(error) => error.to_string(),
        }
    }
}

/// Writes the file at `path` of the work tree listed in `snapshot`: into a temporary file beside it, of the same
/// permissions, that then takes its name. No link is followed, nor in any folder on the way.
///
/// # Errors
/// When the file is not what `change` was made from, or can't be written; it is as it was then.
pub fn write(snapshot: &Snapshot, path: &str, change: &Change) -> Result<(), WriteError> {
    let entry = snapshot.get(path).ok_or(WriteError::Unreadable(ReadError::Gone))?;
    if snapshot.read(entry).map_err(WriteError::Unreadable)? != change.before.as_bytes() {
        return Err(WriteError::Changed);
    }
    let place = snapshot.place(entry).map_err(WriteError::Unreadable)?;
    let permissions = fs::symlink_metadata(&place).map_err(WriteError::System)?.permissions();
    if permissions.readonly() {
        return Err(WriteError::Protected);
    }
    let write = |out: &mut dyn Write| out.write_all(change.after.as_bytes());
    files::replace(&place, Some(permissions), write).map_err(WriteError::System)
}
