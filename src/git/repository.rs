//! A repository, found from any folder in it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use git2::{ErrorCode, ObjectType, RepositoryOpenFlags};

use super::disk::Disk;
use super::entry::{from_os, shown};
use super::ignored::{self, Ignored};
use super::objects::Objects;
use super::worktree::{self, Names};
use super::{Entry, EntryKind, EntryState, GitError, Snapshot, SnapshotKind, Texts, index};

/// The variables of the environment that speak of one repository, set for instance while a hook runs.
const OF_ONE_REPOSITORY: [&str; 5] = ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"];

/// What a snapshot is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// The files on the disk: tracked, or not ignored by git.
    WorkTree,
    /// The same as if some of the files held another text, which is not on the disk.
    WorkTreeWith(Arc<Texts>),
    /// What the next commit would hold.
    Index,
    /// Anything that names a commit: a branch, a tag, `HEAD~3`, an abbreviated name.
    Revision(String),
}

/// A repository, for reading.
pub struct Repository {
    pub(super) git: git2::Repository,
    flags: RepositoryOpenFlags,
    pub(super) objects: Arc<Objects>,
    workdir: Option<PathBuf>,
    prefix: String,
}

impl Repository {
    /// Finds the repository that holds `dir`: any folder of a work tree (linked ones too), or a bare repository.
    ///
    /// The folder decides. Of the environment, git's general variables count; those that speak of one repository
    /// (`GIT_INDEX_FILE` in a hook…) only if the current folder is in the same one, and `GIT_DIR` where `dir` is the
    /// current folder.
    ///
    /// Ownership is checked as git does (`safe.directory`): a repository's own configuration names files that are
    /// read (`core.excludesFile`, `core.worktree`), so that reading alone is no reason to trust a stranger's.
    ///
    /// # Errors
    /// When there is no repository, or one that cannot be read.
    pub fn discover(dir: &Path) -> Result<Self, GitError> {
        let dir = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
        let (git, flags) = open(dir).map_err(|error| GitError::opening(&error, dir))?;
        let workdir = git.workdir().map(|path| path.canonicalize().unwrap_or_else(|_| path.to_owned()));
        let prefix = workdir.as_deref().and_then(|root| prefix_of(dir, root)).unwrap_or_default();
        let objects = Arc::new(Objects::new(git.path().to_owned(), flags));
        Ok(Self { git, flags, objects, workdir, prefix })
    }

    /// Another repository than the one that is checked, of which objects alone are read.
    pub(super) fn opened(git: git2::Repository, objects: Arc<Objects>) -> Self {
        Self { git, flags: RepositoryOpenFlags::empty(), objects, workdir: None, prefix: String::new() }
    }

    /// The root of the work tree, without links on its way; `None` in a bare repository.
    pub fn workdir(&self) -> Option<&Path> {
        self.workdir.as_deref()
    }

    /// The folder given to [`Self::discover`], from the root of the work tree, separated by `/`; empty at the root, in
    /// a bare repository and in git's own folder.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Lists the content at a place; the contents themselves are read later, one by one.
    ///
    /// # Errors
    /// When the repository has no such place, or it cannot be read.
    pub fn snapshot(&self, at: &At) -> Result<Snapshot, GitError> {
        match at {
            At::WorkTree => self.work_tree(),
            At::WorkTreeWith(texts) => {
                let mut snapshot = Snapshot { texts: Arc::clone(texts), ..self.work_tree()? };
                // A text may be that of a file that is not there yet.
                let new: Vec<_> = texts.keys().filter(|path| snapshot.get(path).is_none()).collect();
                if !new.is_empty() {
                    let entry =
                        |path: &&Arc<str>| Entry::new(path.as_bytes().to_vec(), EntryKind::File, EntryState::Untracked, None);
                    snapshot.entries.extend(new.iter().map(entry));
                    snapshot.entries.sort_by(|a, b| a.path.cmp(&b.path));
                }
                Ok(snapshot)
            }
            At::Index => self.index(),
            At::Revision(revision) => {
                let commit = self.commit(revision)?;
                Snapshot::of_commit(&self.objects, commit.id())
            }
        }
    }

    /// The snapshots of commits, for another thread.
    pub fn commits(&self) -> Commits {
        Commits(Arc::clone(&self.objects))
    }

    fn work_tree(&self) -> Result<Snapshot, GitError> {
        let root = self.workdir.clone().ok_or(GitError::Bare)?;
        if let Err(error) = root.read_dir() {
            return Err(GitError::Unreadable { what: root.to_string_lossy().into_owned(), detail: error.to_string() });
        }
        let walk = ignored::walk(&self.git, &root);
        let (disk, names) = (Disk::new(root), Names::of(&self.git));
        let (mut walked, mut problems) = Default::default();
        // Libgit2 reads the index on one core alone: the walk need not wait for it.
        let indexed = rayon::in_place_scope(|scope| {
            scope.spawn(|_| (walked, problems) = worktree::walk_disk(&walk, &disk, names));
            index::read(&self.git)
        })?;
        let entries = worktree::entries(indexed, walked, &disk, names);
        let mut snapshot = self.finish(SnapshotKind::WorkTree, self.head()?, entries);
        (snapshot.problems, snapshot.disk, snapshot.ignored) = (problems, Some(disk), Some(Ignored::new(&walk)));
        Ok(snapshot)
    }

    fn index(&self) -> Result<Snapshot, GitError> {
        let root = self.workdir.clone().ok_or(GitError::Bare)?;
        let entries = index::entries(index::read(&self.git)?);
        let mut snapshot = self.finish(SnapshotKind::Index, self.head()?, entries);
        snapshot.disk = Some(Disk::new(root));
        Ok(snapshot)
    }

    fn finish(&self, kind: SnapshotKind, commit: Option<String>, entries: Vec<Entry>) -> Snapshot {
        let ignore_case = Names::of(&self.git).ignore_case;
        let setting = self.git.config().and_then(|config| config.get_string("core.autocrlf")).unwrap_or_default();
        // `input` is the third one: what is on the disk stays as it is there.
        let rewrites_lines = git2::Config::parse_bool(setting.as_str()).unwrap_or(false);
        let converts_lines = kind == SnapshotKind::WorkTree && (rewrites_lines || setting == "input");
        Snapshot { ignore_case, converts_lines, rewrites_lines, ..Snapshot::new(kind, commit, entries, &self.objects) }
    }

    /// The commit that HEAD is at; `None` before the first one.
    fn head(&self) -> Result<Option<String>, GitError> {
        match self.git.head().and_then(|head| head.peel_to_commit()) {
            Ok(commit) => Ok(Some(commit.id().to_string())),
            Err(error) if matches!(error.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound) => Ok(None),
            Err(error) => Err(GitError::reading("HEAD", &error)),
        }
    }

    /// The branch that HEAD is on; `None` where it is on none (a detached HEAD, as in most automatic checks).
    pub fn branch(&self) -> Option<String> {
        let head = self.git.find_reference("HEAD").ok()?;
        head.symbolic_target().ok()??.strip_prefix("refs/heads/").map(str::to_owned)
    }

    pub(super) fn commit(&self, revision: &str) -> Result<git2::Commit<'_>, GitError> {
        let named = || revision.to_owned();
        let object = self.git.revparse_single(revision).map_err(|error| match error.code() {
            ErrorCode::Ambiguous => GitError::AmbiguousRevision { revision: named() },
            _ if self.is_unborn() => GitError::NoCommit { revision: named() },
            _ => GitError::UnknownRevision { revision: named(), shallow: self.git.is_shallow() },
        })?;
        let commit = object.peel(ObjectType::Commit).and_then(|object| object.peel_to_commit());
        commit.map_err(|_| GitError::NotACommit { revision: named() })
    }

    pub(super) fn is_unborn(&self) -> bool {
        self.git.head().is_err_and(|error| error.code() == ErrorCode::UnbornBranch)
    }
}

/// The commits of a repository, which any thread can read.
#[derive(Clone, Debug)]
pub struct Commits(Arc<Objects>);

impl Commits {
    /// The snapshot of the commit whose full id is `commit`.
    ///
    /// # Errors
    /// When there is no such commit, or one of its folders can't be read.
    pub fn snapshot(&self, commit: &str) -> Result<Snapshot, GitError> {
        let id = git2::Oid::from_str(commit).map_err(|error| GitError::reading(commit, &error))?;
        Snapshot::of_commit(&self.0, id)
    }
}

impl std::fmt::Debug for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { workdir, prefix, flags, .. } = self;
        f.debug_struct("Repository")
            .field("workdir", workdir)
            .field("prefix", prefix)
            .field("flags", flags)
            .finish_non_exhaustive()
    }
}

/// Opens the repository that holds `dir`, and says with which flags to open it again.
fn open(dir: &Path) -> Result<(git2::Repository, RepositoryOpenFlags), git2::Error> {
    let env = RepositoryOpenFlags::FROM_ENV;
    if std::env::var_os("GIT_DIR").is_some() && is_current(dir) {
        return Ok((git2::Repository::open_from_env()?, env));
    }
    if !OF_ONE_REPOSITORY.iter().any(|name| std::env::var_os(name).is_some()) {
        // For what is general: GIT_CONFIG_GLOBAL, for instance, says which owners to trust.
        return Ok((open_with(dir, env)?, env));
    }
    let found = open_with(dir, RepositoryOpenFlags::empty())?;
    let current = open_with(Path::new("."), RepositoryOpenFlags::empty());
    if current.is_ok_and(|current| current.path() == found.path()) {
        return Ok((open_with(dir, env)?, env));
    }
    Ok((found, RepositoryOpenFlags::empty()))
}

fn open_with(dir: &Path, flags: RepositoryOpenFlags) -> Result<git2::Repository, git2::Error> {
    let ceilings = std::env::var_os("GIT_CEILING_DIRECTORIES").unwrap_or_default();
    let ceilings: Vec<OsString> =
        std::env::split_paths(&ceilings).map(PathBuf::into_os_string).filter(|path| !path.is_empty()).collect();
    git2::Repository::open_ext(dir, flags, ceilings)
}

fn is_current(dir: &Path) -> bool {
    match (dir.canonicalize(), std::env::current_dir().and_then(|path| path.canonicalize())) {
        (Ok(dir), Ok(current)) => dir == current,
        _ => false,
    }
}

fn prefix_of(dir: &Path, root: &Path) -> Option<String> {
    let dir = dir.canonicalize().ok()?;
    let inside = dir.strip_prefix(root).ok()?;
    let is_git = inside.components().next().is_some_and(|first| first.as_os_str() == ".git");
    Some(if is_git { String::new() } else { shown(&from_os(inside)).into_owned() })
}
