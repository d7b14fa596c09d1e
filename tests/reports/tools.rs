//! Programs that read the formats, where `tests/tools/formats/` has them installed.
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The path of a tool under `tests/tools/formats/`; says that it is not there where it is not.
pub(crate) fn tool(path: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/formats");
    let found = Some(folder.join(path)).filter(|path| path.exists());
    if found.is_none() {
        println!("skipped: {path} is not installed; tests/tools/formats/README.md says how");
    }
    found
}

/// What `program` makes of a file that holds `text`, its path behind `arguments`.
pub(crate) fn reads(program: &Path, arguments: &[&str], name: &str, text: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, text).unwrap();
    Command::new(program).args(arguments).arg(&file).current_dir(folder.path()).output().unwrap()
}
