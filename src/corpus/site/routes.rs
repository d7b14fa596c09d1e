//! The addresses of a site's pages.

use super::{Generator, Site, Sure, under};
use crate::corpus::{Corpus, Page};
use crate::text::hashed::{ByHash, Hashed};
use crate::text::normalise;
use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use xxhash_rust::xxh3::xxh3_64;

/// The addresses of a site's pages, and every name that may be part of one.
#[derive(Debug, Default)]
pub(super) struct Routes {
    /// Pages by the hash of their addresses.
    pages: ByHash<u32>,
    names: HashSet<u64, BuildHasherDefault<Hashed>>,
    titles: HashSet<u64, BuildHasherDefault<Hashed>>,
}

impl Routes {
    /// Those of `site`, of which `number` is the number.
    pub(super) fn of(corpus: &Corpus, site: &Site) -> Self {
        let mut routes = Self::default();
        for (at, page) in corpus.pages.iter().enumerate() {
            if !page.site.as_ref().is_some_and(|on| corpus.sites.get(Some(on.site)).is_some_and(|own| std::ptr::eq(own, site))) {
                continue;
            }
            each(site, page, &mut |route| {
                routes.pages.entry(key(site, route)).or_insert(at as u32);
            });
            for name in page.site.iter().flat_map(|on| on.slugs.iter().chain(&on.permalink).chain(&on.aliases)) {
                routes.names.insert(name_key(last(normal(name))));
            }
            if let Some(title) = page.site.as_ref().and_then(|on| on.title.as_deref()) {
                routes.titles.insert(title_key(title));
            }
        }
        if site.sure == Sure::Names {
            for part in corpus.index.entries().flat_map(|path| path.split('/')) {
                routes.names.insert(name_key(part));
            }
        }
        routes
    }

    /// The page at `route`.
    pub(super) fn page(&self, site: &Site, route: &str) -> Option<u32> {
        self.pages.get(&key(site, normal(route))).copied()
    }

    /// Whether anything in the repository is called like the last part of `route`.
    pub(super) fn knows_name(&self, route: &str) -> bool {
        let name = last(normal(route));
        self.names.contains(&name_key(name)) || self.titles.contains(&title_key(name))
    }
}

/// A route as it is compared: without slashes at its ends, without the name of an index page or the end `.html`.
pub(super) fn normal(route: &str) -> &str {
    let route = route.trim_matches('/');
    let route = route.strip_suffix(".html").or_else(|| route.strip_suffix(".htm")).unwrap_or(route);
    match route.strip_suffix("index") {
        Some("") => "",
        Some(folder) if folder.ends_with('/') => folder.trim_end_matches('/'),
        _ => route,
    }
}

fn last(route: &str) -> &str {
    route.rsplit('/').next().unwrap_or_default()
}

fn key(site: &Site, route: &str) -> u64 {
    if site.generator == Generator::Hugo {
        xxh3_64(route.to_lowercase().replace(' ', "-").as_bytes())
    } else {
        xxh3_64(route.as_bytes())
    }
}

/// The key of a name: its extension, a date or a number before it, accents, marks and letter case aside.
fn name_key(name: &str) -> u64 {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = stem.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | ' '));
    xxh3_64(normalise::key(if stem.is_empty() { name } else { stem }).replace(' ', "").as_bytes())
}

/// The key of a title, or of a name made of one: letters and digits alone.
fn title_key(title: &str) -> u64 {
    // `d'été` is `dété` for one generator and `d-été` for another.
    xxh3_64(normalise::key(title).replace(' ', "").as_bytes())
}

/// Calls `see` with each address of `page`, one of `site`: normal, from the base of the site.
pub(super) fn each(site: &Site, page: &Page, see: &mut impl FnMut(&str)) {
    let Some(on) = &page.site else { return };
    for alias in &on.aliases {
        see(normal(alias));
    }
    if let Some(permalink) = &on.permalink {
        see(normal(permalink));
    }
    for route in own(site, page.path()) {
        for slug in &on.slugs {
            if slug.starts_with('/') {
                see(normal(slug));
            } else {
                see(&under(folder_of(&route), slug));
            }
        }
        see(normal(&route));
    }
}

fn folder_of(route: &str) -> &str {
    route.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The address of the page at `path` as its place makes it; several where that depends on what is not known.
pub(super) fn own(site: &Site, path: &str) -> Vec<String> {
    let Some(inside) = site.inside(path) else { return Vec::new() };
    let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
    match site.generator {
        Generator::Hugo => super::hugo::routes(site, path, stem),
        Generator::Jekyll => super::jekyll::routes(stem),
        Generator::Docusaurus => super::docusaurus::routes(site, path),
        Generator::Astro => super::astro::routes(site, path),
        Generator::Mkdocs => super::mkdocs::routes(site, stem),
        _ => vec![index(stem, &["index", "README"]).to_owned()],
    }
}

/// `stem` without its last part where that names an index page.
pub(super) fn index<'s>(stem: &'s str, names: &[&str]) -> &'s str {
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    if names.contains(&name) { folder } else { stem }
}
