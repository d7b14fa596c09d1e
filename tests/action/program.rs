//! Which program is run: a release with its checksum and its attestation, a build of the Action's own source, and nothing
//! that the checked repository brings.

use crate::forge::Forge;
use crate::runner::{Ran, Runner, program};
use serde_json::json;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

/// Gives the release that stands in HERE/release; vouches for it unless told not to.
const GH: &str = r#"#!/usr/bin/env bash
printf '%s\n' "$*" >>HERE/gh-calls
[[ $GH_TOKEN == secret ]] || exit 4
case $1 in
    release) cp HERE/release/* . ;;
    attestation) [[ ! -e HERE/forged ]] ;;
esac
"#;

/// Makes the stub where cargo would put the program, and writes down where it was started.
const CARGO: &str = r#"#!/usr/bin/env bash
printf '%s\n' "$PWD" "$*" >HERE/cargo-calls
mkdir -p HERE/built/release && cp HERE/bin/acquis HERE/built/release/acquis
"#;

fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// A runner with the Action where runners unpack it, and a release that holds the stub.
fn runner(target: &str) -> Runner {
    let mut runner = Runner::new().with("version", "");
    let folder = runner.path("_actions/someone/acquis/v1");
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    symlink(&runner.action, &folder).unwrap();
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
        ("Linux", "X64", "x86_64-unknown-linux-gnu"),
        ("Linux", "ARM64", "aarch64-unknown-linux-gnu"),
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
    let target = "x86_64-unknown-linux-gnu";
    let archive = format!("acquis-{}-{target}.tar.gz", version());
    for (change, because) in [
        ("echo | tee -a release/*.tar.gz", format!("{archive} is not what its checksum says.")),
        ("echo >release/SHA256SUMS", format!("SHA256SUMS does not name {archive}.")),
        ("sed -i 's/acquis-/other-/' release/SHA256SUMS", format!("SHA256SUMS does not name {archive}.")),
        ("cat release/SHA256SUMS >>release/SHA256SUMS.2; cat release/SHA256SUMS.2 >>release/SHA256SUMS", "SHA256SUMS".to_owned()),
        ("touch forged", format!("Nothing attests that {archive} was built by someone/acquis.")),
        ("rm -r release", format!("There is no release {} for {target} in someone/acquis: use version: source", version())),
    ] {
        let runner = runner(target);
        shell(&runner.path(""), change);
        is_refused(&run(&forge, &runner), &because);
    }
}

#[test]
fn a_version_is_a_version() {
    let Some(forge) = Forge::new() else { return };
    for told in ["../../x", "1.2", "latest", "1.2.3 --repo x", "-x"] {
        is_refused(
            &run(&forge, &runner("x86_64-unknown-linux-gnu").with("version", told)),
            &format!("'{told}' is not a version"),
        );
    }
    let told = format!("v{}", version());
    let ran = run(&forge, &runner("x86_64-unknown-linux-gnu").with("version", &told));
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
        let mut runner = runner("x86_64-unknown-linux-gnu").with("version", told);
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
