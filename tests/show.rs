//! `acquis show` as it is run: how a file is read and why, and where each setting comes from.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod common;

use common::TestRepository;
use serde_json::Value;
use std::path::Path;
use std::process::Output;

const CONFIGURATION: &str = "extends: odin
language: en
exclude: [archive/]
content:
  - name: lessons
    files: ['lessons/**']
    exclude: ['lessons/**/index.md']
  - name: sheets
    files: ['sheets/*.md']
    front-matter: { match: { kind: '^sheet$' } }
    module: { node: heading, match: '^Module\\b', level: 2 }
    objective: { node: line, match: '^Goal:' }
    competency: { node: item }
    assessment: { node: paragraph, match: '^Quiz\\b' }
    exempt:
      - { module: visit, reason: Nothing to assess. }
rules:
  link-text: off
  heading-first-level: { severity: off }
";

const SHEET: &str = "---
kind: sheet
---

# Bees

<!-- acquis-disable-next-line heading-duplicate: said twice on purpose -->
## Module hive

Goal: to open a hive

- Smoke it
- Lift the lid

Quiz:
- multiple choice

## Module visit

- Look
- Listen

## Module swarm

- Catch one
";

fn repository() -> TestRepository {
    let files = [
        (".acquis.yaml", CONFIGURATION),
        ("sheets/bees.md", SHEET),
        ("sheets/plain.md", "---\nkind: page\n---\n# Plain\n"),
        ("sheets/none.md", "# None\n"),
        ("lessons/a/index.md", "# A\n"),
        ("archive/old.md", "# Old\n"),
        ("notes.txt", "notes\n"),
        ("README.md", "# Beekeeping\n"),
        (".gitignore", "drafts/\n"),
    ];
    let repository = TestRepository::from_files(&files);
    repository.write("drafts/a.md", "# Draft\n");
    repository
}

fn run(repository: &TestRepository, arguments: &[&str]) -> Output {
    repository.command(env!("CARGO_BIN_EXE_acquis")).arg("show").args(arguments).output().unwrap()
}

fn out(repository: &TestRepository, arguments: &[&str]) -> String {
    let output = run(repository, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(repository: &TestRepository, arguments: &[&str]) -> Value {
    let text = out(repository, &[arguments, &["--format", "json"]].concat());
    let value: Value = serde_json::from_str(&text).unwrap();
    let schema = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/schemas/show-v1.json")).unwrap();
    jsonschema::validate(&serde_json::from_str(&schema).unwrap(), &value).unwrap();
    value
}

#[test]
fn a_file_is_shown_as_it_is_read() {
    let repository = repository();
    insta::assert_snapshot!("file_en", out(&repository, &["sheets/bees.md"]));
    insta::assert_snapshot!("file_fr", out(&repository, &["sheets/bees.md", "--language", "fr"]));
    let file = &json(&repository, &["sheets/bees.md"])["file"];
    assert_eq!(file["modules"].as_array().map(Vec::len), Some(3));
    assert_eq!(file["modules"][1]["exempt"]["origin"]["line"], 16);
    assert_eq!(file["modules"][0]["competencies"][1]["assessed"], true);
}

#[test]
fn each_group_says_why_it_takes_a_file_or_does_not() {
    let repository = repository();
    let because = |path: &str| {
        let file = json(&repository, &[path])["file"].take();
        let groups = file["groups"].as_array().unwrap().clone();
        let words = groups.iter().map(|group| {
            let value = &group["front_matter"]["value"];
            format!("{}: {} {value}", group["name"].as_str().unwrap(), group["because"].as_str().unwrap())
        });
        words.collect::<Vec<_>>().join(", ")
    };
    let ends = |path: &str, end: &str| assert!(because(path).ends_with(end), "{path}: {}", because(path));
    ends("sheets/bees.md", "sheets: files null");
    ends("sheets/plain.md", "sheets: front-matter \"page\"");
    ends("sheets/none.md", "sheets: front-matter null");
    ends("README.md", "sheets: no-glob null");
    assert!(because("lessons/a/index.md").contains("lessons: exclude null"));
    let left_out = json(&repository, &["archive/old.md"])["file"]["left_out"].take();
    assert_eq!((&left_out["because"], &left_out["glob"]), (&"exclude".into(), &"archive/".into()));
    assert_eq!(left_out["origin"]["line"], 3);
    insta::assert_snapshot!("left_out", out(&repository, &["archive/old.md", "--language", "fr"]));
    insta::assert_snapshot!("no_module", out(&repository, &["sheets/none.md"]));
}

#[test]
fn the_configuration_in_effect_says_where_each_value_comes_from() {
    let repository = repository();
    insta::assert_snapshot!("configuration", out(&repository, &[]));
    insta::assert_snapshot!("configuration_fr", out(&repository, &["--language", "fr", "--profile", "wai"]));
    let origins = json(&repository, &["--language", "fr"]);
    let by = |keys: &[&str]| {
        let settings = origins["configuration"]["settings"].as_array().unwrap().clone();
        let keys = serde_json::json!(keys);
        settings.iter().find(|setting| setting["keys"] == keys).map(|setting| setting["origin"].clone()).unwrap_or_default()
    };
    assert_eq!(by(&["language"])["by"], "command-line");
    assert_eq!(by(&["fail-on"])["by"], "default");
    assert_eq!(by(&["content", "lessons", "files"])["line"], 6);
    assert_eq!(by(&["content", "lessons", "module"])["profile"], "odin");
}

#[test]
fn what_is_shown_can_be_saved_and_means_the_same() {
    let repository = repository();
    let settings = |repository: &TestRepository| {
        let mut value = json(repository, &[])["configuration"]["settings"].take();
        value.as_array_mut().unwrap().iter_mut().for_each(|setting| drop(setting["origin"].take()));
        value
    };
    let before = settings(&repository);
    let shown = out(&repository, &[]);
    repository.write(".acquis.yaml", shown);
    assert_eq!(settings(&repository), before);
}

#[test]
fn without_configuration_the_content_decides() {
    let repository = TestRepository::from_files(&[("lessons/a.md", "# A\n\n### Knowledge check\n\n- Why?\n")]);
    let shown = out(&repository, &[]);
    assert!(shown.contains("extends: odin  # chosen because of lessons/a.md"), "{shown}");
    assert!(shown.contains("language: en  # language of the terminal"), "{shown}");
    let shown = out(&repository, &["lessons/a.md"]);
    assert!(shown.contains("Profile: odin, chosen because of lessons/a.md."), "{shown}");
}

#[test]
fn what_can_not_be_shown_is_told() {
    let repository = repository();
    std::fs::write(repository.beside("outside.md"), "# Outside\n").unwrap();
    repository.link("link.md", "README.md");
    let mut told = String::new();
    for path in ["absent.md", "drafts/a.md", "../outside.md", "sheets", ".", "notes.txt", "link.md", "sheets/bee.md"] {
        for language in ["en", "fr"] {
            let output = run(&repository, &[path, "--language", language]);
            assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{path}");
            told.push_str(&String::from_utf8_lossy(&output.stderr));
        }
    }
    insta::assert_snapshot!("told", told);
}

#[test]
fn a_file_of_data_shows_what_it_assesses() {
    let repository = TestRepository::from_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/linked-quizzes"));
    let shown = out(&repository, &["quiz/plier.yaml", "--language", "en"]);
    assert!(shown.contains("Modules of other files that it assesses\n  fiches/reliure.md:"), "{shown}");
}

#[test]
fn hostile_text_steers_nothing() {
    let repository = repository();
    repository
        .write("sheets/bees.md", "---\nkind: sheet\n---\n\n## Module \u{1b}[31mred\u{202e} ##[error]x\n\n- \u{1b}]0;x\u{7}\n");
    repository.write(
        ".acquis.yaml",
        "content:\n  - name: \"a\\e[31m\"\n    files: ['**']\n    module: { node: heading, match: '^##[a]|Module' }\n",
    );
    for arguments in [&["sheets/bees.md"][..], &[], &["sheets/bees.md", "--format", "json"]] {
        let shown = out(&repository, arguments);
        assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{shown:?}");
        assert!(arguments.contains(&"json") || !shown.contains("##["), "{shown}");
    }
}
