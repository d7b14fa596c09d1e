//! The small options of every day: which rules, figures alone, a document that is piped in, reports into files, help.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod common;

use common::TestRepository;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A page with a dead link, a link that says nothing and a skipped level; and one that is sound.
fn repository() -> TestRepository {
    let page = "# A\n\n### Deep\n\n[Nowhere](nowhere.md), [here](b.md)\n\n[Nowhere else](other.md)\n";
    TestRepository::from_files(&[("docs/a.md", page), ("docs/b.md", "# B\n\n[A](a.md)\n")])
}

fn run(folder: &Path, repository: &TestRepository, arguments: &[&str]) -> Output {
    repository.command(env!("CARGO_BIN_EXE_acquis")).current_dir(folder).args(arguments).output().unwrap()
}

fn piped(repository: &TestRepository, text: &[u8], arguments: &[&str]) -> Output {
    let mut command: Command = repository.command(env!("CARGO_BIN_EXE_acquis"));
    let command = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // One that refuses before it reads closes the pipe.
    let _ = child.stdin.take().unwrap().write_all(text);
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The rules whose findings `arguments` list, each once.
fn rules(repository: &TestRepository, arguments: &[&str]) -> Vec<String> {
    let output = run(repository.path(), repository, &[&["check", "--format", "json"], arguments].concat());
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", err(&output)));
    let mut rules: Vec<_> =
        report["findings"].as_array().unwrap().iter().map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect();
    rules.sort();
    rules.dedup();
    rules
}

#[test]
fn rules_are_selected_and_left_out() {
    let repository = repository();
    let all = rules(&repository, &[]);
    assert_eq!(all, ["heading-skipped-level", "link-missing-file", "link-text"]);
    assert_eq!(rules(&repository, &["--select", "link-text"]), ["link-text"]);
    assert_eq!(rules(&repository, &["--select", "link-text,headings"]), ["heading-skipped-level", "link-text"]);
    assert_eq!(rules(&repository, &["--select=links", "--ignore=link-text"]), ["link-missing-file"]);
    assert_eq!(rules(&repository, &["--ignore", "links"]), ["heading-skipped-level"]);
    // What is asked for by name is checked, whatever the configuration says.
    repository.write(".acquis.yaml", "rules: { link-text: off }\n");
    assert_eq!(rules(&repository, &[]), ["heading-skipped-level", "link-missing-file"]);
    assert_eq!(rules(&repository, &["--select", "link-text"]), ["link-text"]);
}

#[test]
fn a_rule_that_does_not_exist_is_told() {
    let repository = repository();
    for (language, words) in [("en", "Did you mean `link-text`?"), ("fr", "Vouliez-vous dire «\u{a0}link-text\u{a0}»")] {
        for option in ["--select", "--ignore"] {
            let output = run(repository.path(), &repository, &["--language", language, "check", option, "link-txt"]);
            assert_eq!(output.status.code(), Some(2));
            assert!(err(&output).contains(words), "{}", err(&output));
        }
    }
}

#[test]
fn a_document_that_cannot_be_read_is_told_whatever_is_selected() {
    let repository = repository();
    repository.write("docs/c.md", b"# \xff\xfe");
    assert!(rules(&repository, &["--select", "link-text"]).contains(&"document-not-utf8".to_owned()));
}

#[test]
fn statistics_count_every_rule() {
    let repository = repository();
    let output = run(repository.path(), &repository, &["--language", "en", "check", "--statistics"]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let text = out(&output);
    let lines: Vec<_> = text.lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[0].starts_with("2  error    link-missing-file      "), "{text}");
    assert!(text.contains("2 documents checked:") || text.contains("2\u{a0}documents checked:"), "{text}");
    let quiet = out(&run(repository.path(), &repository, &["--quiet", "check", "--statistics", "docs/b.md"]));
    assert_eq!(quiet, "");
    let both = run(repository.path(), &repository, &["check", "--statistics", "--format", "json"]);
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn a_document_may_be_piped_in() {
    let repository = repository();
    let text = "# A\n\n[B](b.md), [Gone](gone.md)\n";
    let concise = |name: &str| {
        let output = piped(&repository, text.as_bytes(), &["check", "-", "--stdin-filename", name, "--format", "concise"]);
        assert_eq!(output.status.code(), Some(1), "{}", err(&output));
        out(&output)
    };
    // In the place of one that is there, and of one that is not: links start from it.
    assert!(concise("docs/a.md").starts_with("docs/a.md:3:"), "{}", concise("docs/a.md"));
    assert!(!concise("docs/new.md").contains("`docs/b.md`") && concise("docs/new.md").contains("gone.md"));
    // Findings of other files are theirs.
    assert!(!concise("docs/new.md").contains("docs/a.md"));
    let alone = piped(&repository, b"# Alone\n\n[B](docs/b.md)\n", &["check", "-"]);
    assert_eq!(alone.status.code(), Some(0), "{}", out(&alone));
    // Nothing was written.
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
}

#[test]
fn what_cannot_be_piped_in_is_refused() {
    let repository = repository();
    for (arguments, text, words) in [
        (&["check", "--stdin-filename", "a.md"][..], &b""[..], "add `-`"),
        (&["check", "-", "docs"], b"", "neither with other paths"),
        (&["check", "-", "--staged"], b"", "nor with --rev"),
        (&["check", "-", "--fix"], b"", "nor with --rev"),
        (&["check", "-", "--stdin-filename", "a.py"], b"", "not the name of a Markdown file"),
        (&["check", "-", "--stdin-filename", "../a.md"], b"", "outside the repository"),
        (&["check", "-"], b"\xff", "not text in UTF-8"),
    ] {
        let output = piped(&repository, text, &[&["--language", "en"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", out(&output));
        assert!(err(&output).contains(words), "{arguments:?}: {}", err(&output));
    }
}

#[test]
fn what_is_piped_in_and_too_large_is_refused_whole() {
    let repository = repository();
    let zeros = repository.path().join(".git/zeros");
    File::create(&zeros).unwrap().set_len((256 << 20) + 1).unwrap();
    let mut command = repository.command(env!("CARGO_BIN_EXE_acquis"));
    let output = command.args(["--language", "en", "check", "-"]).stdin(File::open(&zeros).unwrap()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("larger than 256 MiB"), "{}", err(&output));
}

/// `-C` works elsewhere; the report is wanted where one stands.
#[test]
fn a_report_is_written_where_one_stands_and_told() {
    let repository = repository();
    let folder = tempfile::tempdir().unwrap();
    let from = repository.path().display().to_string();
    for (language, words) in [("en", "Report written: found.json"), ("fr", "Rapport écrit\u{a0}: found.json")] {
        let arguments = ["-C", &from, "--language", language, "check", "--output", "json=found.json"];
        let output = run(folder.path(), &repository, &arguments);
        assert!(err(&output).contains(words), "{}", err(&output));
        assert!(folder.path().join("found.json").exists() && !repository.path().join("found.json").exists());
    }
    let arguments = ["-C", &from, "--quiet", "coverage", "--output", "csv=modules.csv"];
    let output = run(folder.path(), &repository, &arguments);
    assert!(folder.path().join("modules.csv").exists() && !err(&output).contains("modules.csv"), "{}", err(&output));
}

#[test]
fn help_of_a_command_is_what_its_option_says() {
    let repository = repository();
    let said = |arguments: &[&str]| out(&run(repository.path(), &repository, arguments));
    for language in ["fr", "en"] {
        for command in [&["check"][..], &["coverage", "merge"], &[]] {
            let help = said(&[&["--language", language, "help"], command].concat());
            let option = said(&[&["--language", language], command, &["--help"]].concat());
            assert!(!help.is_empty() && help == option, "{command:?}: {help}");
        }
    }
    let unknown = run(repository.path(), &repository, &["--language", "en", "help", "chek"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("did you mean check?"), "{}", err(&unknown));
}
