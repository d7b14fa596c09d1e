//! What acquis is packed with, and the scripts of a release: run here as the release workflow runs them.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "what fails here fails the test; what is skipped says so")]

#[path = "../common/mod.rs"]
mod common;

mod completions;
mod manual;
mod release;
mod version;

use std::path::{Path, PathBuf};
use std::process::Command;

/// A place of the project.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of what stands beside the program in every package.
fn share() -> PathBuf {
    root().join("packaging/files/data/share")
}

/// Holds that the file `path` is `text`; writes it where that is asked for.
fn is_fresh(path: &Path, text: &[u8]) {
    if std::env::var_os("ACQUIS_UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let there = std::fs::read(path).unwrap_or_default();
    assert!(there == text, "{} is not fresh: ACQUIS_UPDATE=1 cargo test --test packages", path.display());
}

/// Whether a program can be run; where it can't, the test that wants it says so and passes.
fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        println!("skipped: {program} is not installed");
    }
    found
}
