//! What history tells of the paths that links look for in vain, asked once for all of them.

use super::nearest::written_for;
use super::{Corpus, Page, PageLink, Trouble};
use crate::git::{Fate, Fates, Horizon};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What history is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sought {
    /// Links to files that are missing.
    pub links: bool,
    /// Addresses of files on a forge.
    pub addresses: bool,
    /// Paths in front matter.
    pub fields: bool,
}

/// A search through history that ended before history did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortSighted {
    /// The repository whose history it is; `None` for the one that is checked.
    pub repository: Option<String>,
    /// Where it ended.
    pub horizon: Horizon,
}

impl Corpus {
    /// Resolves every link, and asks history what became of the paths that are `sought` and missing, at the cost of reading so
    /// many bytes of it. Without it, [`Self::fate`] knows nothing. Gives the searches that found no end.
    pub fn look_back(&self, sought: Sought, bytes: u64) -> Vec<ShortSighted> {
        self.settle();
        let all: Vec<(Option<u32>, String)> = self.pages.par_iter().flat_map_iter(|page| self.missing(page, sought)).collect();
        let (mut missing, mut siblings) = (BTreeSet::new(), BTreeSet::new());
        for (repository, path) in all {
            match repository {
                None => drop(missing.insert(path)),
                Some(repository) => drop(siblings.insert((repository, path))),
            }
        }
        let mut ended = self.addresses.look_back(&siblings, bytes);
        // Before the lock, so that no thread that waits for the answer is needed to give it.
        let Fates { known, horizon } = if missing.is_empty() { Fates::default() } else { self.paths.fates(&missing, bytes) };
        self.fates.get_or_init(|| known);
        ended.extend(horizon.map(|horizon| ShortSighted { repository: None, horizon }));
        ended
    }

    /// The paths that links of `page` look for in vain; with the number of the sibling, of one's address.
    fn missing<'a>(&'a self, page: &'a Page, sought: Sought) -> impl Iterator<Item = (Option<u32>, String)> + use<'a> {
        let fields = sought.fields.then(|| self.missing_fields(page)).into_iter().flatten().map(|path| (None, path));
        let links = self.troubles(page).filter_map(move |(_, trouble)| match trouble {
            Trouble::MissingFile { path, .. } if sought.links => Some((None, path.to_string())),
            Trouble::Url(trouble) if sought.addresses => trouble.missing(&self.addresses),
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
