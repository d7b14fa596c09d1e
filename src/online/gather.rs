//! The addresses to visit, each once, with the links that lead there.

use super::{Counts, Request, address, fragments};
use crate::config::Online;
use crate::corpus::target::Target;
use crate::corpus::{Corpus, Page, PageLink};
use std::collections::HashMap;
use url::Url;

/// An address and the links that lead there.
#[derive(Debug)]
pub(super) struct Address<'c> {
    /// Without fragment.
    pub(super) url: Url,
    /// Its host, as it is compared.
    pub(super) host: String,
    /// The links, by page and place.
    pub(super) uses: Vec<Use<'c>>,
}

/// One link.
#[derive(Debug)]
pub(super) struct Use<'c> {
    /// The page that it stands on.
    pub(super) page: &'c Page,
    /// The link.
    pub(super) link: &'c PageLink,
    /// The whole address.
    pub(super) url: Url,
}

impl Address<'_> {
    /// The fragments that are looked for in its page: none unless `settings` ask for it.
    pub(super) fn fragments(&self, settings: &Online) -> Vec<&str> {
        if !settings.anchors {
            return Vec::new();
        }
        let mut wanted: Vec<&str> = self.uses.iter().filter_map(Use::fragment).collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted
    }
}

impl Use<'_> {
    /// The place on the page that it leads to.
    pub(super) fn fragment(&self) -> Option<&str> {
        self.url.fragment().filter(|fragment| fragments::is_place(fragment))
    }
}

/// Gathers the addresses in the order in which they first stand in the pages that `request` asks for.
pub(super) fn addresses<'c>(corpus: &'c Corpus, settings: &Online, request: &Request, counts: &mut Counts) -> Vec<Address<'c>> {
    let mut addresses: Vec<Address<'c>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for page in corpus.pages.iter().filter(|page| request.holds(page.path())) {
        for link in &page.links {
            let target = page.target(link);
            if Target::read(target) != Target::External || corpus.addresses.hold(target) {
                continue;
            }
            let Some(whole) = address::read(target) else { continue };
            counts.links += 1;
            let host = address::host(&whole);
            if (address::is_example(&host) && !address::is_allowed(&host, &request.allow_private))
                || settings.excludes(whole.as_str())
            {
                counts.skipped += 1;
                continue;
            }
            let mut url = whole.clone();
            url.set_fragment(None);
            let at = *known.entry(url.as_str().to_owned()).or_insert_with(|| {
                addresses.push(Address { url, host, uses: Vec::new() });
                addresses.len() - 1
            });
            addresses[at].uses.push(Use { page, link, url: whole });
        }
    }
    counts.addresses = addresses.len();
    addresses
}
