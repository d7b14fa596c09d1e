//! `acquis coverage` as it is run: merged reports, a comparison with a base, badges.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod common;

use common::TestRepository;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Output;

fn fixture(name: &str, home: &str) -> TestRepository {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    let repository = TestRepository::from_folder(&folder);
    if !home.is_empty() {
        repository.git(&["remote", "add", "origin", &format!("https://github.com/{home}.git")]);
    }
    repository
}

fn run(repository: &TestRepository, arguments: &[&str]) -> Output {
    let mut command = repository.command(env!("CARGO_BIN_EXE_acquis"));
    command.args(["--language", "en", "coverage"]).args(arguments).output().unwrap()
}

fn out(repository: &TestRepository, arguments: &[&str]) -> String {
    let output = run(repository, arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn report(repository: &TestRepository, arguments: &[&str]) -> Value {
    serde_json::from_str(&out(repository, &[arguments, &["--format", "json"]].concat())).unwrap()
}

/// A folder with the reports of three repositories: two have a name of their own, one is named by its file.
fn reports() -> (tempfile::TempDir, TestRepository) {
    let folder = tempfile::tempdir().unwrap();
    let odin = fixture("odin", "ecole/web");
    for (name, repository) in [
        ("b.json", &odin),
        ("a.json", &fixture("cloud-pi-native-gaps", "ecole/nuage")),
        ("plain.json", &fixture("carpentries", "")),
    ] {
        fs::write(folder.path().join(name), out(repository, &["--rev", "HEAD", "--format", "json"])).unwrap();
    }
    (folder, odin)
}

#[test]
fn reports_of_several_repositories_make_one() {
    let (folder, here) = reports();
    let path = folder.path().to_str().unwrap();
    let parts: Vec<Value> = ["plain", "a", "b"]
        .iter()
        .map(|name| serde_json::from_str(&fs::read_to_string(folder.path().join(name).with_extension("json")).unwrap()).unwrap())
        .collect();
    let merged = report(&here, &["merge", path]);
    assert_eq!(merged["snapshot"], json!({ "kind": "merged", "commit": null, "date": null }));
    let names: Vec<&str> = merged["repositories"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["ecole/nuage", "ecole/web", "plain"]);
    for figure in ["modules", "modules_assessed", "competencies", "competencies_assessed", "exempt"] {
        let sum: u64 = parts.iter().map(|part| part["summary"][figure].as_u64().unwrap()).sum();
        assert_eq!(merged["summary"][figure], sum, "{figure}");
    }
    let missing: usize = parts.iter().map(|part| part["missing"].as_array().unwrap().len()).sum();
    assert_eq!(merged["missing"].as_array().unwrap().len(), missing);
    let files = ["plain.json", "b.json", "a.json"].map(|name| folder.path().join(name).to_str().unwrap().to_owned());
    let named: Vec<&str> = files.iter().map(String::as_str).collect();
    assert_eq!(report(&here, &[&["merge"], named.as_slice()].concat()), merged, "neither order nor folder matter");
    // A merged report merges again.
    let again = folder.path().join("again");
    fs::create_dir(&again).unwrap();
    fs::write(again.join("all.json"), merged.to_string()).unwrap();
    assert_eq!(report(&here, &["merge", again.to_str().unwrap()]), merged);
}

#[test]
fn every_format_of_a_merged_report_names_the_repositories() {
    let (folder, here) = reports();
    let path = folder.path().to_str().unwrap();
    for format in ["text", "markdown", "csv", "html"] {
        let text = out(&here, &["merge", path, "--format", format]).replace('\\', "");
        assert!(text.contains("ecole/nuage") && text.contains("ecole/web"), "{format}:\n{text}");
    }
    assert!(out(&here, &["merge", path, "--format", "badge"]).starts_with("<svg "));
}

/// What is no report, or is two of the same repository, is told with its file and what to do.
#[test]
fn what_can_not_be_merged_is_told() {
    let (folder, here) = reports();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let whole = fs::read_to_string(folder.path().join("a.json")).unwrap();
    let good = folder.path().join("a.json").to_str().unwrap().to_owned();
    let mut lost: Value = serde_json::from_str(&whole).unwrap();
    lost["modules"][0]["repository"] = json!(7);
    for (file, because) in [
        (write("copy.json", &whole), "two reports of the same repository, ecole/nuage"),
        (write("other.json", &whole.replace("acquis.coverage/v1", "acquis.findings/v1")), "the format `acquis.findings/v1`"),
        (write("half.json", &whole[..whole.len() / 2]), "this is no report of coverage in JSON"),
        (write("lost.json", &lost.to_string()), "names a repository that the report has not"),
        (folder.path().join("none.json").to_str().unwrap().to_owned(), "can't be read"),
    ] {
        let output = run(&here, &["merge", &good, &file]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(because) && said.contains(file.rsplit('/').next().unwrap()), "{because}: {said}");
    }
}

/// A chart needs a history, which no merged report has: that is told, no empty file is written.
#[test]
fn a_merged_report_has_no_chart() {
    let (folder, here) = reports();
    let path = folder.path().to_str().unwrap();
    for (arguments, because) in [
        (["--format", "svg"], "`svg` does not suit --format"),
        (["--output", "svg=chart.svg"], "acquis coverage --history --format svg"),
    ] {
        let output = run(&here, &[&["merge", path], arguments.as_slice()].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(because), "{said}");
        assert!(!here.path().join("chart.svg").exists());
    }
}

#[test]
fn what_merge_lacks_is_told_with_its_own_help() {
    let output = run(&fixture("odin", ""), &["merge"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("<REPORTS> is missing.\n") && said.contains("acquis coverage merge --help"), "{said}");
}

/// A French reader finds the comma that the report has.
#[test]
fn shares_are_written_as_the_language_writes_them() {
    let here = fixture("cloud-pi-native-gaps", "");
    for (language, share) in [("fr", "soit 57,1\u{a0}%\u{a0}; 62,5\u{a0}% sont"), ("en", "that is 57.1%; 62.5% are")] {
        let mut command = here.command(env!("CARGO_BIN_EXE_acquis"));
        let output = command.args(["--language", language, "coverage", "--fail-under", "62,5"]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(share), "{said}");
    }
}

#[test]
fn that_no_module_changes_is_said() {
    let repository = fixture("odin", "");
    for format in ["text", "markdown", "html"] {
        let text = out(&repository, &["--base", "HEAD", "--format", format]);
        assert!(text.contains("No module changes."), "{format}: {text}");
    }
}

/// On a terminal the history stands in the place of the report; what changes is shown beside it.
#[test]
fn a_history_keeps_the_comparison_with_a_base() {
    let repository = TestRepository::new();
    let page = "**Module a :**\n\n- Lire\n\n  Validation des acquis par :\n  - QCM\n";
    repository.write("a.md", page).commit("first");
    repository.write("b.md", page.replace("Module a", "Module b")).commit("second");
    let text = out(&repository, &["--profile", "cloud-pi-native", "--base", "HEAD~1", "--history"]);
    assert!(text.contains("“b”: absent") && text.contains("1/1 → 2/2"), "{text}");
    assert!(text.contains("The module “b” appears"), "{text}");
}

/// A report that has no more than the format once had is merged too; what it claims beside its modules is not believed.
#[test]
fn a_report_of_few_fields_is_merged() {
    let (folder, here) = reports();
    let module = json!({ "group": "cours", "path": "a.md", "line": 3, "title": "Taille", "marker": "heading", "objective": null,
        "competencies": [{ "line": 5, "text": "tailler", "assessed": false }], "assessments": [], "assessed": false, "exempt": null });
    let old = json!({ "schema": "acquis.coverage/v1", "snapshot": { "kind": "commit", "commit": "00" },
        "tool": { "name": "acquis", "version": "0.0.1" }, "modules": [module],
        "summary": { "modules": 9, "modules_assessed": 9, "competencies": 9, "competencies_assessed": 9, "exempt": 0 } });
    let path = folder.path().join("verger.json");
    fs::write(&path, old.to_string()).unwrap();
    let merged = report(&here, &["merge", path.to_str().unwrap()]);
    assert_eq!(merged["repositories"][0]["name"], "verger");
    assert_eq!((&merged["summary"]["modules"], &merged["summary"]["modules_assessed"]), (&json!(1), &json!(0)));
    assert_eq!(merged["missing"][0]["what"], "assessment");
}

#[test]
fn a_merged_report_can_ask_for_a_share() {
    let (folder, here) = reports();
    let path = folder.path().to_str().unwrap();
    assert_eq!(run(&here, &["merge", path, "--fail-under", "10"]).status.code(), Some(0));
    assert_eq!(run(&here, &["merge", path, "--fail-under", "100"]).status.code(), Some(1));
}

/// A module added, one whose assessment is gone, one removed: before and after, in each format.
#[test]
fn a_comparison_tells_what_changes_module_by_module() {
    let module = |title: &str, assessed: bool| {
        let assessment = if assessed { "\nValidation des acquis par :\n- QCM\n" } else { "" };
        format!("**Module {title} :**\n\n- Savoir {title}\n{assessment}\n")
    };
    let repository = TestRepository::new();
    repository.write("cours.md", format!("# Cours\n\n{}{}", module("semis", true), module("taille", true)));
    repository.commit("first");
    repository.git(&["checkout", "--quiet", "-b", "change"]);
    repository.write("cours.md", format!("# Cours\n\n{}", module("semis", false)));
    repository.write("automne.md", format!("# Automne\n\n{}", module("récolte", true)));
    let report = report(&repository, &["--base", "main"]);
    let base = &report["base"];
    assert_eq!((&base["ref"], &base["summary"]["modules_assessed"]), (&json!("main"), &json!(2)));
    assert_eq!(report["summary"]["modules_assessed"], 1);
    let change = |title: &str| {
        let all = base["changes"].as_array().unwrap();
        all.iter().find(|change| change["title"] == title).unwrap_or_else(|| panic!("{title}: {all:?}")).clone()
    };
    assert_eq!((&change("semis")["before"]["assessed"], &change("semis")["after"]["assessed"]), (&json!(true), &json!(false)));
    assert_eq!(change("récolte")["before"], Value::Null);
    assert_eq!(change("taille")["after"], Value::Null);
    let text = out(&repository, &["--base", "main"]);
    assert!(text.contains("What changes compared with main") && text.contains("Modules assessed: 2/2 → 1/2"), "{text}");
    let csv = out(&repository, &["--base", "main", "--format", "csv"]);
    let rows: Vec<&str> = csv.lines().collect();
    assert!(rows[0].ends_with(",module_assessed_before,module_competencies_assessed_before"), "{csv}");
    assert!(rows.iter().any(|row| row.contains(",semis,no,") && row.ends_with(",yes,1")), "{csv}");
    assert!(rows.iter().any(|row| row.contains(",récolte,yes,") && row.ends_with(",,")), "{csv}");
    assert!(rows.iter().any(|row| row.contains(",taille,,") && row.ends_with(",yes,1")), "{csv}");
    for format in ["markdown", "html"] {
        let text = out(&repository, &["--base", "main", "--format", format]);
        assert!(text.contains("assessed, 1/1 competencies") && text.contains("absent"), "{format}: {text}");
    }
}

#[test]
fn a_badge_says_the_share() {
    let repository = fixture("cloud-pi-native-gaps", "");
    let shields: Value = serde_json::from_str(&out(&repository, &["--format", "shields"])).unwrap();
    assert_eq!(shields, json!({ "schemaVersion": 1, "label": "modules assessed", "message": "57.1%", "color": "yellow" }));
    let svg = out(&repository, &["--format", "badge"]);
    assert!(svg.contains("aria-label=\"modules assessed: 57.1%\""), "{svg}");
    let empty = TestRepository::new();
    empty.write("README.md", "# Rien\n").commit("first");
    let shields: Value = serde_json::from_str(&out(&empty, &["--format", "shields"])).unwrap();
    assert_eq!((&shields["message"], &shields["color"]), (&json!("no module"), &json!("lightgrey")));
}

/// Lessons that no profile knows, in the form of many courses: one folder a lesson.
fn lessons() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("README.md", "# Course\n").write("week-1/notes.md", "# Notes\n");
    for (lesson, text) in [
        ("week-1/lesson-1", "# Sowing\n\n## 2. Quiz\n\n1. When?\n"),
        ("week-1/lesson-2", "# Watering\n\nWater.\n"),
        ("week-2/lesson-1", "# Pruning\n\n## Post-Lecture Quiz\n\nDo it in the garden.\n"),
        ("week-2/lesson-2", "# Picking\n\n## 🚀 Exercises: baskets\n\n- Fill one\n"),
        ("week-3/lesson-1", "# Storing\n\n## Exercises\n\n- Fill two\n\n## Quiz\n"),
    ] {
        repository.write(format!("{lesson}/README.md"), text);
    }
    repository.commit("lessons");
    repository
}

#[test]
fn where_no_module_is_found_what_was_seen_is_said() {
    let repository = lessons();
    let output = run(&repository, &["--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &report["summary"]["modules"]), (Some(0), &json!(0)));
    let said = String::from_utf8(output.stderr).unwrap();
    let seen = "Modules: 0. Documents read: 7. Headings name an assessment: “Quiz” (3, first week-1/lesson-1/README.md:3), \
                “Exercises” (2, first week-2/lesson-2/README.md:3). To count them: acquis init";
    assert!(said.contains(seen), "{said}");
    let none = TestRepository::new();
    none.write("a.md", "# A\n").commit("a");
    let said = String::from_utf8(run(&none, &["--format", "csv"]).stderr).unwrap();
    assert!(said.contains("Documents read: 1. None of their headings names an assessment"), "{said}");
}

#[test]
fn init_writes_what_the_pages_show_and_coverage_counts_it() {
    let repository = lessons();
    let mut command = repository.command(env!("CARGO_BIN_EXE_acquis"));
    let output = command.args(["--language", "en", "init"]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let told =
        "Each file week-[0-9]*/*/README.md is a module (modules: 5, assessed: 4).\n  headings: “Quiz”, “Exercises” (4 of 5)\n";
    assert!(said.contains(told), "{said}");
    assert!(said.contains("Without an assessment: week-1/lesson-2/README.md\n"), "{said}");
    let summary = report(&repository, &[])["summary"].clone();
    assert_eq!((&summary["modules"], &summary["modules_assessed"]), (&json!(5), &json!(4)));
    let mut command = repository.command(env!("CARGO_BIN_EXE_acquis"));
    let check = command.args(["check", "--format", "json"]).output().unwrap();
    let check: Value = serde_json::from_slice(&check.stdout).unwrap();
    let found: Vec<&Value> = check["findings"].as_array().unwrap().iter().map(|finding| &finding["rule"]).collect();
    assert!(found.contains(&&json!("module-without-assessment")), "{found:?}");
    assert!(!found.contains(&&json!("group-matches-nothing")), "{found:?}");
}

#[test]
fn what_a_configuration_turns_off_for_some_files_is_counted() {
    let repository = TestRepository::new();
    let config = "language: en\nrules: { link-missing-file: warning }\noverrides:\n  - { files: [old/**, b.md], rules: { link-missing-file: off }, reason: Kept. }\n  - { files: b.md, rules: { link-missing-file: error } }\n";
    repository.write(".acquis.yaml", config);
    for path in ["a.md", "b.md", "old/a.md"] {
        repository.write(path, "# Page\n\nSee [the list](gone.md).\n");
    }
    repository.commit("first");
    let check = |arguments: &[&str]| {
        let mut command = repository.command(env!("CARGO_BIN_EXE_acquis"));
        let output = command.arg("check").args(arguments).output().unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    let json: Value = serde_json::from_str(&check(&["--format", "json"])).unwrap();
    let found = json["findings"].as_array().unwrap().iter();
    let found: Vec<String> = found.map(|one| format!("{} {}", one["path"].as_str().unwrap(), one["severity"])).collect();
    assert_eq!(found, ["a.md \"warning\"", "b.md \"error\""]);
    assert_eq!((&json["summary"]["turned_off"], &json["summary"]["suppressed"]), (&json!(1), &json!(0)));
    assert!(check(&[]).contains("finding turned off by the configuration"));
    let sarif: Value = serde_json::from_str(&check(&["--format", "sarif"])).unwrap();
    let off = sarif["runs"][0]["results"].as_array().unwrap().iter().find_map(|one| one["suppressions"].get(0)).unwrap();
    assert_eq!((&off["kind"], &off["justification"]), (&json!("external"), &json!("Kept.")));
}
