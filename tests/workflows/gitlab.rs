//! GitLab's job, run line by line as a runner's shell does, with a release on the disk.

use crate::common::TestRepository;
use crate::tools::root;
use serde_json::Value;
use std::fs;
use std::process::{Command, Output};

const ARCHIVE: &str = "acquis-0.1.0-x86_64-unknown-linux-musl.tar.gz";

/// A program that says how it is called, and has findings; in `beside/releases/v0.1.0`, packed and with its checksum.
fn release(repository: &TestRepository) {
    let folder = repository.beside("releases").join("v0.1.0");
    fs::create_dir_all(&folder).unwrap();
    let text = "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 1\n";
    fs::write(folder.join("acquis"), text).unwrap();
    let pack = format!(
        "chmod +x acquis && tar -czf {ARCHIVE} acquis && sha256sum {ARCHIVE} >SHA256SUMS && echo '{:064} *other' >>SHA256SUMS",
        0
    );
    assert!(Command::new("sh").args(["-c", &pack]).current_dir(folder).status().unwrap().success());
}

/// Runs the job in a clone; none where curl is not installed, which is said.
fn run(repository: &TestRepository, variables: &[(&str, &str)]) -> Option<Output> {
    if Command::new("curl").arg("--version").output().is_err() {
        println!("skipped: curl is not installed");
        return None;
    }
    let file: Value = serde_yaml::from_str(&fs::read_to_string(root().join("ci/gitlab.yml")).unwrap()).unwrap();
    let job = &file["acquis"];
    let lines = ["before_script", "script"].map(|part| job[part].as_array().unwrap().iter().map(|line| line.as_str().unwrap()));
    let script: Vec<&str> = lines.into_iter().flatten().collect();
    let defaults = job["variables"].as_object().unwrap().iter().map(|(name, value)| (name, value.as_str().unwrap()));
    let output = repository
        .command("bash")
        .args(["-eo", "pipefail", "-c", &script.join("\n")])
        .envs(defaults)
        .env("ACQUIS_RELEASES", format!("file://{}", repository.beside("releases").display()))
        .envs(variables.iter().copied())
        .output();
    Some(output.unwrap())
}

#[test]
fn a_pipeline_is_compared_with_what_was_there_before_it() {
    const ZEROS: &str = "0000000000000000000000000000000000000000";
    let fork = ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "abc");
    for (variables, base) in [
        (&[fork, ("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", ""), ("CI_COMMIT_BEFORE_SHA", ZEROS)][..], "--base=abc\n"),
        // A pipeline of merged results: the target's own news are no news of the merge request.
        (&[fork, ("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "def")], "--base=def\n"),
        // A push, and what was never pushed before.
        (&[("CI_COMMIT_BEFORE_SHA", "fed")], "--base=fed\n"),
        (&[("CI_COMMIT_BEFORE_SHA", ZEROS)], ""),
        (&[], ""),
    ] {
        let repository = TestRepository::new();
        release(&repository);
        let Some(output) = run(&repository, variables) else { return };
        let out = String::from_utf8_lossy(&output.stdout);
        let expected = format!("{ARCHIVE}: OK\ncheck\n{base}");
        assert_eq!((output.status.code(), out.as_ref()), (Some(1), expected.as_str()), "{output:?}");
        let report = fs::read_to_string(repository.path().join("gl-code-quality-report.json")).unwrap();
        assert_eq!(report, "check\n--format\ngitlab\n");
    }
}

#[test]
fn what_is_not_the_release_is_not_run() {
    for (file, text) in [(ARCHIVE, "other"), ("SHA256SUMS", ""), ("SHA256SUMS", "no checksum at all")] {
        let repository = TestRepository::new();
        release(&repository);
        fs::write(repository.beside("releases").join("v0.1.0").join(file), text).unwrap();
        let Some(output) = run(&repository, &[]) else { return };
        assert!(!output.status.success() && !String::from_utf8_lossy(&output.stdout).contains("check"), "{output:?}");
    }
}
