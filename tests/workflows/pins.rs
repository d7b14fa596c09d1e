//! What the files say of one another: versions, names, inputs.

use crate::checkers::workflows;
use crate::tools::root;
use regex::Regex;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// Every step of a workflow.
fn steps(workflow: &Value) -> Vec<&Value> {
    let jobs = workflow["jobs"].as_object().unwrap().values();
    jobs.flat_map(|job| job["steps"].as_array().unwrap()).collect()
}

/// Somebody else's action is named by its commit, the same one everywhere; the examples name the version of this Action.
#[test]
fn actions_are_pinned() {
    let pinned = Regex::new(r"uses: ([\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$").unwrap();
    let ours = format!("uses: OWNER/acquis@v{}", env!("CARGO_PKG_VERSION"));
    let mut named: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for path in workflows() {
        let text = std::fs::read_to_string(&path).unwrap();
        for line in text.lines().filter(|line| line.trim_start().trim_start_matches("- ").starts_with("uses: ")) {
            let own = line.ends_with(&ours) || line.contains("uses: ./ ");
            let Some(found) = pinned.captures(line) else {
                assert!(own, "{}: {line}", path.display());
                continue;
            };
            let repository = found[1].split('/').take(2).collect::<Vec<_>>().join("/");
            named.entry(repository).or_default().insert((found[2].to_owned(), found[3].to_owned()));
        }
    }
    assert!(named.len() > 4);
    for (action, commits) in named {
        assert_eq!(commits.len(), 1, "{action}: {commits:?}");
    }
}

/// An input that is not one is ignored by runners, with a warning.
#[test]
fn workflows_give_the_action_what_it_takes() {
    let action = yaml(&read("action.yml"));
    let inputs = action["inputs"].as_object().unwrap();
    let mut given = 0;
    for path in workflows() {
        let workflow = yaml(&std::fs::read_to_string(&path).unwrap());
        for step in steps(&workflow) {
            let uses = step["uses"].as_str().unwrap_or_default();
            if uses == "./" || uses.starts_with("OWNER/acquis@") {
                for name in step["with"].as_object().into_iter().flatten().map(|(name, _)| name) {
                    assert!(inputs.contains_key(name), "{}: {name}", path.display());
                    given += 1;
                }
            }
        }
    }
    assert!(given > 3);
    let script = read(".github/action/run.sh");
    for name in inputs.keys() {
        let variable = format!("INPUT_{}", name.replace('-', "_").to_uppercase());
        assert!(script.contains(&format!("${variable}")) || script.contains(&format!("${{{variable}")), "{variable}");
    }
}

/// A pull request's run may read, and nothing else; rights are given job by job.
#[test]
fn nobody_has_more_rights_than_needed() {
    for path in workflows() {
        let workflow = yaml(&std::fs::read_to_string(&path).unwrap());
        assert_eq!(workflow["permissions"], serde_json::json!({}), "{}", path.display());
        let for_pull_requests = workflow["on"].as_object().is_some_and(|on| on.contains_key("pull_request"));
        for (name, job) in workflow["jobs"].as_object().unwrap() {
            let rights = job["permissions"].as_object().unwrap();
            let reads = rights.len() == 1 && rights.get("contents").is_some_and(|right| right == "read");
            assert!(reads || !for_pull_requests, "{} {name}: {rights:?}", path.display());
        }
    }
}

/// The Action asks for the archives that the release workflow makes.
#[test]
fn releases_are_those_that_the_action_asks_for() {
    let script = read(".github/action/run.sh");
    let asked: BTreeSet<&str> = script.lines().filter_map(|line| line.split_once(") echo ")?.1.strip_suffix(" ;;")).collect();
    let release = yaml(&read(".github/workflows/release.yml"));
    let built = release["jobs"]["build"]["strategy"]["matrix"]["include"].as_array().unwrap();
    let built: BTreeSet<&str> = built.iter().map(|one| one["target"].as_str().unwrap()).collect();
    assert_eq!(asked, built);
    assert!(read("ci/gitlab.yml").contains(&format!("ACQUIS_VERSION: {}\n", env!("CARGO_PKG_VERSION"))));
}
