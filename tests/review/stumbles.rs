//! What GitHub refuses, or can't do now.

use crate::{Job, report, three};
use serde_json::{Value, json};
use std::io::Write as _;
use std::net::TcpListener;
use std::time::{Duration, Instant};

fn said(message: &str) -> Value {
    json!({ "message": message })
}

/// Asserts that the findings went to the step's summary and to annotations, and the exit code is theirs.
fn fell_back(job: &Job, why: &str) {
    let ended = job.post(&report(&three()));
    assert_eq!(ended.code, 1, "{}", ended.err);
    let lines: Vec<&str> = ended.err.lines().collect();
    assert_eq!(lines.len(), 4, "{}", ended.err);
    assert!(lines[3].starts_with("The review can't be posted: ") && lines[3].contains(why), "{}", ended.err);
    assert_eq!(lines[0], "::warning file=docs/a.md,line=2,title=link-missing-file::The repository has no file `f1.md`.");
    let page = job.step_summary();
    assert!(page.contains("### acquis: 3\u{a0}new findings") && page.contains("f1.md") && page.contains("f3.md"), "{page}");
}

#[test]
fn without_permission_the_findings_are_told_by_other_ways() {
    for (method, status, words) in [
        ("POST", 403, "Resource not accessible by integration"),
        ("POST", 404, "Not Found"),
        ("GET", 404, "Not Found"),
        ("GET", 401, "Bad credentials"),
    ] {
        let job = Job::new();
        job.github.stumbles(move |asked, path, _| (asked == method && path != "/graphql").then(|| (status, "", said(words))));
        fell_back(&job, words);
        assert!(job.comments().is_empty() && job.talk().is_empty());
    }
}

#[test]
fn without_a_token_the_line_to_add_is_said() {
    let mut job = Job::new();
    job.variables = vec![("GITHUB_TOKEN", String::new())];
    fell_back(&job, "add to the step `env: { GITHUB_TOKEN: \"${{ github.token }}\" }`");
    assert!(job.github.state().asked.is_empty());
}

#[test]
fn who_one_is_must_be_known() {
    let job = Job::new();
    job.github.stumbles(|_, path, _| {
        let error = json!({ "data": null, "errors": [{ "type": "FORBIDDEN", "message": "Resource not accessible" }] });
        (path == "/graphql").then_some((200, "", error))
    });
    fell_back(&job, "Resource not accessible");
}

#[test]
fn a_short_wait_is_waited_for() {
    for fault in [
        (429, "Retry-After: 1\r\n"),
        (403, "Retry-After: 1\r\nx-ratelimit-remaining: 3\r\n"),
        (403, "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 5\r\n"),
    ] {
        let job = Job::new();
        job.github.stumbles(move |method, path, before| {
            (method == "POST" && path.ends_with("/reviews") && before == 0).then(|| (fault.0, fault.1, said("slow down")))
        });
        let began = Instant::now();
        let ended = job.post(&report(&three()));
        assert!(ended.err.starts_with("Review posted") && job.comments().len() == 2, "{}", ended.err);
        assert!(began.elapsed() >= Duration::from_secs(1));
    }
}

#[test]
fn a_long_wait_is_said() {
    let job = Job::new();
    job.github.stumbles(|method, _, _| (method == "GET").then(|| (429, "Retry-After: 3600\r\n", said("slow down"))));
    let began = Instant::now();
    fell_back(&job, "GitHub asks to wait 3600\u{a0}s");
    assert!(began.elapsed() < Duration::from_secs(20));
    assert_eq!(job.github.state().asked.len(), 1);
}

#[test]
fn a_server_that_stumbles_is_asked_again_twice() {
    let job = Job::new();
    job.github.stumbles(|_, path, before| (path != "/graphql" && before < 2).then(|| (502, "", said("Bad gateway"))));
    let ended = job.post(&report(&three()));
    assert_eq!((job.comments().len(), job.talk().len()), (2, 1), "{}", ended.err);
    let job = Job::new();
    job.github.stumbles(|_, _, _| Some((503, "", Value::Null)));
    fell_back(&job, "GitHub is out of order (HTTP 503)");
    assert_eq!(job.github.state().asked.len(), 3);
}

/// GitHub may have done what it answers 502 to.
#[test]
fn what_was_done_behind_a_failure_is_not_done_again() {
    let job = Job::new();
    job.github.state().done_all_the_same = true;
    job.github.stumbles(|method, path, before| {
        (method == "POST" && path != "/graphql" && before == 0).then(|| (502, "", said("Bad gateway")))
    });
    let ended = job.post(&report(&three()));
    assert_eq!((job.comments().len(), job.talk().len(), ended.code), (2, 1, 1), "{}", ended.err);
}

#[test]
fn a_line_that_github_does_not_take_goes_to_the_summary() {
    let job = Job::new();
    job.github.state().not_taken = vec![3];
    let ended = job.post(&report(&three()));
    assert_eq!(job.comments().len(), 1, "{}", ended.err);
    assert!(job.comments()[0].contains("f1.md") && job.talk()[0].contains("f2.md") && job.talk()[0].contains("f3.md"));
}

#[test]
fn a_redirect_takes_the_token_nowhere() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let location: &'static str = Box::leak(format!("Location: http://{}/\r\n", elsewhere.local_addr().unwrap()).into_boxed_str());
    for status in [301, 302, 307, 308] {
        let job = Job::new();
        job.github.stumbles(move |_, _, _| Some((status, location, Value::Null)));
        fell_back(&job, &format!("GitHub answers HTTP {status}"));
        assert!(elsewhere.accept().is_err(), "the redirect was followed");
    }
}

#[test]
fn an_answer_that_is_none_is_said() {
    let job = Job::new();
    job.github.stumbles(|_, _, _| Some((200, "", json!("<html>"))));
    fell_back(&job, "the answer is not that of GitHub's API");
    let mut silent = Job::new();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    silent.variables = vec![("GITHUB_API_URL", format!("http://{}", listener.local_addr().unwrap()))];
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let _ = (&stream).write_all(b"no HTTP\r\n\r\n");
        }
    });
    fell_back(&silent, "the answer is not that of a web site");
}

#[test]
fn a_comment_that_was_taken_away_is_let_go() {
    let job = Job::new();
    job.post(&report(&three()));
    let gone = format!("/repos/ecole/jardin/pulls/comments/{}", job.github.state_id(0));
    job.github.stumbles(move |method, path, _| (method == "PATCH" && path == gone).then(|| (404, "", said("Not Found"))));
    let ended = job.post(&report(&[]));
    assert!(ended.err.starts_with("Review posted") && job.comments()[1].starts_with("~~"), "{}", ended.err);
}

/// A step shows ten annotations: more would be lost without a word.
#[test]
fn annotations_are_as_many_as_are_shown() {
    let job = Job::new();
    job.github.stumbles(|_, _, _| Some((404, "", said("Not Found"))));
    let findings: Vec<_> = (0..25).map(|n| crate::found(n, "docs/a.md", 2, "[b](bb.md)")).collect();
    let ended = job.post(&report(&findings));
    assert_eq!(ended.err.matches("::warning ").count(), 10);
    assert!(ended.err.contains("\n… and 15 more, in the step's summary.\n"), "{}", ended.err);
}
