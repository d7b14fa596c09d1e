//! The project holds what it asks of others: its own pages are clean, its own configurations name rules that exist.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod common;

use acquis::rules;
use common::TestRepository;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under `folder` whose name ends with `end`, builds and installed tools left out.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = item.path();
        let name = item.file_name();
        // What builds and `tests/tools/` install is not the project's.
        if ["target", ".git", "node_modules", ".venv"].iter().any(|other| name == *other) {
            continue;
        }
        if item.file_type().unwrap().is_dir() {
            found.extend(files(&path, end));
        } else if name.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
    found
}

/// A copy: the work tree of whoever runs the tests may hold other things, or not be a repository at all.
#[test]
fn the_project_is_clean_under_its_own_rules() {
    let repository = TestRepository::new();
    for path in files(root(), "") {
        let relative = path.strip_prefix(root()).unwrap();
        repository.write(relative, std::fs::read(&path).unwrap());
    }
    let output = repository.command(env!("CARGO_BIN_EXE_acquis")).args(["check", "--format", "concise"]).output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let grave: Vec<_> = out.lines().filter(|line| !line.contains(": info ")).collect();
    assert!(grave.is_empty(), "{grave:#?}");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A contribution that adds every file of the project, under names that all systems can write: it can be cloned on any of them.
#[test]
fn every_path_of_the_project_can_be_checked_out_anywhere() {
    let repository = TestRepository::from_files(&[("first.md", "# First\n")]);
    for path in files(root(), "") {
        repository.write(path.strip_prefix(root()).unwrap(), "");
    }
    let told = |repository: &TestRepository| {
        let mut command = repository.command(env!("CARGO_BIN_EXE_acquis"));
        let output = command.args(["check", "--base", "HEAD", "--format", "concise", "--show", "info"]).output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        out.lines().filter(|line| line.contains(" path-not-portable ")).map(str::to_owned).collect::<Vec<_>>()
    };
    // The configuration of the project leaves its fixtures out: they are checked out too.
    repository.write(".acquis.yaml", "language: en\n");
    assert_eq!(told(&repository), Vec::<String>::new());
    repository.write("src/nul.rs", "");
    assert_eq!(told(&repository).len(), 1);
}

#[test]
fn rules_named_in_shipped_profiles_and_fixtures_exist() {
    let mut configurations = files(&root().join("fixtures"), ".acquis.yaml");
    assert!(!configurations.is_empty());
    configurations.extend(files(&root().join("rules/profiles"), ".yaml"));
    for path in configurations {
        let text = std::fs::read_to_string(&path).unwrap();
        let value: serde_json::Value = serde_yaml::from_str(&text).unwrap();
        let named = value.get("rules").and_then(|rules| rules.as_object()).into_iter().flatten();
        for (name, _) in named {
            assert!(rules::find(name).is_some(), "{}: no rule `{name}`", path.display());
        }
    }
}

/// What the program is made of, without its tests: each file's path and text.
fn program() -> Vec<(String, String)> {
    let own = files(&root().join("src"), ".rs").into_iter().map(|path| {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        (name, text.split("\n#[cfg(test)]").next().unwrap_or_default().to_owned())
    });
    own.filter(|(name, _)| !name.ends_with("/tests.rs") && !name.contains("/tests/")).collect()
}

/// What the core must know of a rule is said on its page: whatever compares names or families breaks with the next rule.
#[test]
fn the_core_knows_no_rule_by_its_name() {
    // Whoever finds something names the rule that says it, and the schema of the configuration names those that have options.
    let may = |name: &str| name.starts_with("src/rules/") || name == "src/config/options.rs";
    let named = regex::Regex::new(r"[!=]= *&?([a-z_]+::)*RULE\b|\bRULE(\.id)? *[!=]=|contains\(&?([a-z_]+::)*RULE\b").unwrap();
    let family = regex::Regex::new(r#"\bfamily\b[^;]*"[a-z]"#).unwrap();
    let mut found = Vec::new();
    for (name, text) in program().into_iter().filter(|(name, _)| !may(name)) {
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let literal = rules::RULES.iter().any(|rule| line.contains(&format!("\"{}\"", rule.id)));
            if literal || named.is_match(line) || family.is_match(line) {
                found.push(format!("{name}: {}", line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "say it on the rules' pages, as a facet (`src/rules/book.rs`): {found:#?}");
}

/// Facets that name other rules name some that exist.
#[test]
fn what_the_pages_say_for_the_core_fits_together() {
    use acquis::rules::book::{About, pages};
    for page in pages() {
        for other in &page.outranks {
            assert!(rules::find(other).is_some(), "{}: no rule `{other}`", page.id);
        }
        assert!(!page.absent || page.about == About::Target, "{}: only a link can be absent", page.id);
    }
    let count = |is: fn(&acquis::rules::book::Page) -> bool| pages().filter(|page| is(page)).count();
    assert!(count(|page| page.absent) > 1 && count(|page| page.never_silenced) > 0 && count(|page| page.lacks_assessment) > 0);
    for about in [About::File, About::Heading, About::Module, About::Target] {
        assert!(pages().any(|page| page.about == about), "no rule is about {about:?}");
    }
}

/// Each promise to those who run acquis on what nobody has reviewed names the tests that show it.
#[test]
fn every_promise_has_its_test() {
    let text = std::fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let promises: Vec<&str> = text.split("\n- ").skip(1).map(|item| item.split("\n\n").next().unwrap()).collect();
    assert!(promises.len() > 15, "{}", promises.len());
    for promise in promises {
        let tests: Vec<(&str, &str)> = promise.split('`').filter_map(|word| word.split_once(".rs::")).collect();
        assert!(!tests.is_empty(), "no test shows this promise: {promise}");
        for (file, name) in tests {
            let path = root().join(format!("{file}.rs"));
            let source = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let lines: Vec<&str> = source.lines().map(str::trim).collect();
            let at = lines.iter().position(|line| line.starts_with(&format!("fn {name}(")));
            let at = at.unwrap_or_else(|| panic!("{file}.rs has no test `{name}`: {promise}"));
            let attributes = lines[..at].iter().rev().take_while(|line| line.starts_with('#'));
            assert!(attributes.into_iter().any(|line| *line == "#[test]"), "{file}.rs::{name} is no test");
        }
    }
}

/// French words elide with a straight apostrophe, in messages as in the rule book. Tests may hold any text.
#[test]
fn messages_have_one_kind_of_apostrophe() {
    let mut curly = Vec::new();
    let profiles = files(&root().join("rules/profiles"), ".yaml");
    let profiles = profiles.into_iter().map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
    for (name, text) in program().into_iter().chain(profiles) {
        let elides = |line: &str| line.split('’').skip(1).any(|rest| rest.starts_with(char::is_alphabetic));
        curly.extend(text.lines().filter(|line| elides(line)).map(|line| format!("{name}: {line}")));
    }
    assert!(curly.is_empty(), "{curly:#?}");
}
