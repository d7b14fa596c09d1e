//! `acquis syllabus` as it is run: a copy that is kept in the repository, and whether it is up to date; JSON-LD as schema.org
//! defines it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

mod common;
#[allow(dead_code, reason = "the sample of all reports")]
#[path = "reports/sample.rs"]
mod sample;

use acquis::language::Language;
use acquis::report::syllabus::{Syllabus, jsonld};
use common::TestRepository;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The names of all fixtures.
fn fixtures() -> Vec<String> {
    let items = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")).unwrap().map(Result::unwrap);
    let names: Vec<String> =
        items.filter(|item| item.path().is_dir()).map(|item| item.file_name().into_string().unwrap()).collect();
    assert!(names.len() >= 16, "{names:?}");
    names
}

fn fixture(name: &str) -> TestRepository {
    TestRepository::from_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name))
}

fn run(repository: &TestRepository, arguments: &[&str]) -> Output {
    repository.command(env!("CARGO_BIN_EXE_acquis")).args(arguments).output().unwrap()
}

fn out(repository: &TestRepository, arguments: &[&str]) -> String {
    let output = run(repository, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What a check and a report of coverage say, the number of documents left out.
fn seen(repository: &TestRepository) -> [Value; 2] {
    let json = |command: &str| {
        let output = run(repository, &["--language", "en", command, "--format", "json"]);
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let (mut checked, mut covered) = (json("check"), json("coverage"));
    // They name the commit.
    covered["snapshot"] = Value::Null;
    covered["repositories"] = Value::Null;
    [checked["findings"].take(), covered]
}

#[test]
fn a_committed_copy_changes_no_figure_and_no_finding() {
    for name in fixtures() {
        let repository = fixture(&name);
        let before = seen(&repository);
        // Beside the modules it is in their content group, where there are such.
        let covered = before[1]["modules"].as_array().unwrap().first().map(|module| module["path"].as_str().unwrap().to_owned());
        let beside = covered.and_then(|path| Some(format!("{}/", path.rsplit_once('/')?.0))).unwrap_or_default();
        for (path, language) in [("syllabus.md".to_owned(), "fr"), (format!("{beside}99-syllabus.md"), "en")] {
            out(&repository, &["--language", language, "syllabus", "--output", &format!("markdown={path}")]);
        }
        repository.commit("syllabus");
        assert_eq!(seen(&repository), before, "{name}");
        for path in ["syllabus.md".to_owned(), format!("{beside}99-syllabus.md")] {
            assert_eq!(out(&repository, &["syllabus", "--check", &path]), "", "{name}: {path}");
            assert_eq!(out(&repository, &["syllabus", "--rev", "HEAD", "--check", &path]), "", "{name}: {path}");
        }
    }
}

#[test]
fn without_its_mark_a_copy_would_be_modules() {
    let repository = fixture("odin");
    let before = seen(&repository);
    let text = out(&repository, &["--language", "en", "syllabus"]);
    let (_, unmarked) = text.split_once('\n').unwrap();
    repository.write("wheels/tyres/syllabus.md", unmarked).commit("syllabus");
    assert_ne!(seen(&repository), before);
}

/// Learners read a syllabus: what its author has to do is said beside it.
#[test]
fn what_to_do_where_there_is_no_module_is_not_published() {
    let output = run(&fixture("plain"), &["--language", "en", "syllabus"]);
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output.stdout).contains("No module is described yet.") && !said(&output.stdout).contains("init"));
    assert!(said(&output.stderr).contains("acquis init"));
}

#[test]
fn links_to_a_copy_are_checked() {
    let repository = fixture("plain");
    out(&repository, &["--language", "en", "syllabus", "--output", "markdown=syllabus.md"]);
    repository.write("see.md", "# See\n\n[The syllabus](syllabus.md#syllabus), [nothing](syllabus.md#nothing)\n");
    let checked: Value = serde_json::from_slice(&run(&repository, &["check", "--format", "json", "see.md"]).stdout).unwrap();
    let rules: Vec<_> = checked["findings"].as_array().unwrap().iter().map(|finding| &finding["rule"]).collect();
    assert_eq!(rules, ["link-missing-anchor"]);
}

#[test]
fn a_copy_of_each_format_is_told_when_it_is_stale() {
    let repository = fixture("cloud-pi-native");
    let files = ["programme.md", "programme.html", "programme.json", "programme.jsonld"];
    for (format, path) in ["markdown", "html", "json", "jsonld"].iter().zip(files) {
        out(&repository, &["--language", "fr", "syllabus", "--output", &format!("{format}={path}")]);
    }
    for path in files {
        // Each copy says itself in which language it is; a checkout may have other line endings.
        assert_eq!(out(&repository, &["syllabus", "--check", path]), "", "{path}");
        let text = fs::read_to_string(repository.path().join(path)).unwrap();
        repository.write(path, text.replace('\n', "\r\n"));
        assert_eq!(out(&repository, &["syllabus", "--check", path]), "", "{path}");
    }
    let modules = repository.path().join("competences-requises.md");
    let text = fs::read_to_string(&modules).unwrap();
    fs::write(&modules, text.replace("Lire le relevé du pluviomètre", "Tailler les haies \u{1b}[31m::error::")).unwrap();
    for path in files {
        let output = run(&repository, &["syllabus", "--check", path]);
        let told = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{path}: {told}");
        assert!(told.contains(&format!("={path}")) && told.contains("Tailler les haies"), "{told}");
        assert!(told.contains(&format!("\n--- a/{path}\n+++ b/{path}\n")), "{told}");
        assert!(told.lines().count() < 32 && !told.contains('\u{1b}'), "{told}");
    }
}

#[test]
fn what_cannot_be_compared_is_no_finding() {
    let repository = fixture("odin");
    for (path, why) in [("none.md", "can't be read"), ("wheels", "must end in"), ("README.txt", "must end in")] {
        let output = run(&repository, &["--language", "en", "syllabus", "--check", path]);
        assert_eq!(output.status.code(), Some(2), "{path}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(why), "{path}");
    }
    let output = run(&repository, &["syllabus", "--check", "a.md", "--format", "html"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_same_modules_as_in_the_coverage() {
    for name in fixtures() {
        let repository = fixture(&name);
        let of = |command: &str| serde_json::from_str::<Value>(&out(&repository, &[command, "--format", "json"])).unwrap();
        let (syllabus, covered) = (of("syllabus"), of("coverage"));
        let mut told: Vec<(String, Vec<String>)> = Vec::new();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let list = |value: &Value| value.as_array().unwrap().clone();
        for file in list(&syllabus["groups"]).iter().flat_map(|group| list(&group["files"])) {
            for module in list(&file["modules"]) {
                told.push((text(&module["id"]), list(&module["competencies"]).iter().map(text).collect()));
            }
        }
        let competencies = |module: &Value| list(&module["competencies"]).iter().map(|one| text(&one["text"])).collect();
        let mut known: Vec<(String, Vec<String>)> =
            list(&covered["modules"]).iter().map(|module| (text(&module["id"]), competencies(module))).collect();
        told.sort();
        known.sort();
        assert_eq!(told, known, "{name}");
    }
}

/// JSON-LD of fixtures and of the hostile sample, by file name.
fn linked() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for name in fixtures() {
        let repository = fixture(&name);
        repository.git(&["remote", "add", "origin", "https://github.com/ecole/parcours.git"]);
        all.push((format!("{name}.jsonld"), out(&repository, &["--language", "fr", "syllabus", "--format", "jsonld"])));
    }
    let mut hostile = Vec::new();
    jsonld(&Syllabus::new(&sample::coverage()), Language::En, &mut hostile).unwrap();
    all.push(("hostile.jsonld".to_owned(), String::from_utf8(hostile).unwrap()));
    all
}

#[test]
fn a_fork_writes_the_same_when_the_configuration_names_the_repository() {
    let repository = fixture("cloud-pi-native-gaps");
    let config = fs::read_to_string(repository.path().join(".acquis.yaml")).unwrap();
    repository.write(".acquis.yaml", format!("{config}\nrepository: https://github.com/ecole/parcours\n"));
    repository.git(&["remote", "add", "origin", "https://github.com/lea/parcours.git"]);
    let json: Value = serde_json::from_str(&out(&repository, &["syllabus", "--format", "json"])).unwrap();
    assert_eq!((&json["repository"], &json["url"]), (&json!("ecole/parcours"), &json!("https://github.com/ecole/parcours")));
}

#[test]
fn schema_org_defines_each_property_for_its_type() {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/syllabus");
    if !tools.join("node_modules").exists() {
        println!("skipped: schema.org's types are not installed; tests/tools/syllabus/README.md says how");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let files = linked();
    for (name, text) in &files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let paths = files.iter().map(|(name, _)| folder.path().join(name));
    let output = Command::new("node").arg(tools.join("check.mjs")).args(paths).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let seen: Value = serde_json::from_slice(&output.stdout).unwrap();
    for (name, text) in &files {
        let seen = &seen[name];
        assert_eq!(seen["types"], json!([]), "{name} has what schema.org does not define");
        assert_eq!(seen["unknown"], json!([]), "{name} has terms that are none of schema.org");
        assert_eq!(seen["loose"], json!([]), "{name} assesses what it does not teach");
        assert_eq!(seen["wanted"], json!([]), "{name} has courses without what search engines ask for");
        let modules = text.matches("\"@type\": \"Syllabus\"").count();
        assert_eq!(seen["modules"], modules, "{name}: the processor lost modules");
    }
    assert!(seen["misused"].as_array().unwrap().iter().all(|errors| errors != &json!([])), "wrong use is not seen: {seen}");
}
