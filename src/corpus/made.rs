//! Files that the repository's own scripts name: they are made, or put where links look for them, when it is built.

use super::Corpus;
use crate::text::path::{extension, file_name};
use std::collections::HashMap;

/// How many scripts are read, and the largest one in bytes.
const SCRIPTS: usize = 128;
const LARGEST: usize = 1 << 18;
/// A shorter name may stand anywhere.
const SHORTEST: usize = 5;

/// The names of files in the scripts of a repository, each with the first script that has it.
pub(super) type Scripts = HashMap<Box<str>, Box<str>>;

impl Corpus {
    /// The script that names the file which a link to `path` looks for in vain.
    pub(super) fn made_by(&self, path: &str) -> Option<&str> {
        let scripts = self.scripts.get_or_init(|| {
            let mut found = Scripts::new();
            for path in self.index.entries().filter(|path| is_script(path)).take(SCRIPTS) {
                for name in self.paths.read(path, LARGEST).iter().flat_map(|text| names(text)) {
                    found.entry(name.into()).or_insert_with(|| path.into());
                }
            }
            found
        });
        scripts.get(file_name(path)).map(|script| &**script)
    }
}

fn is_script(path: &str) -> bool {
    let folder = [".github/workflows/", ".circleci/"].iter().any(|folder| path.starts_with(folder));
    folder
        || matches!(file_name(path), "Makefile" | "makefile" | "GNUmakefile" | "justfile" | ".gitlab-ci.yml")
        || matches!(extension(path), Some("sh" | "bash" | "mk" | "ps1"))
}

/// The names of files in `text`: a name with a blank in it is none.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_')));
    words.filter(|word| word.len() >= SHORTEST && extension(word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_by_itself() {
        let found: Vec<&str> = names("zip -r ../bundle.zip site/my-a.tar.gz \"b.pdf\" x.c install").collect();
        assert_eq!(found, ["bundle.zip", "my-a.tar.gz", "b.pdf"]);
    }
}
