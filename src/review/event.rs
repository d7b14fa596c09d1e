//! The event that a workflow runs for: which pull request it is about.
//!
//! GitHub wrote the event's file; the report may have been written by anyone, so that it never decides where it is posted.

use serde::Deserialize;
use serde_json::Value;

/// Where a review is posted, as far as the event tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// At this pull request, whose head was this commit.
    Pull {
        /// Its number.
        number: u64,
        /// Its head's commit.
        head: String,
    },
    /// At the open pull request with this head, to be looked for.
    Head {
        /// The commit.
        commit: String,
        /// `owner:branch`, where the event says so.
        branch: Option<String>,
    },
    /// Nowhere: the event is about no pull request.
    Nowhere,
}

#[derive(Deserialize)]
struct Event {
    pull_request: Option<PullRequest>,
    workflow_run: Option<WorkflowRun>,
    repository: Option<Repository>,
}

#[derive(Deserialize)]
struct PullRequest {
    number: u64,
    head: Commit,
    #[serde(default)]
    base: Value,
}

#[derive(Deserialize)]
struct WorkflowRun {
    #[serde(default)]
    event: String,
    head_sha: String,
    #[serde(default)]
    head_branch: Option<String>,
    #[serde(default)]
    head_repository: Option<Repository>,
    #[serde(default)]
    pull_requests: Vec<PullRequest>,
}

#[derive(Deserialize)]
struct Repository {
    #[serde(default)]
    id: Option<u64>,
    #[serde(default)]
    owner: Option<Owner>,
}

#[derive(Deserialize)]
struct Owner {
    login: String,
}

#[derive(Deserialize)]
struct Commit {
    sha: String,
}

/// Reads the event's file; `None` where it can't be read.
pub(super) fn target(name: &str, file: &[u8]) -> Option<Target> {
    let event: Event = serde_json::from_slice(file).ok()?;
    match name {
        "pull_request" | "pull_request_target" => {
            let PullRequest { number, head, .. } = event.pull_request?;
            Some(Target::Pull { number, head: head.sha })
        }
        "workflow_run" => Some(of_run(event.workflow_run?, event.repository.and_then(|repository| repository.id))),
        _ => Some(Target::Nowhere),
    }
}

/// The pull request that a workflow ran for; of forks' the event does not name it.
fn of_run(run: WorkflowRun, repository: Option<u64>) -> Target {
    if !run.event.starts_with("pull_request") {
        return Target::Nowhere;
    }
    // A pull request of another repository may have the same head.
    let ours = |pull: &PullRequest| repository.is_some() && pull.base["repo"]["id"].as_u64() == repository;
    let mut named = run.pull_requests.into_iter().filter(|pull| ours(pull) && pull.head.sha == run.head_sha);
    if let (Some(pull), None) = (named.next(), named.next()) {
        return Target::Pull { number: pull.number, head: run.head_sha };
    }
    let owner = run.head_repository.and_then(|repository| repository.owner);
    let branch = owner.zip(run.head_branch).map(|(owner, branch)| format!("{}:{branch}", owner.login));
    Target::Head { commit: run.head_sha, branch }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "1111111111111111111111111111111111111111";

    fn run(pulls: &str) -> Option<Target> {
        let file = format!(
            r#"{{"repository": {{"id": 7}}, "workflow_run": {{"event": "pull_request", "head_sha": "{HEAD}", "head_branch": "a/b",
            "head_repository": {{"owner": {{"login": "lea"}}}}, "pull_requests": [{pulls}]}}}}"#
        );
        target("workflow_run", file.as_bytes())
    }

    fn pull(number: u64, head: &str, repository: u64) -> String {
        format!(r#"{{"number": {number}, "head": {{"sha": "{head}"}}, "base": {{"repo": {{"id": {repository}}}}}}}"#)
    }

    #[test]
    fn the_event_names_the_pull_request() {
        let event = format!(r#"{{"pull_request": {}}}"#, pull(3, HEAD, 7));
        let found = Target::Pull { number: 3, head: HEAD.into() };
        assert_eq!(target("pull_request", event.as_bytes()), Some(found.clone()));
        assert_eq!(target("push", b"{}"), Some(Target::Nowhere));
        assert_eq!(target("pull_request", b"{}"), None);
        assert_eq!(target("pull_request", b"["), None);
        assert_eq!(run(&pull(3, HEAD, 7)), Some(found));
    }

    #[test]
    fn one_that_is_not_named_surely_is_looked_for() {
        let searched = Some(Target::Head { commit: HEAD.into(), branch: Some("lea:a/b".into()) });
        let other = "2222222222222222222222222222222222222222";
        for pulls in [String::new(), pull(3, HEAD, 8), pull(3, other, 7), format!("{},{}", pull(3, HEAD, 7), pull(4, HEAD, 7))] {
            assert_eq!(run(&pulls), searched, "{pulls}");
        }
    }
}
