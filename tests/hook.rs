//! The pre-commit hook, as real commits meet it.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod common;

use common::TestRepository;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const GOOD: &str = "# A\n\nRien.\n";
const BAD: &str = "# A\n\n[b](b.md)\n";

fn repository() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("a.md", GOOD).commit("first");
    repository
}

/// `program` in `folder`, with acquis on the path.
fn command(repository: &TestRepository, folder: &Path, program: &str) -> Command {
    let own = Path::new(env!("CARGO_BIN_EXE_acquis")).parent().unwrap().to_owned();
    let others = std::env::var_os("PATH").unwrap_or_default();
    let paths: Vec<PathBuf> = [own].into_iter().chain(std::env::split_paths(&others)).collect();
    let mut command = repository.command(program);
    command.current_dir(folder).env("PATH", std::env::join_paths(paths).unwrap());
    command
}

fn run(repository: &TestRepository, folder: &Path, line: &[&str]) -> Output {
    command(repository, folder, line[0]).args(&line[1..]).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn install(repository: &TestRepository, options: &[&str]) -> Output {
    run(repository, repository.path(), &[&["acquis", "install-hook"], options].concat())
}

/// Whether git makes a commit of what is staged, and what it says.
fn commits(repository: &TestRepository, options: &[&str]) -> (bool, String) {
    let output = run(repository, repository.path(), &[&["git", "commit", "-m", "next"], options].concat());
    (output.status.success(), said(&output))
}

#[test]
fn what_is_checked_is_what_will_be_committed() {
    let repository = repository();
    assert_eq!(install(&repository, &[]).status.code(), Some(0));
    // Bad content is staged, and fixed in the work tree alone.
    repository.write("a.md", BAD).git(&["add", "a.md"]);
    repository.write("a.md", GOOD);
    let (done, text) = commits(&repository, &[]);
    assert!(!done && text.contains("b.md") && text.contains("--no-verify"), "{text}");
    // The reverse: the work tree is bad, what is staged is good.
    repository.write("a.md", "# A\n\nMieux.\n").git(&["add", "a.md"]);
    repository.write("a.md", BAD);
    assert!(commits(&repository, &[]).0);
    // All of the work tree, or one file of it, is what these commit.
    assert!(!commits(&repository, &["-a"]).0);
    repository.write("c.md", "# C\n").git(&["add", "c.md"]);
    assert!(!commits(&repository, &["a.md"]).0);
    assert!(commits(&repository, &["c.md"]).0);
    assert!(commits(&repository, &["-a", "--no-verify"]).0);
}

/// `git add --patch` stages some lines of a file and leaves others.
#[test]
fn parts_of_a_file_are_staged() {
    let repository = repository();
    let lines: String = (0..20).map(|line| format!("Ligne {line}.\n\n")).collect();
    repository.write("a.md", format!("# A\n\n{lines}")).commit("lines");
    install(&repository, &[]);
    let both = format!("# A\n\nDébut.\n\n{lines}[b](b.md)\n");
    repository.write("a.md", &both);
    let first = "--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,5 @@\n # A\n \n+Début.\n+\n Ligne 0.\n";
    repository.write("../first.patch", first).git(&["apply", "--cached", "../first.patch"]);
    let (done, text) = commits(&repository, &[]);
    assert!(done, "{text}");
    repository.git(&["add", "a.md"]);
    assert!(!commits(&repository, &[]).0);
}

#[test]
fn what_was_there_before_stops_no_commit() {
    let repository = TestRepository::new();
    install(&repository, &[]);
    repository.write("a.md", BAD).git(&["add", "a.md"]);
    let (done, text) = commits(&repository, &[]);
    assert!(!done && text.contains("b.md"), "of a first commit everything is new: {text}");
    repository.git(&["commit", "--quiet", "--no-verify", "-m", "first"]);
    repository.write("c.md", "# C\n").git(&["add", "c.md"]);
    let (done, text) = commits(&repository, &[]);
    assert!(done, "{text}");
}

#[test]
fn linked_work_trees_share_the_hook() {
    let repository = repository();
    let linked = repository.beside("linked");
    repository.git(&["worktree", "add", "--quiet", "-b", "other", linked.to_str().unwrap()]);
    let installed = run(&repository, &linked, &["acquis", "install-hook"]);
    assert_eq!(installed.status.code(), Some(0), "{}", said(&installed));
    assert!(repository.path().join(".git/hooks/pre-commit").exists());
    std::fs::write(linked.join("a.md"), BAD).unwrap();
    // What stands in the other work tree does not matter.
    let commit = run(&repository, &linked, &["git", "commit", "-a", "-m", "next"]);
    assert!(!commit.status.success() && said(&commit).contains("b.md"), "{}", said(&commit));
    repository.write("a.md", "# A\n\nMieux.\n").git(&["add", "a.md"]);
    assert!(commits(&repository, &[]).0);
}

#[test]
fn the_folder_of_hooks_is_git_s() {
    let repository = repository();
    repository.git(&["config", "core.hooksPath", ".hooks"]);
    assert_eq!(install(&repository, &[]).status.code(), Some(0));
    assert!(repository.path().join(".hooks/pre-commit").exists());
    repository.write("a.md", BAD).git(&["add", "a.md"]);
    assert!(!commits(&repository, &[]).0);
    // A folder that other repositories may share is left alone.
    let shared = repository.beside("hooks");
    repository.git(&["config", "core.hooksPath", shared.to_str().unwrap()]);
    let refused = install(&repository, &[]);
    assert!(refused.status.code() == Some(2) && said(&refused).contains("acquis check --staged"), "{}", said(&refused));
    assert!(!shared.exists());
    assert_eq!(install(&repository, &["--force"]).status.code(), Some(0));
    assert!(shared.join("pre-commit").exists());
}

#[test]
fn nobody_else_s_hook_is_touched() {
    let repository = repository();
    let hook = repository.path().join(".git/hooks/pre-commit");
    let other = "#!/bin/sh\n# acquis install-hook\n";
    repository.write(&hook, other);
    let text = || std::fs::read_to_string(&hook).unwrap();
    for options in [&[][..], &["--uninstall"]] {
        let refused = install(&repository, options);
        assert!(refused.status.code() == Some(2) && said(&refused).contains("acquis check --staged"), "{}", said(&refused));
        assert_eq!(text(), other);
    }
    assert_eq!(install(&repository, &["--force"]).status.code(), Some(0));
    assert_ne!(text(), other);
    assert_eq!(install(&repository, &[]).status.code(), Some(0), "one's own is written anew");
    assert_eq!(install(&repository, &["--uninstall"]).status.code(), Some(0));
    assert_eq!(text(), other, "the old one is back");
    std::fs::remove_file(&hook).unwrap();
    install(&repository, &[]);
    assert_eq!(install(&repository, &["--uninstall"]).status.code(), Some(0));
    assert!(!hook.exists());
    assert_eq!(install(&repository, &["--uninstall"]).status.code(), Some(0), "nothing to remove");
}

#[test]
fn without_acquis_the_hook_says_what_to_do() {
    let repository = repository();
    install(&repository, &["--language", "fr"]);
    let bare = repository.beside("bin");
    std::fs::create_dir(&bare).unwrap();
    let mut hook = repository.command("/bin/sh");
    let output = hook.arg(repository.path().join(".git/hooks/pre-commit")).env("PATH", &bare).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("introuvable") && said(&output).contains("--no-verify"), "{}", said(&output));
}
