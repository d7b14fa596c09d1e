//! One path of a snapshot.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use sha1::{Digest, Sha1};

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A regular file that may be run.
    Executable,
    /// A symbolic link: it is never followed, its content is its target.
    Link,
    /// A submodule: a commit of another repository, whose files are not entries here.
    Submodule,
}

/// Whether git knows a path already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryState {
    /// In the index, or in the commit.
    Tracked,
    /// In the work tree alone, and not ignored.
    Untracked,
}

/// The name that git gives to a content: the same content has the same name everywhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobId([u8; 20]);

impl BlobId {
    /// The 20 bytes of the name.
    pub fn as_bytes(&self) -> &[u8; 20] {
        &self.0
    }

    /// The name of a content that is `bytes`.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let header = format!("blob {}\0", bytes.len());
        Self(Sha1::new().chain_update(header).chain_update(bytes).finalize().into())
    }

    pub(super) fn new(id: git2::Oid) -> Self {
        let mut bytes = [0; 20];
        for (to, from) in bytes.iter_mut().zip(id.as_bytes()) {
            *to = *from;
        }
        Self(bytes)
    }

    pub(super) fn oid(self) -> Result<git2::Oid, git2::Error> {
        git2::Oid::from_bytes(&self.0)
    }
}

impl fmt::Display for BlobId {
    /// Writes 40 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BlobId({self})")
    }
}

/// One path of a snapshot: a file, a link or a submodule; folders are not entries.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The path from the root of the repository, separated by `/`; a byte that is not UTF-8 is shown as `\xNN`.
    pub path: Arc<str>,
    /// What stands there.
    pub kind: EntryKind,
    /// Whether git knows it already.
    pub state: EntryState,
    /// The path's own bytes, where `path` had to show some of them otherwise.
    raw: Option<Box<[u8]>>,
    /// Where the content is an object of the repository; else it is on the disk.
    blob: Option<BlobId>,
}

impl Entry {
    pub(super) fn new(raw: Vec<u8>, kind: EntryKind, state: EntryState, blob: Option<BlobId>) -> Self {
        match String::from_utf8(raw) {
            Ok(path) => Self { path: path.into(), kind, state, raw: None, blob },
            Err(error) => {
                let raw = error.into_bytes();
                Self { path: shown(&raw).into(), kind, state, raw: Some(raw.into()), blob }
            }
        }
    }

    /// The name of the content, where it is known to equal an object of the repository: always in a commit or an
    /// index (submodules apart), and in a work tree for the files that a sparse checkout left out.
    pub fn blob_id(&self) -> Option<BlobId> {
        self.blob
    }

    /// The path's bytes as git has them.
    pub fn raw_path(&self) -> &[u8] {
        self.raw.as_deref().unwrap_or(self.path.as_bytes())
    }
}

/// `raw` as text, every byte that is not UTF-8 as `\xNN`.
pub(super) fn shown(raw: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(raw) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(raw.len() + 8);
    for chunk in raw.utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\x{byte:02X}");
        }
    }
    Cow::Owned(out)
}

/// A path of git as the system's own. Where names are not bytes, what is not UTF-8 cannot be on the disk either.
pub(super) fn to_os(raw: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        PathBuf::from(std::ffi::OsStr::from_bytes(raw))
    }
    #[cfg(not(unix))]
    PathBuf::from(shown(raw).into_owned())
}

/// A relative path of the system as git writes it.
pub(super) fn from_os(path: &std::path::Path) -> Vec<u8> {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        path.as_os_str().as_bytes().to_vec()
    }
    #[cfg(not(unix))]
    path.to_string_lossy().replace('\\', "/").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_not_utf8_are_shown_and_kept() {
        let entry = Entry::new(b"a/caf\xe9.md".to_vec(), EntryKind::File, EntryState::Tracked, None);
        assert_eq!(&*entry.path, "a/caf\\xE9.md");
        assert_eq!(entry.raw_path(), b"a/caf\xe9.md");
    }
}
