//! What is said, once, and what becomes of it.

use crate::github::HEAD;
use crate::{Job, fixed_by, found, print, report, three};
use serde_json::json;

#[test]
fn a_first_review_comments_on_lines_and_sums_up_the_rest() {
    let job = Job::new();
    let ended = job.post(&report(&three()));
    assert_eq!((ended.code, ended.out.as_str()), (1, ""), "{}", ended.err);
    assert!(ended.err.contains("2\u{a0}comments added") && ended.err.lines().count() == 1, "{}", ended.err);
    assert_eq!(job.github.state().reviews.len(), 1);
    let review = job.github.state().reviews[0].clone();
    assert_eq!(review["body"], "acquis: 2\u{a0}new findings on lines of this contribution.");
    let comments = review["comments"].as_array().unwrap();
    assert_eq!(
        (&comments[0]["path"], &comments[0]["line"], &comments[0]["side"]),
        (&json!("docs/a.md"), &json!(2), &json!("RIGHT"))
    );
    assert_eq!(
        comments[0]["body"],
        format!(
            "**error** The repository has no file `f1.md`.\n\nFix the path.\n\n```suggestion\n[b](b.md)\n```\n\n`link-missing-file`\n\n\
             <!-- acquis:finding {} -->",
            print(1)
        )
    );
    let talk = job.talk();
    assert_eq!(talk.len(), 1);
    for part in [
        "### acquis: 3\u{a0}new findings, 12\u{a0}already there",
        "Modules assessed: 4/4 before, 4/5 after.",
        "- **error** `docs/untouched.md:9` The repository has no file `f3.md`. (`link-missing-file`)",
        "1111111 compared with 3333333",
    ] {
        assert!(talk[0].contains(part), "{part}: {}", talk[0]);
    }
    assert!(!talk[0].contains("f1.md") && talk[0].ends_with("\n<!-- acquis:summary -->"), "{}", talk[0]);
    assert!(job.github.state().asked.iter().all(|asked| asked.headers.contains(&format!("bearer {}", crate::TOKEN))));
    assert!(job.step_summary().is_empty());
}

#[test]
fn nothing_is_said_twice() {
    for viewer in ["github-actions[bot]", "github-actions"] {
        let job = Job::new();
        job.github.state().viewer = viewer;
        job.post(&report(&three()));
        job.github.writes();
        let again = job.post(&report(&three()));
        assert!(job.github.writes().is_empty());
        assert!(again.code == 1 && again.err.contains("0\u{a0}comments added, 2\u{a0}there already"), "{}", again.err);
    }
}

#[test]
fn what_the_base_has_too_by_now_is_not_called_mended() {
    let job = Job::new();
    job.post(&report(&three()));
    let mut merged = three();
    merged[0]["status"] = json!("existing");
    let ended = job.post(&report(&merged));
    assert!(ended.err.contains("0\u{a0}struck") && !job.comments()[0].starts_with("~~"), "{}", ended.err);
}

#[test]
fn nothing_new_says_nothing() {
    let job = Job::new();
    let ended = job.post(&report(&[]));
    assert_eq!((ended.code, job.github.writes().len()), (0, 0), "{}", ended.err);
}

#[test]
fn a_mended_finding_is_struck_and_resolved_and_comes_back_as_new() {
    let job = Job::new();
    job.post(&report(&three()));
    job.github.writes();
    let mut left = report(&three()[1..]);
    let mut fixed = three()[0].clone();
    fixed["status"] = json!("fixed");
    left["findings"].as_array_mut().unwrap().push(fixed);
    let ended = job.post(&left);
    assert!(ended.err.contains("1\u{a0}struck"), "{}", ended.err);
    assert_eq!(job.github.writes().len(), 3, "a comment, its thread, the summary");
    let struck = job.comments()[0].clone();
    let first = "~~**error** The repository has no file `f1.md`.~~\n\nFixed in 1111111.\n\n";
    assert!(struck.starts_with(first) && !struck.contains("suggestion"), "{struck}");
    let first = job.github.state_id(0);
    assert_eq!(job.github.state().resolved, [first]);
    assert!(job.talk().len() == 1 && job.talk()[0].contains("<summary>1\u{a0}fixed</summary>"), "{:?}", job.talk());
    job.post(&left);
    assert!(job.github.writes().is_empty());
    job.post(&report(&three()));
    assert_eq!((job.comments().len(), job.talk().len()), (3, 1));
}

#[test]
fn where_threads_cannot_be_resolved_comments_are_struck_all_the_same() {
    let job = Job::new();
    job.github.state().may_resolve = false;
    job.post(&report(&three()));
    let ended = job.post(&report(&[]));
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(job.comments().iter().all(|body| body.starts_with("~~")) && job.github.state().resolved.is_empty());
    assert!(job.talk()[0].contains("### acquis: no new finding"), "{:?}", job.talk());
}

#[test]
fn others_comments_are_left_alone() {
    let job = Job::new();
    let mark = format!("**error** x\n\n<!-- acquis:finding {} -->", print(1));
    {
        let mut state = job.github.state();
        let (summary, line) = (state.comment("lea", "Moi\n<!-- acquis:summary -->"), state.comment("github-actions", &mark));
        state.talk.push(summary);
        state.comments.push(line);
    }
    job.post(&report(&three()));
    job.post(&report(&three()[1..]));
    assert_eq!((job.talk()[0].as_str(), job.comments()[0].as_str()), ("Moi\n<!-- acquis:summary -->", mark.as_str()));
    assert_eq!((job.talk().len(), job.comments().len()), (2, 3));
}

#[test]
fn fifty_comments_and_no_more() {
    let job = Job::new();
    let patch: String = (0..70).map(|n| format!("\n+ligne {n}")).collect();
    job.github.state().files = vec![json!({ "filename": "docs/long.md", "patch": format!("@@ -0,0 +1,70 @@{patch}") })];
    let mut findings: Vec<_> = (0..70).map(|n| found(n, "docs/long.md", n as u64 + 1, &format!("ligne {n}"))).collect();
    findings[0]["severity"] = json!("info");
    job.post(&report(&findings));
    assert_eq!(job.comments().len(), 50);
    assert_eq!(job.talk()[0].matches("\n- **").count(), 20);
    assert!(job.talk()[0].contains("**info** `docs/long.md:1`"), "the gravest are commented on");
    job.post(&report(&findings));
    assert_eq!(job.comments().len(), 50);
}

#[test]
fn lists_are_read_to_their_end() {
    let job = Job::new();
    let file = |n| json!({ "filename": format!("docs/{n}.md"), "patch": "@@ -1 +1 @@\n-a\n+b" });
    let mut files: Vec<_> = (0..230).map(file).collect();
    files.extend(crate::github::files());
    job.github.state().files = files;
    for n in 0..120 {
        let comment = job.github.state().comment("lea", &format!("remarque {n}"));
        job.github.state().talk.push(comment);
    }
    job.post(&report(&three()));
    job.post(&report(&three()));
    assert_eq!((job.comments().len(), job.talk().len()), (2, 121));
}

#[test]
fn a_suggestion_replaces_the_lines_that_the_diff_shows_and_no_others() {
    let job = Job::new();
    let two = fixed_by(found(1, "docs/a.md", 2, "[b](bb.md)"), 2, &["[b](bb.md)", "[c](cc.md)"], &["```", "[b](b.md)"]);
    let stale = fixed_by(found(2, "docs/a.md", 3, "[c](cc.md)"), 3, &["[c](autre.md)"], &["x"]);
    let outside = fixed_by(found(3, "docs/a.md", 4, "fin"), 4, &["fin", "encore"], &["x"]);
    job.post(&report(&[two, stale, outside]));
    let comments = job.github.state().comments.clone();
    assert_eq!((&comments[0]["start_line"], &comments[0]["line"]), (&json!(2), &json!(3)));
    assert!(crate::body(&comments[0]).contains("\n\n````suggestion\n```\n[b](b.md)\n````\n\n"), "{comments:?}");
    assert!(comments[1..].iter().all(|comment| !crate::body(comment).contains("suggestion")), "{comments:?}");
}

#[test]
fn a_finding_elsewhere_is_shown_at_the_change_that_caused_it() {
    let job = Job::new();
    // Of a file that was removed, its old text is shown.
    job.github.state().files.push(json!({ "filename": "docs/e.md", "status": "removed", "patch": "@@ -1,2 +0,0 @@\n-# E\n-" }));
    let broken = found(1, "docs/e.md", 1, "# E");
    let other = found(3, "docs/e.md", 2, "une autre ligne");
    let mut related = found(2, "docs/untouched.md", 12, "# Dé");
    related["related"] = json!([{ "path": "docs/d.md", "start": { "line": 1 }, "end": { "line": 1 }, "message": "" }]);
    job.post(&report(&[broken, other, related]));
    let comments = job.github.state().comments.clone();
    let place = |n: usize| {
        (comments[n]["path"].as_str().unwrap(), comments[n]["line"].as_u64().unwrap(), comments[n]["side"].as_str().unwrap())
    };
    assert_eq!((comments.len(), place(0), place(1)), (2, ("docs/e.md", 1, "LEFT"), ("docs/d.md", 1, "RIGHT")));
    assert!(crate::body(&comments[1]).contains("It shows here: `docs/untouched.md:12`"), "{comments:?}");
}

#[test]
fn a_finding_whose_file_is_renamed_is_not_called_mended() {
    let job = Job::new();
    job.post(&report(&three()));
    job.github.writes();
    // A later push: the page has another name, and one of its two dead links is fixed.
    job.github.state().files[0]["filename"] = json!("docs/long.md");
    let mut renamed = found(2, "docs/long.md", 3, "[c](cc.md)");
    renamed["fingerprint"] = json!(print(20));
    let moved = report(&[renamed, three()[2].clone()]);
    let ended = job.post(&moved);
    assert!(ended.err.contains("1\u{a0}comment added, 0\u{a0}there already, 1\u{a0}struck"), "{}", ended.err);
    let comments = job.comments();
    assert!(comments[0].starts_with("~~") && comments[0].contains("Fixed in 1111111."), "{}", comments[0]);
    let followed = "**error** The repository has no file `f2.md`.\n\nIts file has another name now: `docs/long.md:3`\n\n";
    assert!(comments[1].starts_with(followed), "{}", comments[1]);
    assert!(comments.len() == 3 && comments[2].contains(&print(20)), "{comments:?}");
    assert_eq!(job.github.state().resolved.len(), 2);
    job.github.writes();
    job.post(&moved);
    assert!(job.github.writes().is_empty(), "nothing is said twice");
    // Renamed a second time, only the last comment follows.
    job.github.state().files[0]["filename"] = json!("a.md");
    let mut again = moved;
    (again["findings"][0]["path"], again["findings"][0]["fingerprint"]) = (json!("a.md"), json!(print(21)));
    job.post(&again);
    assert!(
        job.comments()[1].contains("`docs/long.md:3`") && job.comments()[2].contains("Its file has another name now: `a.md:3`")
    );
}

#[test]
fn the_same_words_in_a_file_beside_one_that_is_mended_are_another_finding() {
    let job = Job::new();
    job.post(&report(&three()[..1]));
    job.github.state().files.push(json!({ "filename": "docs/long.md", "patch": "@@ -0,0 +1 @@\n+[b](bb.md)" }));
    let mut other = found(1, "docs/long.md", 1, "[b](bb.md)");
    other["fingerprint"] = json!(print(20));
    let ended = job.post(&report(&[other]));
    assert!(ended.err.contains("1\u{a0}struck") && job.comments()[0].starts_with("~~"), "{}", ended.err);
}

#[test]
fn what_a_contribution_leaves_unsaid_is_in_the_summary() {
    let job = Job::new();
    let mut quiet = report(&[]);
    quiet["verdict"]["hidden"] = json!([found(1, "docs/a.md", 2, "[b](bb.md)")]);
    let ended = job.post(&quiet);
    assert!(ended.code == 0 && ended.err.contains("no new finding, 1\u{a0}left out"), "{}", ended.err);
    assert!(job.comments().is_empty());
    let title = "<summary>New, and left out by this contribution's own configuration or baseline (1)</summary>";
    let line = "- **error** `docs/a.md:2` The repository has no file `f1.md`. (`link-missing-file`)";
    assert!(job.talk()[0].contains(title) && job.talk()[0].contains(line), "{:?}", job.talk());
}

#[test]
fn of_a_merge_only_lines_that_say_the_same_are_commented_on() {
    let job = Job::new();
    let mut moved = report(&[found(1, "docs/a.md", 2, "[b](bb.md)"), found(2, "docs/a.md", 3, "autre chose")]);
    moved["verdict"]["head"] = json!(crate::github::MERGE);
    let ended = job.post(&moved);
    assert_eq!((job.comments().len(), ended.code), (1, 1), "{}", ended.err);
    assert!(job.talk()[0].contains("f2.md"));
    assert_eq!(job.github.state().reviews[0]["commit_id"], HEAD);
}

#[test]
fn french_is_spoken_where_it_is_asked_for() {
    let mut job = Job::new();
    job.arguments = vec!["--language", "fr"];
    let ended = job.post(&report(&three()));
    assert!(
        ended.err.starts_with("Revue publiée (3\u{a0}constats nouveaux, 12\u{a0}déjà là)\u{a0}: 2\u{a0}commentaires de plus"),
        "{}",
        ended.err
    );
    assert!(job.comments()[0].starts_with("**erreur** "));
    assert!(job.talk()[0].starts_with("### acquis\u{a0}: 3\u{a0}constats nouveaux"), "{:?}", job.talk());
    job.post(&report(&[]));
    assert!(job.comments()[0].contains("Corrigé dans 1111111."));
}

#[test]
fn the_exit_code_is_that_of_the_findings() {
    let mut job = Job::new();
    let mut warning = found(1, "docs/a.md", 2, "[b](bb.md)");
    warning["severity"] = json!("warning");
    assert_eq!(job.post(&report(&[warning.clone()])).code, 0);
    job.arguments = vec!["--fail-on", "warning"];
    assert_eq!(job.post(&report(&[warning])).code, 1);
}
