//! The project holds what it asks of others: its own pages are clean, its own configurations name rules that exist.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod common;

use acquis::rules;
use common::TestRepository;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under `folder` whose name ends with `end`, builds and installed tools left out.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = item.path();
        let name = item.file_name();
        // What builds and `tests/tools/` install is not the project's.
        if ["target", ".git", "node_modules", ".venv"].iter().any(|other| name == *other) {
            continue;
        }
        if item.file_type().unwrap().is_dir() {
            found.extend(files(&path, end));
        } else if name.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
    found
}

/// A copy: the work tree of whoever runs the tests may hold other things, or not be a repository at all.
#[test]
fn the_project_is_clean_under_its_own_rules() {
    let repository = TestRepository::new();
    for path in files(root(), "") {
        let relative = path.strip_prefix(root()).unwrap();
        repository.write(relative, std::fs::read(&path).unwrap());
    }
    let output = repository.command(env!("CARGO_BIN_EXE_acquis")).args(["check", "--format", "concise"]).output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let grave: Vec<_> = out.lines().filter(|line| !line.contains(": info ")).collect();
    assert!(grave.is_empty(), "{grave:#?}");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn rules_named_in_shipped_profiles_and_fixtures_exist() {
    let mut configurations = files(&root().join("fixtures"), ".acquis.yaml");
    assert!(!configurations.is_empty());
    configurations.extend(files(&root().join("rules/profiles"), ".yaml"));
    for path in configurations {
        let text = std::fs::read_to_string(&path).unwrap();
        let value: serde_json::Value = serde_yaml::from_str(&text).unwrap();
        let named = value.get("rules").and_then(|rules| rules.as_object()).into_iter().flatten();
        for (name, _) in named {
            assert!(rules::find(name).is_some(), "{}: no rule `{name}`", path.display());
        }
    }
}

/// French words elide with a straight apostrophe, in messages as in the rule book. Tests may hold any text.
#[test]
fn messages_have_one_kind_of_apostrophe() {
    let mut curly = Vec::new();
    for path in files(&root().join("src"), ".rs").into_iter().chain(files(&root().join("rules/profiles"), ".yaml")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let program = text.split("\n#[cfg(test)]").next().unwrap_or_default();
        let elides = |line: &str| line.split('’').skip(1).any(|rest| rest.starts_with(char::is_alphabetic));
        curly.extend(program.lines().filter(|line| elides(line)).map(|line| format!("{}: {line}", path.display())));
    }
    assert!(curly.is_empty(), "{curly:#?}");
}
