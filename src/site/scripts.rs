//! Scripts of the repository, which make what its files alone don't tell of.

use crate::text::path::{extension, file_name};

/// Whether the file at `path` is run when the repository is built: a script, a workflow, a list of targets.
pub(crate) fn is_script(path: &str) -> bool {
    let folder = [".github/workflows/", ".circleci/"].iter().any(|folder| path.starts_with(folder));
    folder
        || matches!(file_name(path), "Makefile" | "makefile" | "GNUmakefile" | "justfile" | ".gitlab-ci.yml")
        || matches!(extension(path), Some("sh" | "bash" | "mk" | "ps1"))
}
