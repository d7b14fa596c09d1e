//! What of a repository is about the repository itself, and read on the forge.

use crate::text::path::{below, is_markdown};

/// Names of files that are about the repository, up to what follows them.
const ABOUT: &[&str] = &[
    "authors",
    "changelog",
    "changes",
    "code_of_conduct",
    "code-of-conduct",
    "contributing",
    "contributors",
    "funding",
    "governance",
    "history",
    "issue_template",
    "license",
    "licence",
    "maintainers",
    "pull_request_template",
    "readme",
    "security",
    "support",
];

/// Whether the file at `path`, directly in `folder` or in what the forge reads there, is about the repository: people read it on
/// the forge, whatever site the folder is of.
pub(crate) fn is_about_repository(path: &str, folder: &str) -> bool {
    let Some(inside) = below(folder, path) else { return false };
    if below(".github", inside).is_some() {
        return true;
    }
    !inside.contains('/')
        && is_markdown(inside)
        && ABOUT.iter().any(|about| {
            let rest = inside.get(about.len()..).filter(|_| inside[..about.len()].eq_ignore_ascii_case(about));
            // In several languages, too: `README.fr.md`, `README-fr.md`.
            rest.is_some_and(|rest| rest.starts_with(['.', '-', '_']))
        })
}
