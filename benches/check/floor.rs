//! The floor: the least that any checker of a repository's Markdown has to do.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use git2::Repository;
use pulldown_cmark::{Options, Parser};
use rayon::prelude::*;

use crate::Failure;

/// The hidden argument that makes this program be the floor.
pub(crate) const FLAG: &str = "--floor";

/// What the floor went through.
#[derive(Default, Clone, Copy)]
pub(crate) struct Drained {
    /// Markdown files read.
    pub(crate) documents: u64,
    /// Their bytes.
    pub(crate) bytes: u64,
    /// Events of the parser; counted so that no compiler may drop the parsing.
    events: u64,
}

impl Drained {
    /// As the child prints it.
    pub(crate) fn to_line(self) -> String {
        format!("{} {} {}", self.documents, self.bytes, self.events)
    }

    /// Reads what the child printed; `None` for anything else.
    pub(crate) fn from_line(line: &str) -> Option<Self> {
        let mut numbers = line.split_whitespace().map(str::parse);
        let mut next = || numbers.next()?.ok();
        Some(Self { documents: next()?, bytes: next()?, events: next()? })
    }

    fn plus(self, other: Self) -> Self {
        Self { documents: self.documents + other.documents, bytes: self.bytes + other.bytes, events: self.events + other.events }
    }
}

/// Lists, reads and parses the Markdown of the repository at `folder` on all cores.
pub(crate) fn drain(folder: &Path) -> Result<Drained, Failure> {
    markdown(folder)?
        .into_par_iter()
        .map(|path| {
            let bytes = match fs::read(path) {
                // A tracked file that is not in the work tree is no work for anybody.
                Err(gone) if gone.kind() == ErrorKind::NotFound => return Ok(Drained::default()),
                read => read?,
            };
            let events = match std::str::from_utf8(&bytes) {
                Ok(text) => events(text),
                Err(_) => events(&String::from_utf8_lossy(&bytes)),
            };
            Ok(Drained { documents: 1, bytes: bytes.len() as u64, events })
        })
        .try_reduce(Drained::default, |one, other| Ok(one.plus(other)))
}

fn events(text: &str) -> u64 {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    Parser::new_ext(text, options).into_offset_iter().count() as u64
}

/// The regular Markdown files of the index, as places in the work tree.
fn markdown(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    const KIND: u32 = 0o170_000;
    const REGULAR: u32 = 0o100_000;
    let repository = Repository::open(folder)?;
    let root = repository.workdir().ok_or("a repository without a work tree cannot be measured")?;
    let index = repository.index()?;
    let paths = index
        .iter()
        .filter(|entry| entry.mode & KIND == REGULAR)
        .filter_map(|entry| String::from_utf8(entry.path).ok())
        .filter(|path| path.ends_with(".md") || path.ends_with(".markdown"))
        .map(|path| root.join(path))
        .collect();
    Ok(paths)
}
