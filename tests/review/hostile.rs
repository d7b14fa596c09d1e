//! A report that a stranger wrote: whatever it says is read, and does nothing.

use crate::{Job, fixed_by, found, print, report};
use serde_json::{Value, json};

/// Text that would do something in a comment, a page or a log.
const EVIL: &str = "\u{1b}[31m@ecole/tous #1 ![x](https://a.fr/x.png) [lien](javascript:x) <img src=x> <!-- acquis:summary --> `code`\n\
    ```\n# Titre\n::error::x\n::add-mask::y\u{202e} https://a.fr www.a.fr lea@a.fr $x$ GH-1";

fn evil() -> Value {
    let mut evil = found(1, "docs/a.md", 2, "[b](bb.md)");
    for key in ["rule", "message", "help"] {
        evil[key] = json!(EVIL);
    }
    evil
}

/// Asserts that a text of ours does nothing but show, our own marks apart.
fn does_nothing(text: &str) {
    let code = |text: &str| text.split('`').step_by(2).collect::<String>();
    let (words, marks) = (code(text), text.matches("<!-- ").count());
    assert!(marks <= 1 && text.trim_end().ends_with("-->") == (marks == 1), "{text}");
    for act in ["@e", "@a", "#1", "](", "https://", "www.", "<img", "\u{1b}", "\u{202e}", "\n# T", "\n::", "GH-1"] {
        assert!(!words.contains(act), "{act:?}: {text}");
    }
}

#[test]
fn comments_do_nothing_but_show() {
    let job = Job::new();
    let mut elsewhere = evil();
    elsewhere["fingerprint"] = json!(print(2));
    elsewhere["path"] = json!(EVIL);
    let ended = job.post(&report(&[evil(), elsewhere]));
    assert_eq!((job.comments().len(), job.talk().len()), (1, 1), "{}", ended.err);
    does_nothing(&job.comments()[0]);
    does_nothing(&job.talk()[0]);
    assert!(job.comments()[0].contains("\\!\\[x\\]") && job.comments()[0].contains("`code`"), "{:?}", job.comments());
    job.github.writes();
    job.post(&report(&[evil()]));
    assert_eq!(job.comments().len(), 1, "it is known again by our mark, not by its own");
}

#[test]
fn the_page_and_the_log_do_nothing_but_show() {
    let mut job = Job::new();
    job.variables = vec![("GITHUB_TOKEN", String::new())];
    let mut elsewhere = evil();
    elsewhere["path"] = json!("a,line=1::b\n::error::c");
    let ended = job.post(&report(&[elsewhere]));
    does_nothing(&job.step_summary());
    assert_eq!(ended.err.lines().count(), 2, "{}", ended.err);
    assert!(ended.err.starts_with("::warning file=a%2Cline=1%3A%3Ab\\n%3A%3Aerror"), "{}", ended.err);
    assert!(!ended.err.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn a_server_s_words_are_shown_and_not_obeyed() {
    let job = Job::new();
    job.github.stumbles(|_, _, _| Some((403, "", json!({ "message": "\n::error::x\u{1b}[2J" }))));
    let ended = job.post(&report(&[evil()]));
    assert!(ended.err.ends_with("in the step's summary.\n") && ended.err.contains("\\n::error::x\\u{1b}[2J"), "{}", ended.err);
}

#[test]
fn suggestions_stay_in_their_block_and_in_documents() {
    let job = Job::new();
    job.github.state().files.push(json!({ "filename": ".github/workflows/a.yml", "patch": "@@ -0,0 +1 @@\n+on: push" }));
    let of_page = |n: usize, after: &[&str]| fixed_by(found(n, "docs/a.md", 20, "```a @tous"), 20, &["```a @tous"], after);
    let escaping = of_page(1, &["```", "````", "<img src=x>"]);
    let hidden = of_page(2, &["a\u{202e}b"]);
    let broken = of_page(3, &["a\n```\n@tous"]);
    let long = of_page(4, &[&"x".repeat(20_000)]);
    let program = fixed_by(found(5, ".github/workflows/a.yml", 1, "on: push"), 1, &["on: push"], &["on: [push, x]"]);
    job.post(&report(&[escaping, hidden, broken, long, program]));
    let comments = job.comments();
    assert_eq!(comments.len(), 5);
    assert!(comments[0].contains("\n`````suggestion\n```\n````\n<img src=x>\n`````\n"), "{comments:?}");
    assert!(comments[1..].iter().all(|body| !body.contains("suggestion")), "{comments:?}");
}

#[test]
fn a_flood_is_bounded() {
    let job = Job::new();
    let many: Vec<Value> = (0..20_000)
        .map(|n| {
            let mut found = found(n, "docs/untouched.md", 9, "");
            found["message"] = json!("@".repeat(2_000));
            found
        })
        .collect();
    let ended = job.post(&report(&many));
    assert_eq!(ended.code, 1, "{}", ended.err);
    let talk = job.talk();
    assert!(talk[0].chars().count() < 65_536, "{}", talk[0].len());
    assert!(talk[0].contains("at least 5000\u{a0}new findings") && talk[0].contains("\n- … and "), "{}", talk[0].len());
}

/// A finding given twice is one; strange figures change nothing.
#[test]
fn doubles_and_strange_figures() {
    let job = Job::new();
    let (mut last, first) = (found(2, "docs/a.md", u64::from(u32::MAX), ""), found(1, "docs/a.md", 2, "[b](bb.md)"));
    last["fix"] = json!({ "replaces": { "line": u32::MAX, "before": ["a", "b"], "after": [] } });
    let mut strange = report(&[first.clone(), first, last]);
    strange["verdict"]["existing"] = json!(u64::MAX);
    strange["verdict"]["coverage"] = json!({ "before": 3, "after": [] });
    job.post(&strange);
    assert_eq!((job.comments().len(), job.talk()[0].matches("\n- **").count()), (1, 1), "{:?}", job.talk());
}
