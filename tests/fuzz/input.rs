//! Inputs: parts of what the project's own files hold, changed in a few places.

use crate::words::{BASELINE, DATA, JSON, KEYS, MARKUP};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::path::Path;
use std::sync::Arc;

/// How long a part of a file is at most, in bytes.
const PART: usize = 3000;

/// Where texts come from: whole files, and the words that their readers look at.
pub(crate) struct Texts {
    files: Arc<[String]>,
    words: Arc<[String]>,
}

/// One change, `at` a place of the text.
#[derive(Clone, Debug)]
enum Change {
    Put { at: Index, word: String },
    Cut { at: Index, length: usize },
    Again { at: Index, length: usize, times: usize },
    Move { at: Index, length: usize, to: Index },
    Byte { at: Index, byte: u8 },
}

const REPORT: &str = r#"{"schema": "acquis.findings/v1", "tool": {"name": "acquis", "version": "0.1.0"},
 "snapshot": {"kind": "commit", "commit": "0123456789abcdef0123456789abcdef01234567"},
 "findings": [{"rule": "link-missing-file", "severity": "error", "status": "new", "path": "a/b.md",
   "start": {"line": 3, "column": 5, "offset": 20}, "end": {"line": 3, "column": 9, "offset": 24}, "message": "`c.md` does not exist",
   "help": "Look at `d.md`", "excerpt": "Voir [c](c.md)", "related": [{"path": "d.md", "start": {"line": 1, "column": 1, "offset": 0}}],
   "fix": {"safe": true, "edits": [], "replaces": {"line": 3, "before": ["Voir [c](c.md)"], "after": ["Voir [c](d.md)"]}},
   "fingerprint": "0123456789abcdef0123456789abcdef"}],
 "verdict": {"base": {"commit": "76543210fedcba9876543210fedcba9876543210"}, "existing": 2, "new": 1, "fixed": 0,
   "coverage": {"before": {"modules": 2, "modules_assessed": 2}, "after": {"modules": 2, "modules_assessed": 1}}, "hidden": []},
 "summary": {"documents": 9, "errors": 1, "warnings": 0, "infos": 0}}"#;

const KNOWN: &str = "# Known findings\na/b.md\tlink-missing-file\t0123456789abcdef0123456789abcdef\tVoir [c](c.md)\n\
    c.md\theading-skipped-level\tfedcba9876543210fedcba9876543210\n";

impl Texts {
    fn new(files: Vec<String>, words: &[&[&str]]) -> Self {
        Self { files: files.into(), words: words.concat().into_iter().map(str::to_owned).collect() }
    }

    pub(crate) fn of_pages() -> Self {
        Self::new(files(&["fixtures", "rules"], &["md", "qmd", "Rmd", "mdx"]), &[MARKUP])
    }

    pub(crate) fn of_front_matter() -> Self {
        let mut data = files(&["fixtures", "rules", "tests/data"], &["yaml", "yml", "toml"]);
        data.extend(["title: a\ntags: [b, c]\ndate: 2024-01-02\n", "title = \"a\"\n[b]\nc = [1, 2]\n"].map(str::to_owned));
        Self::new(data, &[DATA])
    }

    pub(crate) fn of_configurations() -> Self {
        let mut all = files(&["rules/profiles"], &["yaml"]);
        all.extend(files(&["fixtures"], &["yaml"]));
        Self::new(all, &[DATA, KEYS])
    }

    pub(crate) fn of_reports() -> Self {
        Self::new(vec![REPORT.to_owned()], &[JSON])
    }

    pub(crate) fn of_baselines() -> Self {
        Self::new(vec![KNOWN.to_owned()], &[BASELINE])
    }

    /// Texts: a part of a file, changed.
    pub(crate) fn texts(&self) -> impl Strategy<Value = String> + use<> {
        self.bytes().prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The same with bytes that need be no text.
    pub(crate) fn bytes(&self) -> impl Strategy<Value = Vec<u8>> + use<> {
        let (files, words) = (Arc::clone(&self.files), Arc::clone(&self.words));
        let word = any::<Index>().prop_map(move |at| at.get(&words).clone());
        let change = prop_oneof![
            6 => (any::<Index>(), vec(word, 1..3)).prop_map(|(at, words)| Change::Put { at, word: words.concat() }),
            2 => (any::<Index>(), 1..40usize).prop_map(|(at, length)| Change::Cut { at, length }),
            1 => (any::<Index>(), 1..12usize, select(vec![2usize, 3, 9, 60])).prop_map(|(at, length, times)| Change::Again { at, length, times }),
            1 => (any::<Index>(), 1..200usize, any::<Index>()).prop_map(|(at, length, to)| Change::Move { at, length, to }),
            1 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Byte { at, byte }),
        ];
        let part = (any::<Index>(), any::<Index>(), 0..PART, any::<bool>());
        (part, vec(change, 0..12)).prop_map(move |((file, from, length, whole), changes)| {
            let file = file.get(&files).as_bytes();
            let from = if whole || file.is_empty() { 0 } else { from.index(file.len()) };
            let mut text = file[from..file.len().min(from + length)].to_vec();
            changes.iter().for_each(|change| change.make(&mut text));
            text
        })
    }
}

impl Change {
    fn make(&self, text: &mut Vec<u8>) {
        let place = |at: &Index, text: &[u8]| at.index(text.len() + 1);
        let run = |at: &Index, length: usize, text: &[u8]| {
            let start = place(at, text);
            start..text.len().min(start + length)
        };
        match self {
            Self::Put { at, word } => {
                let at = place(at, text);
                text.splice(at..at, word.bytes());
            }
            Self::Cut { at, length } => drop(text.drain(run(at, *length, text))),
            Self::Again { at, length, times } => {
                let run = run(at, *length, text);
                let again = text[run.clone()].repeat(*times);
                text.splice(run, again);
            }
            Self::Move { at, length, to } => {
                let moved: Vec<u8> = text.drain(run(at, *length, text)).collect();
                let to = place(to, text);
                text.splice(to..to, moved);
            }
            Self::Byte { at, byte } => {
                let at = place(at, text);
                text.splice(at..text.len().min(at + 1), [*byte]);
            }
        }
    }
}

/// The texts of the files under `folders` of the project whose names end so, in order; a rule's page without its front matter too.
fn files(folders: &[&str], ends: &[&str]) -> Vec<String> {
    let mut paths = Vec::new();
    let mut open: Vec<_> = folders.iter().map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).collect();
    while let Some(folder) = open.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| ends.iter().any(|known| end == *known)) {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let read = |path: &std::path::PathBuf| String::from_utf8(std::fs::read(path).unwrap()).ok();
    paths.iter().filter_map(read).collect()
}
