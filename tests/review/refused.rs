//! A report that is not this pull request's, or no report at all.

use crate::github::{HEAD, MERGE};
use crate::{Job, found, report, three};
use serde_json::json;

/// Asserts that nothing was posted and why; the exit code is that of work that could not be done.
fn refused(job: &Job, report: &[u8], why: &str) {
    let ended = job.post_bytes(report);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{}", ended.err);
    assert!(ended.err.starts_with("error: ") && ended.err.contains(why), "{why}: {}", ended.err);
    assert!(job.github.writes().is_empty() && job.step_summary().is_empty());
}

#[test]
fn a_report_about_another_commit() {
    let mut other = report(&three());
    other["verdict"]["head"] = json!("9".repeat(40));
    refused(&Job::new(), other.to_string().as_bytes(), "This report is about commit 9999999, the pull request about 1111111");
    // Nor does a merge of another head.
    let job = Job::new();
    job.event_is(&json!({ "pull_request": { "number": 7, "head": { "sha": "8".repeat(40) } } }));
    other["verdict"]["head"] = json!(MERGE);
    refused(&job, other.to_string().as_bytes(), "This report is about commit 2222222, the pull request about 8888888");
}

#[test]
fn a_report_about_the_merge_that_the_workflow_checked_out() {
    let mut job = Job::new();
    let mut merged = report(&three());
    merged["verdict"]["head"] = json!({ "commit": "7".repeat(40) });
    refused(&job, merged.to_string().as_bytes(), "is about commit 7777777");
    job.variables = vec![("GITHUB_SHA", "7".repeat(40))];
    assert_eq!(job.post(&merged).code, 1);
    assert_eq!(job.comments().len(), 2);
}

#[test]
fn a_pull_request_of_another_repository() {
    let job = Job::new();
    job.github.state().pull["base"]["repo"]["full_name"] = json!("ailleurs/jardin");
    refused(&job, report(&three()).to_string().as_bytes(), "one of the repository ailleurs/jardin");
}

#[test]
fn what_is_no_report() {
    let job = Job::new();
    let with = |key: &str, value| {
        let mut report = report(&three());
        report[key] = value;
        report.to_string()
    };
    let mut unnamed = report(&three());
    unnamed["verdict"]["head"] = json!(null);
    unnamed["snapshot"]["commit"] = json!("main");
    let mut marked = report(&[found(1, "a", 1, "")]);
    marked["findings"][0]["fingerprint"] = json!("x -->");
    for (report, why) in [
        (String::new(), "no acquis.findings/v1 report"),
        ("[".repeat(100_000), "no acquis.findings/v1 report"),
        (with("schema", json!("acquis.findings/v2")), "no acquis.findings/v1 report"),
        (with("findings", json!([{}])), "no acquis.findings/v1 report"),
        (marked.to_string(), "no acquis.findings/v1 report"),
        (with("verdict", json!(null)), "does not compare the contribution with its base"),
        (unnamed.to_string(), "does not name the commit"),
    ] {
        refused(&job, report.as_bytes(), why);
    }
    let missing = std::process::Command::new(env!("CARGO_BIN_EXE_acquis"))
        .args(["review", "--post", "--language", "en", "--from", "no/such/report.json"])
        .output()
        .unwrap();
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("no/such/report.json: this file can't be read"));
}

#[test]
fn an_api_that_the_token_must_not_be_sent_to() {
    for api in ["http://api.github.com", "https://lea:secret@api.github.com", "file:///etc/passwd"] {
        let mut job = Job::new();
        job.variables = vec![("GITHUB_API_URL", api.to_owned())];
        refused(&job, report(&three()).to_string().as_bytes(), "GITHUB_API_URL");
    }
}

#[test]
fn an_environment_that_is_no_workflow() {
    let good = report(&three()).to_string();
    for (name, value, why) in [
        ("GITHUB_REPOSITORY", "", "GITHUB_REPOSITORY names no repository"),
        ("GITHUB_REPOSITORY", "ecole/../..", "GITHUB_REPOSITORY names no repository"),
        ("GITHUB_REPOSITORY", "ecole/jardin?x", "GITHUB_REPOSITORY names no repository"),
        ("GITHUB_EVENT_PATH", "", "The file of GITHUB_EVENT_PATH"),
        ("GITHUB_EVENT_PATH", "no/such/event.json", "no/such/event.json: this file can't be read"),
    ] {
        let mut job = Job::new();
        job.variables = vec![(name, value.to_owned())];
        refused(&job, good.as_bytes(), why);
    }
    let job = Job::new();
    job.event_is(&json!({ "number": 7, "head": HEAD }));
    refused(&job, good.as_bytes(), "not that of a GITHUB_EVENT_NAME event");
}
