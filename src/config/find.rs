//! Which file is the configuration.

use super::error::{ConfigError, Problem};
use crate::text::Span;

/// Name of the configuration's file.
pub const FILE_NAME: &str = ".acquis.yaml";

/// A configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigFile {
    /// Path, from the root of the repository, `/` between folders.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl ConfigFile {
    /// The file at `path` with `bytes`.
    ///
    /// # Errors
    /// When they are not UTF-8: at the place where the text stops being so.
    pub fn new(path: impl Into<String>, bytes: Vec<u8>) -> Result<Self, ConfigError> {
        String::from_utf8(bytes)
            .map(|text| Self { path: path.into(), text })
            .map_err(|error| ConfigError::new(Span::at(error.utf8_error().valid_up_to()), Problem::NotUtf8))
    }

    /// The folder that holds it, from the root of the repository; empty for the root.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// The nearest `.acquis.yaml` from the folder `prefix` (from the root of the repository, with or without a final `/`)
/// up to the root, by path; `lookup` gives a file's bytes, `None` where there is none.
pub fn find(prefix: &str, mut lookup: impl FnMut(&str) -> Option<Vec<u8>>) -> Option<(String, Vec<u8>)> {
    let mut folder = prefix.trim_matches('/');
    loop {
        let path = if folder.is_empty() { FILE_NAME.to_owned() } else { format!("{folder}/{FILE_NAME}") };
        if let Some(bytes) = lookup(&path) {
            return Some((path, bytes));
        }
        if folder.is_empty() {
            return None;
        }
        folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_file_wins() {
        let files = [("a/.acquis.yaml", "near"), (".acquis.yaml", "root")];
        let lookup = |path: &str| files.iter().find(|(name, _)| *name == path).map(|(_, text)| text.as_bytes().to_vec());
        let found = |prefix| find(prefix, lookup).map(|(path, _)| path);
        assert_eq!(found("a/b/c/").as_deref(), Some("a/.acquis.yaml"));
        assert_eq!(found("a").as_deref(), Some("a/.acquis.yaml"));
        assert_eq!(found("b").as_deref(), Some(".acquis.yaml"));
        assert_eq!(found("").as_deref(), Some(".acquis.yaml"));
        assert_eq!(find("a/b", |_| None), None);
    }

    #[test]
    fn bytes_that_are_no_text_are_told_at_their_place() {
        let error = ConfigFile::new(".acquis.yaml", b"a: \xff".to_vec()).unwrap_err();
        assert_eq!(error.span, Span::at(3));
    }
}
