//! Stories of contributions as data, in `told/`: what is done, step by step, and what a careful reviewer says of it. Each was judged
//! before it was run.
//!
//! `##### TITLE` begins a story. A line that begins with `===` is a step: `write PATH` (its text below: `␍` stands for a carriage
//! return, `␄` for the end of a last line without one), `remove PATH`, `git WORDS`, `fails WORDS` (git stops there, as at a conflict),
//! `branch` (all of it is committed, and the contribution begins), `commit WORDS`, `acquis WORDS`.
//! `contribution` commits what is there and compares it
//! with the base, `check WORDS` asks as the words say; below stand the findings, in any order, and the exit code, perhaps with how many
//! were there before.

use super::{acquis, report, said};
use crate::common::TestRepository;
use std::path::Path;

/// One step: its words and the text below.
type Step<'a> = (&'a str, &'a str);

fn steps(story: &str) -> Vec<Step<'_>> {
    let parts = story.split("\n=== ").skip(1);
    parts.map(|part| part.split_once('\n').unwrap_or((part, ""))).collect()
}

/// Does a step; of one that asks what is said, what is wrong with the answer.
fn step(repository: &TestRepository, (words, text): Step<'_>) -> Option<String> {
    let (what, rest) = words.split_once(' ').unwrap_or((words, ""));
    let arguments: Vec<&str> = rest.split_whitespace().collect();
    match what {
        "write" => drop(repository.write(rest, format!("{text}\n").replace('␍', "\r").replace("␄\n", ""))),
        "remove" => drop(repository.remove(rest)),
        "git" => drop(repository.git(&arguments)),
        "fails" => assert!(!repository.command("git").args(&arguments).output().unwrap().status.success(), "{words}"),
        "acquis" => assert!(acquis(repository.path(), &arguments).status.success(), "{words}"),
        "commit" => drop(repository.commit(rest)),
        "branch" => {
            repository.commit("base");
            repository.git(&["checkout", "--quiet", "-b", "contribution"]);
        }
        "contribution" => {
            repository.commit("contribution");
            return wrong(repository, &["--base", "main"], text);
        }
        "check" => return wrong(repository, &arguments, text),
        _ => panic!("{words}"),
    }
    None
}

/// What is said beside what `expected` has, if they differ.
fn wrong(repository: &TestRepository, arguments: &[&str], expected: &str) -> Option<String> {
    let (found, code) = report(repository.path(), arguments);
    let mut all = said(&found);
    let mut expected: Vec<String> = expected.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let exit = expected.iter().find(|line| line.starts_with("exit ")).unwrap();
    let old = if exit.contains(',') { format!(", existing {}", found["verdict"]["existing"]) } else { String::new() };
    all.push(format!("exit {code}{old}"));
    all.sort();
    expected.sort();
    (all != expected).then(|| format!("expected {expected:#?}\nsaid {all:#?}"))
}

#[test]
fn each_contribution_is_judged_as_a_reviewer_would() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdict/told");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()).collect();
    paths.sort();
    let (mut count, mut faults) = (0, Vec::new());
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        for story in text.split("##### ").skip(1) {
            let (title, _) = story.split_once('\n').unwrap();
            let repository = TestRepository::new();
            let wrong: Vec<String> = steps(story.trim_end()).into_iter().filter_map(|one| step(&repository, one)).collect();
            count += 1;
            faults.extend((!wrong.is_empty()).then(|| format!("{title}\n{}", wrong.join("\n"))));
        }
    }
    assert!(faults.is_empty(), "{} of {count}:\n{}", faults.len(), faults.join("\n\n"));
}
