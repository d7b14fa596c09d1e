//! Which pull request an event is about.

use crate::github::HEAD;
use crate::{Job, report, three};
use serde_json::{Value, json};

fn run(pulls: &Value, owner: &str) -> Value {
    json!({ "repository": { "id": 5 }, "workflow_run": { "event": "pull_request", "head_sha": HEAD, "head_branch": "jardin",
        "head_repository": { "owner": { "login": owner } }, "pull_requests": pulls } })
}

#[test]
fn a_later_workflow_finds_the_pull_request() {
    let named = json!([{ "number": 7, "head": { "sha": HEAD }, "base": { "repo": { "id": 5 } } }]);
    // Named by the event; found by its fork's branch; found by its commit.
    for (event, searched) in [(run(&named, "lea"), 0), (run(&json!([]), "lea"), 1), (run(&json!([]), "autre"), 2)] {
        let mut job = Job::new();
        job.event = "workflow_run";
        job.event_is(&event);
        let ended = job.post(&report(&three()));
        assert_eq!((job.comments().len(), ended.code), (2, 1), "{}", ended.err);
        let asked = job.github.state().asked.clone();
        assert_eq!(asked.iter().take_while(|asked| !asked.path.ends_with("/pulls/7")).count(), searched);
    }
}

#[test]
fn pull_request_target_is_as_good() {
    let mut job = Job::new();
    job.event = "pull_request_target";
    assert_eq!(job.post(&report(&three())).code, 1);
    assert_eq!(job.comments().len(), 2);
}

#[test]
fn where_there_is_no_pull_request_nothing_is_posted() {
    let mut of_push = run(&json!([]), "lea");
    of_push["workflow_run"]["event"] = json!("push");
    for (name, event) in [("push", json!({})), ("schedule", json!({})), ("workflow_run", of_push)] {
        let mut job = Job::new();
        job.event = name;
        job.event_is(&event);
        let ended = job.post(&report(&three()));
        assert_eq!(ended.code, 1);
        assert!(ended.err.contains(&format!("the event `{name}` is about no open pull request")), "{}", ended.err);
        assert!(job.github.state().asked.is_empty());
    }
}

#[test]
fn a_pull_request_that_is_closed_or_has_moved_on_is_left_alone() {
    for (key, value, why) in [
        ("state", json!("closed"), "the pull request is closed"),
        ("head", json!({ "sha": "4".repeat(40) }), "the pull request is at 4444444 now"),
    ] {
        let job = Job::new();
        job.github.state().pull[key] = value;
        let ended = job.post(&report(&three()));
        assert!(ended.code == 1 && ended.err.contains(why), "{}", ended.err);
        assert!(job.github.writes().is_empty());
    }
}
