//! What is checked, and by which configuration: the work tree, the index, a commit, a folder of them.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod common;

use common::TestRepository;

/// The folder, the arguments; gives the exit code and the `path rule` of each finding.
fn check(repository: &TestRepository, folder: &str, arguments: &[&str]) -> (Option<i32>, Vec<String>) {
    let mut command = repository.command(env!("CARGO_BIN_EXE_acquis"));
    command.current_dir(repository.path().join(folder)).args(["check", "--format", "json"]).args(arguments);
    let output = command.output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().into_iter().flatten();
    (output.status.code(), findings.map(|f| format!("{} {}", text(f, "path"), text(f, "rule"))).collect())
}

const SOUND: &str = "# Semis\n\n## Outils\n";
const SKIPPED: &str = "# Semis\n\n### Outils\n";
const DEAD: &str = "# Semis\n\n[le plan du jardin](plan.md)\n";

#[test]
fn each_place_has_its_own_content() {
    let repository = TestRepository::new();
    repository.write("a.md", SKIPPED);
    let first = repository.commit("first");
    repository.write("a.md", DEAD).git(&["add", "a.md"]);
    repository.write("a.md", SOUND).write("new.md", SKIPPED);
    let found = |arguments: &[&str]| check(&repository, ".", arguments);
    assert_eq!(found(&[]), (Some(0), vec!["new.md heading-skipped-level".to_owned()]));
    assert_eq!(found(&["--staged"]), (Some(1), vec!["a.md link-missing-file".to_owned()]));
    for revision in [first.as_str(), "HEAD", "main"] {
        assert_eq!(found(&["--rev", revision]), (Some(0), vec!["a.md heading-skipped-level".to_owned()]));
    }
    assert_eq!(found(&["--rev", "no-such-branch"]).0, Some(2));
    assert_eq!(found(&["--staged", "--rev", "HEAD"]).0, Some(2));
}

#[test]
fn a_link_is_followed_in_the_place_that_is_checked() {
    let repository = TestRepository::new();
    repository.write("a.md", DEAD).write("plan.md", "# Plan\n").commit("first");
    repository.git(&["rm", "--quiet", "--cached", "plan.md"]);
    assert_eq!(check(&repository, ".", &["--rev", "HEAD"]), (Some(0), vec![]));
    assert_eq!(check(&repository, ".", &["--staged"]), (Some(1), vec!["a.md link-missing-file".to_owned()]));
}

#[test]
fn what_is_on_the_disk_and_not_staged_is_missing_from_the_next_commit() {
    let repository = TestRepository::new();
    repository.git(&["remote", "add", "origin", "https://github.com/jardin/potager.git"]);
    let schema = "schema: { properties: { suite: { x-acquis: path } } }";
    let config = format!("content:\n  - name: pages\n    files: [\"*.md\"]\n    front-matter: {{ {schema} }}\n");
    repository.write(".acquis.yaml", config).write(".gitignore", "brouillon.md\n");
    repository.write("a.md", "# A\n\n[le plan](plan.md)\n").write("plan.md", "# Plan\n").write("old/x.md", "# X\n");
    repository.commit("first");
    repository.git(&["rm", "--quiet", "--cached", "plan.md"]);
    let links = "[b](neuf.md), [c](images/plan.png), [d](brouillon.md), [e](images/)";
    let url = "https://github.com/jardin/potager/blob/main/neuf.md";
    repository.write("b.md", format!("---\nsuite: neuf.md\n---\n\n# B\n\n{links}\n\n[f]({url})\n"));
    repository.git(&["add", "b.md"]);
    repository.write("neuf.md", "# Neuf\n").write("images/plan.png", "").write("brouillon.md", "# D\n");
    let said = |arguments: &[&str]| {
        let output = repository.command(env!("CARGO_BIN_EXE_acquis")).args(arguments).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        (output.status.code(), text.lines().map(str::to_owned).collect::<Vec<_>>())
    };
    let (code, staged) = said(&["check", "--staged", "--base", "HEAD", "--format", "concise", "--language", "en"]);
    assert_eq!(code, Some(1), "{staged:?}");
    assert_eq!(staged.len(), 7, "{staged:?}");
    assert!(staged.iter().all(|line| line.contains(": error ") && !line.contains("untracked")), "{staged:?}");
    let on_disk = staged.iter().filter(|line| line.contains("on your disk, but not in the next commit"));
    assert_eq!(on_disk.count(), 6, "all but the folder: {staged:?}");
    // In the work tree, they are there, and git does not have them yet.
    let (code, disk) = said(&["check", "--format", "concise", "--language", "en"]);
    assert!(disk.iter().any(|line| line.contains("link-untracked")), "{disk:?}");
    assert!(!disk.iter().any(|line| line.contains("link-missing-file")), "{code:?} {disk:?}");
    // What was said of the next commit is what is said of it once it is made.
    let found = |arguments: &[&str]| check(&repository, ".", arguments);
    let staged = found(&["--staged"]);
    repository.git(&["commit", "--quiet", "-m", "second"]);
    assert_eq!(found(&["--rev", "HEAD"]), staged);
}

#[test]
fn the_same_findings_from_every_folder() {
    let repository = TestRepository::new();
    repository.write("a.md", SKIPPED).write("docs/deep/b.md", SKIPPED).commit("first");
    let expected = vec!["a.md heading-skipped-level".to_owned(), "docs/deep/b.md heading-skipped-level".to_owned()];
    for arguments in [&[][..], &["--staged"], &["--rev", "HEAD"]] {
        assert_eq!(check(&repository, ".", arguments).1, expected);
        assert_eq!(check(&repository, "docs/deep", arguments).1, expected);
        assert_eq!(check(&repository, "docs", &[arguments, &["deep"]].concat()).1, expected[1..]);
        assert_eq!(check(&repository, "docs/deep", &[arguments, &["b.md"]].concat()).1, expected[1..]);
    }
}

/// A finding in a file that PATHS do not name is no failure, and what they name is judged beside all the rest.
#[test]
fn paths_restrict_what_is_reported_not_what_is_known() {
    let repository = TestRepository::new();
    repository.write("a.md", DEAD).write("docs/b.md", "# B\n\n[le jardin](../a.md#semis)\n").commit("first");
    assert_eq!(check(&repository, ".", &["docs"]), (Some(0), vec![]));
    assert_eq!(check(&repository, ".", &["a.md", "docs"]).0, Some(1));
}

#[test]
fn the_nearest_configuration_of_the_place_that_is_checked_is_the_one() {
    let repository = TestRepository::new();
    let off = "rules: { heading-skipped-level: off }\n";
    let error = "rules: { heading-skipped-level: error }\n";
    repository.write(".acquis.yaml", off).write("docs/.acquis.yaml", error);
    repository.write("a.md", SKIPPED).write("docs/deep/b.md", SKIPPED).commit("first");
    let found = vec!["docs/deep/b.md heading-skipped-level".to_owned()];
    assert_eq!(check(&repository, ".", &[]), (Some(0), vec![]));
    assert_eq!(check(&repository, "docs", &[]), (Some(1), found.clone()));
    assert_eq!(check(&repository, "docs/deep", &[]), (Some(1), found.clone()));
    repository.remove("docs/.acquis.yaml");
    assert_eq!(check(&repository, "docs", &[]), (Some(0), vec![]));
    assert_eq!(check(&repository, "docs", &["--rev", "HEAD"]), (Some(1), found.clone()));
    assert_eq!(check(&repository, "docs", &["--staged"]), (Some(1), found));
    repository.write(".acquis.yaml", "rules: { heading-skiped-level: off }\n");
    assert_eq!(check(&repository, ".", &[]).0, Some(2));
    assert_eq!(check(&repository, ".", &["--rev", "HEAD"]).0, Some(0));
}

#[test]
fn every_ending_of_markdown_may_hold_modules() {
    let repository = TestRepository::new();
    let module = "# Semis\n\n**Module « semis » :**\n\n- Lire un sachet de graines\n";
    repository.write("a.md", module).write("b.markdown", module);
    let (code, found) = check(&repository, ".", &["--profile", "cloud-pi-native"]);
    assert_eq!(code, Some(1));
    for path in ["a.md", "b.markdown"] {
        assert!(found.contains(&format!("{path} module-without-assessment")), "{found:?}");
    }
}

#[test]
fn a_picture_that_is_missing_is_asked_for_before_its_description() {
    let repository = TestRepository::new();
    repository.write("a.md", "# A\n\n![](absent.png)\n\n![](plan.png)\n\n<img src=\"absente.png\">\n").write("plan.png", "");
    repository.commit("first");
    let output = repository.command(env!("CARGO_BIN_EXE_acquis")).args(["check", "--format", "json"]).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let graver = report["findings"].as_array().unwrap().iter().filter(|finding| finding["severity"] != "info");
    let found: Vec<String> = graver.map(|finding| format!("{} {}", finding["start"]["line"], finding["rule"])).collect();
    assert_eq!(found, ["3 \"link-missing-file\"", "5 \"image-alt-missing\"", "7 \"link-missing-file\""]);
}

/// The findings of `rule` in `text`, each with its line and its severity.
fn graded(rule: &str, text: &str) -> Vec<String> {
    let repository = TestRepository::new();
    repository.write("a.md", text).write("img/logo.png", "").write("img/logos.png", "").write("img/nsi_logo-2.svg", "");
    repository.commit("first");
    let output = repository.command(env!("CARGO_BIN_EXE_acquis")).args(["check", "--all", "--format", "json"]).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = report["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == rule);
    found.map(|finding| format!("{} {}", finding["start"]["line"], finding["severity"].as_str().unwrap())).collect()
}

#[test]
fn a_logo_says_little() {
    let text = "# A\n\nA.\n\n![](img/logo.png)\n\n![](img/nsi_logo-2.svg)\n\n![](img/logos.png)\n\n<img src=\"img/logo.png\">\n";
    assert_eq!(graded("image-alt-missing", text), ["5 info", "7 info", "9 warning", "11 warning"]);
}

#[test]
fn a_sample_of_style_links_nowhere() {
    let text = "# A\n\n[here](#)\n\n## Don\u{2019}t\n\n- [here](#)\n\n## B\n\n[here](#)\n\n<div class=\"item no\">\n\n[here](#)\n\n</div>\n\n[here](#)\n";
    let found = graded("link-empty", text);
    assert_eq!(found, ["3 warning", "7 info", "11 warning", "15 info", "19 warning"]);
}

#[test]
fn numbers_tell_of_a_page_in_parts() {
    let parts = |second: &str| format!("# A\n\n# 1. B\n\nB.\n\n# 2. C\n\n## 2.1. D\n\nD.\n\n## {second} E\n\nE.\n");
    assert_eq!(graded("heading-several-titles", &parts("2.2.")), ["3 info"]);
    assert_eq!(graded("heading-several-titles", &parts("3.2.")), ["3 warning"]);
    assert_eq!(graded("heading-several-titles", &parts("Puis")), ["3 warning"]);
}

#[test]
fn a_mark_alone_keeps_a_place_and_another_is_a_note() {
    let text = "# A\n\n## B\n\nTODO\n\n## C\n\nTODO\n\nC.\n\n## D\n\nTODO: a bee\n";
    let repository = TestRepository::new();
    repository.write("a.md", text).commit("first");
    let output =
        repository.command(env!("CARGO_BIN_EXE_acquis")).args(["check", "--language", "en", "--format", "json"]).output();
    let report: serde_json::Value = serde_json::from_slice(&output.unwrap().stdout).unwrap();
    let found = report["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == "content-placeholder");
    let notes: Vec<bool> = found.map(|finding| finding["message"].as_str().unwrap().starts_with("This note")).collect();
    assert_eq!(notes, [false, true, true]);
}
