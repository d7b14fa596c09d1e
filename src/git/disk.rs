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
use crate::text::spare;

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
        let path = self.place(raw)?;
        let metadata = fs::symlink_metadata(&path).map_err(|error| ReadError::from(&error))?;
        Ok((path, metadata))
    }

    /// Where a path of git is on the disk, if no folder on the way is a link.
    fn place(&self, raw: &[u8]) -> Result<PathBuf, ReadError> {
        if !is_plain(raw) {
            return Err(ReadError::BehindLink);
        }
        if let Some(end) = memchr::memrchr(b'/', raw) {
            self.check_folder(&raw[..end])?;
        }
        let mut path = PathBuf::with_capacity(self.root.as_os_str().len() + 1 + raw.len());
        path.push(&self.root);
        path.push(to_os(raw));
        Ok(path)
    }

    /// The bytes of the regular file at a path of git.
    pub(super) fn read(&self, raw: &[u8]) -> Result<Vec<u8>, ReadError> {
        let path = self.place(raw)?;
        read_file(&path).map_err(|error| if is_link(&error) { ReadError::NotAFile } else { ReadError::from(&error) })?
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

    fn is_known(&self, folder: &[u8]) -> bool {
        self.folders.read().unwrap_or_else(PoisonError::into_inner).contains(folder)
    }

    fn check_folder(&self, folder: &[u8]) -> Result<(), ReadError> {
        if self.is_known(folder) {
            return Ok(());
        }
        let ends = memchr::memchr_iter(b'/', folder).chain([folder.len()]);
        let known = memchr::memrchr_iter(b'/', folder).find(|&end| self.is_known(&folder[..end])).unwrap_or_default();
        for end in ends.skip_while(|&end| end <= known) {
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

fn read_file(path: &Path) -> io::Result<Result<Vec<u8>, ReadError>> {
    let mut file = open(path)?;
    let seen = file.metadata()?;
    if !seen.is_file() {
        return Ok(Err(ReadError::NotAFile));
    }
    if seen.len() > MAX_CONTENT {
        return Ok(Err(ReadError::TooLarge { size: seen.len() }));
    }
    let mut bytes = spare::bytes(usize::try_from(seen.len()).unwrap_or(0).saturating_add(1));
    let size = read_into(&mut file, &mut bytes, seen.len())?;
    bytes.truncate(size);
    Ok(if size as u64 > MAX_CONTENT { Err(ReadError::TooLarge { size: size as u64 }) } else { Ok(bytes) })
}

/// Reads `file`, which says to hold `expected` bytes, from its start to its end into `buffer`, which is not empty, or a
/// little more than is allowed of it. How many bytes there were.
fn read_into(file: &mut File, buffer: &mut Vec<u8>, expected: u64) -> io::Result<usize> {
    let mut filled = 0;
    // Of a file that holds what it says nothing more is asked; some say that they are empty, and are not.
    while filled as u64 <= MAX_CONTENT && (filled == 0 || filled as u64 != expected) {
        match file.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if filled == buffer.len() {
            buffer.resize(filled * 2, 0);
        }
    }
    Ok(filled)
}

/// Opens what stands at `path` itself: no link is followed, and a pipe does not wait for its writer.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    File::options().read(true).custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    if fs::symlink_metadata(path)?.is_file() { File::open(path) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

/// Whether the file could not be opened because it is a link (or a socket), not content.
#[cfg(unix)]
fn is_link(error: &io::Error) -> bool {
    // Systems differ in how they say it.
    error.raw_os_error().is_some_and(|code| [libc::ELOOP, libc::EMLINK, libc::ENXIO].contains(&code))
}

#[cfg(not(unix))]
fn is_link(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::InvalidInput
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
