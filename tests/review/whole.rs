//! The whole way: a repository is checked, its report posted, and the suggestions accepted as GitHub accepts them.

use crate::common::TestRepository;
use crate::{Job, body};
use serde_json::{Value, json};
use std::process::Command;

const PAGE: &str = "# Jardin\n\nVoir [la page](docs\\b.md) et la suite.\n\n##Outils\n\nFin.\n";

/// What acquis finds at HEAD.
fn check(repository: &TestRepository) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acquis"));
    command.current_dir(repository.path()).env_clear().env("LC_ALL", "C").env("HOME", repository.path());
    let output = command.args(["check", "--rev", "HEAD", "--format", "json"]).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The page with the suggestion of `comment` in the place of the lines that it stands on.
fn accepted(page: &str, comment: &Value) -> String {
    let mut lines: Vec<&str> = page.lines().collect();
    let line = |key: &str| comment[key].as_u64().map(|line| usize::try_from(line).unwrap());
    let last = line("line").unwrap();
    let first = line("start_line").unwrap_or(last);
    let text = body(comment);
    let suggestion = text.split("```suggestion\n").nth(1).unwrap().split("```").next().unwrap();
    lines.splice(first - 1..last, suggestion.lines());
    lines.join("\n") + "\n"
}

#[test]
fn suggestions_mend_what_was_found() {
    let repository = TestRepository::new();
    repository.write("docs/b.md", "# B\n").write("a.md", "# Jardin\n").commit("first");
    let head = repository.write("a.md", PAGE).commit("second");
    let mut report = check(&repository);
    assert_eq!(report["findings"].as_array().unwrap().len(), 2, "{report}");
    report["verdict"] = json!({ "base": { "commit": null, "ref": "main" }, "head": head, "new": 2, "fixed": 0, "existing": 0 });
    let job = Job::new();
    {
        let diff = repository.git(&["diff", "HEAD~1", "HEAD", "--", "a.md"]);
        let mut state = job.github.state();
        state.pull["head"]["sha"] = json!(head);
        state.files = vec![json!({ "filename": "a.md", "patch": diff[diff.find("@@").unwrap()..] })];
    }
    job.event_is(&json!({ "pull_request": { "number": 7, "head": { "sha": head } } }));
    let ended = job.post(&report);
    let comments = job.github.state().comments.clone();
    assert_eq!(comments.len(), 2, "{}", ended.err);
    let mended = comments.iter().fold(PAGE.to_owned(), |page, comment| accepted(&page, comment));
    repository.write("a.md", mended).commit("third");
    assert_eq!(check(&repository)["findings"], json!([]));
}

/// A report that compares with nothing would call everything new.
#[test]
fn a_check_without_a_base_is_not_posted() {
    let repository = TestRepository::new();
    repository.write("a.md", PAGE).commit("first");
    let job = Job::new();
    let ended = job.post(&check(&repository));
    assert!(ended.code == 2 && ended.err.contains("does not compare the contribution with its base"), "{}", ended.err);
}
