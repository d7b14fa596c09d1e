//! The house's own rules: dependencies come from the registry under licences that this project may use, and every file
//! is one that a reader can hold.

#![allow(clippy::expect_used, reason = "what fails here fails the test")]

use serde_json::Value;
use std::path::Path;
use std::process::Command;

fn metadata() -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--manifest-path"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo prints JSON")
}

/// The licences that `deny.toml` allows.
fn allowed() -> Vec<String> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml")).expect("deny.toml");
    let deny: toml::Table = toml::from_str(&text).expect("deny.toml is TOML");
    let list = deny["licenses"]["allow"].as_array().expect("a list");
    list.iter().map(|licence| licence.as_str().expect("text").to_owned()).collect()
}

/// Whether an SPDX expression is met by `allowed` licences: every `AND` part has an `OR` choice that is allowed.
fn met(expression: &str, allowed: &[String]) -> bool {
    let expression = expression.replace('/', " OR ");
    expression
        .split(" AND ")
        .all(|part| part.trim_matches(['(', ')', ' ']).split(" OR ").any(|one| allowed.iter().any(|a| a == one.trim())))
}

#[test]
fn every_dependency_has_a_licence_we_may_use_and_comes_from_the_registry() {
    let metadata = metadata();
    let allowed = allowed();
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 20);
    for package in packages.iter().filter(|package| package["name"] != "acquis") {
        let name = &package["name"];
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(met(licence, &allowed), "{name}: licence {licence} is not in deny.toml");
        let source = package["source"].as_str().unwrap_or("a path");
        assert!(source.starts_with("registry+"), "{name} comes from {source}");
    }
}

#[test]
fn licence_expressions_are_read_as_spdx_means_them() {
    let allowed = vec!["MIT".to_owned(), "Unicode-3.0".to_owned()];
    assert!(met("(MIT OR Apache-2.0) AND Unicode-3.0", &allowed));
    assert!(met("Apache-2.0/MIT", &allowed));
    assert!(!met("GPL-3.0", &allowed));
    assert!(!met("MIT AND GPL-3.0", &allowed));
}

#[test]
fn every_source_file_can_be_held_in_one_view() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src"), root.join("tests"), root.join("benches")];
    while let Some(folder) = folders.pop() {
        for item in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = item.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let lines = std::fs::read_to_string(&path).expect("source").lines().count();
                assert!(lines <= 400, "{} has {lines} lines: split it", path.display());
            }
        }
    }
}
