//! Where Hugo's links lead: the addresses of pages, and how templates and `ref` find pages by their names.

use super::super::ask::{Answer, Ask};
use super::super::page::OnSite;
use super::super::routes::{index, normal};
use super::super::{Lookup, Shape, Site};
use super::*;
use crate::paths::PathKind;
use crate::text::path::{is_markdown, join};

/// Where a page stands in the content.
pub(super) struct Place {
    /// Its path without extension and language.
    logical: String,
    /// The languages that have it.
    pub(super) languages: Vec<usize>,
}

/// What becomes a page, beside Markdown.
const ENDS: &[&str] = &["md", "html", "markdown", "adoc", "rst", "org"];

/// The places of the file at `path`: one, unless several mounts show it.
pub(super) fn place(site: &Site, path: &str) -> Vec<Place> {
    let Some(settings) = site.kept::<Settings>() else { return Vec::new() };
    let mounts: Vec<_> = settings.part(Part::Content).filter_map(|mount| Some((mount, below(&mount.source, path)?))).collect();
    // A folder inside of another one has its files for itself.
    let nearest = mounts.iter().map(|(mount, _)| mount.source.len()).max().unwrap_or_default();
    let of = |(mount, rest): (&mounts::Mount, &str)| {
        let whole = under(&mount.target, rest);
        let stem = whole.rsplit_once('.').map_or(whole.as_str(), |(stem, _)| stem);
        let suffix = stem.rsplit_once('.').and_then(|(plain, name)| Some((plain, settings.language(name)?)));
        let (logical, languages) = match (suffix, mount.languages.is_empty()) {
            (Some((plain, language)), _) => (plain, vec![language]),
            (None, true) => (stem, vec![0]),
            (None, false) => (stem, mount.languages.clone()),
        };
        Place { logical: logical.to_owned(), languages }
    };
    mounts.into_iter().filter(|(mount, _)| mount.source.len() == nearest).map(of).collect()
}

/// The addresses that the place of the page at `path` makes.
pub(super) fn routes(site: &Site, path: &str) -> Vec<String> {
    let Some(settings) = site.kept::<Settings>() else { return Vec::new() };
    let mut found = Vec::new();
    for place in place(site, path) {
        let route = index(&place.logical, &["_index", "index"]);
        found.extend(place.languages.iter().map(|&language| under(settings.prefix(language), route)));
    }
    found
}

/// The addresses of a page: its place's, or what its front matter says instead.
pub(super) fn addresses(site: &Site, path: &str, on: &OnSite) -> Vec<String> {
    let Some(settings) = site.kept::<Settings>() else { return Vec::new() };
    let mut found = Vec::new();
    for (place, language) in place(site, path).iter().flat_map(|place| place.languages.iter().map(move |of| (place, *of))) {
        let prefix = settings.prefix(language);
        let mut own = under(prefix, index(&place.logical, &["_index", "index"]));
        let section = place.logical.ends_with("_index");
        if let Some(slug) = on.slugs.first().filter(|_| !section) {
            own = under(folder_of(&own), slug.trim_matches('/'));
        }
        if let Some(url) = on.permalink.as_deref() {
            own = if url.starts_with('/') { url.trim_matches('/').to_owned() } else { under(prefix, url.trim_matches('/')) };
        }
        for alias in &on.aliases {
            // One without a slash at its beginning stands beside the page.
            let beside = (!alias.starts_with('/')).then(|| join(folder_of(&own), alias)).flatten();
            found.push(beside.unwrap_or_else(|| alias.trim_matches('/').to_owned()));
        }
        found.push(own);
    }
    found
}

/// An address as Hugo makes it: lower case, hyphens for blanks, without signs that are unsafe.
pub(super) fn sanitized(route: &str) -> String {
    let mut out = String::with_capacity(route.len());
    let mut blank = false;
    for c in route.chars() {
        if c.is_whitespace() {
            blank = !out.is_empty() && !out.ends_with('-');
        } else if c.is_alphanumeric() || matches!(c, '.' | '/' | '\\' | '_' | '#' | '+' | '~' | '-' | '@' | '%') || !c.is_ascii()
        {
            if std::mem::take(&mut blank) && c != '-' {
                out.push('-');
            }
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// What looks at the link.
fn hook(ask: &Ask<'_, '_>) -> Hook {
    let Some(settings) = ask.site.kept::<Settings>().filter(|_| !ask.html) else { return Hook::Raw };
    if ask.image { settings.images } else { settings.links }
}

/// Whether the file at `path`, to which the path of a link leads in the repository, is where it leads on the site too.
pub(super) fn publishes(ask: &Ask<'_, '_>, path: &str) -> bool {
    if !ask.is_inside(path) {
        return false;
    }
    match hook(ask) {
        Hook::Raw => false,
        Hook::Other => true,
        Hook::Embedded => is_markdown(path) && !ask.image && shares_language(ask, path),
    }
}

/// Whether the page that asks and the one at `path` are in one language.
fn shares_language(ask: &Ask<'_, '_>, path: &str) -> bool {
    let own = languages(ask.site, ask.page);
    languages(ask.site, path).iter().any(|language| own.contains(language))
}

fn languages(site: &Site, path: &str) -> Vec<usize> {
    place(site, path).into_iter().flat_map(|place| place.languages).collect()
}

pub(super) fn answer<'c>(ask: &Ask<'_, 'c>) -> Answer<'c> {
    let hook = hook(ask);
    // What a template of the project makes of `../` is not known: as an address it is more often meant.
    let address_first = hook == Hook::Other && ask.shape() == Shape::Page;
    if let Some(Answer::Found(found)) = address_first.then(|| ask.at_address()).flatten() {
        return Answer::Found(found);
    }
    if hook != Hook::Raw
        && let Some(found) = by_hook(ask, hook)
    {
        return Answer::Found(found);
    }
    if let Some(answer) = ask.at_address() {
        return answer;
    }
    let addresses = ask.addresses();
    if let Some(found) = addresses.iter().find_map(|address| file_at(ask, address)) {
        return Answer::Found(found);
    }
    if let Some(found) = addresses.iter().find_map(|address| other_page(ask, address)) {
        return Answer::Found(found);
    }
    if addresses.iter().any(|address| is_made(ask, address)) { Answer::Redirected } else { Answer::Dead }
}

/// What a template finds for a link: a page by its name, a file of the page's bundle, a resource.
fn by_hook<'c>(ask: &Ask<'_, 'c>, hook: Hook) -> Option<Found<'c>> {
    let asked = ask.based();
    let page = (!ask.image && !matches!(ask.shape(), Shape::File | Shape::Image)).then(|| by_name(ask, asked)).flatten();
    // The forge, which shows the same file, minds letter case.
    let page =
        page.filter(|found| !is_markdown(asked) || file_name(found.path) == file_name(asked) || !same_name(found.path, asked));
    page.or_else(|| {
        let settings = ask.site.kept::<Settings>()?;
        let mut assets = settings.part(Part::Assets).filter_map(|mount| join(&mount.source, below(&mount.target, asked)?));
        let beside = (hook == Hook::Other && !ask.absolute).then(|| ask.source()).flatten();
        let file = |path: &String| ask.file(path).filter(|found| found.kind != PathKind::Folder);
        beside.as_ref().and_then(file).or_else(|| assets.find_map(|path| file(&path))).or_else(|| in_bundle(ask, asked))
    })
}

/// Whether both files are called alike but for letter case.
fn same_name(path: &str, asked: &str) -> bool {
    file_name(path).to_lowercase() == file_name(asked).to_lowercase()
}

/// A file of the page's own bundle.
fn in_bundle<'c>(ask: &Ask<'_, 'c>, asked: &str) -> Option<Found<'c>> {
    let bundle = file_name(ask.page).starts_with("index.") || file_name(ask.page).starts_with("_index.");
    ask.first(bundle.then(|| join(ask.folder(), asked)).flatten())
}

/// The page of a name, as `ref` finds it: from the page's folder, from the root, or anywhere where it is called so. A page of
/// another language is not found.
fn by_name<'c>(ask: &Ask<'_, 'c>, name: &str) -> Option<Found<'c>> {
    in_languages(ask, name, &languages(ask.site, ask.page))
}

/// The same for pages in the languages `own`.
fn in_languages<'c>(ask: &Ask<'_, 'c>, name: &str, own: &[usize]) -> Option<Found<'c>> {
    let stem = plain(ask.site, name);
    let finder = Finder { ask, own };
    if !ask.absolute && !name.starts_with('/') {
        for place in place(ask.site, ask.page) {
            // From the page's folder, and for a bundle from the one above it.
            let folder = folder_of(&place.logical);
            let above = matches!(file_name(&place.logical), "index").then(|| folder_of(folder));
            let found = [Some(folder), above].into_iter().flatten().find_map(|folder| finder.at(&join(folder, &stem)?));
            if found.is_some() {
                return found;
            }
        }
    }
    let root = join("", &stem)?;
    finder.at(&root).or_else(|| finder.anywhere(&root))
}

/// The name of a page without its extension and language.
fn plain(site: &Site, name: &str) -> String {
    let name = name.trim_end_matches('/');
    let stem = name.rsplit_once('.').filter(|(_, end)| ENDS.contains(end)).map_or(name, |(stem, _)| stem);
    let settings = site.kept::<Settings>();
    let suffix = stem.rsplit_once('.').filter(|(_, end)| settings.is_some_and(|settings| settings.language(end).is_some()));
    let stem = suffix.map_or(stem, |(stem, _)| stem);
    let stem = index(stem, &["_index", "index"]);
    if stem.is_empty() { ".".to_owned() } else { stem.to_owned() }
}

/// Finds pages by their paths in the content, in some languages.
struct Finder<'a, 'p, 'c> {
    ask: &'a Ask<'p, 'c>,
    own: &'a [usize],
}

impl<'c> Finder<'_, '_, 'c> {
    /// The page, the bundle or the section at `logical`.
    fn at(&self, logical: &str) -> Option<Found<'c>> {
        let settings = self.ask.site.kept::<Settings>()?;
        for mount in settings.part(Part::Content) {
            if is_file_of(mount, logical) && mount.fits(self.own) {
                return self.ask.first([&mount.source]);
            }
            let Some(rest) = below(&mount.target, logical) else { continue };
            let stem = under(&mount.source, rest);
            for language in self.own.iter().filter_map(|&number| settings.languages.get(number)) {
                for end in ENDS {
                    let names = ["", "/index", "/_index"]
                        .map(|middle| [format!("{stem}{middle}.{end}"), format!("{stem}{middle}.{language}.{end}")]);
                    let found = names.iter().flatten().find_map(|path| self.file(path));
                    if found.is_some() {
                        return found;
                    }
                }
            }
        }
        self.section(settings, logical)
    }

    /// A file, of one of the languages.
    fn file(&self, path: &str) -> Option<Found<'c>> {
        let found = self.ask.first([path])?;
        languages(self.ask.site, path).iter().any(|language| self.own.contains(language)).then_some(found)
    }

    /// A section, whose first part has a page without a file of its own.
    fn section(&self, settings: &Settings, logical: &str) -> Option<Found<'c>> {
        if logical.is_empty() || logical.contains('/') {
            return None;
        }
        settings.part(Part::Content).filter(|mount| mount.fits(self.own)).find_map(|mount| {
            let path = under(&mount.source, below(&mount.target, logical)?);
            self.ask.file(&path).filter(|found| found.kind == PathKind::Folder)
        })
    }

    /// The only page that is called so, letter case aside.
    fn anywhere(&self, logical: &str) -> Option<Found<'c>> {
        let name = file_name(logical).to_lowercase();
        let wanted = sanitized(logical);
        let fits = |path: &&str| {
            place(self.ask.site, path).iter().any(|place| {
                let own = sanitized(index(&place.logical, &["_index", "index"]));
                let called = if logical.contains('/') { own == wanted } else { file_name(&own) == file_name(&wanted) };
                called && place.languages.iter().any(|language| self.own.contains(language))
            })
        };
        self.ask.called(&sanitized(&name)).find(fits).and_then(|path| self.ask.file(path))
    }
}

/// Whether a mount is that of one file, which becomes the page `logical`.
fn is_file_of(mount: &mounts::Mount, logical: &str) -> bool {
    let stem = mount.target.rsplit_once('.').filter(|(_, end)| ENDS.contains(end)).map(|(stem, _)| stem);
    stem.is_some_and(|stem| sanitized(index(stem, &["_index", "index"])) == sanitized(logical))
}

/// A file among the pages, or a static one below a place of its own, at an address.
fn file_at<'c>(ask: &Ask<'_, 'c>, address: &str) -> Option<Found<'c>> {
    let settings = ask.site.kept::<Settings>()?;
    let address = address.trim_matches('/');
    let prefixes = settings.languages.iter().filter_map(|name| below(name, address));
    let plain: Vec<&str> = std::iter::once(address).chain(prefixes).collect();
    let mounts = || settings.mounts.iter().filter(|mount| matches!(mount.part, Part::Content | Part::Static));
    let exact =
        plain.iter().flat_map(|address| mounts().filter_map(move |mount| join(&mount.source, below(&mount.target, address)?)));
    let is_page_file = |path: &str| is_page_file(path) && ask.is_inside(path);
    let is_file = |found: &Found<'_>| found.kind != PathKind::Folder && !is_page_file(found.path);
    let mut exact = exact.filter_map(|path| ask.file(&path).filter(is_file));
    exact.next().or_else(|| {
        // Folders are written in another way than their addresses.
        let named = ask.lookup.named(file_name(address)).filter(|path| !is_page_file(path));
        let at = |path: &&str| {
            mounts().any(|mount| {
                let inside = below(&mount.source, path).map(|rest| under(&mount.target, rest));
                inside.is_some_and(|inside| {
                    file_name(&inside) == file_name(address) && plain.contains(&sanitized(&inside).as_str())
                })
            })
        };
        named.into_iter().find(at).and_then(|path| ask.file(path))
    })
}

fn is_page_file(path: &str) -> bool {
    is_markdown(path) || path.ends_with(".html")
}

/// A page at an address that is written in HTML, or in another language than Markdown.
fn other_page<'c>(ask: &Ask<'_, 'c>, address: &str) -> Option<Found<'c>> {
    let (language, rest) = of_language(ask.site.kept::<Settings>()?, normal(address));
    let found = Finder { ask, own: &[language] }.at(rest)?;
    (found.kind != PathKind::Folder && !is_markdown(found.path)).then_some(found)
}

/// The number of the language that an address begins with, else that of the first, and what follows it.
fn of_language<'a>(settings: &Settings, address: &'a str) -> (usize, &'a str) {
    let first = address.split('/').next().unwrap_or_default();
    settings.language(first).map_or((0, address), |number| (number, below(first, address).unwrap_or(address)))
}

/// Whether Hugo makes a page at an address without a file: the home of a language, a section, a taxonomy, one of several pages of
/// a list.
fn is_made(ask: &Ask<'_, '_>, address: &str) -> bool {
    let Some(settings) = ask.site.kept::<Settings>() else { return false };
    let address = normal(address);
    let list = paged(address).unwrap_or(address);
    let (language, rest) = of_language(settings, list);
    if rest.is_empty() || settings.taxonomies.iter().any(|taxonomy| **taxonomy == *rest) {
        return true;
    }
    if list != address && matches!(ask.route(list), Some(Answer::Found(_) | Answer::Redirected)) {
        return true;
    }
    let own = [language];
    if settings.part(Part::Content).any(|mount| is_file_of(mount, rest) && mount.fits(&own)) {
        return true;
    }
    Finder { ask, own: &own }.section(settings, rest).is_some_and(|found| has_pages(ask.lookup, found.path))
}

/// The list of which an address is a later page: `posts/page/2`.
fn paged(address: &str) -> Option<&str> {
    let (list, number) = address.rsplit_once('/').unwrap_or(("", address));
    let list = list.strip_suffix("page")?;
    number.parse::<u32>().ok().map(|_| list.trim_end_matches('/'))
}

fn has_pages(lookup: &dyn Lookup, folder: &str) -> bool {
    !lookup.siblings(folder).any(|path| file_name(path).starts_with("index."))
}

/// What a `ref` names: a page of the page's own language, or of the one that it says.
pub(super) fn tag<'c>(ask: &Ask<'_, 'c>, name: &str) -> Option<Found<'c>> {
    match name.split_once("?lang=") {
        Some((path, language)) => {
            let number = ask.site.kept::<Settings>()?.language(language)?;
            in_languages(ask, path, &[number])
        }
        None => by_name(ask, name),
    }
}
