//! The steps of the examples that run acquis themselves, run as a runner does it, with the real program.

use crate::common::TestRepository;
use crate::tools::root;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The scripts of the steps in `.github/examples/NAME` that call the program, in order.
fn scripts(name: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(".github/examples").join(name)).unwrap();
    let workflow: Value = serde_yaml::from_str(&text).unwrap();
    let jobs = workflow["jobs"].as_object().unwrap().values();
    let steps = jobs.flat_map(|job| job["steps"].as_array().unwrap().clone());
    steps.filter_map(|step| step["run"].as_str().map(str::to_owned)).filter(|run| run.contains("\"$ACQUIS\"")).collect()
}

/// Runs a step in `folder`, with what a runner gives it.
fn run(script: &str, folder: &Path, temp: &Path, job: usize) {
    let mut command = Command::new("bash");
    command.args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script]).current_dir(folder);
    command.env("ACQUIS", env!("CARGO_BIN_EXE_acquis")).env("RUNNER_TEMP", temp).env("JOB", job.to_string());
    let output = command.env("GITHUB_STEP_SUMMARY", temp.join("summary.md")).env("LC_ALL", "C").output().unwrap();
    assert!(output.status.success(), "{script}\n{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_report_for_pages_is_made() {
    let repository = TestRepository::from_folder(&root().join("fixtures/cloud-pi-native-gaps"));
    let temp = tempfile::tempdir().unwrap();
    let scripts = scripts("coverage.yml");
    assert_eq!(scripts.len(), 1);
    // A folder of that name is the repository's own.
    repository.write("site/index.html", "its own");
    run(&scripts[0], repository.path(), temp.path(), 0);
    run(&scripts[0], repository.path(), temp.path(), 0);
    assert_eq!(fs::read_to_string(repository.path().join("site/index.html")).unwrap(), "its own");
    let site = |name: &str| fs::read_to_string(temp.path().join("site").join(name)).unwrap();
    assert!(site("index.html").contains("id=\"history\""));
    assert!(site("badge.svg").starts_with("<svg "));
    for name in ["coverage.json", "shields.json"] {
        serde_json::from_str::<Value>(&site(name)).unwrap();
    }
    assert!(fs::read_to_string(temp.path().join("summary.md")).unwrap().starts_with("# "));
}

#[test]
fn the_report_of_an_organisation_is_made() {
    let temp = tempfile::tempdir().unwrap();
    let scripts = scripts("organisation-coverage.yml");
    let [each, all] = scripts.as_slice() else { panic!("{scripts:?}") };
    let reports = temp.path().join("reports");
    fs::create_dir(&reports).unwrap();
    for (job, fixture) in ["cloud-pi-native-gaps", "linked-quizzes"].into_iter().enumerate() {
        let repository = TestRepository::from_folder(&root().join("fixtures").join(fixture));
        run(each, repository.path(), temp.path(), job);
        let name = format!("report-{job}.json");
        fs::rename(temp.path().join(&name), reports.join(&name)).unwrap();
    }
    run(all, temp.path(), temp.path(), 0);
    let page = fs::read_to_string(temp.path().join("coverage.html")).unwrap();
    assert!(page.contains("report-0") && page.contains("report-1"));
    assert!(temp.path().join("coverage.csv").exists());
    assert!(fs::read_to_string(temp.path().join("summary.md")).unwrap().contains("report-1"));
}
