//! Addresses of a repository's files and commits on its forge; `home` is that of its page.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is in the path of an address.
pub(super) const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Where GitLab keeps what is not a repository of its own.
fn root(home: &str) -> String {
    if home.contains("gitlab") { format!("{home}/-") } else { home.to_owned() }
}

/// What the address of a file begins with, as it was at `commit`: a path follows.
pub(super) fn files(home: &str, commit: &str) -> String {
    format!("{}/blob/{commit}/", root(home))
}

/// The address of a line (from 1) of the file at `path`, behind what [`files`] gives.
pub(super) fn line(files: &str, path: &str, line: u32) -> String {
    // Markdown is shown rendered unless it is asked for plain, and then has no lines.
    format!("{files}{}?plain=1#L{line}", utf8_percent_encode(path, PATH))
}

/// The address of a commit.
pub(super) fn commit(home: &str, commit: &str) -> String {
    format!("{}/commit/{commit}", root(home))
}
