//! Which commit a contribution is compared with: every event, and clones of every depth.

use crate::forge::{Depth, Forge};
use crate::runner::{Ran, Runner};
use serde_json::{Value, json};
use std::fs;

const ZERO: &str = "0000000000000000000000000000000000000000";
const GONE: &str = "1234567890123456789012345678901234567890";
const PULL: &str = "refs/pull/7/merge";

/// The event of the pull request; `base` is the target's commit that it names.
fn pull_request(forge: &Forge, base: &str) -> Value {
    let pull = json!({"number": 7, "commits": 3, "base": {"sha": base}, "head": {"sha": forge.topic, "repo": {"fork": true}}});
    json!({"action": "synchronize", "pull_request": pull})
}

fn push(before: &str, commits: usize, forced: bool) -> Value {
    let repository = json!({"default_branch": "main"});
    json!({"before": before, "forced": forced, "commits": vec![json!({}); commits], "repository": repository})
}

/// The log says what to change, and nothing was checked.
fn asks_for_depth(ran: &Ran) {
    assert_eq!((ran.code, ran.calls.len()), (Some(2), 0), "{}", ran.log);
    assert!(ran.log.starts_with("::error title=acquis::"), "{}", ran.log);
    assert!(ran.log.contains("%0Awith: { fetch-depth: 0 }\n"), "{}", ran.log);
}

fn asks_nothing(ran: &Ran) {
    assert!(ran.log.is_empty(), "{}", ran.log);
}

#[test]
fn a_pull_request_is_compared_with_what_it_was_merged_into() {
    let Some(forge) = Forge::new() else { return };
    for depth in [1, 2, 0] as [Depth; 3] {
        // The event may name an older commit of the target than the one that the merge was made with.
        for named in [&forge.main, &forge.fork] {
            forge.checkout(&forge.merge, None, depth);
            let ran = Runner::new().run(&forge, "pull_request", (&forge.merge, PULL), &pull_request(&forge, named));
            assert_eq!(ran.base(), forge.main, "depth {depth}");
            asks_nothing(&ran);
            // Its three commits and the merge: what rules about commits look at.
            assert_eq!(forge.in_clone(&["rev-list", "--count", "HEAD^1..HEAD"]), "4", "depth {depth}");
        }
    }
}

#[test]
fn the_head_of_a_pull_request_may_be_checked_out_instead_of_the_merge() {
    let Some(forge) = Forge::new() else { return };
    for depth in [1, 2, 0] {
        forge.checkout(&forge.topic, None, depth);
        let ran = Runner::new().run(&forge, "pull_request", (&forge.merge, PULL), &pull_request(&forge, &forge.main));
        assert_eq!(ran.base(), forge.main, "depth {depth}");
        assert_eq!(forge.in_clone(&["merge-base", "HEAD", &forge.main]), forge.fork, "depth {depth}");
    }
}

#[test]
fn where_the_forge_gives_no_more_history_the_line_to_add_is_said() {
    let Some(forge) = Forge::new() else { return };
    let cases = [
        ("pull_request", &forge.merge, pull_request(&forge, &forge.main)),
        ("push", &forge.main, push(&forge.fork, 1, false)),
        ("merge_group", &forge.main, json!({"merge_group": {"base_sha": forge.fork}})),
    ];
    for (name, head, event) in cases {
        forge.checkout(head, None, 1);
        forge.in_clone(&["remote", "set-url", "origin", "file:///nowhere"]);
        asks_for_depth(&Runner::new().run(&forge, name, (head, PULL), &event));
        let french = Runner::new().with("language", "fr").run(&forge, name, (head, PULL), &event);
        assert!(french.log.contains("Ajoutez à l'étape qui utilise actions/checkout\u{a0}:"), "{}", french.log);
    }
}

#[test]
fn a_push_is_compared_with_what_was_there_before() {
    let Some(forge) = Forge::new() else { return };
    for depth in [1, 0] {
        forge.checkout(&forge.topic, Some("topic"), depth);
        let ran = Runner::new().run(&forge, "push", (&forge.topic, "refs/heads/topic"), &push(&forge.fork, 3, false));
        assert_eq!(ran.base(), forge.fork, "depth {depth}");
        asks_nothing(&ran);
        assert_eq!(forge.in_clone(&["merge-base", "HEAD", &forge.fork]), forge.fork, "depth {depth}");
    }
}

#[test]
fn a_new_branch_is_compared_with_the_default_one() {
    let Some(forge) = Forge::new() else { return };
    for (branch, head, depth, expected) in [
        ("topic", &forge.topic, 0, forge.main.as_str()),
        ("topic", &forge.topic, 1, forge.main.as_str()),
        // The first push of a repository.
        ("main", &forge.main, 0, ""),
    ] {
        forge.checkout(head, Some(branch), depth);
        let ran = Runner::new().run(&forge, "push", (head, &format!("refs/heads/{branch}")), &push(ZERO, 0, false));
        assert_eq!(ran.base(), expected, "{branch} {depth}");
        assert_eq!(ran.log.starts_with("::notice title=acquis::There is no earlier state"), expected.is_empty(), "{}", ran.log);
    }
}

#[test]
fn a_rewritten_branch_is_compared_with_its_past_while_that_exists() {
    let Some(forge) = Forge::new() else { return };
    for (before, depth, expected) in [
        // Both have left `main` at the same commit.
        (forge.main.as_str(), 1, forge.main.as_str()),
        (forge.main.as_str(), 0, forge.main.as_str()),
        (GONE, 0, forge.main.as_str()),
        (GONE, 1, forge.main.as_str()),
    ] {
        forge.checkout(&forge.topic, Some("topic"), depth);
        let ran = Runner::new().run(&forge, "push", (&forge.topic, "refs/heads/topic"), &push(before, 3, true));
        assert_eq!(ran.base(), expected, "{before} {depth}");
        assert_eq!(forge.in_clone(&["rev-parse", "--is-shallow-repository"]) == "true", depth == 1, "{before} {depth}");
    }
}

#[test]
fn a_merge_queue_is_compared_with_what_stands_before_it() {
    let Some(forge) = Forge::new() else { return };
    for depth in [1, 0] {
        forge.checkout(&forge.merge, None, depth);
        let event = json!({"merge_group": {"base_sha": forge.main, "head_sha": forge.merge}});
        let ran = Runner::new().run(&forge, "merge_group", (&forge.merge, "refs/heads/gh-readonly-queue/main/pr-7"), &event);
        assert_eq!(ran.base(), forge.main, "depth {depth}");
        asks_nothing(&ran);
    }
}

#[test]
fn other_events_check_the_whole_repository() {
    let Some(forge) = Forge::new() else { return };
    forge.checkout(&forge.main, Some("main"), 1);
    for name in ["schedule", "workflow_dispatch", "release"] {
        let ran = Runner::new().run(&forge, name, (&forge.main, "refs/heads/main"), &json!({"schedule": "0 4 * * 1"}));
        assert_eq!(ran.base(), "", "{name}");
        asks_nothing(&ran);
    }
}

#[test]
fn events_with_the_rights_of_the_repository_are_refused() {
    let Some(forge) = Forge::new() else { return };
    forge.checkout(&forge.merge, None, 1);
    for name in ["pull_request_target", "workflow_run"] {
        let ran = Runner::new().run(&forge, name, (&forge.main, "refs/heads/main"), &pull_request(&forge, &forge.main));
        assert_eq!((ran.code, ran.calls.len()), (Some(2), 0), "{}", ran.log);
        assert!(ran.log.contains(&format!("::error title=acquis::The event {name} is not checked")), "{}", ran.log);
    }
}

#[test]
fn the_commit_to_compare_with_may_be_told() {
    let Some(forge) = Forge::new() else { return };
    let event = pull_request(&forge, &forge.main);
    for (told, expected) in [
        ("none", ""),
        ("main", &forge.main),
        (&forge.fork, forge.fork.as_str()),
        ("HEAD~1", &forge.main),
        ("topic", &forge.topic),
    ] {
        forge.checkout(&forge.merge, None, 0);
        let ran = Runner::new().with("base", told).run(&forge, "pull_request", (&forge.merge, PULL), &event);
        assert_eq!(ran.base(), expected, "{told}");
    }
    for told in ["elsewhere", "--output=x", "HEAD:README.md"] {
        forge.checkout(&forge.merge, None, 0);
        asks_for_depth(&Runner::new().with("base", told).run(&forge, "pull_request", (&forge.merge, PULL), &event));
    }
}

/// Names in an event come from whoever pushed.
#[test]
fn no_text_of_an_event_becomes_a_command() {
    let Some(forge) = Forge::new() else { return };
    forge.checkout(&forge.topic, Some("topic"), 0);
    for hostile in ["$(touch owned)", "`touch owned`", "--upload-pack=touch owned", "\n::error::owned", "a[$(touch owned)]"] {
        let event = json!({"before": hostile, "forced": true, "commits": hostile, "repository": {"default_branch": hostile},
            "pull_request": {"commits": hostile, "base": {"sha": hostile}}, "merge_group": {"base_sha": hostile}});
        for name in ["push", "pull_request", "merge_group"] {
            let ran = Runner::new().run(&forge, name, (&forge.merge, "refs/heads/topic"), &event);
            assert!(!ran.log.contains("owned"), "{}", ran.log);
            assert!(ran.calls.iter().flatten().all(|argument| !argument.starts_with("--base")), "{:?}", ran.calls);
        }
    }
    assert!(!fs::exists(forge.clone().join("owned")).unwrap());
}
