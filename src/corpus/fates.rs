//! What history tells of the paths that links look for in vain, asked once for all of them.

use super::nearest::written_for;
use super::{Corpus, Page, PageLink, Trouble};
use crate::git::Fate;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

impl Corpus {
    /// Resolves every link, and asks history what became of the paths that are missing. Without it, [`Self::fate`] knows
    /// nothing.
    pub fn look_back(&self) {
        let all: Vec<(Option<u32>, String)> = self.pages.par_iter().flat_map_iter(|page| self.missing(page)).collect();
        let (mut missing, mut siblings) = (BTreeSet::new(), BTreeSet::new());
        for (repository, path) in all {
            match repository {
                None => drop(missing.insert(path)),
                Some(repository) => drop(siblings.insert((repository, path))),
            }
        }
        self.addresses.look_back(&siblings);
        // Before the lock, so that no thread that waits for the answer is needed to give it.
        let fates = if missing.is_empty() { BTreeMap::new() } else { self.paths.fates(&missing) };
        self.fates.get_or_init(|| fates);
    }

    /// The paths that links of `page` look for in vain; with the number of the sibling, of one's address.
    fn missing<'a>(&'a self, page: &'a Page) -> impl Iterator<Item = (Option<u32>, String)> + use<'a> {
        let fields = self.missing_fields(page).map(|path| (None, path));
        let links = self.troubles(page).filter_map(|(_, trouble)| match trouble {
            Trouble::MissingFile { path, .. } => Some((None, path.to_string())),
            Trouble::Url(trouble) => trouble.missing(&self.addresses),
            _ => None,
        });
        links.chain(fields)
    }

    /// What became of `path`, which a link of some page looks for in vain.
    pub fn fate(&self, path: &str) -> Option<&Fate> {
        self.fates.get()?.get(path)
    }

    /// Whether `path`, which a link looks for in vain, is a file on the disk that is not staged, where the next commit is what
    /// is looked at.
    pub fn is_unstaged(&self, path: &str) -> bool {
        self.paths.is_unstaged(path)
    }

    /// The target that `link` of `page` should have so as to lead to the path `to`, instead of `path`, to which it leads
    /// now: written as it is, with the same query and fragment.
    pub fn retargeted(&self, page: &Page, link: &PageLink, path: &str, to: &str) -> String {
        written_for(page, link, path, to)
    }
}
