//! A corpus as site generators ask about it.

use super::{Corpus, Page};
use crate::paths::Found;
use crate::site::{Lookup, OnSite, Site};

impl Lookup for Corpus {
    fn get(&self, path: &str) -> Option<Found<'_>> {
        self.lookup(path, 0)
    }

    fn folded(&self, path: &str) -> Option<Found<'_>> {
        self.index.get_folded(path)
    }

    fn named<'a>(&'a self, name: &str) -> Box<dyn Iterator<Item = &'a str> + 'a> {
        Box::new(self.index.named(name))
    }

    fn siblings<'a>(&'a self, folder: &str) -> Box<dyn Iterator<Item = &'a str> + 'a> {
        Box::new(self.index.siblings(folder))
    }

    fn entries<'a>(&'a self) -> Box<dyn Iterator<Item = &'a str> + 'a> {
        Box::new(self.index.entries())
    }

    fn is_ignored(&self, path: &str) -> bool {
        self.paths.is_ignored(path)
    }

    fn has_label(&self, site: &Site, name: &str) -> bool {
        let number = self.sites.iter().position(|known| std::ptr::eq(known, site));
        number.is_some_and(|number| self.shares(number as u32, name))
    }

    fn has_site(&self, path: &str) -> bool {
        self.sites.number(path).is_some()
    }

    fn pages(&self, site: &Site, see: &mut dyn FnMut(u32, &str, &OnSite)) {
        for (at, page) in self.pages.iter().enumerate() {
            if let Some(on) = &page.site
                && self.sites.get(Some(on.site)).is_some_and(|own| std::ptr::eq(own, site))
            {
                see(at as u32, page.path(), on);
            }
        }
    }

    fn on_site(&self, path: &str) -> Option<&OnSite> {
        self.page(self.index.get(path)?.page?)?.site.as_deref()
    }

    fn page_path(&self, number: u32) -> Option<&str> {
        self.page(number).map(Page::path)
    }
}
