//! What the README shows is what the program does: its commands, its outputs, its configuration, its counts; and both
//! languages show the same.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod common;

use common::TestRepository;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

const READMES: [&str; 2] = ["README.md", "README.fr.md"];

/// A fenced block, with the HTML comment on the line above it.
#[derive(Debug)]
struct Block {
    language: String,
    mark: Option<String>,
    text: String,
}

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut above = "";
    let mut open: Option<Block> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => {
                let mark = above.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->")).map(str::to_owned);
                open = Some(Block { language: language.to_owned(), mark, text: String::new() });
            }
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some(block), None) => block.text.push_str(&format!("{line}\n")),
            (None, None) => above = line,
        }
    }
    assert!(open.is_none(), "a block is not closed");
    found
}

/// The blocks of `readme` whose mark begins with `kind`, each with the rest of its mark.
fn marked(readme: &str, kind: &str) -> Vec<(String, String)> {
    let of_kind = |block: Block| Some((block.mark?.strip_prefix(kind)?.trim().to_owned(), block.text));
    blocks(&read(readme)).into_iter().filter_map(of_kind).collect()
}

/// The command lines of the console blocks, without their comments.
fn commands(readme: &str) -> Vec<String> {
    let console = blocks(&read(readme)).into_iter().filter(|block| block.language == "console");
    let lines = console.flat_map(|block| block.text.lines().map(str::to_owned).collect::<Vec<_>>());
    lines.map(|line| line.split(" # ").next().unwrap_or_default().trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

fn acquis(folder: &Path, line: &str) -> Output {
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("acquis"), "{line}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_acquis"));
    command.current_dir(folder).args(words).env_clear().env("LC_ALL", "C").env("HOME", folder).output().unwrap()
}

/// A repository of two commits, with the files that the commands name.
fn repository() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("README.md", "# Lessons\n").write("docs/a.md", "# A\n").write("syllabus.md", "# Syllabus\n").commit("first");
    // What is written for others stands on a branch of its own.
    repository.git(&["checkout", "--quiet", "-b", "lesson"]);
    repository.write("docs/b.md", "# B\n").commit("second");
    let report = acquis(repository.path(), "acquis coverage --format json").stdout;
    repository.write("reports/lessons.json", String::from_utf8(report).unwrap());
    repository
}

#[test]
fn every_command_shown_is_one() {
    for line in commands(READMES[0]).iter().filter(|line| line.starts_with("acquis")) {
        let output = acquis(repository().path(), line);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_ne!(output.status.code(), Some(2), "{line}: {errors}");
    }
}

#[test]
fn every_command_of_the_program_is_shown() {
    let help = String::from_utf8(acquis(repository().path(), "acquis --help").stdout).unwrap();
    let shown = commands(READMES[0]);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    for name in listed.filter_map(|line| line.split_whitespace().next()) {
        assert!(shown.iter().any(|line| line.split_whitespace().nth(1) == Some(name)), "{name} is not in {}", READMES[0]);
    }
}

#[test]
fn both_languages_show_the_same_commands() {
    assert!(commands(READMES[0]).len() > 15);
    assert_eq!(commands(READMES[0]), commands(READMES[1]));
    assert_eq!(marked(READMES[0], "file:"), marked(READMES[1], "file:"));
    let settings = |readme| {
        let text = marked(readme, "configuration").remove(0).1;
        let without_comments = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim_end().to_owned());
        without_comments.filter(|line| !line.is_empty()).collect::<Vec<_>>()
    };
    assert_eq!(settings(READMES[0]), settings(READMES[1]));
}

#[test]
fn outputs_are_what_the_program_prints() {
    for readme in READMES {
        let repository = TestRepository::new();
        for (path, text) in marked(readme, "file:") {
            repository.write(path, text);
        }
        let outputs = marked(readme, "output:");
        assert_eq!(outputs.len(), 2, "{readme}");
        for (line, expected) in outputs {
            let output = acquis(repository.path(), &line);
            assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{readme}: {line}");
        }
    }
}

#[test]
fn the_configuration_shown_is_valid() {
    for readme in READMES {
        let repository = TestRepository::new();
        let page = "# Cours\n\n## Introduction\n\n## Module visite des lieux\n\n- Situer\n";
        repository.write(".acquis.yaml", &marked(readme, "configuration").remove(0).1).write("lessons/a.md", page);
        let output = acquis(repository.path(), "acquis coverage");
        assert!(output.status.success(), "{readme}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(String::from_utf8_lossy(&output.stdout).contains("visite des lieux"), "{readme}");
    }
}

#[test]
fn families_and_profiles_are_all_there() {
    let mut families: BTreeMap<&str, usize> = BTreeMap::new();
    for page in acquis::rules::book::pages() {
        *families.entry(page.family.as_str()).or_default() += 1;
    }
    for readme in READMES {
        let text = read(readme);
        for (family, rules) in &families {
            assert!(text.contains(&format!("\n| {family} | {rules} |")), "{readme}: {family} has {rules} rules");
        }
        for profile in acquis::config::profiles() {
            assert!(text.contains(&format!("\n| `{}` |", profile.name)), "{readme}: no profile {}", profile.name);
        }
    }
}

#[test]
fn french_has_its_no_break_spaces() {
    let text = read(READMES[1]);
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with(['`', '<', ' '])) {
        for wrong in ["« ", " »", " :", " ;", " ?", " !"] {
            assert!(!line.contains(wrong) || line.contains("::"), "{}:{}: a breaking space in {line}", READMES[1], at + 1);
        }
    }
}

#[test]
fn links_and_paths_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for readme in READMES {
        let text = read(readme);
        let targets =
            text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|target| !target.contains("fiches/"));
        for target in targets {
            assert!(root.join(target).exists(), "{readme}: {target}");
        }
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let contributing = read("CONTRIBUTING.md");
    let table = contributing.split("## Dependencies").nth(1).unwrap();
    let named: Vec<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next())
        .flat_map(|cell| cell.split([' ', ',', '(', ')', '`']))
        .collect();
    let manifest: toml::Table = toml::from_str(&read("Cargo.toml")).unwrap();
    for section in ["dependencies", "dev-dependencies"] {
        for name in manifest[section].as_table().unwrap().keys() {
            assert!(named.contains(&name.as_str()), "CONTRIBUTING.md gives no reason for {name}");
        }
    }
}
