//! How the program is called, and what becomes of what it finds.

use crate::forge::Forge;
use crate::runner::{Ran, Runner};
use serde_json::{Value, json};
use std::fs;
use std::process::Command;

fn run(forge: &Forge, runner: &Runner) -> Ran {
    run_from(forge, runner, &json!({"full_name": "someone/lessons"}))
}

/// Runs for the pull request, whose branch is in the repository `from`.
fn run_from(forge: &Forge, runner: &Runner, from: &Value) -> Ran {
    forge.checkout(&forge.merge, None, 1);
    let event = json!({"pull_request": {"number": 7, "commits": 3, "head": {"repo": from}}});
    runner.run(forge, "pull_request", (&forge.merge, "refs/pull/7/merge"), &event)
}

#[test]
fn the_results_are_handed_over_whatever_the_verdict() {
    let Some(forge) = Forge::new() else { return };
    for code in [0, 1, 2] {
        let ran = run(&forge, &Runner::new().ending("check", code));
        assert_eq!((ran.code, ran.calls.len()), (Some(code), 1), "{}", ran.log);
        let report = ran.outputs["report"].clone();
        assert!(report.ends_with("/report.json"), "{report}");
        let program = ran.outputs["program"].clone();
        let expected = [("coverage", "66"), ("mended", "1"), ("new", "2"), ("program", &program), ("report", &report)];
        assert_eq!(ran.outputs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>(), expected);
        assert_eq!(ran.summary, "## A summary\n");
    }
}

/// Of a program that could do nothing, no more is passed on than where it is.
#[test]
fn a_check_that_was_not_done_has_no_results() {
    let Some(forge) = Forge::new() else { return };
    let runner = Runner::new();
    crate::runner::program(&runner.path("bin/acquis"), "#!/bin/sh\nexit 2\n");
    let ran = run(&forge, &runner.with("comment", "true"));
    assert_eq!((ran.code, ran.outputs.len(), ran.summary.as_str()), (Some(2), 1, ""), "{}", ran.log);
}

#[test]
fn the_program_can_be_had_without_a_check() {
    let Some(forge) = Forge::new() else { return };
    let ran = run(&forge, &Runner::new().with("check", "false"));
    assert_eq!((ran.code, ran.calls.len(), ran.summary.as_str()), (Some(0), 0, ""), "{}", ran.log);
    assert_eq!(ran.outputs.keys().collect::<Vec<_>>(), ["program"]);
    let ran = run(&forge, &Runner::new().with("check", ""));
    assert_eq!(ran.calls.len(), 1, "an expression that came to nothing turns no check off: {}", ran.log);
}

/// `actions/checkout` with `path: content` leaves a workspace that is no clone.
#[test]
fn another_folder_is_named_or_asked_for() {
    let Some(forge) = Forge::new() else { return };
    let workspace = tempfile::tempdir().unwrap();
    forge.checkout(&forge.main, Some("main"), 1);
    std::os::unix::fs::symlink(forge.clone(), workspace.path().join("content")).unwrap();
    let run = |runner: &Runner| {
        let head = (forge.main.as_str(), "refs/heads/main");
        runner.run_in(workspace.path(), &forge, "schedule", head, &json!({}))
    };
    let ran = run(&Runner::new());
    assert_eq!((ran.code, ran.calls.len()), (Some(2), 0), "{}", ran.log);
    assert!(ran.log.contains("There is no clone in ") && ran.log.contains("%0Awith: { folder: PATH }\n"), "{}", ran.log);
    let ran = run(&Runner::new().with("folder", "content").with("sarif", "out.sarif"));
    assert_eq!((ran.code, ran.calls.len()), (Some(0), 1), "{}", ran.log);
    assert!(workspace.path().join("out.sarif").exists(), "{:?}", ran.calls);
    let ran = run(&Runner::new().with("folder", "contents"));
    assert!(ran.code == Some(2) && ran.log.contains("There is no folder 'contents' in the workspace"), "{}", ran.log);
}

/// A job in a container: the clone belongs to the user that the container's does not know.
#[test]
fn a_clone_of_another_owner_has_its_own_cure() {
    let Some(forge) = Forge::new() else { return };
    let git = "#!/bin/sh\ncase $1 in\n--version) exit 0 ;;\nesac\n\
               echo \"fatal: detected dubious ownership in repository at '$PWD'\" >&2\nexit 128\n";
    let runner = Runner::new();
    crate::runner::program(&runner.path("bin/git"), git);
    let ran = run(&forge, &runner);
    assert_eq!((ran.code, ran.calls.len()), (Some(2), 0), "{}", ran.log);
    assert!(ran.log.contains("%0Arun: git config --global --add safe.directory '"), "{}", ran.log);
    assert!(!ran.log.contains("fetch-depth"), "{}", ran.log);
}

#[test]
fn inputs_become_arguments_and_nothing_else() {
    let Some(forge) = Forge::new() else { return };
    let inputs = [("fail-on", "warning"), ("profile", "odin"), ("config", "a b.yaml"), ("language", "en"), ("online", "true")];
    let paths = "docs\n\n--fix\n$(touch owned)\nà lire";
    let runner = inputs.iter().fold(Runner::new(), |runner, (name, value)| runner.with(name, value));
    let ran = run(&forge, &runner.with("paths", paths).with("sarif", "out.sarif"));
    let call = &ran.calls[0];
    assert_eq!(call[..3], ["check", "--format", "github"]);
    let reports: Vec<_> = call.iter().filter_map(|argument| argument.strip_prefix("--output=")?.split_once('=')).collect();
    assert_eq!(reports.iter().map(|(format, _)| *format).collect::<Vec<_>>(), ["json", "markdown", "sarif"]);
    assert_eq!(reports[2].1, "out.sarif");
    let base = format!("--base={}", forge.main);
    let rest = ["--fail-on=warning", "--profile=odin", "--config=a b.yaml", "--language=en", "--online"];
    let expected: Vec<&str> = [base.as_str(), "--output=sarif=out.sarif"]
        .into_iter()
        .chain(rest)
        .chain(["--", "docs", "--fix", "$(touch owned)", "à lire"])
        .collect();
    assert_eq!(call[5..], expected);
    assert!(!fs::exists(forge.clone().join("owned")).unwrap());
}

#[test]
fn a_switch_that_is_neither_on_nor_off_is_refused() {
    let Some(forge) = Forge::new() else { return };
    for input in ["online", "comment", "check"] {
        let ran = run(&forge, &Runner::new().with(input, "yes\n::error::x"));
        assert_eq!((ran.code, ran.calls.len()), (Some(2), 0));
        assert_eq!(ran.log, format!("::error title=acquis::{input} is true or false, not 'yes%0A::error::x'.\n"));
    }
}

#[test]
fn a_review_is_written_when_asked_and_changes_no_verdict() {
    let Some(forge) = Forge::new() else { return };
    for (review, check) in [(0, 0), (1, 1), (2, 0), (2, 1)] {
        let runner = Runner::new().with("comment", "true").ending("check", check).ending("review", review);
        let ran = run(&forge, &runner);
        assert_eq!(ran.code, Some(check), "{}", ran.log);
        assert_eq!(ran.calls[1..], [["review".to_owned(), format!("--from={}", ran.outputs["report"]), "--post".to_owned()]]);
        assert_eq!(ran.log.contains("::warning title=acquis::The review could not be written"), review == 2, "{}", ran.log);
        // The check has no token in its environment; the review has one.
        assert_eq!(fs::read_to_string(runner.path("tokens")).unwrap(), "0\n1\n");
    }
}

/// Its run may only read: another workflow writes the review. A fork may be gone.
#[test]
fn the_review_of_a_fork_is_left_to_another_workflow() {
    let Some(forge) = Forge::new() else { return };
    for fork in [json!({"full_name": "else/lessons"}), Value::Null] {
        let ran = run_from(&forge, &Runner::new().with("comment", "true").ending("check", 1), &fork);
        assert_eq!((ran.code, ran.calls.len()), (Some(1), 1), "{}", ran.log);
        assert!(ran.log.contains("::notice title=acquis::A pull request from a fork gets its review"), "{}", ran.log);
    }
}

/// From a workflow that has the rights, with what one without them has left: nothing is checked there.
#[test]
fn a_saved_report_is_written_later() {
    let Some(forge) = Forge::new() else { return };
    forge.checkout(&forge.main, Some("main"), 1);
    let runner = Runner::new().with("report", "saved/report.json");
    let ran = runner.run(&forge, "workflow_run", (&forge.main, "refs/heads/main"), &json!({"workflow_run": {"id": 1}}));
    assert_eq!(ran.calls, [["review", "--from=saved/report.json", "--post"]]);
    assert_eq!(ran.code, Some(0), "{}", ran.log);
}

/// The program of this build: `miel.md`, renamed by the pull request, breaks a link in a file that it does not touch.
#[test]
fn the_real_program_gives_its_verdict() {
    let acquis = env!("CARGO_BIN_EXE_acquis");
    let help = Command::new(acquis).args(["check", "--help"]).output().unwrap();
    if !String::from_utf8_lossy(&help.stdout).contains("--base") {
        return println!("skipped: this acquis has no `check --base`");
    }
    let Some(forge) = Forge::new() else { return };
    let runner = Runner::new().with("language", "en").with("sarif", "out.sarif");
    fs::remove_file(runner.path("bin/acquis")).unwrap();
    std::os::unix::fs::symlink(acquis, runner.path("bin/acquis")).unwrap();
    let ran = run(&forge, &runner);
    assert_eq!((ran.code, ran.outputs["new"].as_str(), ran.outputs["mended"].as_str()), (Some(1), "1", "0"), "{}", ran.log);
    assert!(ran.log.contains("::error ") && ran.log.contains("miel.md"), "{}", ran.log);
    assert!(ran.summary.contains("link-missing-file"), "{}", ran.summary);
    assert!(fs::exists(forge.clone().join("out.sarif")).unwrap());
}
