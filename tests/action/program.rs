//! Which program is run: a release with its checksum and its attestation, a build of the Action's own source, and nothing
//! that the checked repository brings.

use crate::forge::Forge;
use crate::runner::{Ran, Runner, program};
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Gives the release that stands in HERE/release; vouches for it unless told not to.
const GH: &str = r#"#!/usr/bin/env bash
printf '%s\n' "$*" >>HERE/gh-calls
[[ $GH_TOKEN == secret ]] || exit 4
case $1 in
    release)
        [[ ! -e HERE/offline ]] || { echo 'no such host' >&2; exit 1; }
        cp HERE/release/* . 2>/dev/null || { echo 'release not found' >&2; exit 1; } ;;
    attestation)
        [[ ! -e HERE/forged ]] || exit 1
        [[ $* != *--source-digest=* || $* == *"--source-digest=$(cat HERE/made-from)"* ]] ;;
esac
"#;

/// Makes the stub where cargo would put the program, and writes down where it was started.
const CARGO: &str = r#"#!/usr/bin/env bash
printf '%s\n' "$PWD" "$*" >HERE/cargo-calls
mkdir -p HERE/built/release && cp HERE/bin/acquis HERE/built/release/acquis
"#;

/// The commit that the release is made from, and another one.
const COMMIT: &str = "9b1c5d0e7f3a2b4c6d8e9f0a1b2c3d4e5f607182";
const OTHER: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";
const LINUX: &str = "x86_64-unknown-linux-musl";

fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// A runner with the Action where runners unpack it, and a release that holds the stub.
fn runner(target: &str) -> Runner {
    let mut runner = Runner::new().with("version", "");
    let folder = runner.path("_actions/someone/acquis/v1");
    unpack(&runner.action, &folder);
    fs::write(runner.path("made-from"), COMMIT).unwrap();
    runner.action = folder;
    for (name, text) in [("gh", GH), ("cargo", CARGO)] {
        program(&runner.path(&format!("bin/{name}")), &text.replace("HERE", &runner.path("").display().to_string()));
    }
    let release = runner.path("release");
    fs::create_dir(&release).unwrap();
    program(&release.join("acquis"), &runner.stub());
    let archive = format!("acquis-{}-{target}.tar.gz", version());
    shell(&release, &format!("tar -czf {archive} acquis && sha256sum {archive} >SHA256SUMS && rm acquis"));
    // Only the release holds the program.
    fs::rename(runner.path("bin/acquis"), runner.path("elsewhere")).unwrap();
    runner
}

/// The Action as a runner has it.
fn unpack(action: &Path, folder: &Path) {
    fs::create_dir_all(folder.join(".github/action")).unwrap();
    for name in ["action.yml", "Cargo.toml"] {
        fs::copy(action.join(name), folder.join(name)).unwrap();
    }
    for entry in fs::read_dir(action.join(".github/action")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.join(".github/action").join(entry.file_name())).unwrap();
    }
}

fn shell(folder: &Path, line: &str) {
    assert!(Command::new("sh").args(["-c", line]).current_dir(folder).status().unwrap().success(), "{line}");
}

fn run(forge: &Forge, runner: &Runner) -> Ran {
    forge.checkout(&forge.main, Some("main"), 1);
    runner.run(forge, "schedule", (&forge.main, "refs/heads/main"), &json!({}))
}

fn is_refused(ran: &Ran, because: &str) {
    assert_eq!((ran.code, ran.calls.len()), (Some(2), 0), "{}", ran.log);
    assert!(ran.log.contains(&format!("::error title=acquis::{because}")), "{}", ran.log);
}

#[test]
fn the_release_of_the_action_is_run_once_it_is_verified() {
    let Some(forge) = Forge::new() else { return };
    for (system, machine, target) in [
        ("Linux", "X64", "x86_64-unknown-linux-musl"),
        ("Linux", "ARM64", "aarch64-unknown-linux-musl"),
        ("macOS", "ARM64", "aarch64-apple-darwin"),
        ("macOS", "X64", "x86_64-apple-darwin"),
        ("Windows", "X64", "x86_64-pc-windows-msvc"),
        // It runs what was built for the other machine.
        ("Windows", "ARM64", "x86_64-pc-windows-msvc"),
    ] {
        let mut runner = runner(target);
        runner.variables = [("RUNNER_OS", system), ("RUNNER_ARCH", machine)].map(|(a, b)| (a.to_owned(), b.to_owned())).into();
        let ran = run(&forge, &runner);
        assert_eq!((ran.code, ran.calls.len()), (Some(0), 1), "{target}: {}", ran.log);
        let calls = fs::read_to_string(runner.path("gh-calls")).unwrap();
        let (archive, version) = (format!("acquis-{}-{target}.tar.gz", version()), version());
        let expected = format!(
            "release download v{version} --repo someone/acquis --pattern {archive} --pattern SHA256SUMS\n\
             attestation verify {archive} --repo someone/acquis --source-ref refs/tags/v{version} \
             --signer-workflow someone/acquis/.github/workflows/release.yml --deny-self-hosted-runners\n"
        );
        assert_eq!(calls, expected);
    }
}

#[test]
fn what_cannot_be_vouched_for_is_not_run() {
    let Some(forge) = Forge::new() else { return };
    let target = "x86_64-unknown-linux-musl";
    let archive = format!("acquis-{}-{target}.tar.gz", version());
    for (change, because) in [
        ("echo | tee -a release/*.tar.gz", format!("{archive} is not what its checksum says.")),
        ("echo >release/SHA256SUMS", format!("SHA256SUMS does not name {archive}.")),
        ("sed -i 's/acquis-/other-/' release/SHA256SUMS", format!("SHA256SUMS does not name {archive}.")),
        ("cat release/SHA256SUMS >>release/SHA256SUMS.2; cat release/SHA256SUMS.2 >>release/SHA256SUMS", "SHA256SUMS".to_owned()),
        ("touch forged", format!("Nothing attests that {archive} was built by someone/acquis.")),
        ("rm -r release", format!("There is no release {} for {target} in someone/acquis. Write version: source", version())),
        (
            "rm release/*.tar.gz",
            format!("There is no release {} for {target} in someone/acquis. Write version: source", version()),
        ),
        ("touch offline", format!("The release {} of someone/acquis could not be downloaded", version())),
    ] {
        let runner = runner(target);
        shell(&runner.path(""), change);
        is_refused(&run(&forge, &runner), &because);
    }
}

/// Says to the script which commit it is of, in each way that it may hear it.
fn pin(runner: &mut Runner, way: &str, commit: &str) {
    match way {
        "archive" => fs::write(runner.action.join(".github/action/commit"), format!("{commit}\n")).unwrap(),
        "workflow" => drop(runner.variables.insert("ACTION_REF".into(), commit.into())),
        _ => {
            let folder = runner.path("_actions/someone/acquis").join(commit);
            fs::rename(&runner.action, &folder).unwrap();
            runner.action = folder;
        }
    }
}

/// A tag can be moved, and a release made anew: what a workflow pins is the Action's commit.
#[test]
fn what_is_run_is_made_from_the_commit_that_is_pinned() {
    let Some(forge) = Forge::new() else { return };
    for way in ["archive", "workflow", "folder"] {
        let mut runner = runner(LINUX);
        pin(&mut runner, way, COMMIT);
        let ran = run(&forge, &runner);
        assert_eq!((ran.code, ran.calls.len()), (Some(0), 1), "{way}: {}", ran.log);
        assert!(fs::read_to_string(runner.path("gh-calls")).unwrap().contains(&format!(" --source-digest={COMMIT} ")), "{way}");
        let mut runner = self::runner(LINUX);
        pin(&mut runner, way, OTHER);
        let ran = run(&forge, &runner);
        is_refused(&ran, "Nothing attests that acquis-");
        assert!(
            ran.log.contains(&format!("from the commit of this Action, {OTHER}. Pin the Action to the commit")),
            "{}",
            ran.log
        );
        // Another release than the Action's own is asked for by name.
        let ran = run(&forge, &runner.with("version", version()));
        assert_eq!((ran.code, ran.calls.len()), (Some(0), 1), "{way}: {}", ran.log);
    }
}

/// Of a release that is older than the Action's commit, the Action keeps the checksum.
#[test]
fn a_kept_checksum_binds_the_program_to_the_action() {
    let Some(forge) = Forge::new() else { return };
    for told in ["", version()] {
        for (line, runs) in [("cat release/SHA256SUMS", true), ("sed 's/^...../00000/' release/SHA256SUMS", false)] {
            let mut runner = runner(LINUX).with("version", told);
            pin(&mut runner, "archive", OTHER);
            let kept = runner.action.join(".github/action/checksums");
            shell(&runner.path(""), &format!("{line} | sed 's/$/\r/' >>{}", kept.display()));
            let ran = run(&forge, &runner);
            if runs {
                assert_eq!((ran.code, ran.calls.len()), (Some(0), 1), "{told}: {}", ran.log);
            } else {
                is_refused(&ran, &format!("acquis-{}-{LINUX}.tar.gz is not what its checksum says.", version()));
            }
        }
    }
}

/// git writes the commit into the archive that a runner unpacks.
#[test]
fn an_archive_of_the_action_says_its_commit() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = |name: &str| fs::read(root.join(name)).unwrap();
    let repository = crate::common::TestRepository::new();
    let name = ".github/action/commit";
    let commit = repository.write(name, file(name)).write(".gitattributes", file(".gitattributes")).commit("first");
    repository.git(&["archive", "--output", "made.tar", "HEAD"]);
    shell(repository.path(), "tar -xf made.tar");
    assert_eq!(fs::read_to_string(repository.path().join(name)).unwrap().trim(), commit);
}

#[test]
fn rust_is_asked_for_where_the_source_is_built() {
    let Some(forge) = Forge::new() else { return };
    let mut runner = runner(LINUX).with("version", "source");
    fs::remove_file(runner.path("bin/cargo")).unwrap();
    // Only what the script needs is found.
    for name in ["bash", "jq", "git", "env", "tr", "sed", "head", "mktemp", "cut", "rm"] {
        shell(&runner.path("bin"), &format!("ln -s \"$(command -v {name})\" {name}"));
    }
    runner.variables.insert("PATH".into(), runner.path("bin").display().to_string());
    is_refused(&run(&forge, &runner), "version: source needs Rust");
}

#[test]
fn a_version_is_a_version() {
    let Some(forge) = Forge::new() else { return };
    for told in ["../../x", "1.2", "latest", "1.2.3 --repo x", "-x"] {
        is_refused(
            &run(&forge, &runner("x86_64-unknown-linux-musl").with("version", told)),
            &format!("'{told}' is not a version"),
        );
    }
    let told = format!("v{}", version());
    let ran = run(&forge, &runner("x86_64-unknown-linux-musl").with("version", &told));
    assert_eq!(ran.code, Some(0), "{}", ran.log);
}

#[test]
fn a_machine_without_release_is_told_to_build() {
    let Some(forge) = Forge::new() else { return };
    let mut runner = runner("riscv64gc-unknown-linux-gnu");
    runner.variables.insert("RUNNER_ARCH".into(), "RISCV64".into());
    is_refused(&run(&forge, &runner), "No release is built for Linux RISCV64: use version: source.");
}

/// cargo obeys the configuration of the folder that it is started in: never the one that is checked.
#[test]
fn the_source_is_built_where_the_action_is() {
    let Some(forge) = Forge::new() else { return };
    forge.repository.write(".cargo/config.toml", "[build]\nrustc-wrapper = \"./owned\"\n").commit("hostile");
    for (told, unpacked) in [("source", true), ("", false)] {
        let mut runner = runner("x86_64-unknown-linux-musl").with("version", told);
        if !unpacked {
            // `uses: ./`, in the Action's own repository.
            runner.action = env!("CARGO_MANIFEST_DIR").into();
        }
        fs::rename(runner.path("elsewhere"), runner.path("bin/acquis")).unwrap();
        runner.variables.insert("CARGO_TARGET_DIR".into(), runner.path("built").display().to_string());
        let ran = run(&forge, &runner);
        assert_eq!((ran.code, ran.calls.len()), (Some(0), 1), "{}", ran.log);
        let calls = fs::read_to_string(runner.path("cargo-calls")).unwrap();
        assert_eq!(calls, format!("{}\nbuild --release --locked --quiet\n", runner.action.display()));
    }
}
