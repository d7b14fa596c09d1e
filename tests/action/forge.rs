//! A forge: the repository with its pull request, and the clones that `actions/checkout` makes of it.

use crate::common::TestRepository;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// How many commits of history a checkout brings; 0 for all of it, branches included.
pub(crate) type Depth = u32;

/// A repository whose pull request number 7 has three commits, while the target has gone on since.
pub(crate) struct Forge {
    pub(crate) repository: TestRepository,
    /// Where the branch `topic` left `main`.
    pub(crate) fork: String,
    /// The newest commit of `main`.
    pub(crate) main: String,
    /// The newest commit of `topic`.
    pub(crate) topic: String,
    /// What the forge makes of the two, detached: `refs/pull/7/merge`.
    pub(crate) merge: String,
}

impl Forge {
    /// None, and a line that says so, where a program is missing that every runner has.
    pub(crate) fn new() -> Option<Self> {
        if let Some(program) = ["bash", "jq"].into_iter().find(|name| Command::new(name).arg("--version").output().is_err()) {
            println!("skipped: {program} is not installed");
            return None;
        }
        let repository = TestRepository::new();
        // As the large forges do: any commit that is there may be asked for.
        repository.git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
        repository.write("README.md", "# Ruches\n\n[Le miel](miel.md)\n").write("miel.md", "# Miel\n").commit("first");
        let fork = repository.write("essaim.md", "# Essaim\n").commit("second");
        repository.git(&["switch", "--quiet", "-c", "topic"]);
        repository.write("a.md", "# A\n").commit("one");
        repository.git(&["mv", "miel.md", "recolte.md"]);
        repository.commit("two");
        let topic = repository.write("b.md", "# B\n").commit("three");
        repository.git(&["switch", "--quiet", "main"]);
        let main = repository.write("cire.md", "# Cire\n").commit("the target goes on");
        repository.git(&["switch", "--quiet", "--detach", "main"]);
        repository.git(&["merge", "--quiet", "--no-ff", "-m", "Merge topic into main", "topic"]);
        let merge = repository.git(&["rev-parse", "HEAD"]);
        repository.git(&["update-ref", "refs/pull/7/merge", "HEAD"]);
        repository.git(&["switch", "--quiet", "main"]);
        Some(Self { repository, fork, main, topic, merge })
    }

    /// Where the runner's clone is.
    pub(crate) fn clone(&self) -> PathBuf {
        self.repository.beside("clone")
    }

    /// Makes the clone, with `commit` checked out; `branch` is none for what is no branch, such as a pull request.
    pub(crate) fn checkout(&self, commit: &str, branch: Option<&str>, depth: Depth) -> &Self {
        let clone = self.clone();
        let _ = fs::remove_dir_all(&clone);
        fs::create_dir(&clone).unwrap();
        let git = |arguments: &[&str]| {
            let output = self.repository.command("git").current_dir(&clone).args(arguments).output().unwrap();
            assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        };
        git(&["init", "--quiet", "-b", "unused"]);
        git(&["remote", "add", "origin", &format!("file://{}", self.repository.path().display())]);
        let kept = branch.map_or_else(|| "refs/remotes/pull/7/merge".to_owned(), |name| format!("refs/remotes/origin/{name}"));
        if depth == 0 {
            git(&["fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*"]);
        }
        let depth = if depth == 0 { "--no-tags".to_owned() } else { format!("--depth={depth}") };
        git(&["fetch", "--quiet", "--no-tags", &depth, "origin", &format!("+{commit}:{kept}")]);
        match branch {
            Some(name) => git(&["checkout", "--quiet", "-B", name, &kept]),
            None => git(&["checkout", "--quiet", "--detach", &kept]),
        }
        self
    }

    /// What git says in the clone, trimmed.
    pub(crate) fn in_clone(&self, arguments: &[&str]) -> String {
        let output = self.repository.command("git").current_dir(self.clone()).args(arguments).output().unwrap();
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }
}
