//! Programs of PyPI and npm, installed under `target/` once for each list of versions.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// A place of the project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A program of `tests/tools/workflows/requirements.txt`; none where it can't be installed, which is said.
pub(crate) fn python(program: &str) -> Option<PathBuf> {
    static BIN: LazyLock<Result<PathBuf, String>> = LazyLock::new(|| {
        let made = installed("requirements.txt", |folder, list| {
            run(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
            run(Command::new(folder.join("bin/pip")).args(["install", "--quiet", "--requirement"]).arg(list))
        });
        made.map(|folder| folder.join("bin"))
    });
    found(&BIN).map(|bin| bin.join(program))
}

/// A program of `tests/tools/workflows/package.json`; none where it can't be installed, which is said.
pub(crate) fn node(program: &str) -> Option<PathBuf> {
    static BIN: LazyLock<Result<PathBuf, String>> = LazyLock::new(|| {
        let made = installed("package.json", |folder, list| {
            fs::create_dir_all(folder).and_then(|()| fs::copy(list, folder.join("package.json"))).map_err(|e| e.to_string())?;
            run(Command::new("npm").args(["install", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(folder))
        });
        made.map(|folder| folder.join("node_modules/.bin"))
    });
    found(&BIN).map(|bin| bin.join(program))
}

fn found(bin: &Result<PathBuf, String>) -> Option<&PathBuf> {
    bin.as_ref().inspect_err(|error| println!("skipped: {error}")).ok()
}

/// Where the programs of a list are; `install` is called when they are not there yet. Its folder must not move later, since
/// Python's programs hold its name: the list's copy, written last, says that all of it is there.
fn installed(list: &str, install: impl Fn(&Path, &Path) -> Result<(), String>) -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(list.split('.').next().unwrap_or(list));
    let list = root().join("tests/tools/workflows").join(list);
    let (wanted, mark) = (fs::read(&list).unwrap(), folder.join("complete"));
    if fs::read(&mark).is_ok_and(|there| there == wanted) {
        return Ok(folder);
    }
    let _ = fs::remove_dir_all(&folder);
    install(&folder, &list)?;
    fs::write(mark, wanted).unwrap();
    Ok(folder)
}

fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{name}: {error}"))?;
    let errors = String::from_utf8_lossy(&output.stderr);
    output.status.success().then_some(()).ok_or_else(|| format!("{name}: {}", errors.trim().replace('\n', " ")))
}
