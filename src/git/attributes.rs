//! What the `.gitattributes` files of a snapshot say of its paths. They are read from the snapshot, so that no checkout is
//! needed and a contribution is judged by its own.

use std::collections::HashMap;
use std::sync::OnceLock;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::Snapshot;

const NAME: &str = ".gitattributes";

/// What git reads of a file of attributes, in bytes, and of one of its lines; these are ours and its own.
const MAX_FILE: u64 = 256 * 1024;
const MAX_LINE: usize = 2048;

/// The value that a path has of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// `text`
    Set,
    /// `-text`
    Unset,
    /// `eol=lf`
    Value(String),
}

/// The attributes of all paths of a snapshot.
#[derive(Debug, Default)]
pub struct Attributes {
    /// By folder, the root being empty.
    files: HashMap<String, Vec<Line>>,
}

/// One line: a pattern, and what it says of attributes; `None` takes back what was said.
#[derive(Debug)]
struct Line {
    pattern: String,
    /// Made when a path is first held against it: most lines are never asked.
    matcher: OnceLock<Gitignore>,
    says: Vec<(String, Option<State>)>,
}

impl Attributes {
    /// Those of `snapshot`. What can't be read says nothing.
    pub fn of(snapshot: &Snapshot) -> Self {
        let mut macros = Macros::built_in();
        let mut files = HashMap::new();
        // The macros of the root come before the folders that use them.
        let mut found: Vec<(&str, String)> = Vec::new();
        for entry in snapshot.entries() {
            let Some(folder) = entry.path.strip_suffix(NAME).filter(|folder| folder.is_empty() || folder.ends_with('/')) else {
                continue;
            };
            let small = snapshot.size(entry).is_some_and(|size| size <= MAX_FILE);
            if let Some(bytes) = small.then(|| snapshot.read(entry).ok()).flatten() {
                found.push((folder.trim_end_matches('/'), String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
        found.sort_by_key(|(folder, _)| folder.len());
        for (folder, text) in found {
            files.insert(folder.to_owned(), lines(&text, &mut macros, folder.is_empty()));
        }
        Self { files }
    }

    /// What is said of the attribute `name` for the file at `path`; `None`: nothing.
    pub fn state(&self, path: &str, name: &str) -> Option<&State> {
        let mut folder = path;
        while !folder.is_empty() && !self.files.is_empty() {
            folder = folder.rfind('/').map_or("", |end| &folder[..end]);
            let inside = path.strip_prefix(folder).map_or(path, |rest| rest.trim_start_matches('/'));
            let lines = self.files.get(folder).into_iter().flatten().rev();
            // The last line of the nearest file that speaks of it decides.
            for line in lines.filter(|line| line.says.iter().any(|(said, _)| said == name)) {
                if line.matches(inside) {
                    return line.says.iter().rev().find(|(said, _)| said == name).and_then(|(_, state)| state.as_ref());
                }
            }
        }
        None
    }

    /// Whether the content of the file at `path` is kept by Git LFS.
    pub fn is_in_lfs(&self, path: &str) -> bool {
        matches!(self.state(path, "filter"), Some(State::Value(filter)) if filter == "lfs")
    }

    /// Whether anything is kept by Git LFS.
    pub fn use_lfs(&self) -> bool {
        let lfs = |(name, state): &(String, Option<State>)| {
            name == "filter" && matches!(state, Some(State::Value(filter)) if filter == "lfs")
        };
        self.files.values().flatten().any(|line| line.says.iter().any(lfs))
    }
}

impl Line {
    fn matches(&self, path: &str) -> bool {
        // The patterns are those of ignore files, but for what they do to folders: nothing.
        let matcher = self.matcher.get_or_init(|| {
            let mut builder = GitignoreBuilder::new("");
            let added = builder.add_line(None, &self.pattern).map(|builder| builder.build());
            added.and_then(|built| built).unwrap_or_else(|_| Gitignore::empty())
        });
        matcher.matched(path, false).is_ignore()
    }
}

/// Names that stand for several attributes.
struct Macros(HashMap<String, Vec<(String, Option<State>)>>);

impl Macros {
    fn built_in() -> Self {
        let binary = ["diff", "merge", "text"].map(|name| (name.to_owned(), Some(State::Unset)));
        Self(HashMap::from([("binary".to_owned(), binary.to_vec())]))
    }

    /// What the words after a pattern say, macros opened.
    fn says(&self, words: &str) -> Vec<(String, Option<State>)> {
        let mut says = Vec::new();
        for word in words.split_ascii_whitespace() {
            let (name, state) = said(word);
            let meant = self.0.get(name).filter(|_| state == Some(State::Set));
            says.extend(meant.into_iter().flatten().cloned());
            says.push((name.to_owned(), state));
        }
        says
    }
}

/// One word: `text`, `-text`, `!text`, `eol=lf`.
fn said(word: &str) -> (&str, Option<State>) {
    if let Some(name) = word.strip_prefix('-') {
        return (name, Some(State::Unset));
    }
    if let Some(name) = word.strip_prefix('!') {
        return (name, None);
    }
    match word.split_once('=') {
        Some((name, "true")) => (name, Some(State::Set)),
        Some((name, "false")) => (name, Some(State::Unset)),
        Some((name, value)) => (name, Some(State::Value(value.to_owned()))),
        None => (word, Some(State::Set)),
    }
}

/// The lines of one file. Only the root's may define macros.
fn lines(text: &str, macros: &mut Macros, is_root: bool) -> Vec<Line> {
    let mut found = Vec::new();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for line in text.lines().map(str::trim).filter(|line| line.len() <= MAX_LINE) {
        if let Some(definition) = line.strip_prefix("[attr]") {
            if let Some((name, words)) = definition.split_once(|c: char| c.is_ascii_whitespace()).filter(|_| is_root) {
                let says = macros.says(words);
                macros.0.insert(name.to_owned(), says);
            }
            continue;
        }
        let quoted = line.strip_prefix('"').and_then(|rest| rest.split_once('"'));
        let Some((pattern, words)) = quoted.or_else(|| line.split_once(|c: char| c.is_ascii_whitespace())) else { continue };
        // A comment; or an exception, which git forbids here.
        if !pattern.starts_with(['#', '!']) {
            found.push(Line { pattern: pattern.to_owned(), matcher: OnceLock::new(), says: macros.says(words) });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(files: &[(&str, &str)]) -> Attributes {
        let mut macros = Macros::built_in();
        let files = files.iter().map(|(folder, text)| ((*folder).to_owned(), lines(text, &mut macros, folder.is_empty())));
        Attributes { files: files.collect() }
    }

    #[test]
    fn the_last_line_of_the_nearest_file_decides() {
        let root = "# media\n*.mp4 filter=lfs diff=lfs merge=lfs -text\n/top.bin filter=lfs\ndocs/ filter=lfs\n\
                    \"a b.png\" filter=lfs\n*.md text eol=lf\nold/*.mp4 !filter\n";
        let found = attributes(&[("", root), ("x/y", "*.mp4 -filter\n")]);
        assert!(found.use_lfs());
        let lfs = ["a.mp4", "x/a.mp4", "top.bin", "a b.png", "x/a b.png"];
        let not = ["x/y/a.mp4", "x/y/z/a.mp4", "x/top.bin", "docs/a.txt", "old/a.mp4", "a.mp4.txt", "b.png"];
        assert_eq!(lfs.iter().filter(|path| !found.is_in_lfs(path)).count(), 0);
        assert_eq!(not.iter().filter(|path| found.is_in_lfs(path)).count(), 0);
        assert_eq!(found.state("x/a.md", "eol"), Some(&State::Value("lf".to_owned())));
    }

    #[test]
    fn macros_stand_for_their_attributes() {
        let found = attributes(&[("", "[attr]media filter=lfs -text\n*.gif media\n*.ico binary\n*.svg binary text\n")]);
        assert!(found.is_in_lfs("a.gif"));
        assert_eq!(found.state("a.ico", "text"), Some(&State::Unset));
        assert_eq!(found.state("a.svg", "text"), Some(&State::Set));
        assert_eq!(found.state("a.png", "text"), None);
    }
}
