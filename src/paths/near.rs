//! Paths that may have been meant by one that is not there: looked up once each, through an index of names.

use super::PathIndex;
use crate::text::names::{Answers, Names};
use crate::text::path::file_name;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The files of one folder with the same extension: their names without it, and which entries they are.
type Kind = (Names, Vec<u32>);

/// The best answer and the next, as numbers of entries.
type Two = [Option<u32>; 2];

/// What is known of names that are alike, as far as someone asked.
#[derive(Debug, Default)]
pub(super) struct Near {
    /// By folder, the files of each extension.
    folders: Mutex<HashMap<Box<str>, Arc<OnceLock<HashMap<String, Kind>>>>>,
    answers: Answers<Two>,
}

impl PathIndex {
    /// The path that may have been meant by `path`, which is not there; never `but`, where it was written.
    pub fn nearest(&self, path: &str, but: &str) -> Option<&str> {
        let found = self.near.answers.get_or(path, || self.search(path));
        found.into_iter().flatten().filter_map(|entry| self.entry(entry)).find(|found| *found != but)
    }

    fn search(&self, path: &str) -> Two {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        match self.elsewhere(name) {
            Some(only) => [Some(only), None],
            None => self.beside(folder, name),
        }
    }

    /// The only file of that name in another folder.
    fn elsewhere(&self, name: &str) -> Option<u32> {
        // Every second folder has one of these.
        if ["readme.md", "index.md", "_index.md", "index.html", "license"].contains(&name.to_lowercase().as_str()) {
            return None;
        }
        let mut same = self.named_entries(name);
        let first = same.next()?;
        same.next().is_none().then_some(first)
    }

    /// The files of the same folder whose names are nearest; the extension must be the same.
    fn beside(&self, folder: &str, name: &str) -> Two {
        let known = {
            let mut folders = self.near.folders.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(folders.entry(folder.into()).or_default())
        };
        let (stem, extension) = split(name);
        match known.get_or_init(|| self.kinds(folder)).get(&extension.to_lowercase()) {
            Some((names, entries)) => names.nearest(stem).map(|found| entries.get(found? as usize).copied()),
            None => [None; 2],
        }
    }

    /// The files of `folder` by their extensions.
    fn kinds(&self, folder: &str) -> HashMap<String, Kind> {
        let mut kinds: HashMap<String, (Vec<&str>, Vec<u32>)> = HashMap::new();
        for entry in self.entries_in(folder) {
            let (stem, extension) = split(self.entry(entry).map_or("", file_name));
            let (stems, entries) = kinds.entry(extension.to_lowercase()).or_default();
            stems.push(stem);
            entries.push(entry);
        }
        kinds.into_iter().map(|(extension, (stems, entries))| (extension, (Names::new(stems), entries))).collect()
    }
}

/// The name of a file without its extension, and that.
fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or((name, ""))
}
