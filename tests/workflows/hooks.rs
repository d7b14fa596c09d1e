//! The hooks, run by pre-commit itself.

use crate::common::TestRepository;
use crate::tools::{python, root};
use std::path::Path;
use std::process::Output;

/// A repository whose commits pre-commit checks, with the acquis of this build; none where pre-commit is not there.
struct Hooked {
    repository: TestRepository,
    /// Where the hooks come from: pre-commit clones it.
    hooks: TestRepository,
    path: String,
}

impl Hooked {
    fn new() -> Option<Self> {
        let program = python("pre-commit")?;
        let (repository, hooks) = (TestRepository::new(), TestRepository::new());
        let file = ".pre-commit-hooks.yaml";
        let commit = hooks.write(file, std::fs::read(root().join(file)).unwrap()).commit("hooks");
        let places =
            [program.parent()?, Path::new(env!("CARGO_BIN_EXE_acquis")).parent()?].map(|place| place.display().to_string());
        let path = format!("{}:{}", places.join(":"), std::env::var("PATH").ok()?);
        let from = hooks.path().display().to_string();
        let config = format!("repos:\n  - repo: {from}\n    rev: {commit}\n    hooks: [{{ id: acquis-system }}]\n");
        repository
            .write(".pre-commit-config.yaml", config)
            .write("a.md", "# A\n\n[b](b.md)\n")
            .write("b.md", "# B\n")
            .commit("first");
        let hooked = Self { repository, hooks, path };
        let installed = hooked.run("pre-commit", &["install"]);
        assert!(installed.status.success(), "{installed:?}");
        Some(hooked)
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        let mut command = self.repository.command(program);
        command.env("PATH", &self.path).env("PRE_COMMIT_HOME", self.hooks.beside("kept"));
        command.args(arguments).output().unwrap()
    }

    /// Whether a commit passes, and what was said.
    fn commit(&self, arguments: &[&str]) -> (bool, String) {
        let output = self.run("git", &[&["commit", "-m", "next"], arguments].concat());
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&said).into_owned())
    }
}

#[test]
fn what_will_be_committed_is_what_is_checked() {
    let Some(hooked) = Hooked::new() else { return };
    // Broken in the work tree alone: fixed in what is staged, and the other way round.
    hooked.repository.write("a.md", "# A\n\n[b](b.md) and more\n").git(&["add", "a.md"]);
    hooked.repository.write("a.md", "# A\n\n[nowhere](nowhere.md)\n");
    let (passed, said) = hooked.commit(&[]);
    assert!(passed, "{said}");
    hooked.repository.git(&["add", "a.md"]);
    hooked.repository.write("a.md", "# A\n\n[b](b.md)\n");
    let (passed, said) = hooked.commit(&[]);
    assert!(!passed && said.contains("link-missing-file"), "{said}");
}

/// `git commit FILE` and `git commit -a` prepare an index of their own.
#[test]
fn a_commit_of_some_files_is_checked_as_it_will_be() {
    let Some(hooked) = Hooked::new() else { return };
    hooked.repository.write("a.md", "# A\n\n[nowhere](nowhere.md)\n").write("b.md", "# B\n\nMore.\n");
    let (passed, said) = hooked.commit(&["b.md"]);
    assert!(passed, "{said}");
    let (passed, said) = hooked.commit(&["-a"]);
    assert!(!passed && said.contains("link-missing-file"), "{said}");
}

/// pre-commit passes no deleted file to a hook, and calls none that has no file to look at.
#[test]
fn a_deletion_is_checked_too() {
    let Some(hooked) = Hooked::new() else { return };
    hooked.repository.git(&["rm", "--quiet", "b.md"]);
    let (passed, said) = hooked.commit(&[]);
    assert!(!passed && said.contains("link-missing-file"), "{said}");
}

#[test]
fn what_was_there_before_stops_no_commit() {
    let Some(hooked) = Hooked::new() else { return };
    hooked.repository.write("a.md", "# A\n\n[nowhere](nowhere.md)\n").git(&[
        "commit",
        "-a",
        "--quiet",
        "--no-verify",
        "-m",
        "debt",
    ]);
    hooked.repository.write("c.md", "# C\n").git(&["add", "c.md"]);
    let (passed, said) = hooked.commit(&[]);
    assert!(passed, "{said}");
    // Of a first commit all is new.
    hooked.repository.git(&["checkout", "--quiet", "--orphan", "other"]);
    let (passed, said) = hooked.commit(&[]);
    assert!(!passed && said.contains("link-missing-file"), "{said}");
    hooked.repository.write("a.md", "# A\n").git(&["add", "a.md"]);
    let (passed, said) = hooked.commit(&[]);
    assert!(passed, "{said}");
}

#[test]
fn pre_commit_takes_the_list_of_hooks() {
    let Some(program) = python("pre-commit") else { return };
    let output =
        std::process::Command::new(program).args(["validate-manifest", ".pre-commit-hooks.yaml"]).current_dir(root()).output();
    assert!(output.unwrap().status.success());
    let hooks: serde_json::Value =
        serde_yaml::from_str(&std::fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap()).unwrap();
    let once = |hook: &serde_json::Value| hook["pass_filenames"] == false && hook["always_run"] == true;
    assert!(hooks.as_array().unwrap().iter().all(once));
}

/// Makes the wheel of this version in the folder `sys.argv[1]`, with the program `sys.argv[3]`.
const WHEEL: &str = r#"
import sys, zipfile
folder, version, program = sys.argv[1:]
info = f"acquis-{version}.dist-info"
with zipfile.ZipFile(f"{folder}/acquis-{version}-py3-none-any.whl", "w") as wheel:
    script = zipfile.ZipInfo(f"acquis-{version}.data/scripts/acquis")
    script.external_attr = 0o755 << 16
    wheel.writestr(script, f'#!/bin/sh\nexec "{program}" "$@"\n')
    wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: acquis\nVersion: {version}\n")
    wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: py3-none-any\n")
    wheel.writestr(f"{info}/RECORD", "")
"#;

/// Whoever names the hook of a version gets the wheel of that version, and needs no Rust.
#[test]
fn the_hook_installs_the_wheel_of_its_version() {
    let Some(hooked) = Hooked::new() else { return };
    for name in [".pre-commit-hooks.yaml", "pyproject.toml", "setup.py", "Cargo.toml"] {
        hooked.hooks.write(name, std::fs::read(root().join(name)).unwrap());
    }
    let commit = hooked.hooks.commit("installed");
    let wheels = hooked.hooks.beside("wheels");
    std::fs::create_dir(&wheels).unwrap();
    let (wheels, program) = (wheels.display().to_string(), env!("CARGO_BIN_EXE_acquis"));
    let made = hooked.run("python3", &["-c", WHEEL, &wheels, env!("CARGO_PKG_VERSION"), program]);
    assert!(made.status.success(), "{made:?}");
    let from = hooked.hooks.path().display().to_string();
    let config = format!("repos:\n  - repo: {from}\n    rev: {commit}\n    hooks: [{{ id: acquis }}]\n");
    hooked.repository.write(".pre-commit-config.yaml", config).write("c.md", "# C\n\n[nowhere](nowhere.md)\n");
    hooked.repository.git(&["add", "--all"]);
    let mut command = hooked.repository.command("pre-commit");
    command.env("PATH", &hooked.path).env("PRE_COMMIT_HOME", hooked.hooks.beside("kept")).env("PIP_FIND_LINKS", &wheels);
    let output = command.args(["run", "--all-files"]).output().unwrap();
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(!output.status.success() && said.contains("link-missing-file"), "{said}");
}
