//! Every document of a snapshot with its paths: where links lead, and what is wrong with them.
//!
//! It must not know rules or reports. Beside each text it keeps only what rules over all documents need.

mod address;
mod fates;
mod fields;
mod fragment;
mod infer;
mod lookup;
mod made;
mod nearest;
mod onsite;
mod own;
mod page;
mod parts;
mod resolve;
mod said;
mod shown;
mod snapshot;
mod spelled;
mod stand;
mod suggest;
pub mod target;
#[cfg(test)]
mod tests;
mod trouble;
mod witness;

pub use address::{ForgeUrl, View};
pub use fates::{ShortSighted, Sought};
pub use fields::FieldTrouble;
pub use infer::Inferred;
pub use own::{Addresses, UrlFault, UrlTrouble};
pub use page::{Form, Page, PageLink, PathField};
pub use resolve::{Dead, Resolution};
pub use trouble::{Only, Trouble};
pub use witness::{Class, Own, Share, Unchecked};

use crate::anchor::{Anchors, Renderer};
use crate::curriculum::Curriculum;
use crate::document::normalised_label;
use crate::git::Fate;
use crate::paths::{PathIndex, Paths};
use crate::site::{OnSite, Site, Sites};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

/// In how many folders above a page something is looked for: each link that nothing answers asks.
const LEVELS: usize = 32;

/// Every document of a snapshot.
#[derive(Debug)]
pub struct Corpus {
    /// The documents, sorted by path.
    pub pages: Vec<Page>,
    /// Every path.
    pub index: PathIndex,
    /// The folders that a site generator reads.
    pub sites: Sites,
    /// The learning content.
    pub curriculum: Curriculum,
    paths: Arc<dyn Paths>,
    pub(crate) addresses: Addresses,
    fates: OnceLock<BTreeMap<String, Fate>>,
    settled: OnceLock<Vec<Unchecked>>,
    told: OnceLock<infer::Told>,
    /// The anchors of all pages of the sites that share them, with the number of the site.
    shared: OnceLock<HashSet<(u32, Box<str>)>>,
    /// The labels that files of definitions alone define for others.
    labels: OnceLock<HashSet<Box<str>>>,
    /// The texts of headings that lead to them from every page of their site, with its number.
    titles: OnceLock<HashSet<(u32, Box<str>)>>,
    /// The scripts of the repository, once one of its links looks for a file in vain.
    scripts: OnceLock<made::Scripts>,
    /// How often an anchor stands on the pages of a site that are one document, whatever its number.
    alike: OnceLock<HashMap<(u32, Box<str>), u32>>,
    /// The Markdown files that pages of HTML show, once one of their own fragments is looked for in vain.
    shown: OnceLock<shown::Shown>,
}

impl Corpus {
    /// Of `pages`, documents of the snapshot with these `paths`, of which `index` was made and in which these `sites`
    /// are. Its curriculum is empty.
    pub fn new(mut pages: Vec<Page>, paths: Arc<dyn Paths>, mut index: PathIndex, sites: Sites) -> Self {
        pages.sort_by(|a, b| a.path().cmp(b.path()));
        index.number(pages.iter().map(Page::path));
        let curriculum = Curriculum::default();
        Self {
            pages,
            index,
            sites,
            curriculum,
            paths,
            addresses: Addresses::default(),
            fates: OnceLock::new(),
            settled: OnceLock::new(),
            labels: OnceLock::new(),
            titles: OnceLock::new(),
            scripts: OnceLock::new(),
            alike: OnceLock::new(),
            shown: OnceLock::new(),
            told: OnceLock::new(),
            shared: OnceLock::new(),
        }
    }

    /// With the repositories whose addresses on a forge are resolved as well.
    pub fn with_addresses(mut self, addresses: Addresses) -> Self {
        self.addresses = addresses;
        self
    }

    /// Gives away its pages and sites, for the corpus of another snapshot that has them too.
    pub fn take_pages(&mut self) -> (Vec<Page>, Sites) {
        let mut pages = std::mem::take(&mut self.pages);
        pages.iter_mut().for_each(Page::forget);
        (pages, std::mem::take(&mut self.sites))
    }

    /// Whether a file of definitions alone has the label: such files are added to others, or put into them.
    pub fn shares_label(&self, label: &str) -> bool {
        let shared = self.labels.get_or_init(|| self.pages.iter().flat_map(|page| page.shared.iter().cloned()).collect());
        shared.contains(&normalised_label(label))
    }

    /// Whether a heading of another page answers a reference of `page` to `label`, both being one document.
    pub fn shares_title(&self, page: &Page, label: &str) -> bool {
        let merged = self.site_of(page).is_some_and(|site| site.generator.merges_pages());
        let Some(on) = page.site.as_ref().filter(|_| merged) else { return false };
        let of = |page: &'_ Page| {
            let site = page.site.as_ref().map_or(u32::MAX, |on| on.site);
            page.titles.iter().map(move |title| (site, title.clone())).collect::<Vec<_>>()
        };
        let titles = self.titles.get_or_init(|| self.pages.iter().flat_map(of).collect());
        titles.contains(&(on.site, normalised_label(label)))
    }

    /// Whether the name of a file ends with a dot and `end`.
    pub fn has_extension(&self, end: &str) -> bool {
        let ends = |path: &str| path.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(end));
        self.index.entries().any(ends)
    }

    /// The document at that index.
    pub fn page(&self, index: u32) -> Option<&Page> {
        self.pages.get(index as usize)
    }

    /// The document at that path.
    pub fn page_at(&self, path: &str) -> Option<&Page> {
        self.page(self.index.get(path)?.page?)
    }

    /// Decides every link, once: what is wrong with each, and which could not be decided. It uses all cores, so whoever asks
    /// from many threads asks once before.
    pub fn settle(&self) -> &[Unchecked] {
        self.settled.get_or_init(|| {
            self.told.get_or_init(|| infer::infer(self));
            witness::settle(self)
        })
    }

    /// The renderers that the repository's own fragments told, where no evidence names one.
    pub fn inferred(&self) -> &[Inferred] {
        self.settle();
        self.told.get().map_or(&[], |told| &told.renderers)
    }

    /// The anchors that `page` has where its renderer was told by the fragments.
    fn told_anchors(&self, page: &Page) -> Option<&Anchors> {
        let told = self.told.get().filter(|told| !told.renderers.is_empty())?;
        told.anchors(self.index.get(page.path())?.page?)
    }

    /// Whether any page of that site, whose anchors hold everywhere, has this one.
    fn shares(&self, site: u32, anchor: &str) -> bool {
        let shared = self.shared.get_or_init(|| {
            let pages = self.pages.iter().filter_map(|page| Some((page, page.site.as_deref()?)));
            let shares = |on: &OnSite| {
                on.labels.is_some() || self.sites.get(Some(on.site)).is_some_and(|site| site.generator.shares_anchors(site))
            };
            let pages = pages.filter(|(_, on)| shares(on));
            pages.flat_map(|(page, on)| on.shared(&page.anchors).map(|name| (on.site, name.into()))).collect()
        });
        shared.contains(&(site, anchor.into()))
    }

    /// Whether pages of that site, which are one document, have the same anchor so often that one of them is numbered so: with
    /// `words` on two pages there is `words-1`.
    fn numbers(&self, site: u32, anchor: &str) -> bool {
        let (base, number) = unnumbered(anchor);
        let counts = self.alike.get_or_init(|| {
            let mut counts: HashMap<(u32, Box<str>), u32> = HashMap::new();
            for page in &self.pages {
                let own = page.site.as_deref().and_then(|on| Some((on, self.sites.get(Some(on.site))?)));
                let Some((on, _)) = own.filter(|(_, site)| site.generator.merges_pages()) else { continue };
                for name in on.shared(&page.anchors) {
                    *counts.entry((on.site, unnumbered(name).0.into())).or_default() += 1;
                }
            }
            counts
        });
        number.is_some_and(|number| number > 0 && counts.get(&(site, base.into())).is_some_and(|count| *count > number))
    }

    /// Whether the fragments of a site show that a renderer makes them that is not known.
    fn has_unknown_renderer(&self, site: Option<u32>) -> bool {
        self.told.get().is_some_and(|told| told.is_unknown(site))
    }

    /// What makes the anchors of the pages of a site, as its configuration says; without one, of the forge.
    fn renderer_of(&self, site: Option<u32>) -> Renderer {
        self.sites.get(site).map_or(self.sites.forge, |site| site.renderer)
    }

    /// What is wrong with the links of `page`, one of this corpus: each with the link it is about, in order.
    pub fn troubles<'a>(&'a self, page: &'a Page) -> impl Iterator<Item = (&'a PageLink, &'a Trouble)> {
        self.settle();
        page.troubles().iter().filter_map(|(at, trouble)| Some((page.links.get(*at as usize)?, trouble)))
    }

    /// The site that has `page`.
    pub fn site_of(&self, page: &Page) -> Option<&Site> {
        self.sites.get(Some(page.site.as_ref()?.site))
    }

    /// The folders of sites' pages that are not there, where none of a site's is, each with the file that tells of it.
    pub fn lost_folders(&self) -> Vec<String> {
        let is_lost = |site: &&Site| site.roots.iter().all(|root| self.lookup(root, 0).is_none());
        let told = |site: &Site| {
            // What lies among the pages of another site is one of its files.
            let evidence = site.evidence.as_deref().filter(|path| self.sites.number(path).is_none())?;
            Some(format!("{} ({evidence})", site.root()))
        };
        self.sites.iter().filter(is_lost).filter_map(told).collect()
    }

    /// The sites that have a page, by their roots.
    pub fn used_sites(&self) -> Vec<&Site> {
        let numbers: BTreeSet<u32> = self.pages.iter().filter_map(|page| Some(page.site.as_ref()?.site)).collect();
        let mut sites: Vec<&Site> = numbers.into_iter().filter_map(|number| self.sites.get(Some(number))).collect();
        sites.sort_by(|a, b| a.root().cmp(b.root()));
        sites
    }

    /// Whether git knows the file of `page`.
    fn is_tracked(&self, page: &Page) -> bool {
        self.index.get(page.path()).is_none_or(|found| found.tracked)
    }
}

/// `anchor` without the number at its end that tells it from others of the same text, and that number.
fn unnumbered(anchor: &str) -> (&str, Option<u32>) {
    let parts = anchor.rsplit_once('-').and_then(|(base, number)| Some((base, number.parse().ok()?)));
    parts.map_or((anchor, None), |(base, number)| (base, Some(number)))
}
