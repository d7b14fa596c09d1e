//! A report posted on a pull request, through the binary, at a server that stands for GitHub.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

#[path = "../common/mod.rs"]
mod common;
mod events;
mod github;
mod hostile;
mod refused;
mod stories;
mod stumbles;
mod valid;
mod whole;

use github::{GitHub, HEAD};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

const TOKEN: &str = "ghs_this-is-nobodys-token";

/// A finding's identity.
fn print(n: usize) -> String {
    format!("{n:032x}")
}

/// A new finding, an error, at the start of that line.
fn found(n: usize, path: &str, line: u64, excerpt: &str) -> Value {
    let place = json!({ "line": line, "column": 1, "offset": 0 });
    json!({ "rule": "link-missing-file", "severity": "error", "status": "new", "path": path, "start": place, "end": place,
        "excerpt": excerpt, "message": format!("The repository has no file `f{n}.md`."), "help": "Fix the path.", "related": [],
        "fix": null, "fingerprint": print(n) })
}

/// The same with whole lines that fix it.
fn fixed_by(mut found: Value, line: u64, before: &[&str], after: &[&str]) -> Value {
    found["fix"] = json!({ "safe": true, "edits": [], "replaces": { "line": line, "before": before, "after": after } });
    found
}

/// A report with these findings, about the pull request's head.
fn report(findings: &[Value]) -> Value {
    json!({ "schema": "acquis.findings/v1", "tool": { "name": "acquis", "version": "0.1.0" },
        "snapshot": { "kind": "commit", "commit": HEAD }, "sites": [], "findings": findings,
        "verdict": { "base": { "commit": "3".repeat(40), "ref": "main" }, "head": HEAD, "new": findings.len(), "fixed": 0, "existing": 12,
            "coverage": { "before": { "modules": 4, "modules_assessed": 4 }, "after": { "modules": 5, "modules_assessed": 4 } } },
        "summary": {} })
}

/// A job of a workflow.
struct Job {
    folder: TempDir,
    github: GitHub,
    event: &'static str,
    variables: Vec<(&'static str, String)>,
    arguments: Vec<&'static str>,
}

/// How it ended.
struct Ended {
    code: i32,
    out: String,
    err: String,
}

impl Job {
    /// One that runs for the pull request.
    fn new() -> Self {
        let job = Self {
            folder: tempfile::tempdir().unwrap(),
            github: GitHub::start(),
            event: "pull_request",
            variables: Vec::new(),
            arguments: Vec::new(),
        };
        job.event_is(&json!({ "pull_request": { "number": 7, "head": { "sha": HEAD } } }));
        job
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn event_is(&self, event: &Value) {
        std::fs::write(self.file("event.json"), event.to_string()).unwrap();
    }

    /// Posts a report.
    fn post(&self, report: &Value) -> Ended {
        self.post_bytes(report.to_string().as_bytes())
    }

    fn post_bytes(&self, report: &[u8]) -> Ended {
        std::fs::write(self.file("report.json"), report).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_acquis"));
        command.current_dir(self.folder.path()).env_clear().env("LC_ALL", "C").env("HOME", self.folder.path());
        command.args(["review", "--from", "report.json", "--post"]).args(&self.arguments);
        command.env("GITHUB_API_URL", self.github.url()).env("GITHUB_TOKEN", TOKEN).env("GITHUB_REPOSITORY", "ecole/jardin");
        command.env("GITHUB_EVENT_NAME", self.event).env("GITHUB_EVENT_PATH", self.file("event.json"));
        command.env("GITHUB_STEP_SUMMARY", self.file("summary.md"));
        command.envs(self.variables.iter().map(|(name, value)| (*name, value.as_str())));
        let output = command.output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let ended = Ended { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) };
        assert!(!format!("{}{}{}", ended.out, ended.err, self.step_summary()).contains(TOKEN), "the token is told");
        ended
    }

    /// What the workflow's run shows of the step.
    fn step_summary(&self) -> String {
        std::fs::read_to_string(self.file("summary.md")).unwrap_or_default()
    }

    /// The bodies of the comments on lines.
    fn comments(&self) -> Vec<String> {
        self.github.state().comments.iter().map(body).collect()
    }

    /// The bodies of the comments on the whole.
    fn talk(&self) -> Vec<String> {
        self.github.state().talk.iter().map(body).collect()
    }
}

fn body(comment: &Value) -> String {
    comment["body"].as_str().unwrap().to_owned()
}

/// Two findings on lines of the diff, one with a suggestion, and one beside it.
fn three() -> Vec<Value> {
    vec![
        fixed_by(found(1, "docs/a.md", 2, "[b](bb.md)"), 2, &["[b](bb.md)"], &["[b](b.md)"]),
        found(2, "docs/a.md", 3, "[c](cc.md)"),
        found(3, "docs/untouched.md", 9, "[e](ee.md)"),
    ]
}
