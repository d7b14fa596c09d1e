//! The work tree on the disk, read without ever following a symbolic link.
//!
//! A pull request chooses what stands in a work tree: a link to `/etc`, a folder replaced by a link, a pipe that never
//! ends. None of them may be read as content.

use std::collections::HashSet;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use super::entry::to_os;
use super::{MAX_CONTENT, ReadError};

/// The root of a work tree, and which of its folders are known to be real ones.
#[derive(Debug)]
pub(super) struct Disk {
    root: PathBuf,
    /// Folders with no link on the way. Each is looked at once, not once a file.
    folders: RwLock<HashSet<Box<[u8]>>>,
}

impl Disk {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root, folders: RwLock::default() }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// What stands at a path of git, links not followed; `BehindLink` if a folder on the way is a link.
    pub(super) fn look(&self, raw: &[u8]) -> Result<(PathBuf, Metadata), ReadError> {
        if !is_plain(raw) {
            return Err(ReadError::BehindLink);
        }
        if let Some(end) = memchr::memrchr(b'/', raw) {
            self.check_folder(&raw[..end])?;
        }
        let path = self.root.join(to_os(raw));
        let metadata = fs::symlink_metadata(&path).map_err(|error| ReadError::from(&error))?;
        Ok((path, metadata))
    }

    /// The bytes of the regular file at a path of git.
    pub(super) fn read(&self, raw: &[u8]) -> Result<Vec<u8>, ReadError> {
        let (path, seen) = self.look(raw)?;
        // Before it is opened: opening a pipe would wait for its writer.
        if !seen.is_file() {
            return Err(ReadError::NotAFile);
        }
        read_file(&path, &seen).map_err(|error| ReadError::from(&error))?
    }

    /// The target of the symbolic link at a path of git, as bytes.
    pub(super) fn read_link(&self, raw: &[u8]) -> Result<Vec<u8>, ReadError> {
        let (path, metadata) = self.look(raw)?;
        if metadata.is_file() {
            // Where the system has no links, git writes the target into a file.
            return self.read(raw);
        }
        let target = fs::read_link(path).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidInput => ReadError::NotAFile,
            _ => ReadError::from(&error),
        })?;
        Ok(super::entry::from_os(&target))
    }

    fn check_folder(&self, folder: &[u8]) -> Result<(), ReadError> {
        if self.folders.read().unwrap_or_else(PoisonError::into_inner).contains(folder) {
            return Ok(());
        }
        let ends = memchr::memchr_iter(b'/', folder).chain([folder.len()]);
        for end in ends {
            let path = self.root.join(to_os(&folder[..end]));
            let metadata = fs::symlink_metadata(path).map_err(|error| ReadError::from(&error))?;
            if metadata.is_symlink() {
                return Err(ReadError::BehindLink);
            }
            if !metadata.is_dir() {
                return Err(ReadError::Gone);
            }
        }
        self.folders.write().unwrap_or_else(PoisonError::into_inner).insert(folder.into());
        Ok(())
    }
}

/// Whether every part of the path is a plain name. An index or a request may hold anything, `../../etc/passwd` too.
fn is_plain(raw: &[u8]) -> bool {
    raw.split(|&byte| byte == b'/').all(|part| {
        let foreign = cfg!(windows) && part.iter().any(|byte| matches!(byte, b'\\' | b':'));
        !foreign && !matches!(part, b"" | b"." | b"..") && !part.contains(&0)
    })
}

fn read_file(path: &Path, seen: &Metadata) -> io::Result<Result<Vec<u8>, ReadError>> {
    if seen.len() > MAX_CONTENT {
        return Ok(Err(ReadError::TooLarge { size: seen.len() }));
    }
    let file = File::open(path)?;
    // Between the look and the opening the file may have been replaced, by a link for instance.
    if !is_same(&file.metadata()?, seen) {
        return Ok(Err(ReadError::Gone));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(seen.len()).unwrap_or(0).saturating_add(1));
    file.take(MAX_CONTENT + 1).read_to_end(&mut bytes)?;
    let size = bytes.len() as u64;
    Ok(if size > MAX_CONTENT { Err(ReadError::TooLarge { size }) } else { Ok(bytes) })
}

#[cfg(unix)]
fn is_same(opened: &Metadata, seen: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (opened.dev(), opened.ino()) == (seen.dev(), seen.ino())
}

#[cfg(not(unix))]
fn is_same(opened: &Metadata, _: &Metadata) -> bool {
    opened.is_file()
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn only_plain_paths_are_looked_at() {
        assert!(is_plain("a/é b/..c".as_bytes()));
        for path in ["", "/etc/passwd", "../a", "a/../../b", "a//b", "./a", "a/"] {
            assert!(!is_plain(path.as_bytes()), "{path}");
        }
    }
}
