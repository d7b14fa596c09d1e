//! Files that the repository's own scripts name: they are made, or put where links look for them, when it is built.

use super::Corpus;
use crate::text::path::{extension, file_name};

/// How many scripts are read, and the largest one in bytes.
const SCRIPTS: usize = 128;
const LARGEST: usize = 1 << 18;
/// A shorter name may stand anywhere.
const SHORTEST: usize = 5;

/// The scripts of a repository: their paths and texts.
pub(super) type Scripts = Vec<(Box<str>, String)>;

impl Corpus {
    /// The script that names the file which a link to `path` looks for in vain.
    pub(super) fn made_by(&self, path: &str) -> Option<&str> {
        let name = file_name(path);
        if name.len() < SHORTEST || extension(name).is_none() {
            return None;
        }
        let scripts = self.scripts.get_or_init(|| {
            let paths = self.index.entries().filter(|path| is_script(path)).take(SCRIPTS);
            paths.filter_map(|path| Some((path.into(), self.paths.read(path, LARGEST)?))).collect()
        });
        scripts.iter().find(|(_, text)| names(text, name)).map(|(path, _)| &**path)
    }
}

fn is_script(path: &str) -> bool {
    let folder = [".github/workflows/", ".circleci/"].iter().any(|folder| path.starts_with(folder));
    folder
        || matches!(file_name(path), "Makefile" | "makefile" | "GNUmakefile" | "justfile" | ".gitlab-ci.yml")
        || matches!(extension(path), Some("sh" | "bash" | "mk" | "ps1"))
}

/// Whether `name` stands in `text` as the whole name of a file.
fn names(text: &str, name: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    text.match_indices(name).any(|(at, _)| !text[..at].ends_with(part) && !text[at + name.len()..].starts_with(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_by_itself() {
        assert!(names("zip -r ../bundle.zip site", "bundle.zip"));
        assert!(!names("zip my-bundle.zip", "bundle.zip"));
        assert!(!names("bundle.zip.sig", "bundle.zip"));
    }
}
