//! Paths that may have been meant by one that is not there: looked up once each, through an index of names.

use super::PathIndex;
use crate::text::answers::Answers;
use crate::text::names::Names;
use crate::text::path::{file_name, folder_of};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The files of one folder with the same extension: their names without it, and which entries they are.
type Kind = (Names, Vec<u32>);

/// The files of one folder by their extensions.
type Kinds = HashMap<String, Kind>;

/// What is known of names that are alike, as far as someone asked.
#[derive(Debug, Default)]
pub(super) struct Near {
    /// By folder, the files of each extension.
    folders: Mutex<HashMap<Box<str>, Arc<OnceLock<Kinds>>>>,
    answers: Answers<Option<u32>>,
}

/// Every second folder has one of these.
const EVERYWHERE: &[&str] = &["readme.md", "index.md", "_index.md", "index.html", "license"];

/// Extensions under which the same may be kept.
const FORMS: &[&[&str]] = &[&["json", "toml", "yaml", "yml"], &["gif", "jpeg", "jpg", "png", "svg", "webp"]];

/// Extensions of files that addresses without one may mean.
const PAGES: &[&str] = &["md", "mdx", "markdown", "qmd", "Rmd", "ipynb", "rst", "html"];

impl PathIndex {
    /// The path that may have been meant by `path`, which is not there; never `but`, where it was written.
    pub fn nearest(&self, path: &str, but: &str) -> Option<&str> {
        let found = self.near.answers.get_or(path, || self.search(path, ""));
        let found = self.entry(found?)?;
        if found == but { self.entry(self.search(path, but)?) } else { Some(found) }
    }

    fn search(&self, path: &str, but: &str) -> Option<u32> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let elsewhere = || self.elsewhere(folder, name).filter(|found| self.entry(*found) != Some(but));
        elsewhere().or_else(|| self.page(path, but)).or_else(|| self.beside(folder, name, but))
    }

    /// The only file of that name in another folder. Where a site that was built is kept as well, each of them lies there twice:
    /// the one is meant whose innermost and outermost folders are those of `folder`.
    fn elsewhere(&self, folder: &str, name: &str) -> Option<u32> {
        if EVERYWHERE.contains(&name.to_lowercase().as_str()) {
            return None;
        }
        let same: Vec<u32> = self.named_entries(name).collect();
        if let [one] = same.as_slice() {
            return Some(*one);
        }
        let (outermost, innermost) = (folder.split_once('/')?.0, file_name(folder));
        let is_alike = |folder: &str| folder.split('/').next() == Some(outermost) && file_name(folder) == innermost;
        let mut alike = same.into_iter().filter(|&entry| self.entry(entry).is_some_and(|path| is_alike(folder_of(path))));
        alike.next().filter(|_| alike.next().is_none())
    }

    /// The page at `path`, which says no extension; else the only one of that name: `./features` may mean `docs/features.md`.
    fn page(&self, path: &str, but: &str) -> Option<u32> {
        let name = file_name(path);
        if name.is_empty() || name.contains('.') || EVERYWHERE.iter().any(|common| split(common).0.eq_ignore_ascii_case(name)) {
            return None;
        }
        let named = PAGES.iter().flat_map(|extension| self.named_entries(&format!("{name}.{extension}")));
        let found: Vec<u32> = named.filter(|entry| self.entry(*entry) != Some(but)).collect();
        let is_there = |entry: &&u32| self.entry(**entry).is_some_and(|found| split(found).0 == path);
        let there = found.iter().find(is_there).copied();
        there.or_else(|| found.first().copied().filter(|_| found.len() == 1))
    }

    /// The file of the same folder whose name is nearest; the extension must be the same.
    fn beside(&self, folder: &str, name: &str, but: &str) -> Option<u32> {
        let known = {
            let mut folders = self.near.folders.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(folders.entry(folder.into()).or_default())
        };
        let (stem, extension) = split(name);
        let (kinds, extension) = (known.get_or_init(|| self.kinds(folder)), extension.to_lowercase());
        self.alike(kinds, stem, &extension, but).or_else(|| self.of_other_kind(kinds, stem, &extension))
    }

    /// The file whose name is nearest to `stem`, among those of the same extension.
    fn alike(&self, kinds: &Kinds, stem: &str, extension: &str, but: &str) -> Option<u32> {
        let (names, entries) = kinds.get(extension)?;
        // They are sorted by path.
        let but = entries.binary_search_by_key(&Some(but), |&entry| self.entry(entry)).ok();
        let found = names.nearest(stem, but.and_then(|number| u32::try_from(number).ok()))?;
        entries.get(found as usize).copied()
    }

    /// The only file of that name whose extension says the same in another form: `config.yaml` for `config.toml`.
    fn of_other_kind(&self, kinds: &Kinds, stem: &str, extension: &str) -> Option<u32> {
        let forms = FORMS.iter().find(|forms| forms.contains(&extension))?;
        let named = |entry: &&u32| self.entry(**entry).is_some_and(|path| split(file_name(path)).0 == stem);
        let others = forms.iter().filter_map(|form| kinds.get(*form));
        let mut found = others.flat_map(|(_, entries)| entries.iter().filter(named));
        found.next().copied().filter(|_| found.next().is_none())
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
