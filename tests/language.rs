//! One language a session: whatever decides it, every command speaks it, and so do help and messages of usage.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod common;

use common::TestRepository;

/// Commands of every kind: what they print must not depend on what decided the language.
const COMMANDS: &[&[&str]] = &[
    &["--help"],
    &["check"],
    &["check", "--help"],
    &["check", "--fomat", "json"],
    &["check", "--format", "jsn"],
    &["check", "absent.md"],
    &["check", "--rev", "nowhere"],
    &["check", "--rev", "HEAD"],
    &["check", "--output", "text=no/such/folder.txt"],
    &["chek"],
    &["coverage"],
    &["coverage", "--rev", "HEAD"],
    &["coverage", "--fail-under", "many"],
    &["coverage", "--fail-under", "100"],
    &["coverage", "merge", "absent"],
    &["syllabus"],
    &["syllabus", "--check", "absent.md"],
    &["links", "--unchecked"],
    &["show", "absent.md"],
    &["show", "a.md"],
    &["anchors", "absent.md"],
    &["anchors", "a.md"],
    &["explain", "heading-duplicate"],
    &["explain", "heading-duplicat"],
    &["rules"],
    &["schema", "nothing"],
    &["baseline", "--help"],
    &["install-hook", "--help"],
    &["review", "--from", "absent.json"],
    &["completions", "bsh"],
    &["init", "--help"],
];

const PAGE: &str = "# A\n\n## B\n\n#### C\n\n- [d](d.md)\n";
const FRENCH: &[(&str, &str)] = &[("LC_ALL", "fr_FR.UTF-8")];
const NONE: &[(&str, &str)] = &[("LC_ALL", "C")];
const ENGLISH: &[(&str, &str)] = &[("LC_ALL", "en_US.UTF-8")];

fn said(repository: &TestRepository, arguments: &[&[&str]], environment: &[(&str, &str)]) -> String {
    let mut command = repository.command(env!("CARGO_BIN_EXE_acquis"));
    let output = command.args(arguments.concat()).envs(environment.iter().copied()).output().unwrap();
    let all = [output.stdout, output.stderr].concat();
    // The one thing that may differ is where the configuration stands, and what is said of where the language comes from.
    String::from_utf8(all).unwrap().replace("acquis --language fr ", "acquis ")
}

#[test]
fn whatever_decides_the_language_every_command_speaks_it() {
    let plain = TestRepository::from_files(&[("a.md", PAGE)]);
    let configured = TestRepository::from_files(&[("a.md", PAGE), (".acquis.yaml", "language: fr\n")]);
    plain.write("../fr.yaml", "# elsewhere\nlanguage: \"fr\"\n");
    for command in COMMANDS {
        let french = said(&plain, &[command], FRENCH);
        assert_ne!(french, said(&plain, &[command], NONE), "{command:?}");
        assert_eq!(french, said(&plain, &[command, &["--language", "fr"]], NONE), "{command:?} --language fr");
        assert_eq!(french, said(&configured, &[command], ENGLISH), "{command:?} with language: fr");
        assert_eq!(french, said(&plain, &[command, &["--config", "../fr.yaml"]], ENGLISH), "{command:?} --config");
        assert_eq!(
            said(&plain, &[command], ENGLISH),
            said(&configured, &[command, &["--language", "en"]], FRENCH),
            "{command:?} en"
        );
    }
}

#[test]
fn a_profile_that_is_named_says_the_language_too() {
    let named = TestRepository::from_files(&[("a.md", PAGE), (".acquis.yaml", "extends:\n  - cloud-pi-native\n")]);
    let plain = TestRepository::from_files(&[("a.md", PAGE)]);
    for command in [&["chek"][..], &["rules"], &["check"]] {
        let french = said(&plain, &[command, &["--profile", "cloud-pi-native"]], FRENCH);
        assert_eq!(said(&named, &[command], ENGLISH), french, "{command:?}");
        assert_eq!(said(&plain, &[command, &["--profile", "cloud-pi-native"]], ENGLISH), french, "{command:?}");
    }
    // One that the content shows decides only where nothing else does.
    let shown =
        TestRepository::from_files(&[("a.md", "# A\n\n**Module « b » :**\n\n- C\n\nValidation des acquis par :\n- QCM\n")]);
    assert!(said(&shown, &[&["coverage"]], ENGLISH).contains("Competencies"));
    assert!(said(&shown, &[&["coverage"]], NONE).contains("Compétences"));
}

#[test]
fn init_writes_the_language_of_the_content() {
    let french = "# Le rucher\n\nVous ouvrez la ruche avec une fumée douce, pour les abeilles qui sont dans la hausse.\n";
    let english = "# The hive\n\nYou open the hive gently, and the bees that are in it are calm.\n";
    let german = "# Der Stock\n\nMan öffnet den Stock langsam.\n";
    let marked = "# A\n\n**Module « b » :**\n\n- C\n\nValidation des acquis par :\n- QCM\n";
    for (page, environment, language) in [
        (french, ENGLISH, "fr"),
        (english, FRENCH, "en"),
        (german, FRENCH, "fr"),
        (german, ENGLISH, "en"),
        (marked, ENGLISH, "fr"),
    ] {
        let repository = TestRepository::from_files(&[("a.md", page)]);
        let told = said(&repository, &[&["init"]], environment);
        // What is said to whoever runs it stays in that person's language.
        assert_eq!(told.contains("est écrit"), environment == FRENCH, "{told}");
        let written = std::fs::read_to_string(repository.path().join(".acquis.yaml")).unwrap();
        assert!(written.contains(&format!("\nlanguage: {language}\n")), "{page}: {written}");
        assert_eq!(written.contains("# Configuration d'acquis"), language == "fr", "{written}");
    }
    let repository = TestRepository::from_files(&[("a.md", french)]);
    said(&repository, &[&["init", "--language", "en"]], FRENCH);
    let written = std::fs::read_to_string(repository.path().join(".acquis.yaml")).unwrap();
    assert!(written.contains("language: en"), "what is asked for is done: {written}");
}
