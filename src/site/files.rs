//! The generators' configuration files, read through the snapshot: bounded, and never trusted.

use crate::data::{Node, parse_toml, parse_yaml};
use crate::paths::{PathKind, Paths};
use crate::text::Span;
use std::sync::Arc;

/// The largest configuration file that is read, in bytes: a larger one is no hand-written configuration.
const LARGEST: usize = 1 << 20;

/// The files of a snapshot.
pub struct Files<'a> {
    paths: &'a dyn Paths,
    /// Every file, sorted.
    all: Vec<Arc<str>>,
}

impl<'a> Files<'a> {
    /// Those of the snapshot with these `paths`.
    pub(super) fn new(paths: &'a dyn Paths) -> Self {
        let mut all = Vec::new();
        paths.visit(&mut |path, kind, _| {
            if kind == PathKind::File {
                all.push(Arc::clone(path));
            }
        });
        Self { paths, all }
    }

    /// Every file, sorted.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|path| &**path)
    }

    /// The files in `folder` and below.
    pub(super) fn below(&self, folder: &str) -> impl Iterator<Item = &str> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let from = self.all.partition_point(|path| **path < *prefix);
        self.all[from..].iter().map(|path| &**path).take_while(move |path| path.starts_with(&prefix))
    }

    /// Whether a file or a folder stands at `path`.
    pub(super) fn has(&self, path: &str) -> bool {
        self.is_file(path) || self.below(path).next().is_some()
    }

    /// Whether a file stands at `path`.
    pub(super) fn is_file(&self, path: &str) -> bool {
        self.all.binary_search_by(|known| (**known).cmp(path)).is_ok()
    }

    /// The text of the file at `path`; `None` where there is none, or none of that size that is text.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        self.paths.read(path, LARGEST)
    }

    /// The values in the YAML, JSON or TOML file at `path`; `None` where they can't be read.
    pub(super) fn data(&self, path: &str) -> Option<Node> {
        let text = self.text(path)?;
        let all = Span::new(0, text.len());
        // JSON is YAML too.
        let tree = if path.ends_with(".toml") { parse_toml(&text, all) } else { parse_yaml(&text, all) };
        tree.ok().map(|tree| tree.root)
    }
}

/// The text under a path of keys.
pub(super) fn text_at<'n>(node: &'n Node, keys: &[&str]) -> Option<&'n str> {
    at(node, keys)?.as_str()
}

/// The value under a path of keys.
pub(super) fn at<'n>(node: &'n Node, keys: &[&str]) -> Option<&'n Node> {
    // Hugo minds no letter case in keys, and for the others a key of another case is a mistake.
    keys.iter().try_fold(node, |node, key| {
        node.get(key)
            .or_else(|| node.entries().iter().find(|entry| entry.key.eq_ignore_ascii_case(key)).map(|entry| &entry.value))
    })
}

/// The quoted text that follows `key:` in program text: `base: '/x/'`. `None` where the key is not there; an empty
/// error where what follows is no plain text.
pub(super) fn literal(code: &str, key: &str) -> Option<Result<String, ()>> {
    for (at, _) in code.match_indices(key) {
        let before = code[..at].chars().next_back();
        let after = code[at + key.len()..].trim_start_matches(['\'', '"']).trim_start();
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '-' | '/')) || !after.starts_with(':') {
            continue;
        }
        let value = after[1..].trim_start();
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '\'' | '"' | '`')) else { return Some(Err(())) };
        let Some(end) = value[1..].find([quote, '\n']) else { return Some(Err(())) };
        let text = &value[1..=end];
        return Some(if text.contains("${") { Err(()) } else { Ok(text.to_owned()) });
    }
    None
}

/// The path of an address (`https://example.org/handbook/` → `handbook`), without slashes at its ends.
pub(super) fn path_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    rest.split(['?', '#']).next().unwrap_or_default().trim_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_of_program_text() {
        let code = "export default { base: '/x/', 'srcDir': \"src\", out: `a${b}`, cleanUrls: true, database: 'no' }";
        assert_eq!(literal(code, "base"), Some(Ok("/x/".to_owned())));
        assert_eq!(literal(code, "srcDir"), Some(Ok("src".to_owned())));
        assert_eq!(literal(code, "out"), Some(Err(())));
        assert_eq!(literal(code, "cleanUrls"), Some(Err(())));
        assert_eq!(literal(code, "rewrites"), None);
    }

    #[test]
    fn paths_of_addresses() {
        assert_eq!(path_of("https://example.org/a/b/?x"), "a/b");
        assert_eq!(path_of("https://example.org"), "");
        assert_eq!(path_of("/a/"), "a");
    }
}
