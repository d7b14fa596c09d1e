//! The scripts of a release, from archives of a program that is none: what each system, npm, Homebrew, Scoop and the images get.

use crate::{has, root};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// What is released here: says how it was called, and ends as a check with findings does.
const PROGRAM: &str = "#!/bin/sh\nprintf '%s\\n' \"acquis:\" \"$@\"\nexit 1\n";

/// The targets, in the order of `packaging/targets`, each with npm's package.
fn targets() -> Vec<(String, String)> {
    let text = fs::read_to_string(root().join("packaging/targets")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split_whitespace().collect::<Vec<_>>());
    lines.map(|words| (words[0].to_owned(), words[1].to_owned())).collect()
}

fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// Runs a script of `packaging/`.
fn script(name: &str, arguments: &[&dyn AsRef<std::ffi::OsStr>], folder: &Path) -> Output {
    let mut command = Command::new(root().join("packaging").join(name));
    command.current_dir(folder).args(arguments.iter().map(AsRef::as_ref));
    for (name, value) in [("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")] {
        command.env(name, value);
    }
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    [&output.stdout[..], &output.stderr].map(String::from_utf8_lossy).concat()
}

fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", said(output));
    said(output)
}

fn shell(folder: &Path, line: &str) -> String {
    done(&Command::new("bash").args(["-euc", line]).current_dir(folder).output().unwrap())
}

/// A folder with `dist/`, which holds the archives of all targets and their checksums.
fn released() -> TempDir {
    let temp = tempfile::tempdir().unwrap();
    let program = temp.path().join("program");
    fs::write(&program, PROGRAM).unwrap();
    let dist = temp.path().join("dist");
    for (target, _) in targets() {
        done(&script("archive", &[&target, &program, &dist], temp.path()));
    }
    shell(&dist, "sha256sum -- *.tar.gz *.zip >SHA256SUMS");
    temp
}

#[test]
fn the_workflow_builds_every_target() {
    let workflow: Value =
        serde_yaml::from_str(&fs::read_to_string(root().join(".github/workflows/release.yml")).unwrap()).unwrap();
    let matrix = workflow["jobs"]["build"]["strategy"]["matrix"]["include"].as_array().unwrap();
    let built: Vec<_> = matrix.iter().map(|entry| entry["target"].as_str().unwrap().to_owned()).collect();
    let known: Vec<_> = targets().into_iter().map(|(target, _)| target).collect();
    assert_eq!(built, known);
}

#[test]
fn an_archive_holds_the_program_and_what_stands_beside_it() {
    if !has("python3") {
        return;
    }
    let released = released();
    for (target, _) in targets() {
        let list = shell(released.path(), &format!("tar -tzvf dist/acquis-{}-{target}.tar.gz", version()));
        let program = if target.contains("windows") { " acquis.exe" } else { " acquis" };
        assert!(list.lines().any(|line| line.starts_with("-rwxr-xr-x") && line.ends_with(program)), "{list}");
        for name in ["LICENSE-MIT", "README.fr.md", "share/man/man1/acquis-check.1", "share/zsh/site-functions/_acquis"] {
            assert!(list.contains(name), "{name}: {list}");
        }
    }
    let zip = format!("python3 -m zipfile -l dist/acquis-{}-x86_64-pc-windows-msvc.zip", version());
    assert!(shell(released.path(), &zip).contains("acquis.exe"));
}

#[test]
fn manifests_name_what_was_released() {
    if !has("python3") {
        return;
    }
    let released = released();
    let dist = released.path().join("dist");
    done(&script("manifests", &[&dist], released.path()));
    let formula = fs::read_to_string(dist.join("acquis.rb")).unwrap();
    let manifest = fs::read_to_string(dist.join("acquis.json")).unwrap();
    let scoop: Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(scoop["version"], version());
    for line in fs::read_to_string(dist.join("SHA256SUMS")).unwrap().lines() {
        let (sum, name) = line.split_once("  ").unwrap();
        let address = format!("/releases/download/v{}/{name}\"", version());
        let text = if name.contains("windows") { &manifest } else { &formula };
        if !name.contains("windows") || name.ends_with(".zip") {
            assert!(text.contains(sum) && text.contains(&address), "{line}");
        }
    }
    for text in [&formula, &manifest] {
        assert!(!text.contains("@VERSION") && !text.contains("@REPOSITORY") && !text.contains("@sum"), "{text}");
    }
    if has("ruby") {
        shell(&dist, "ruby -c acquis.rb");
    }
    fs::write(dist.join("SHA256SUMS"), "").unwrap();
    assert!(!script("manifests", &[&dist], released.path()).status.success(), "a release without checksums");
}

#[test]
fn the_tap_gets_each_release_once() {
    let temp = tempfile::tempdir().unwrap();
    for name in ["acquis.rb", "acquis.json"] {
        fs::write(temp.path().join(name), "made by a release\n").unwrap();
    }
    let identity = "-c user.name=a -c user.email=a@b.invalid";
    shell(
        temp.path(),
        &format!(
            "git init --quiet -b main tap && git -C tap {identity} commit --quiet --allow-empty -m first && git clone --quiet --bare tap tap.git"
        ),
    );
    let remote = temp.path().join("tap.git").display().to_string();
    done(&script("tap", &[&temp.path(), &remote], temp.path()));
    let log = |_: ()| shell(temp.path(), "git -C tap.git log --format=%s main && git -C tap.git ls-tree -r --name-only main");
    let first = log(());
    assert_eq!(first, format!("acquis {}\nfirst\nFormula/acquis.rb\nbucket/acquis.json\n", version()));
    done(&script("tap", &[&temp.path(), &remote], temp.path()));
    assert_eq!(log(()), first);
}

#[test]
fn the_images_get_the_static_programs() {
    if !has("python3") {
        return;
    }
    let released = released();
    done(&script("container/context", &[&"dist", &"context"], released.path()));
    let listed = shell(released.path(), "cd context && find . -type f | sort");
    assert_eq!(listed, "./Containerfile\n./amd64/acquis\n./arm64/acquis\n./gitconfig\n");
    let file = fs::read_to_string(root().join("packaging/container/Containerfile")).unwrap();
    let stages = file.split("\nFROM ").skip(1);
    assert!(stages.into_iter().all(|stage| stage.contains("\nUSER 65532:65532\n")), "an image runs as root");
}

/// npm's packages of the system that this is, in `npm/`.
fn packed(released: &TempDir) -> bool {
    if !has("npm") || !has("node") || !has("python3") {
        return false;
    }
    done(&script("npm/build.mjs", &[&"--all", &"dist", &"npm"], released.path()));
    true
}

#[test]
fn npm_installs_the_program_of_the_system() {
    let released = released();
    if !packed(&released) {
        return;
    }
    let install = "for package in npm/*; do npm pack --silent --pack-destination . ./$package >/dev/null; done
        system=$(node -p 'process.platform + \"-\" + process.arch')
        mkdir empty && cd empty
        npm install --silent --offline --no-audit --no-fund ../acquis-$system-*.tgz ../acquis-[0-9]*.tgz
        ls node_modules; status=0; node_modules/.bin/acquis check 'a b' || status=$?; echo $status";
    let out = shell(released.path(), install);
    let own = if cfg!(target_os = "macos") { "acquis-darwin-" } else { "acquis-linux-" };
    assert!(out.contains(own) && out.ends_with("acquis:\ncheck\na b\n1\n"), "{out}");
    assert!(!out.contains("win32"), "{out}");
}

#[test]
fn npm_packages_ask_for_no_c_library_and_for_their_own_version() {
    let released = released();
    if !packed(&released) {
        return;
    }
    let read = |name: &str| -> Value {
        serde_json::from_str(&fs::read_to_string(released.path().join("npm").join(name).join("package.json")).unwrap()).unwrap()
    };
    let main = read("acquis");
    let asked = main["optionalDependencies"].as_object().unwrap();
    assert_eq!(asked.len(), targets().len());
    for (_, name) in targets() {
        assert_eq!(asked[&name], version());
        let package = read(&name);
        assert_eq!((&package["version"], package.get("libc")), (&Value::from(version()), None));
    }
    // An archive that is missing is told.
    fs::remove_file(released.path().join(format!("dist/acquis-{}-aarch64-apple-darwin.tar.gz", version()))).unwrap();
    assert!(!script("npm/build.mjs", &[&"--all", &"dist", &"npm"], released.path()).status.success());
}

#[test]
fn npm_without_the_program_says_what_to_do() {
    let released = released();
    if !packed(&released) {
        return;
    }
    for (locale, words) in [("fr_FR.UTF-8", "npm n'a pas installé acquis-"), ("C", "npm has not installed acquis-")] {
        let mut command = Command::new("node");
        let output = command.arg(released.path().join("npm/acquis/bin/acquis.js")).env("LC_ALL", locale).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains(words), "{}", said(&output));
    }
}
