//! Temporary repositories for tests, made by the `git` binary in an environment of their own.
#![allow(dead_code, reason = "each test file uses the part that it needs")]
#![allow(clippy::unwrap_used, reason = "a helper of tests: what fails here fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A repository in a temporary folder, removed when the value is dropped.
pub(crate) struct TestRepository {
    temp: TempDir,
    root: PathBuf,
}

impl TestRepository {
    /// An empty repository on the branch `main`, without a commit.
    pub(crate) fn new() -> Self {
        Self::init(&[])
    }

    /// An empty bare repository.
    pub(crate) fn bare() -> Self {
        Self::init(&["--bare"])
    }

    /// As [`Self::new`], with further arguments for `git init`.
    pub(crate) fn init(arguments: &[&str]) -> Self {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path().canonicalize().unwrap().join("repository");
        fs::create_dir(&root).unwrap();
        let repository = Self { temp, root };
        repository.git(&[&["init", "--quiet", "-b", "main"], arguments].concat());
        repository
    }

    /// A repository whose first commit holds a copy of a folder, for instance `fixtures/odin`.
    pub(crate) fn from_folder(folder: &Path) -> Self {
        let repository = Self::new();
        copy(folder, &repository.root);
        repository.commit("first");
        repository
    }

    /// A repository whose first commit holds files: their paths and texts.
    pub(crate) fn from_files(files: &[(&str, &str)]) -> Self {
        let repository = Self::new();
        files.iter().for_each(|(path, text)| {
            repository.write(path, text);
        });
        repository.commit("first");
        repository
    }

    /// The root of the work tree (or the bare repository), with no link on its way.
    pub(crate) fn path(&self) -> &Path {
        &self.root
    }

    /// A folder beside the repository, outside of it, that lives as long.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.root.with_file_name(name)
    }

    /// Writes a file and the folders on its way.
    pub(crate) fn write(&self, path: impl AsRef<Path>, content: impl AsRef<[u8]>) -> &Self {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Makes a symbolic link; where the system has none, the file that git writes instead.
    pub(crate) fn link(&self, path: &str, target: &str) {
        #[cfg(unix)]
        std::os::unix::fs::symlink(target, self.root.join(path)).unwrap();
        #[cfg(not(unix))]
        {
            self.git(&["config", "core.symlinks", "false"]);
            self.write(path, target);
            let content = self.git(&["hash-object", "-w", path]);
            self.git(&["update-index", "--add", "--cacheinfo", &format!("120000,{content},{path}")]);
        }
    }

    /// Removes a file.
    pub(crate) fn remove(&self, path: impl AsRef<Path>) -> &Self {
        fs::remove_file(self.root.join(path)).unwrap();
        self
    }

    /// Runs git in the repository; gives what it prints, trimmed. Panics when it fails.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let output = self.command("git").args(arguments).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {errors}");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Commits everything that git does not ignore; gives the commit's name.
    pub(crate) fn commit(&self, message: &str) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--allow-empty-message", "-m", message]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// A command that runs in the repository and knows nothing of the user's own settings.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("GIT_") {
                command.env_remove(name);
            }
        }
        command.current_dir(&self.root).env("HOME", self.temp.path()).env_remove("XDG_CONFIG_HOME");
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "Test").env(format!("GIT_{who}_EMAIL"), "test@example.org");
            command.env(format!("GIT_{who}_DATE"), "2024-01-02T03:04:05Z");
        }
        command.env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0");
        command
    }
}

/// Copies a folder's content into another.
fn copy(from: &Path, to: &Path) {
    for item in fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let target = to.join(item.file_name());
        if item.file_type().unwrap().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&item.path(), &target);
        } else {
            fs::copy(item.path(), target).unwrap();
        }
    }
}
