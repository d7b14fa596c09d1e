//! Where files and lines of the base are now.

use crate::curriculum::compare::Moves;
use crate::document::Source;
use crate::git::{Changes, LineMap, Snapshot, Spot};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// What moved between two snapshots. The lines of a file are compared when someone first asks for them.
#[derive(Debug)]
pub struct Moved {
    before: Arc<Snapshot>,
    after: Arc<Snapshot>,
    /// The paths that differ.
    pub changes: Changes,
    lines: Mutex<HashMap<String, Arc<LineMap>>>,
}

impl Moved {
    /// Between `before` and `after`, which differ by `changes`.
    pub fn new(before: Arc<Snapshot>, after: Arc<Snapshot>, changes: Changes) -> Self {
        Self { before, after, changes, lines: Mutex::default() }
    }

    /// The base.
    pub fn before(&self) -> &Arc<Snapshot> {
        &self.before
    }

    /// What the contribution makes of it.
    pub fn after(&self) -> &Snapshot {
        &self.after
    }

    /// The file at `path` as the contribution has it; `None` if it can't be read.
    pub fn source(&self, path: &str) -> Option<Arc<Source>> {
        source(&self.after, path)
    }

    /// The file that was at `path` in the base; `None` if there was none, or it can't be read.
    pub fn source_before(&self, path: &str) -> Option<Arc<Source>> {
        source(&self.before, path)
    }

    /// Whether the contribution changed, added or renamed the file that is now at `path`.
    pub fn touches(&self, path: &str) -> bool {
        self.changes.touches(path)
    }

    /// Whether the line `line` (from 1) of the file that was at `path` is gone from there.
    pub fn is_gone(&self, path: &str, line: u32) -> bool {
        let now = self.changes.now(path);
        let removed = now == path && self.changes.removed.contains(path);
        removed || matches!(self.line_map(now).of_old(line), Spot::Hunk(_))
    }

    /// Whether the line `line` (from 1) of the file that is now at `path` was not there before.
    pub(super) fn came(&self, path: &str, line: u32) -> bool {
        let added = self.changes.before(path) == path && self.changes.added.contains(path);
        added || self.line_map(path).is_new(line)
    }

    /// The lines of the file that is now at `path`.
    pub fn line_map(&self, path: &str) -> Arc<LineMap> {
        let old = self.changes.before(path);
        if old == path && !self.changes.modified.contains(path) {
            return Arc::default();
        }
        let known = || self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(map) = known().get(path) {
            return Arc::clone(map);
        }
        let (old, new) = (self.source_before(old), self.source(path));
        let (old, new) = (old.as_ref().map(|source| source.text()), new.as_ref().map(|source| source.text()));
        let map = Arc::new(LineMap::new(old.unwrap_or_default(), new.unwrap_or_default()));
        known().insert(path.to_owned(), Arc::clone(&map));
        map
    }
}

fn source(snapshot: &Snapshot, path: &str) -> Option<Arc<Source>> {
    let bytes = snapshot.read(snapshot.get(path)?).ok()?;
    Some(Source::new(path, String::from_utf8_lossy(&bytes).into_owned()))
}

impl Moves for Moved {
    fn path<'a>(&'a self, before: &'a str) -> &'a str {
        self.changes.now(before)
    }

    fn lines(&self, path: &str, before: u32) -> Option<Range<u32>> {
        let map = self.line_map(path);
        map.now(before).map(|line| line..line.saturating_add(1)).or_else(|| map.instead(before))
    }
}
