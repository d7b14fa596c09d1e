//! The baseline: what is known is not shown, what is gone is told, and nothing grows unless asked.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod common;

use common::TestRepository;
use serde_json::Value;
use std::process::Output;

const FILE: &str = ".acquis-baseline";

/// A page with two findings: a skipped level, and a link to `target`, which is not there.
fn page(target: &str) -> String {
    let prose: String = (0..20).map(|line| format!("Ligne {line}.\n")).collect();
    format!("# Jardin\n\n### Outils\n\nVoir [le plan]({target}).\n\n{prose}")
}

fn repository() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("docs/jardin.md", page("plan.md")).write("a.md", "# A\n\n[b](b.md)\n").commit("first");
    repository
}

/// The same with a baseline that knows everything, committed.
fn with_baseline() -> TestRepository {
    let repository = repository();
    assert_eq!(acquis(&repository, &["baseline"]).status.code(), Some(0));
    repository.commit("baseline");
    repository
}

fn acquis(repository: &TestRepository, arguments: &[&str]) -> Output {
    repository.command(env!("CARGO_BIN_EXE_acquis")).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The exit code, what `check` reports, and what it says of the baseline.
fn check(repository: &TestRepository, arguments: &[&str]) -> (Option<i32>, Vec<String>, Value) {
    let output = acquis(repository, &[&["check", "--format", "json"], arguments].concat());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)));
    let schema = serde_json::from_str(include_str!("../rules/schemas/findings-v1.json")).unwrap();
    jsonschema::validate(&schema, &report).unwrap();
    let name = |finding: &Value| format!("{} {}", finding["path"].as_str().unwrap(), finding["rule"].as_str().unwrap());
    (output.status.code(), report["findings"].as_array().unwrap().iter().map(name).collect(), report)
}

fn file(repository: &TestRepository) -> String {
    std::fs::read_to_string(repository.path().join(FILE)).unwrap()
}

/// The fields of each entry.
fn entries(repository: &TestRepository) -> Vec<Vec<String>> {
    let text = file(repository);
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn what_is_known_is_counted_and_not_shown() {
    let repository = with_baseline();
    let (code, found, report) = check(&repository, &[]);
    assert_eq!((code, found.as_slice(), &report["summary"]["baselined"]), (Some(0), &[][..], &3.into()));
    assert_eq!(report["baseline"], serde_json::json!({ "path": FILE, "renamed": 0, "gone": [] }));
    assert!(said(&acquis(&repository, &["check"])).contains("3\u{a0}findings known already"));
    let (code, found, report) = check(&repository, &["--no-baseline"]);
    assert_eq!((code, found.len(), &report["summary"]["baselined"]), (Some(1), 3, &0.into()));
    assert!(report.get("baseline").is_none());

    // What only moves stays known; what is new is not.
    repository.write("a.md", "# A\n\nAvant.\n\nEncore avant.\n\n[b](b.md)\n\n[c](c.md)\n");
    assert_eq!(check(&repository, &[]).1, ["a.md link-missing-file"]);
    assert_eq!(check(&repository, &[]).0, Some(1));
}

#[test]
fn the_file_is_the_same_whoever_writes_it() {
    let repository = repository();
    let mut written = Vec::new();
    for options in [["--threads", "1", "--language", "fr"], ["--threads", "2", "--language", "en"]] {
        let _ = std::fs::remove_file(repository.path().join(FILE));
        assert_eq!(acquis(&repository, &[&["baseline"], &options[..]].concat()).status.code(), Some(0));
        written.push(file(&repository));
    }
    assert_eq!(written[0], written[1]);
    let fields = entries(&repository);
    let known: Vec<_> = fields.iter().map(|fields| (fields[0].as_str(), fields[1].as_str(), fields[3].as_str())).collect();
    let expected = [
        ("a.md", "link-missing-file", "b.md"),
        ("docs/jardin.md", "heading-skipped-level", "### Outils"),
        ("docs/jardin.md", "link-missing-file", "plan.md"),
    ];
    assert_eq!(known, expected);
    assert!(written[0].lines().all(|line| !line.starts_with('#') || !line.contains('\t')));
}

#[test]
fn it_is_read_from_what_is_checked() {
    let repository = with_baseline();
    // Neither the index nor the commit has what the work tree has.
    repository.write(FILE, "");
    assert_eq!(check(&repository, &[]).1.len(), 3);
    assert_eq!(check(&repository, &["--staged"]).1.len(), 0);
    assert_eq!(check(&repository, &["--rev", "HEAD"]).1.len(), 0);
    assert_eq!(check(&repository, &["--rev", "HEAD~1"]).1.len(), 3);
    repository.git(&["add", FILE]);
    assert_eq!(check(&repository, &["--staged"]).1.len(), 3);
}

#[test]
fn what_is_gone_is_told_and_pruned_and_nothing_grows_unless_asked() {
    let repository = with_baseline();
    repository.write("a.md", "# A\n\n[c](c.md)\n");
    let before = file(&repository);
    let (_, found, report) = check(&repository, &[]);
    assert_eq!((found.len(), report["baseline"]["gone"].as_array().unwrap().len()), (1, 1));
    assert_eq!(report["baseline"]["gone"][0]["path"], "a.md");
    let text = said(&acquis(&repository, &["check"]));
    assert!(text.contains("acquis baseline --prune"), "{text}");

    let told = acquis(&repository, &["baseline"]);
    assert_eq!((told.status.code(), file(&repository) == before), (Some(1), true), "{}", said(&told));
    assert!(said(&told).contains("baseline --add") && said(&told).contains("baseline --prune"), "{}", said(&told));

    assert_eq!(acquis(&repository, &["baseline", "--prune"]).status.code(), Some(0));
    assert_eq!(entries(&repository).len(), 2);
    assert_eq!(check(&repository, &[]).1, ["a.md link-missing-file"]);

    assert_eq!(acquis(&repository, &["baseline", "--add"]).status.code(), Some(0));
    assert_eq!((entries(&repository).len(), check(&repository, &[]).0), (3, Some(0)));
    assert_eq!(acquis(&repository, &["baseline"]).status.code(), Some(0));
}

#[test]
fn what_was_not_looked_for_is_not_gone() {
    let repository = with_baseline();
    repository.write("a.md", "# A\n");
    let gone = |arguments: &[&str]| check(&repository, arguments).2["baseline"]["gone"].as_array().unwrap().len();
    assert_eq!((gone(&[]), gone(&["docs"]), gone(&["a.md"])), (1, 0, 1));
    assert_eq!(check(&repository, &["docs"]).2["summary"]["baselined"], 2);
    let links = acquis(&repository, &["links", "--offline", "--format", "json", "docs"]);
    let links: Value = serde_json::from_slice(&links.stdout).unwrap();
    assert_eq!((&links["summary"]["baselined"], &links["baseline"]["gone"]), (&1.into(), &serde_json::json!([])));
}

#[test]
fn a_rename_brings_no_old_debt() {
    for commit in [false, true] {
        let repository = with_baseline();
        std::fs::create_dir_all(repository.path().join("livret/outils")).unwrap();
        repository.git(&["mv", "docs/jardin.md", "livret/outils/potager.md"]);
        if commit {
            repository.commit("rename");
        }
        let (code, found, report) = check(&repository, if commit { &["--rev", "HEAD"] } else { &["--staged"] });
        assert_eq!((code, found.as_slice()), (Some(0), &[][..]), "committed: {commit}");
        assert_eq!((&report["baseline"]["renamed"], &report["summary"]["baselined"]), (&2.into(), &3.into()));
        assert_eq!(report["baseline"]["gone"], serde_json::json!([]));
        // A finding that the renamed file has beside the old ones is new.
        let path = "livret/outils/potager.md";
        repository.write(path, page("plan.md") + "\n[c](c.md)\n");
        assert_eq!(check(&repository, &[]).1, ["livret/outils/potager.md link-missing-file"]);
        assert_eq!(acquis(&repository, &["baseline", "--prune"]).status.code(), Some(0));
        let paths: Vec<String> = entries(&repository).into_iter().map(|mut fields| fields.swap_remove(0)).collect();
        assert_eq!(paths, ["a.md", path, path]);
        assert_eq!(check(&repository, &[]).1.len(), 1);
    }
}

#[test]
fn a_broken_file_is_told_with_its_line_and_the_cure() {
    let repository = with_baseline();
    let good = file(&repository);
    let conflict = good.replacen("a.md\t", "<<<<<<< HEAD\na.md\t", 1);
    for (text, place) in [(conflict, ":3: "), (format!("{good}rien\n"), ":6: ")] {
        repository.write(FILE, text);
        for command in ["check", "baseline"] {
            let output = acquis(&repository, &[command]);
            assert_eq!(output.status.code(), Some(2));
            assert!(said(&output).contains(&format!("{FILE}{place}")) && said(&output).contains("help:"), "{}", said(&output));
        }
        assert_eq!(check(&repository, &["--no-baseline"]).1.len(), 3);
    }
    repository.remove(FILE).write(".acquis-baseline/x", "");
    assert_eq!(acquis(&repository, &["check"]).status.code(), Some(2));
}

/// Two branches add different findings; git's own `union` merge leaves a file that is read as it is.
#[test]
fn branches_merge() {
    let repository = with_baseline();
    repository.write(".gitattributes", "/.acquis-baseline merge=union\n").commit("attributes");
    for (branch, file) in [("one", "y.md"), ("two", "z.md")] {
        repository.git(&["checkout", "--quiet", "-b", branch, "main"]);
        repository.write(file, "# B\n\n[x](x.md)\n").write("d.md", "# D\n\n[x](x.md)\n");
        assert_eq!(acquis(&repository, &["baseline", "--add"]).status.code(), Some(0));
        repository.commit(branch);
    }
    repository.git(&["merge", "--quiet", "-m", "merge", "one"]);
    assert_eq!(check(&repository, &[]).1, Vec::<String>::new());
    assert_eq!(acquis(&repository, &["baseline", "--prune"]).status.code(), Some(0));
    assert_eq!(entries(&repository).len(), 6);
}

#[test]
fn it_stands_beside_the_configuration_or_where_it_is_asked_to() {
    let repository = repository();
    repository.write("docs/.acquis.yaml", "language: en\n");
    let docs = repository.path().join("docs");
    let run = |arguments: &[&str]| {
        let mut command = repository.command(env!("CARGO_BIN_EXE_acquis"));
        command.current_dir(&docs).args(arguments).output().unwrap()
    };
    assert_eq!(run(&["baseline"]).status.code(), Some(0));
    assert!(docs.join(FILE).exists());
    assert_eq!(run(&["check"]).status.code(), Some(0));
    assert_eq!(acquis(&repository, &["check"]).status.code(), Some(1), "the root has no baseline");

    let named = repository.beside("known.txt");
    let named = named.to_str().unwrap();
    assert_eq!(acquis(&repository, &["check", "--baseline", named]).status.code(), Some(2));
    assert_eq!(acquis(&repository, &["baseline", "--file", named]).status.code(), Some(0));
    assert_eq!(acquis(&repository, &["check", "--baseline", named]).status.code(), Some(0));
    repository.write("e.md", "# E\n\n[x](x.md)\n");
    let told = said(&acquis(&repository, &["baseline", "--file", named]));
    assert!(told.contains(&format!("acquis baseline --add --file {named}")), "{told}");
}

#[test]
fn nobody_would_have_an_ignored_baseline() {
    let repository = repository();
    repository.write(".gitignore", ".acquis-*\n");
    let refused = acquis(&repository, &["baseline"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("check-ignore"), "{}", said(&refused));
    assert!(!repository.path().join(FILE).exists());
}

#[test]
fn file_names_forge_no_line() {
    let repository = TestRepository::new();
    repository.write("a\tb\n\u{1b}[31m.md", "# A\n\n[x\u{1b}[31m](x\u{202e}y.md)\n").commit("first");
    assert_eq!(acquis(&repository, &["baseline"]).status.code(), Some(0));
    assert!(entries(&repository).iter().all(|fields| fields.len() == 4), "{}", file(&repository));
    assert!(!file(&repository).contains(['\u{1b}', '\u{202e}']));
    assert_eq!(check(&repository, &[]).0, Some(0));
}

/// A contribution that adds to the baseline what it brings is told so.
#[test]
fn a_contribution_can_not_hide_behind_the_baseline() {
    let repository = with_baseline();
    repository.git(&["checkout", "--quiet", "-b", "work"]);
    repository.write("new.md", "# B\n\n[x](x.md)\n");
    assert_eq!(acquis(&repository, &["baseline", "--add"]).status.code(), Some(0));
    repository.commit("work");
    let (code, found, report) = check(&repository, &["--base", "main"]);
    assert_eq!((code, found), (Some(0), vec![format!("{FILE} checks-weakened")]));
    assert_eq!(report["findings"][0]["start"]["line"], 6, "{report:#}");
    assert_eq!(report["verdict"]["hidden"][0]["path"], "new.md");
    assert_eq!((&report["verdict"]["new"], &report["summary"]["baselined"]), (&1.into(), &1.into()));
    let (code, found, _) = check(&repository, &["--base", "main", "--no-baseline"]);
    assert_eq!((code, found), (Some(1), vec!["new.md link-missing-file".to_owned()]));
}
