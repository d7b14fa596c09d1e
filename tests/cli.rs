//! What the command line does to a repository: exit codes, files written, what is shown of it.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod common;

use common::TestRepository;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const PAGE: &str = "# Jardin\n\n### Outils\n\nVoir [le plan](plan.md).\n";

fn repository() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("docs/jardin.md", PAGE).write("docs/propre.md", "# Propre\n\nRien.\n").write("a.md", "# A\n\n[b](b.md)\n");
    repository.commit("first");
    repository
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acquis"));
    command.current_dir(folder).args(arguments).env_clear().env("LC_ALL", "C").env("HOME", folder);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn the_exit_code_tells_findings_from_failure() {
    let repository = repository();
    let code = |arguments: &[&str]| run(repository.path(), arguments).status.code();
    assert_eq!(code(&["check"]), Some(1));
    assert_eq!(code(&[]), Some(1));
    assert_eq!(code(&["check", "docs/propre.md"]), Some(0));
    assert_eq!(code(&["check", "--rev", "nowhere"]), Some(2));
    assert_eq!(code(&["coverage"]), Some(0));
    assert_eq!(code(&["coverage", "--fail-under", "50"]), Some(1));
}

#[test]
fn what_is_listed_changes_neither_the_exit_code_nor_the_machine_formats() {
    let repository = TestRepository::new();
    let headings = "## Voir aussi\n\nUn lien.\n\n".repeat(8);
    repository.write("a.md", format!("# A\n\n{headings}[b](b.md)\n\n[c](b.md)\n")).commit("first");
    let run = |arguments: &[&str]| {
        let output = run(repository.path(), &[&["check"], arguments].concat());
        (output.status.code(), out(&output).replace('\u{a0}', " "))
    };
    let (code, shown) = run(&[]);
    assert!(code == Some(1) && shown.contains("Infos: 7 heading-duplicate; `--show info` lists them.\n"), "{shown}");
    assert!(shown.contains("error[link-missing-file]") && shown.contains("= 2 places"), "{shown}");
    for show in ["error", "warning", "info"] {
        assert_eq!(run(&["--show", show]).0, Some(1));
        for format in ["concise", "json", "github", "gitlab", "junit", "rdjson", "rdjsonl", "sarif"] {
            assert_eq!(run(&["--format", format, "--show", show]), run(&["--format", format]), "{format}");
        }
    }
    assert_eq!(run(&["--show", "error", "--fail-on", "info"]).0, Some(1));
    assert!(run(&["--show", "info"]).1.contains("info[heading-duplicate]"));
    assert_eq!(run(&["--all"]).1.matches("info[heading-duplicate]").count(), 7);
    assert_eq!(run(&["--all", "--show", "error"]).1.matches("error[link-missing-file]").count(), 2);
    assert!(!run(&["--all", "--show", "error"]).1.contains("info["));
    let (_, summary) = run(&["--format", "markdown"]);
    assert!(summary.contains("Infos: 7 heading-duplicate; `acquis check --show info` lists them.\n"), "{summary}");
    assert!(run(&["--format", "markdown", "--show", "info"]).1.contains("ℹ️ info, 7 places ("));
    assert!(run(&["--format", "markdown", "--all"]).1.contains("ℹ️ info, 7 places ("));
}

#[test]
fn what_is_not_checked_for_one_reason_is_said_once_and_listed_in_full() {
    let repository = TestRepository::new();
    repository.write("book.json", "{}").write("README.md", "# Potager\n\n[a](a.md)\n");
    for name in ["a", "b", "c"] {
        repository
            .write(format!("{name}.md"), format!("# {name}\n\n{{% include \"ajout-{name}.md\" %}}\n\n[x](#ajout-{name})\n"));
    }
    repository.commit("first");
    let shown = out(&run(repository.path(), &["check"])).replace('\u{a0}', " ");
    assert_eq!(shown.matches("Not checked: ").count(), 1, "{shown}");
    assert!(shown.contains("Not checked: 3 links such as #ajout-a, #ajout-b (`include` adds text to the page"), "{shown}");
    let listed = out(&run(repository.path(), &["links", "--unchecked"]));
    assert_eq!(listed.lines().count(), 4, "{listed}");
    assert!(["a", "b", "c"].iter().all(|name| listed.contains(&format!("  {name}.md:5:5 #ajout-{name}\n"))), "{listed}");
}

#[test]
fn paths_restrict_what_is_shown_and_are_given_from_the_current_folder() {
    let repository = repository();
    let docs = repository.path().join("docs");
    let shown = out(&run(&docs, &["check", "--format", "concise", "jardin.md"]));
    assert!(shown.contains("jardin.md:5:") && !shown.contains("a.md:"), "{shown}");
    assert!(shown.lines().all(|line| line.starts_with("jardin.md:")), "{shown}");
    assert!(out(&run(&docs, &["check", "--format", "concise"])).contains("../a.md:3:"));
    let summary = out(&run(&docs, &["check", "jardin.md"])).replace('\u{a0}', " ");
    assert!(summary.contains("3 documents checked, 1 shown: "), "{summary}");
    let summary = out(&run(&docs, &["check", ".", "--language", "fr"])).replace('\u{a0}', " ");
    assert!(summary.contains("3 documents vérifiés, dont 2 montrés : "), "{summary}");
    let json: serde_json::Value = serde_json::from_slice(&run(&docs, &["check", "--format", "json", "."]).stdout).unwrap();
    assert_eq!((&json["summary"]["documents"], &json["summary"]["documents_shown"]), (&3.into(), &2.into()));
    let missing = run(&docs, &["check", "jardn.md"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(err(&missing).contains("docs/jardin.md"), "{}", err(&missing));
    assert!(err(&run(&docs, &["check", "../../elsewhere"])).contains("outside the repository"));
}

#[test]
fn threads_change_no_byte() {
    let repository = repository();
    let json = |threads| run(repository.path(), &["check", "--format", "json", "--threads", threads]).stdout;
    assert_eq!(json("1"), json("2"));
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let repository = repository();
    assert!(!out(&run(repository.path(), &["check"])).contains('\u{1b}'));
    assert!(out(&run(repository.path(), &["check", "--color", "always"])).contains("\u{1b}["));
    let forced = command(repository.path(), &["check"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(out(&forced).contains("\u{1b}["));
    let never = command(repository.path(), &["check", "--color", "never"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(!out(&never).contains('\u{1b}'));
}

#[test]
fn reports_go_to_files_too() {
    let repository = repository();
    let folder = repository.beside("reports");
    std::fs::create_dir(&folder).unwrap();
    let (json, lines) = (folder.join("findings.json"), folder.join("findings.txt"));
    let outputs = [format!("json={}", json.display()), format!("concise={}", lines.display())];
    let ended = run(repository.path(), &["check", "--output", &outputs[0], "--output", &outputs[1]]);
    assert_eq!(ended.status.code(), Some(1));
    assert!(std::fs::read_to_string(&json).unwrap().ends_with("}\n"));
    assert!(std::fs::read_to_string(&lines).unwrap().contains("a.md:3:"));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2, "a temporary file stays");
    let nowhere = run(repository.path(), &["check", "--output", "json=no/such/folder/x.json"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(err(&nowhere).contains("no/such/folder/x.json"));
}

/// `acquis check | head`: the reader leaves, and nothing is said of it.
#[test]
fn a_closed_output_ends_quietly() {
    let repository = TestRepository::new();
    repository.write("a.md", "# A\n\n### C\n\n# B\n\n".repeat(2000));
    let mut child =
        command(repository.path(), &["check", "--all"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((said.as_str(), child.wait().unwrap().code().is_some_and(|code| code < 2)), ("", true));
}

#[test]
fn the_language_is_that_of_the_option_then_of_the_configuration_then_of_the_locale() {
    let repository = repository();
    let summary = |arguments: &[&str], locale: &str| {
        let output = command(repository.path(), arguments).env("LC_ALL", locale).output().unwrap();
        if out(&output).contains("documents vérifiés") { "fr" } else { "en" }
    };
    assert_eq!(summary(&["check"], "fr_FR.UTF-8"), "fr");
    assert_eq!(summary(&["check"], "C"), "en");
    repository.write(".acquis.yaml", "language: fr\n");
    assert_eq!(summary(&["check"], "C"), "fr");
    assert_eq!(summary(&["check", "--language", "en"], "fr_FR.UTF-8"), "en");
    let help = out(&run(repository.path(), &["--help"]));
    assert!(help.contains("Utilisation"), "{help}");
}

#[test]
fn init_writes_a_configuration_that_check_accepts_and_never_writes_over_one() {
    let repository = repository();
    let written = run(repository.path(), &["init", "--language", "fr"]);
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    let text = std::fs::read_to_string(repository.path().join(".acquis.yaml")).unwrap();
    assert_eq!(run(repository.path(), &["check"]).status.code(), Some(1));
    let again = run(repository.path(), &["init"]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(repository.path().join(".acquis.yaml")).unwrap(), text);
}

#[test]
fn an_invalid_configuration_is_told_with_its_place() {
    let repository = repository();
    repository.write(".acquis.yaml", "language: fr\nruels: {}\n");
    let ended = run(repository.path(), &["check"]);
    assert_eq!(ended.status.code(), Some(2));
    assert!(err(&ended).contains(".acquis.yaml:2:1"), "{}", err(&ended));
}

/// Of many documents a few are asked first which profile fits; the only marker may stand in another one.
#[test]
fn the_only_marker_among_many_documents_tells_the_profile() {
    let repository = TestRepository::new();
    for number in 0..300 {
        repository.write(format!("fiches/{number:03}.md"), "# Fiche\n\nRien.\n");
    }
    let module = "# Rucher\n\n**Module « ouvrir une ruche » :**\n\n- Lire un cadre\n\nValidation des acquis par :\n- QCM\n";
    for number in ["006", "007"] {
        let place = format!("fiches/{number}.md");
        repository.write(&place, module);
        let shown = out(&run(repository.path(), &["coverage", "--format", "json"]));
        let report: serde_json::Value = serde_json::from_str(&shown).unwrap();
        assert_eq!(
            (&report["summary"]["modules"], &report["modules"][0]["path"]),
            (&1.into(), &place.as_str().into()),
            "{shown}"
        );
        repository.write(&place, "# Fiche\n\nRien.\n");
    }
}

#[test]
fn one_run_writes_every_format() {
    let repository = repository();
    let names = ["text", "concise", "json", "github", "gitlab", "junit", "markdown", "rdjson", "rdjsonl", "sarif"];
    let outputs: Vec<String> = names.iter().flat_map(|name| ["--output".to_owned(), format!("{name}=out.{name}")]).collect();
    let arguments: Vec<&str> = ["check", "--format", "github"].into_iter().chain(outputs.iter().map(String::as_str)).collect();
    let printed = run(repository.path(), &arguments);
    assert_eq!(printed.status.code(), Some(1), "{}", err(&printed));
    let file = |name: &str| std::fs::read_to_string(repository.path().join(format!("out.{name}"))).unwrap();
    assert_eq!(file("github"), out(&printed));
    for name in names {
        assert!(file(name).contains("docs/jardin.md"), "{name}: {}", file(name));
    }
    let help = out(&run(repository.path(), &["check", "--help"])).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains(&names.join(", ")), "the help names other formats: {help}");
}

#[test]
fn what_a_document_silences_is_in_sarif_with_its_reason() {
    let repository = TestRepository::new();
    repository
        .write("a.md", "# A\n\n<!-- acquis-disable-next-line link-missing-file: elsewhere -->\n[b](b.md)\n")
        .commit("first");
    repository.git(&["remote", "add", "origin", "git@github.com:jardin/potager.git"]);
    let sarif = |arguments: &[&str]| -> serde_json::Value {
        let output = run(repository.path(), &[&["check", "--format", "sarif"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        serde_json::from_str(&out(&output)).unwrap()
    };
    let log = sarif(&[]);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 1);
    let suppressed = serde_json::json!([{"kind": "inSource", "status": "accepted", "justification": "elsewhere"}]);
    assert_eq!((&results[0]["ruleId"], &results[0]["suppressions"]), (&"link-missing-file".into(), &suppressed));
    let provenance = &log["runs"][0]["versionControlProvenance"][0];
    assert_eq!(provenance["repositoryUri"], "https://github.com/jardin/potager");
    assert_eq!(provenance["revisionId"], repository.git(&["rev-parse", "HEAD"]));
    assert_eq!(provenance["branch"], "main");
    assert!(sarif(&["--rev", "HEAD"])["runs"][0]["versionControlProvenance"][0]["branch"].is_null());
    repository.git(&["checkout", "--quiet", "--detach"]);
    assert!(sarif(&[])["runs"][0]["versionControlProvenance"][0]["branch"].is_null());
}

#[test]
fn a_summary_adds_to_the_one_of_its_step() {
    let repository = repository();
    let summary = repository.path().join("summary.md");
    std::fs::write(&summary, "# Before\n").unwrap();
    for _ in 0..2 {
        let output = format!("markdown={}", summary.display());
        let mut command = command(repository.path(), &["check", "--output", &output]);
        assert_eq!(command.env("GITHUB_STEP_SUMMARY", &summary).output().unwrap().status.code(), Some(1));
    }
    let text = std::fs::read_to_string(&summary).unwrap();
    assert!(text.starts_with("# Before\n") && text.matches("\n## acquis").count() == 2, "{text}");
}
