//! The version and the account that publishes: in Cargo.toml, and read from there.

use crate::root;
use std::fs;
use std::process::Command;

fn facts(arguments: &[&str]) -> (bool, String) {
    let output = Command::new(root().join("packaging/facts")).args(arguments).output().unwrap();
    (output.status.success(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
}

#[test]
fn scripts_read_them_as_cargo_does() {
    assert_eq!(facts(&["version"]), (true, format!("{}\n", env!("CARGO_PKG_VERSION"))));
    let repository = env!("CARGO_PKG_REPOSITORY").strip_prefix("https://github.com/").unwrap();
    assert_eq!(facts(&["repository"]), (true, format!("{repository}\n")));
}

#[test]
fn a_release_is_of_its_tag_and_its_account() {
    let tag = format!("v{}", env!("CARGO_PKG_VERSION"));
    let (_, repository) = facts(&["repository"]);
    let repository = repository.trim();
    assert_eq!(facts(&["check", &tag, repository]), (true, String::new()));
    assert!(facts(&["check", "v9.9.9", repository]).1.contains("is not the version"));
    let (passed, said) = facts(&["check", &tag, "someone/else"]);
    assert!(!passed && said.contains("change `repository`"), "{said}");
}

/// What names a version: the manifest, and what shows how to pin a release. `packaging/bump` changes all of it.
#[test]
fn a_new_version_is_written_in_one_go() {
    const OTHER: &str = "98.76.54-rc.1";
    let own = env!("CARGO_PKG_VERSION");
    let temp = tempfile::tempdir().unwrap();
    let copied = ["Cargo.toml", "Cargo.lock", "README.md", "README.fr.md", "ci/gitlab.yml", "packaging/facts", "packaging/bump"];
    let examples = fs::read_dir(root().join(".github/examples")).unwrap().map(|item| item.unwrap().path());
    let examples: Vec<_> = examples.map(|path| path.strip_prefix(root()).unwrap().display().to_string()).collect();
    for name in copied.into_iter().chain(examples.iter().map(String::as_str)) {
        let path = temp.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(root().join(name), path).unwrap();
    }
    let bumped = Command::new(temp.path().join("packaging/bump")).arg(OTHER).output().unwrap();
    assert!(bumped.status.success(), "{bumped:?}");
    let lock = fs::read_to_string(temp.path().join("Cargo.lock")).unwrap();
    assert!(lock.contains(&format!("name = \"acquis\"\nversion = \"{OTHER}\"")));
    for name in
        ["Cargo.toml", "README.md", "README.fr.md", "ci/gitlab.yml"].into_iter().chain(examples.iter().map(String::as_str))
    {
        let text = fs::read_to_string(temp.path().join(name)).unwrap();
        assert!(!text.contains(&format!("v{own}")) && !text.contains(&format!("_VERSION: {own}")), "{name} keeps {own}");
    }
    assert!(fs::read_to_string(temp.path().join("Cargo.toml")).unwrap().contains(&format!("\nversion = \"{OTHER}\"\n")));
}

/// No package says a version of its own.
#[test]
fn packages_have_no_version_of_their_own() {
    let own = env!("CARGO_PKG_VERSION");
    let mut folders = vec![root().join("packaging")];
    let mut files: Vec<_> =
        ["pyproject.toml", "setup.py", "action.yml", ".pre-commit-hooks.yaml"].map(|name| root().join(name)).into();
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    for path in files {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        // An example of what a version looks like is none.
        let text = text.replace(&format!("such as {own}"), "");
        assert!(!text.contains(own), "{} says {own}", path.display());
    }
}
