//! The addresses of a site's pages.

use super::lookup::Lookup;
use super::{OnSite, Site};
use crate::text::hashed::{ByHash, Hashed};
use crate::text::normalise;
use crate::text::path::{extension, file_name, folder_of, under};
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use xxhash_rust::xxh3::xxh3_64;

/// The addresses of a site's pages, and every name that may be part of one.
#[derive(Debug, Default)]
pub(super) struct Routes {
    /// Pages by the hash of their addresses.
    pages: ByHash<u32>,
    /// Drafts that are not published, by the hash of the addresses that they have in a preview.
    drafts: ByHash<u32>,
    /// Pages by the hash of the last part of their places.
    called: ByHash<Vec<u32>>,
    /// Addresses that are made of front matter.
    made: HashSet<u64, BuildHasherDefault<Hashed>>,
    names: HashSet<u64, BuildHasherDefault<Hashed>>,
    titles: HashSet<u64, BuildHasherDefault<Hashed>>,
    /// The first parts of addresses that have more.
    areas: HashSet<u64, BuildHasherDefault<Hashed>>,
    /// The pages that each file is put into, by its path.
    includers: HashMap<Box<str>, Vec<u32>>,
}

impl Routes {
    /// Those of `site`.
    pub(super) fn of(lookup: &dyn Lookup, site: &Site) -> Self {
        let mut routes = Self::default();
        lookup.pages(site, &mut |at, path, on| {
            let hidden = on.draft && site.generator.hides_drafts();
            for route in site.generator.addresses(site, path, on) {
                if hidden {
                    routes.drafts.entry(key(site, normal(&route))).or_insert(at);
                    continue;
                }
                routes.pages.entry(key(site, normal(&route))).or_insert(at);
                if let Some((first, _)) = normal(&route).split_once('/') {
                    routes.areas.insert(key(site, first));
                }
            }
            for route in site.generator.routes(site, path) {
                routes.called.entry(key(site, last(normal(&route)))).or_default().push(at);
            }
            routes.made.extend(on.made.iter().map(|route| key(site, normal(route))));
            for part in &on.parts {
                routes.includers.entry(part.clone()).or_default().push(at);
            }
            for name in on.slugs.iter().chain(&on.permalink).chain(&on.aliases) {
                routes.names.insert(name_key(last(normal(name))));
            }
            if let Some(title) = on.title.as_deref() {
                routes.titles.insert(title_key(title));
            }
        });
        if site.by_name {
            for part in lookup.entries().flat_map(|path| path.split('/')) {
                routes.names.insert(name_key(part));
            }
        }
        routes
    }

    /// The page at `route`.
    pub(super) fn page(&self, site: &Site, route: &str) -> Option<u32> {
        self.pages.get(&key(site, normal(route))).copied()
    }

    /// The draft that a preview shows at `route`.
    pub(super) fn draft(&self, site: &Site, route: &str) -> Option<u32> {
        self.drafts.get(&key(site, normal(route))).copied()
    }

    /// The pages whose place ends with `name`, in order.
    pub(super) fn called(&self, site: &Site, name: &str) -> &[u32] {
        self.called.get(&key(site, name)).map(|pages| &**pages).unwrap_or_default()
    }

    /// Whether some page is in the same area as `route`: below the same first part, if it has one.
    pub(super) fn has_area(&self, site: &Site, route: &str) -> bool {
        normal(route).split_once('/').is_none_or(|(first, _)| self.areas.contains(&key(site, first)))
    }

    /// Whether front matter makes the address `route`.
    pub(super) fn is_made(&self, site: &Site, route: &str) -> bool {
        !self.made.is_empty() && self.made.contains(&key(site, normal(route)))
    }

    /// The pages that the file at `path` is put into.
    pub(super) fn includers(&self, path: &str) -> &[u32] {
        self.includers.get(path).map_or(&[], |pages| pages)
    }

    /// Whether anything in the repository is called like the last part of `route`.
    pub(super) fn knows_name(&self, route: &str) -> bool {
        let name = last(normal(route));
        self.names.contains(&name_key(name)) || self.has_title(route)
    }

    /// Whether a page whose address may be made of its title is titled like the last part of `route`.
    pub(super) fn has_title(&self, route: &str) -> bool {
        !self.titles.is_empty() && self.titles.contains(&title_key(last(normal(route))))
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
    site.generator.folded(route).map_or_else(|| xxh3_64(route.as_bytes()), |folded| xxh3_64(folded.as_bytes()))
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

/// Every address of the page at `path`, one of `site`, as most generators read front matter.
pub(super) fn usual(site: &Site, path: &str, on: &OnSite) -> Vec<String> {
    let mut found: Vec<String> = on.aliases.iter().chain(&on.permalink).map(|address| normal(address).to_owned()).collect();
    for route in site.generator.routes(site, path) {
        for slug in &on.slugs {
            found.push(if slug.starts_with('/') { slug.to_string() } else { under(folder_of(&route), slug) });
        }
        found.push(route);
    }
    found
}

/// Names of pages that stand at the address of their folder.
const INDEXES: &[&str] = &["index", "readme", "_index"];

/// The addresses of the page at `path`, those of an index as the folders that they are.
pub(super) fn folders(site: &Site, path: &str) -> Vec<String> {
    let name = file_name(path).split('.').next().unwrap_or_default();
    let may_be_index = INDEXES.iter().any(|index| index.eq_ignore_ascii_case(name));
    let mut routes = site.generator.routes(site, path);
    for route in routes.iter_mut().filter(|route| may_be_index && file_name(route) != name) {
        route.push('/');
    }
    routes
}

/// The folder of the page whose whole address is `permalink`.
pub(super) fn folder_at(site: &Site, permalink: &str) -> String {
    let is_folder = permalink.ends_with('/') || site.folders && extension(permalink).is_none();
    let folder = if is_folder { permalink } else { folder_of(permalink) };
    format!("{}/", folder.trim_matches('/'))
}

/// The address of the page at `path` where it is its path without the extension; one called as one of `indexes` is its
/// folder's.
pub(super) fn plain(site: &Site, path: &str, indexes: &[&str]) -> Vec<String> {
    site.stem(path).map(|stem| index(stem, indexes).to_owned()).into_iter().collect()
}

/// `stem` without its last part where that names an index page.
pub(super) fn index<'s>(stem: &'s str, names: &[&str]) -> &'s str {
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    if names.contains(&name) { folder } else { stem }
}
