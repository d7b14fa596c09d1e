//! Whether a site has what a link of one of its pages asks for.

use super::lookup::Lookup;
use super::routes::{Routes, normal};
use super::{Cause, Doubt, Shape, Site};
use crate::paths::{Found, PathKind};
use crate::text::path::{below, ended, extension, file_name, folder_of, is_markdown, join, under};

/// What a link of a page of a site asks for.
#[derive(Clone, Copy)]
#[expect(missing_debug_implementations, reason = "it borrows a trait object")]
pub struct Ask<'a, 'c> {
    pub(crate) lookup: &'c dyn Lookup,
    pub(crate) site: &'c Site,
    /// The path of the page.
    pub(crate) page: &'a str,
    /// The path asked for, decoded, without the slash of an absolute one.
    pub(crate) path: &'a str,
    /// Whether it begins at the root of the site.
    pub(crate) absolute: bool,
    /// Whether it is an image.
    pub(crate) image: bool,
    /// Whether it stands in raw HTML.
    pub(crate) html: bool,
    /// Whether attributes after it (`{target="_self"}`) let the generator leave it as it is written.
    pub(crate) verbatim: bool,
    /// Whether it is the path of a file that is put into the page.
    pub(crate) part: bool,
    /// Whether a place on it is asked for.
    pub(crate) followed: bool,
    /// Whether the page is put into others.
    pub(crate) included: bool,
    /// Whether drafts are shown, as to one who reads a draft.
    pub(crate) drafts: bool,
}

/// What a site knows of it.
#[derive(Clone, Debug)]
pub enum Answer<'c> {
    /// It is there.
    Found(Found<'c>),
    /// A redirection answers it.
    Redirected,
    /// Nothing that the generator knows of answers it: it is dead, unless a doubt of the site reaches it.
    Dead,
    /// Something named could answer it.
    Unsure(Doubt),
}

impl<'c> From<Option<Found<'c>>> for Answer<'c> {
    fn from(found: Option<Found<'c>>) -> Self {
        found.map_or(Self::Dead, Self::Found)
    }
}

/// Files that generators and their plugins usually make: feeds, maps of the site, texts for machines.
const MADE: &[&str] = &["xml", "rss", "atom", "txt", "json", "webmanifest"];

/// How many pages one file may be put into for its links to be read from each.
const INCLUDERS: usize = 16;

impl<'c> Ask<'_, 'c> {
    /// The site's answer: dead is only what none of its doubts reaches.
    pub(crate) fn answer(&self) -> Answer<'c> {
        let includers = if self.absolute || self.part { None } else { self.through_includers() };
        if let Some(answer) = includers.clone().filter(|_| self.site.is_part(self.page)) {
            return answer;
        }
        match self.site.generator.answer(self) {
            Answer::Dead => match includers {
                Some(answer) if !matches!(answer, Answer::Dead) => answer,
                _ => self.doubt().map_or(Answer::Dead, Answer::Unsure),
            },
            answer => answer,
        }
    }

    /// The draft to which the link leads in a preview alone.
    pub(crate) fn draft(&self) -> Option<Found<'c>> {
        if self.drafts || !self.site.generator.hides_drafts() {
            return None;
        }
        match (Ask { drafts: true, ..*self }).answer() {
            Answer::Found(found) if self.is_hidden(&found) => Some(found),
            _ => None,
        }
    }

    /// Whether what is found is a draft that this page does not lead to.
    pub(crate) fn is_hidden(&self, found: &Found<'_>) -> bool {
        let hides = !self.drafts && self.site.generator.hides_drafts();
        hides && self.lookup.on_site(found.path).is_some_and(|on| on.draft)
    }

    /// The answer as the pages read the link that the page is put into; `None` where it is put into none that is known.
    pub(crate) fn through_includers(&self) -> Option<Answer<'c>> {
        let pages = self.routes().includers(self.page);
        let paths: Vec<&str> = pages.iter().take(INCLUDERS).filter_map(|&page| self.lookup.page_path(page)).collect();
        let deeper = paths.iter().any(|path| self.site.is_part(path));
        if paths.is_empty() || pages.len() > INCLUDERS || deeper {
            return None;
        }
        let read = |page| {
            let ask = Ask { page, included: false, ..*self };
            match self.site.generator.answer(&ask) {
                Answer::Dead => ask.doubt().map_or(Answer::Dead, Answer::Unsure),
                answer => answer,
            }
        };
        paths.into_iter().map(read).find(|answer| !matches!(answer, Answer::Dead)).or(Some(Answer::Dead))
    }

    /// Why what nothing answers may be there all the same.
    pub(crate) fn doubt(&self) -> Option<Doubt> {
        let shape = self.shape();
        // A form is copied to a place where its files may stand.
        if self.included && !self.absolute && !self.part && (is_form(self.page) || self.may_stand_elsewhere()) {
            return Some(Doubt::new(Cause::Included));
        }
        let addresses = self.addresses();
        // A Markdown file is named by its path, whatever address its page has.
        let source = self.source().filter(|_| shape == Shape::Source && !self.absolute);
        let named = source.as_deref().and_then(|path| self.site.inside(path));
        let address = named.or(addresses.first().map(String::as_str)).unwrap_or(self.based());
        // What is about this very target comes first: no other links outweigh it.
        if self.is_made(&addresses) {
            return Some(Doubt::new(Cause::Ignored));
        }
        let is_named = || self.lookup.named(file_name(self.path)).next().is_some();
        if let Some(doubt) = self.site.doubt_where(shape, self.absolute, address.trim_matches('/'), &is_named) {
            return Some(doubt.clone());
        }
        let made = shape == Shape::File && !self.part && extension(self.path).is_some_and(|end| MADE.contains(&end));
        if made {
            return Some(Doubt::new(Cause::Made));
        }
        if shape == Shape::Page && self.routes().has_title(self.path) {
            return Some(Doubt::new(Cause::Titled));
        }
        let known = match shape {
            Shape::Page => normal(self.path).is_empty() || self.routes().knows_name(self.path),
            Shape::Image => self.absolute && self.lookup.named(file_name(self.path)).next().is_some(),
            _ => false,
        };
        (self.site.by_name && known).then(|| Doubt::new(Cause::Named))
    }

    /// Whether what a page asks for may be there, seen from another folder: something in the repository is called so.
    pub(super) fn may_stand_elsewhere(&self) -> bool {
        let name = file_name(self.path);
        // A page has other names on the site than its file.
        let page = self.shape() == Shape::Page && extension(name).is_none();
        page || self.lookup.named(name).next().is_some() || {
            let stem = name.strip_suffix(".html").or_else(|| name.strip_suffix(".htm"));
            stem.is_some_and(|stem| stem == "index" || self.routes().knows_name(stem))
        }
    }

    /// Whether it begins at the root of the host, beside the site, which is published below a path of its own.
    pub(super) fn is_beside(&self) -> bool {
        self.absolute && !self.site.base.is_empty() && below(&self.site.base, self.path).is_none()
    }

    /// What it asks for, by its looks.
    pub(crate) fn shape(&self) -> Shape {
        shape(self.path, self.image)
    }

    /// Where nothing is known of routes: what stands at the path is there, or a page that most generators would put there;
    /// the rest is not, as far as the doubts of the site let it.
    pub(super) fn guarded(&self) -> Answer<'c> {
        let source = self.source();
        let file = source.as_ref().and_then(|path| self.file(path));
        let page = || {
            let source = source.as_ref().filter(|_| self.shape() == Shape::Page)?;
            let stem = source.strip_suffix(".html").unwrap_or(source);
            self.first(ended(stem, &[".md", ".mdx", "/index.md", "/README.md"]))
        };
        file.or_else(page).map(Answer::Found).or_else(|| self.at_address()).unwrap_or(Answer::Dead)
    }

    /// Whether the path ends like that of a Markdown file.
    pub(super) fn is_markdown(&self) -> bool {
        is_markdown(self.path)
    }

    /// The path without the base under which the site is published.
    pub(super) fn based(&self) -> &str {
        if self.absolute { below(&self.site.base, self.path).unwrap_or(self.path) } else { self.path }
    }

    /// The folder of the page.
    pub(super) fn folder(&self) -> &str {
        folder_of(self.page)
    }

    /// The file that is asked for where paths are those of files: from the page's folder, or from the first root that
    /// has it. `None` out of the repository.
    pub(super) fn source(&self) -> Option<String> {
        if !self.absolute {
            return join(self.folder(), self.path);
        }
        let mut paths = self.site.roots.iter().filter_map(|root| join(root, self.based()));
        let first = paths.next();
        paths.find(|path| self.file(path).is_some()).or(first)
    }

    /// What stands at `path` of the repository.
    pub(super) fn file(&self, path: &str) -> Option<Found<'c>> {
        self.lookup.get(path)
    }

    /// The first of these that is a file.
    pub(super) fn first<S: AsRef<str>>(&self, paths: impl IntoIterator<Item = S>) -> Option<Found<'c>> {
        paths.into_iter().find_map(|path| self.file(path.as_ref()).filter(|found| found.kind != PathKind::Folder))
    }

    /// The file of a public folder at `path` of the site.
    pub(super) fn public(&self, path: &str) -> Option<Found<'c>> {
        let path = path.trim_matches('/');
        self.site.public.iter().find_map(|folder| {
            let at = join(folder, path)?;
            self.file(&at).filter(|found| found.kind != PathKind::Folder || self.file(&format!("{at}/index.html")).is_some())
        })
    }

    /// The addresses of the site.
    fn routes(&self) -> &'c Routes {
        self.site.routes.get_or_init(|| Routes::of(self.lookup, self.site))
    }

    /// The page at `route`, from the base of the site; or what leads there elsewhere.
    pub(super) fn route(&self, route: &str) -> Option<Answer<'c>> {
        let draft = || self.routes().draft(self.site, route).filter(|_| self.drafts);
        let page = self.routes().page(self.site, route).or_else(draft);
        if let Some(page) = page.and_then(|at| self.lookup.page_path(at)) {
            return self.file(page).map(Answer::Found);
        }
        let leads = self.is_led(route)
            || self.routes().is_made(self.site, route)
            || self.site.redirects.rewritten(route).any(|to| self.is_there(&to));
        leads.then_some(Answer::Redirected)
    }

    fn is_there(&self, route: &str) -> bool {
        self.routes().page(self.site, route).is_some() || self.public(route).is_some()
    }

    /// Whether a rule of the host leads `route` elsewhere, and not to a page of the site that is missing.
    pub(super) fn is_led(&self, route: &str) -> bool {
        self.site.redirects.lead(route, |to| {
            let to = below(&self.site.base, to).unwrap_or(to);
            // Of an area in which the repository has no page nobody can say what is there.
            !self.routes().has_area(self.site, to) || self.is_there(to)
        })
    }

    /// The paths of the pages whose place ends with `name`.
    pub(super) fn called(&self, name: &str) -> impl Iterator<Item = &'c str> {
        let lookup = self.lookup;
        self.routes().called(self.site, name).iter().filter_map(move |&at| lookup.page_path(at))
    }

    /// The address asked for, from the base of the site: of a relative one, seen from the addresses that its page has.
    pub(super) fn addresses(&self) -> Vec<String> {
        if self.absolute {
            return join("", self.based()).into_iter().collect();
        }
        let from = |route: &String| {
            let folder = match route.strip_suffix('/') {
                Some(folder) => folder,
                None if self.site.folders => route,
                None => folder_of(route),
            };
            join(folder, self.path)
        };
        let on = self.lookup.on_site(self.page);
        let said = on.map(|on| self.site.generator.read_from(self.site, self.page, on));
        said.unwrap_or_else(|| super::routes::folders(self.site, self.page)).iter().filter_map(from).collect()
    }

    /// What stands at one of the addresses asked for: a page, a redirection, or a file served as it is.
    pub(crate) fn at_address(&self) -> Option<Answer<'c>> {
        self.addresses().iter().find_map(|route| self.route(route).or_else(|| self.public(route).map(Answer::Found)))
    }

    /// Whether git ignores what would be there: something makes it that is not in the repository.
    fn is_made(&self, addresses: &[String]) -> bool {
        let is_page = self.shape() == Shape::Page;
        let made = |source: &str| {
            let mut pages = self.site.generator.sources().iter().filter(|_| is_page);
            self.is_ignored(source) || pages.any(|end| self.is_ignored(&format!("{source}.{end}")))
        };
        let at_address = addresses.iter().filter(|_| is_page).map(|address| under(self.site.root(), address));
        self.source().into_iter().chain(at_address).any(|source| {
            let source = source.trim_end_matches('/');
            made(source) || is_page && self.untranslated(source).is_some_and(|source| made(&source))
        })
    }

    /// The same place among the pages of the default language, which are shown where there is no translation.
    fn untranslated(&self, source: &str) -> Option<String> {
        let (default, others) = self.site.languages.split_first()?;
        let inside = self.site.inside(source)?;
        let (language, rest) = inside.split_once('/')?;
        let translated = others.iter().any(|other| **other == *language);
        translated.then(|| format!("{}{}", &source[..source.len() - inside.len()], under(default, rest)))
    }

    /// Whether git ignores `path`, or the first folder above it that is not there.
    pub(crate) fn is_ignored(&self, path: &str) -> bool {
        let mut at = path;
        loop {
            if self.lookup.is_ignored(at) {
                return true;
            }
            match at.rsplit_once('/') {
                Some((folder, _)) if self.lookup.get(folder).is_none() => at = folder,
                _ => return false,
            }
        }
    }

    /// Whether `path` of the repository is among the pages of the site.
    pub(super) fn is_inside(&self, path: &str) -> bool {
        self.site.inside(path).is_some()
    }
}

impl Site {
    /// Whether the file at `path` is a part of pages, if of any, and none itself.
    pub(crate) fn is_part(&self, path: &str) -> bool {
        self.generator.is_included(self, path) || self.is_no_page(path)
    }
}

/// What a link to `path` asks for, by its looks.
pub(crate) fn shape(path: &str, image: bool) -> Shape {
    match extension(path) {
        _ if image => Shape::Image,
        _ if is_markdown(path) => Shape::Source,
        None | Some("html" | "htm") => Shape::Page,
        Some(_) => Shape::File,
    }
}

/// Whether the path is that of a page and no other file: no extension, or one of pages.
pub(super) fn is_page(path: &str) -> bool {
    extension(path).is_none_or(|end| ["html", "htm"].contains(&end) || is_markdown(path))
}

/// Whether pages are made of the file at `path` by copying it.
fn is_form(path: &str) -> bool {
    path.split('/').any(|part| matches!(part, "archetypes" | "templates" | "_templates"))
}

/// Whether the file at `path` is put into pages and is none itself.
pub(super) fn is_partial(path: &str) -> bool {
    let parts = ["snippets", "includes", "_includes", "partials", "_partials", "archetypes", "templates", "_templates"];
    path.split('/').any(|part| parts.contains(&part)) || {
        let name = file_name(path);
        name.starts_with('_') && !name.starts_with("_index.")
    }
}
