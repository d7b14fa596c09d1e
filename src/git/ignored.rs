//! What git ignores: its ignore files, and a walk of the disk that honours them.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder};

use super::ReadError;
use super::disk::Disk;
use super::entry::to_os;
use crate::text::answers::Answers;

/// How to walk the work tree of `repository` as git does: hidden files too, git's own ignore files alone, no link
/// followed, no other repository entered.
pub(super) fn walk(repository: &git2::Repository, root: &Path) -> WalkBuilder {
    let mut walk = WalkBuilder::new(root);
    walk.standard_filters(false).git_ignore(true).require_git(false).follow_links(false);
    walk.current_dir(root).filter_entry(belongs).threads(rayon::current_num_threads());
    let config = repository.config();
    let is_set = |name| config.as_ref().is_ok_and(|config| config.get_bool(name).unwrap_or(false));
    walk.ignore_case_insensitive(is_set("core.ignorecase"));
    // Both are read here rather than by the walker, which knows no configuration but the user's own file and takes a
    // linked work tree's relative path for one of the current folder. The later one wins, as in git.
    let excludes = config.as_ref().ok().and_then(|config| config.get_path("core.excludesfile").ok());
    let shared = repository.commondir().join("info").join("exclude");
    for file in [excludes.map(|path| root.join(path)).or_else(default_excludes), Some(shared)].into_iter().flatten() {
        if file.is_file() {
            // A line that is no pattern is left out, as git does.
            let _ = walk.add_ignore(file);
        }
    }
    walk
}

/// Where git looks when no `core.excludesFile` is set.
fn default_excludes() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = variable("XDG_CONFIG_HOME").or_else(|| Some(variable("HOME")?.join(".config")))?;
    Some(folder.join("git").join("ignore"))
}

/// Whether the walk takes the entry: not git's own folder, nor what belongs to another repository.
fn belongs(entry: &DirEntry) -> bool {
    if entry.depth() == 0 {
        return true;
    }
    if entry.file_name().eq_ignore_ascii_case(OsStr::new(".git")) {
        return false;
    }
    !(entry.file_type().is_some_and(|kind| kind.is_dir()) && is_repository(entry.path()))
}

/// A folder with a `.git` of its own: a file in submodules and linked work trees, else a folder with a `HEAD`.
fn is_repository(folder: &Path) -> bool {
    let git = folder.join(".git");
    git.symlink_metadata().is_ok_and(|git_is| git_is.is_file() || git.join("HEAD").symlink_metadata().is_ok())
}

/// Answers for single paths, from any thread.
#[derive(Debug)]
pub(super) struct Ignored {
    matcher: Mutex<Option<ignore::IncrementalIgnore>>,
    answers: Answers<bool>,
}

impl Ignored {
    pub(super) fn new(walk: &WalkBuilder) -> Self {
        Self { matcher: Mutex::new(walk.build_matchers().into_iter().next()), answers: Answers::default() }
    }

    /// Whether git ignores `path`, which stands on `disk` or nowhere; no link is on its way. A final `/` says that it is a
    /// folder, if it is not on the disk.
    pub(super) fn contains(&self, path: &str, disk: &Disk) -> bool {
        self.answers.get_or(path, || {
            let raw = path.trim_end_matches('/').as_bytes();
            // Most paths need not be looked for: no pattern is about them, whatever they are. Each that is about files is about
            // folders too.
            let Some(as_folder) = self.matches(raw, true) else { return false };
            let as_file = self.matches(raw, false) == Some(true);
            if !as_file && !as_folder {
                return false;
            }
            match disk.look(raw) {
                Ok((_, metadata)) if metadata.is_dir() => as_folder,
                Ok(_) => as_file,
                Err(ReadError::BehindLink) => false,
                Err(_) if path.ends_with('/') => as_folder,
                Err(_) => as_file,
            }
        })
    }

    /// Whether the last pattern about the path has it ignored; `None` where none is about it.
    fn matches(&self, raw: &[u8], is_dir: bool) -> Option<bool> {
        let mut matcher = self.matcher.lock().unwrap_or_else(PoisonError::into_inner);
        let found = matcher.as_mut()?.matched(to_os(raw), is_dir);
        (!found.is_none()).then(|| found.is_ignore())
    }
}
