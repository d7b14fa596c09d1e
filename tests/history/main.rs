//! The history of coverage, story by story, through the program.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

#[path = "../common/mod.rs"]
mod common;

mod folders;
mod merges;
mod shown;

use common::TestRepository;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn acquis(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acquis"));
    command.args(["coverage", "--profile", "cloud-pi-native"]).args(arguments);
    command.current_dir(folder).env_clear().env("LC_ALL", "C").env("HOME", folder).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn history(folder: &Path, arguments: &[&str]) -> Value {
    let output = acquis(folder, &[&["--history", "--format", "json"], arguments].concat());
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", err(&output)))
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or("-")
}

/// `subject: kind title` of each change, the oldest first; of what has another title or path now, both.
fn said(report: &Value) -> Vec<String> {
    let mut said = Vec::new();
    for commit in report["history"]["commits"].as_array().unwrap() {
        for change in commit["changes"].as_array().unwrap() {
            let (before, after) = (&change["before"], &change["after"]);
            let what = match word(&change["kind"]) {
                "renamed" => format!("renamed {} to {}", word(&before["title"]), word(&after["title"])),
                "moved" => format!("moved {} to {}", word(&after["title"]), word(&after["path"])),
                "removed" => format!("removed {}", word(&before["title"])),
                kind => format!("{kind} {} {}", word(&after["title"]), word(&after["state"])),
            };
            said.push(format!("{}: {what}", word(&commit["subject"])));
        }
    }
    said
}

/// `subject modules_assessed/modules` of each commit.
fn figures(report: &Value) -> Vec<String> {
    let commits = report["history"]["commits"].as_array().unwrap().iter();
    let figure = |commit: &Value| {
        let summary = &commit["summary"];
        format!("{} {}/{}", word(&commit["subject"]), summary["modules_assessed"], summary["modules"])
    };
    commits.map(figure).collect()
}

/// For each module `title appeared since`, the commits by their subjects.
fn turns(repository: &TestRepository, report: &Value) -> Vec<String> {
    let subject = |turn: &Value| match turn["commit"].as_str() {
        Some(commit) => repository.git(&["log", "-1", "--format=%s", commit]),
        None => "unknown".to_owned(),
    };
    let modules = report["modules"].as_array().unwrap().iter();
    modules.map(|m| format!("{} {} {}", word(&m["title"]), subject(&m["appeared"]), subject(&m["since"]))).collect()
}

/// A module of that title with two competencies of its own.
fn module(title: &str, assessed: bool) -> String {
    let assessment = if assessed { "\n  Validation des acquis par :\n  - QCM\n" } else { "" };
    format!("**Module « {title} » :**\n\n- préparer {title}\n- réussir {title}\n{assessment}\n")
}

/// Titles of modules, and whether they are assessed.
type Modules<'a> = &'a [(&'a str, bool)];

/// A page with these modules.
fn page(modules: Modules<'_>) -> String {
    let modules: String = modules.iter().map(|(title, assessed)| module(title, *assessed)).collect();
    format!("# Cours\n\n{modules}")
}

/// Commits everything on that day of 2024, at noon in a place two hours ahead of UTC.
fn commit_on(repository: &TestRepository, day: &str, message: &str) {
    repository.git(&["add", "--all"]);
    let date = format!("2024-{day}T12:00:00+0200");
    let mut command = repository.command("git");
    command.env("GIT_COMMITTER_DATE", &date).env("GIT_AUTHOR_DATE", &date);
    let done = command.args(["commit", "--quiet", "--allow-empty", "-m", message]).output().unwrap();
    assert!(done.status.success(), "{}", err(&done));
}

/// A course in which everything happens, a commit each.
fn course() -> TestRepository {
    let repository = TestRepository::new();
    let steps: [(&str, &str, Modules<'_>); 6] = [
        ("01-10", "appear", &[("semis", false), ("taille", true)]),
        ("02-10", "gain", &[("semis", true), ("taille", true)]),
        ("03-10", "rename", &[("semis de printemps", true), ("taille", true)]),
        ("04-10", "lose", &[("semis de printemps", true), ("taille", false)]),
        ("05-10", "add", &[("semis de printemps", true), ("taille", false), ("greffe", true)]),
        ("06-10", "remove", &[("semis de printemps", true), ("greffe", true)]),
    ];
    for (day, name, modules) in steps {
        repository.write("cours.md", page(modules));
        commit_on(&repository, day, name);
    }
    repository.git(&["mv", "cours.md", "jardin.md"]);
    commit_on(&repository, "07-10", "file");
    repository.write("autre.md", page(&[("greffe", true)])).write("jardin.md", page(&[("semis de printemps", true)]));
    commit_on(&repository, "08-10", "move");
    repository.write("notes.txt", "rien").write("journal.md", "# Journal\n");
    commit_on(&repository, "09-10", "nothing");
    repository
}

#[test]
fn each_change_is_told_at_its_commit() {
    let repository = course();
    let report = history(repository.path(), &[]);
    assert_eq!(
        said(&report),
        [
            "appear: appeared semis unassessed",
            "appear: appeared taille assessed",
            "gain: gained semis assessed",
            "rename: renamed semis to semis de printemps",
            "lose: lost taille unassessed",
            "add: appeared greffe assessed",
            "remove: removed taille",
            "file: moved semis de printemps to jardin.md",
            "file: moved greffe to jardin.md",
            "move: moved greffe to autre.md",
        ]
    );
    assert_eq!(
        figures(&report),
        ["appear 1/2", "gain 2/2", "rename 2/2", "lose 1/2", "add 2/3", "remove 2/2", "file 2/2", "move 2/2", "nothing 2/2"]
    );
    assert_eq!(turns(&repository, &report), ["greffe add add", "semis de printemps appear gain"]);
    let first = &report["history"]["commits"][0];
    assert_eq!(first["date"], "2024-01-10T12:00:00+02:00");
    assert_eq!(first["changes"][0]["after"]["line"], 3);
    assert_eq!((&report["history"]["complete"], &report["history"]["first_parent"]), (&true.into(), &false.into()));
    assert_eq!(report["snapshot"]["kind"], "commit");
    let schema = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/schemas/coverage-v1.json")).unwrap();
    jsonschema::validate(&serde_json::from_str(&schema).unwrap(), &report).unwrap();
}

#[test]
fn a_file_that_is_renamed_and_rewritten_keeps_its_modules() {
    let repository = TestRepository::new();
    let long: String = (0..30).map(|line| format!("Ligne {line} de ce cours.\n")).collect();
    repository.write("a.md", format!("{}{long}", page(&[("semis", true)])));
    repository.commit("first");
    repository.remove("a.md").write("b.md", format!("{}{long}", page(&[("plantation", true)])));
    repository.commit("second");
    let report = history(repository.path(), &[]);
    assert_eq!(
        said(&report),
        ["first: appeared semis assessed", "second: renamed semis to plantation", "second: moved plantation to b.md"]
    );
    assert_eq!(turns(&repository, &report), ["plantation first first"]);
}

#[test]
fn competencies_come_and_go() {
    let repository = TestRepository::new();
    let end = "\n  Validation des acquis par :\n  - QCM\n";
    repository.write("a.md", format!("**Module « semis » :**\n\n- un\n- deux\n{end}"));
    repository.commit("whole");
    repository.write("a.md", format!("**Module « semis » :**\n\n- un\n- deux\n{end}\n- trois\n"));
    repository.commit("part");
    let report = history(repository.path(), &[]);
    assert_eq!(said(&report), ["whole: appeared semis assessed", "part: competencies semis partly"]);
    assert_eq!(turns(&repository, &report), ["semis whole part"]);
    let change = &report["history"]["commits"][1]["changes"][0];
    assert_eq!((&change["before"]["competencies"], &change["after"]["competencies"]), (&2.into(), &3.into()));
}

#[test]
fn the_newest_configuration_judges_every_commit() {
    let repository = TestRepository::new();
    repository.write("a.md", page(&[("semis", false)])).write("archive/b.md", page(&[("vieux", true)]));
    repository.commit("first");
    let config = "extends: cloud-pi-native\nexclude: [archive/]\n";
    repository.write(".acquis.yaml", config);
    repository.commit("configuration");
    let output = Command::new(env!("CARGO_BIN_EXE_acquis"))
        .args(["coverage", "--history", "--format", "json"])
        .current_dir(repository.path())
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(said(&report), ["first: appeared semis unassessed"]);
    assert_eq!(figures(&report), ["first 0/1", "configuration 0/1"]);
}

#[test]
fn a_module_that_another_file_assesses_changes_with_that_file() {
    let repository = TestRepository::new();
    let config = "content:\n  - name: cours\n    files: [\"lessons/*.md\"]\n    module: { node: file }\n    \
                  competency: { node: item }\n    assessment: { node: file, path: \"exercises/{name}.md\", min-items: 1 }\n";
    repository.write(".acquis.yaml", config).write("lessons/a.md", "# A\n\n- un\n");
    repository.commit("lesson");
    repository.write("exercises/a.md", "# Exercices\n\n- faire\n");
    repository.commit("exercise");
    repository.remove("exercises/a.md");
    repository.commit("gone");
    let output = Command::new(env!("CARGO_BIN_EXE_acquis"))
        .args(["coverage", "--history", "--format", "json"])
        .current_dir(repository.path())
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", err(&output)));
    assert_eq!(figures(&report), ["lesson 0/1", "exercise 1/1", "gone 0/1"]);
    assert_eq!(said(&report), ["lesson: appeared A unassessed", "exercise: gained A assessed", "gone: lost A unassessed"]);
}

#[test]
fn of_modules_rewritten_together_each_is_the_one_that_it_is_most_like() {
    let module = |title: &str, lines: &[&str]| {
        let items: String = lines.iter().map(|line| format!("- {line}\n")).collect();
        format!("**Module « {title} » :**\n\n{items}\n")
    };
    let repository = TestRepository::new();
    let sow = module("semis", &["choisir la graine", "préparer la terre"]);
    let prune = module("taille", &["choisir la branche à couper", "tenir la scie", "soigner la plaie de la branche"]);
    repository.write("a.md", format!("{sow}{prune}"));
    repository.commit("two");
    let shears = ["choisir une branche à couper", "tenir la scie ou le sécateur", "soigner la plaie de chaque branche"];
    repository.write("a.md", module("sécateur", &shears));
    repository.commit("one");
    let report = history(repository.path(), &[]);
    assert_eq!(said(&report)[2..], ["one: renamed taille to sécateur", "one: removed semis"]);
}

#[test]
fn the_figures_of_each_commit_are_those_that_it_has_by_itself() {
    let repository = course();
    for commit in history(repository.path(), &[])["history"]["commits"].as_array().unwrap() {
        let alone = acquis(repository.path(), &["--rev", word(&commit["commit"]), "--format", "json"]);
        let alone: Value = serde_json::from_slice(&alone.stdout).unwrap();
        assert_eq!(commit["summary"], alone["summary"], "{}", commit["subject"]);
    }
}

/// Modules whose assessments stand in files of data, and name what they assess: removed, emptied and put back.
#[test]
fn the_files_that_assess_modules_count_in_each_commit_as_they_do_by_themselves() {
    let run = |repository: &TestRepository, arguments: &[&str]| -> Value {
        let mut command = repository.command(env!("CARGO_BIN_EXE_acquis"));
        let output = command.args(["coverage", "--format", "json"]).args(arguments).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", err(&output)))
    };
    for (fixture, file, emptied) in [
        ("linked-quizzes", "quiz/couvrir.json", "{}"),
        ("linked-quizzes", "quiz/plier.yaml", "valide: [F9.9]\n"),
        ("linked-quizzes", "quiz/coudre.md", "# Coudre\n"),
        ("practised-concepts", "config.json", "{}"),
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(fixture);
        let repository = TestRepository::from_folder(&folder);
        let whole = std::fs::read(repository.path().join(file)).unwrap();
        repository.remove(file).commit("removed");
        repository.write(file, emptied).commit("emptied");
        repository.write(file, whole).commit("back");
        let report = run(&repository, &["--history"]);
        let commits = report["history"]["commits"].as_array().unwrap();
        for commit in commits {
            let alone = run(&repository, &["--rev", word(&commit["commit"])]);
            assert_eq!(commit["summary"], alone["summary"], "{file} {}", commit["subject"]);
        }
        let changed = |at: usize| commits[at]["changes"].as_array().unwrap().len();
        assert!(changed(1) > 0 && changed(3) > 0, "{file}: {commits:?}");
        assert_eq!(commits[0]["summary"], commits[3]["summary"], "{file}");
    }
}
