//! The objects of a repository, read from many threads.

use std::path::PathBuf;
use std::sync::{Mutex, Once, PoisonError};

use git2::{ObjectType, RepositoryOpenFlags};

use super::{BlobId, MAX_CONTENT, ReadError};

/// Handles on one repository, lent one to each reader: libgit2's are not to be shared between threads, and a lock
/// around one would make all threads wait for each other.
pub(super) struct Objects {
    git_dir: PathBuf,
    flags: RepositoryOpenFlags,
    idle: Mutex<Vec<git2::Repository>>,
}

impl Objects {
    pub(super) fn new(git_dir: PathBuf, flags: RepositoryOpenFlags) -> Self {
        static FAST: Once = Once::new();
        // As git itself: an object is not hashed again at every reading, which costs more than parsing it.
        // `git fsck` is there for that, and damage still shows (zlib's checksum).
        FAST.call_once(|| git2::opts::strict_hash_verification(false));
        Self { git_dir, flags, idle: Mutex::default() }
    }

    /// The content of a blob.
    pub(super) fn read(&self, id: BlobId) -> Result<Vec<u8>, ReadError> {
        self.lend(|repository| {
            let (odb, oid) = (repository.odb()?, id.oid()?);
            let (size, kind) = odb.read_header(oid)?;
            if kind != ObjectType::Blob {
                return Ok(Err(ReadError::NotAFile));
            }
            if size as u64 > MAX_CONTENT {
                return Ok(Err(ReadError::TooLarge { size: size as u64 }));
            }
            Ok(Ok(odb.read(oid)?.data().to_vec()))
        })
        .unwrap_or_else(|error| Err(ReadError::Object { id: id.to_string(), detail: error.message().to_owned() }))
    }

    /// How many bytes a blob has; `None` if it is not there.
    pub(super) fn size(&self, id: BlobId) -> Option<u64> {
        self.lend(|repository| Ok(repository.odb()?.read_header(id.oid()?)?.0 as u64)).ok()
    }

    /// Lends a handle to `work`.
    pub(super) fn lend<T>(&self, work: impl FnOnce(&git2::Repository) -> Result<T, git2::Error>) -> Result<T, git2::Error> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = idle().pop();
        let repository = match kept {
            Some(repository) => repository,
            None => self.open()?,
        };
        let done = work(&repository);
        idle().push(repository);
        done
    }

    /// A handle of the caller's own.
    pub(super) fn open(&self) -> Result<git2::Repository, git2::Error> {
        let flags = self.flags | RepositoryOpenFlags::NO_SEARCH | RepositoryOpenFlags::NO_DOTGIT;
        git2::Repository::open_ext(&self.git_dir, flags, std::iter::empty::<&str>())
    }
}

impl std::fmt::Debug for Objects {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Objects").field("git_dir", &self.git_dir).finish_non_exhaustive()
    }
}
