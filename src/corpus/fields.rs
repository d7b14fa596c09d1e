//! Paths in front matter: from the page's folder, or from the root.

use super::nearest::Nearest;
use super::page::PathField;
use super::{Corpus, Page};
use crate::git::Fate;
use crate::text::path::folder_of;
use crate::text::path::join_into;

/// What is wrong with a path in front matter.
#[derive(Debug)]
pub enum FieldTrouble<'c> {
    /// Nothing stands there.
    Missing {
        /// What became of it, as far as history tells.
        fate: Option<&'c Fate>,
        /// The path that may have been meant, from the root.
        nearest: Option<&'c str>,
        /// Whether it is a file on the disk that is not staged, where the next commit is what is looked at.
        unstaged: bool,
    },
    /// The path is this one: letter case or Unicode form differ.
    Differs(&'c str),
    /// It stands in the work tree, git does not have it.
    Untracked,
    /// Git ignores it.
    Ignored,
}

impl Corpus {
    /// What is wrong with the paths in the front matter of `page`.
    pub fn field_troubles<'a>(&'a self, page: &'a Page) -> impl Iterator<Item = (&'a PathField, FieldTrouble<'a>)> {
        page.fields.iter().filter_map(|field| Some((field, self.field_trouble(page, &field.value)?)))
    }

    fn field_trouble(&self, page: &Page, value: &str) -> Option<FieldTrouble<'_>> {
        let paths = candidates(page, value);
        if value.is_empty() {
            return None;
        }
        let found: Vec<_> = paths.iter().filter_map(|path| self.lookup(path, 0)).collect();
        if !found.is_empty() {
            let known = found.iter().any(|found| found.tracked) || !self.is_tracked(page);
            return (!known).then_some(FieldTrouble::Untracked);
        }
        if let Some(found) = paths.iter().find_map(|path| self.index.get_folded(path)) {
            return Some(FieldTrouble::Differs(found.path));
        }
        if paths.iter().any(|path| self.paths.is_ignored(path)) {
            return Some(FieldTrouble::Ignored);
        }
        if paths.iter().any(|path| self.paths.is_on_disk(path)) {
            return Some(FieldTrouble::Untracked);
        }
        let fate = paths.iter().find_map(|path| self.fate(path));
        let nearest = Nearest::new(&self.index);
        let nearest = paths.iter().find_map(|path| nearest.candidate(path, page.path()));
        let unstaged = paths.iter().any(|path| self.is_unstaged(path));
        Some(FieldTrouble::Missing { fate, nearest, unstaged })
    }

    /// The paths in the front matter of `page` that are not there, whose history may tell more.
    pub(super) fn missing_fields<'a>(&'a self, page: &'a Page) -> impl Iterator<Item = String> + use<'a> {
        let missing = |path: &String| self.lookup(path, 0).is_none();
        page.fields.iter().map(|field| candidates(page, &field.value)).filter(move |paths| paths.iter().all(missing)).flatten()
    }
}

/// What a path may mean: from the page's folder, and from the root; nothing that leads out of the repository.
fn candidates(page: &Page, value: &str) -> Vec<String> {
    let folder = folder_of(page.path());
    let folders = if value.starts_with('/') { vec![""] } else { vec![folder, ""] };
    let mut paths = Vec::new();
    for folder in folders {
        let mut path = String::new();
        if join_into(folder, value, &mut path).is_none() && !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths
}
