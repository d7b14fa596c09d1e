//! The text of one file with its path: what places are measured in.

use crate::text::{LineIndex, Position};
use std::sync::{Arc, OnceLock};

/// The text of one file of a snapshot.
#[derive(Debug)]
pub struct Source {
    /// Path from the root of the repository, `/` between folders. Bytes that are not UTF-8 are shown as `\xNN`.
    pub path: Arc<str>,
    text: String,
    lines: OnceLock<LineIndex>,
}

impl Source {
    /// The text of the file at `path`.
    pub fn new(path: impl Into<Arc<str>>, text: String) -> Arc<Self> {
        Arc::new(Self { path: path.into(), text, lines: OnceLock::new() })
    }

    /// Path from the root of the repository.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text, a byte order mark included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where its lines start; found when first asked for.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line and column of the byte at `offset`.
    pub fn position(&self, offset: u32) -> Position {
        self.lines().position(&self.text, offset)
    }

    /// The line (from 1) of the byte at `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        self.lines().line(offset)
    }
}
