//! The completions: the scripts that are packed, and what the program answers a shell.

use crate::common::TestRepository;
use crate::{has, is_fresh, share};
use std::path::Path;
use std::process::Command;

/// Where each shell looks for them.
const FILES: [(&str, &str); 3] = [
    ("bash", "bash-completion/completions/acquis"),
    ("fish", "fish/vendor_completions.d/acquis.fish"),
    ("zsh", "zsh/site-functions/_acquis"),
];

fn script(shell: &str) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_acquis")).args(["completions", shell]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    output.stdout
}

#[test]
fn packed_scripts_are_those_of_the_program() {
    for (shell, file) in FILES {
        is_fresh(&share().join(file), &script(shell));
    }
    for shell in ["elvish", "powershell"] {
        assert!(String::from_utf8(script(shell)).unwrap().contains("ACQUIS_COMPLETE"), "{shell}");
    }
}

/// A repository with a branch and a tag whose name is a trap.
fn repository() -> TestRepository {
    let repository = TestRepository::from_files(&[("a.md", "# A\n")]);
    repository.git(&["branch", "lesson/bees"]);
    repository.git(&["tag", "v1.0"]);
    repository.git(&["tag", "$(touch${IFS}trap)"]);
    repository
}

/// What fish is offered after `words`, without the descriptions.
fn offered(repository: &TestRepository, words: &[&str], language: &str) -> Vec<(String, String)> {
    let mut command = repository.command(env!("CARGO_BIN_EXE_acquis"));
    let output = command.env("ACQUIS_COMPLETE", "fish").env("LANG", language).env_remove("LC_ALL").arg("--").args(words).output();
    let out = String::from_utf8(output.unwrap().stdout).unwrap();
    let pair = |line: &str| line.split_once('\t').map_or((line.to_owned(), String::new()), |(a, b)| (a.to_owned(), b.to_owned()));
    out.lines().map(pair).collect()
}

#[test]
fn rules_profiles_and_branches_are_offered() {
    let repository = repository();
    let names = |words: &[&str]| offered(&repository, words, "C").into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(&["acquis", "explain", "module-without-a"]), ["module-without-assessment"]);
    assert_eq!(names(&["acquis", "check", "--profile", "cloud"]), ["cloud-pi-native"]);
    assert_eq!(names(&["acquis", "check", "--base", ""]), ["lesson/bees", "main", "v1.0"]);
    assert_eq!(names(&["acquis", "coverage", "--rev", "les"]), ["lesson/bees"]);
    assert!(names(&["acquis", "che"]).contains(&"check".to_owned()));
    assert!(names(&["acquis", "check", "--fo"]).contains(&"--format".to_owned()));
    assert!(names(&["acquis", "check", "a"]).contains(&"a.md".to_owned()));
}

#[test]
fn descriptions_speak_the_language_of_the_user() {
    let repository = repository();
    let told = |language| offered(&repository, &["acquis", "explain", "link-missing-f"], language).remove(0).1;
    assert_ne!(told("fr_FR.UTF-8"), told("en_GB.UTF-8"));
    let outside = Command::new(env!("CARGO_BIN_EXE_acquis"))
        .args(["--", "acquis", "check", "--rev", ""])
        .env("ACQUIS_COMPLETE", "fish")
        .current_dir(Path::new("/"))
        .output()
        .unwrap();
    assert!(outside.status.success() && outside.stdout.is_empty(), "{outside:?}");
}

/// In bash itself: the script is loaded and its function called as readline does.
#[test]
fn bash_completes_a_line() {
    let repository = repository();
    let load = format!(
        "PATH={}:$PATH; source '{}'; COMP_WORDS=(acquis check --base les); COMP_CWORD=3; COMP_TYPE=9; \
         _clap_complete_acquis acquis les --base; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        Path::new(env!("CARGO_BIN_EXE_acquis")).parent().unwrap().display(),
        share().join(FILES[0].1).display()
    );
    let output = repository.command("bash").args(["--norc", "-c", &load]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "lesson/bees", "{output:?}");
}

#[test]
fn shells_accept_their_script() {
    for (shell, file) in FILES {
        if has(shell) {
            let output = Command::new(shell).arg("-n").arg(share().join(file)).output().unwrap();
            assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
        }
    }
}
