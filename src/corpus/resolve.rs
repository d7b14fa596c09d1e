//! Where links lead in the repository, by GitHub's rules: the page's folder, `..`, percent-encoding, symbolic links.

use super::Corpus;
use super::fragment::anchor;
use super::nearest::{Nearest, written_for};
use super::onsite;
use super::page::{Form, Page, PageLink};
use super::target::{Address, Target};
use super::trouble::{Only, Trouble};
use crate::paths::{Found, PathKind};
use crate::text::normalise;
use crate::text::path::{decoded, folder_of, is_markdown, join_into};

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution<'c, 't> {
    /// A place on its own page.
    Own(&'t str),
    /// A path of the repository, and the fragment asked of it.
    Found(Found<'c>, Option<&'t str>),
    /// A path that differs in letter case or Unicode form alone.
    Differs(Found<'c>, Option<&'t str>),
    /// No path of the repository; the one looked for is in the buffer.
    Missing,
    /// Out of the repository.
    Outside,
    /// The generator of a site knows.
    Site,
    /// Not on the site of the page, though the forge shows it.
    OffSite(Found<'c>),
    /// The site of the page has no such page; it would not help to look for a file of that path.
    NoPage,
    /// Not into the repository: external, mail, a template, one machine's path, malformed, empty.
    Elsewhere,
}

/// How a link is written, as far as sites care.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    pub(super) image: bool,
    /// Whether it stands in raw HTML.
    pub(super) html: bool,
    /// Whether it is a generator's own tag.
    pub(super) tag: bool,
}

/// Resolves every link of `page`; what is wrong, with the link's index.
pub(super) fn troubles(corpus: &Corpus, page: &Page) -> Box<[(u32, Trouble)]> {
    let mut found = Vec::new();
    let mut buffer = String::with_capacity(128);
    let mut nearest = Nearest::new(&corpus.index);
    for (at, link) in page.links.iter().enumerate() {
        if let Some(trouble) = trouble(corpus, page, link, &mut buffer, &mut nearest) {
            found.push((at as u32, trouble));
        }
    }
    found.into()
}

fn trouble(corpus: &Corpus, page: &Page, link: &PageLink, buffer: &mut String, nearest: &mut Nearest<'_>) -> Option<Trouble> {
    if let Some(trouble) = corpus.url_trouble(page, link) {
        return Some(trouble);
    }
    if link.form == Form::Address {
        return None;
    }
    let target = page.target(link);
    let shape = Shape { image: link.image, html: link.form == Form::Html, tag: link.form == Form::Tag };
    match corpus.resolve_as(page, target, shape, buffer) {
        Resolution::Own(fragment) => anchor(corpus, page, page, fragment, nearest),
        Resolution::Found(found, fragment) => {
            if !found.tracked && corpus.is_tracked(page) {
                return Some(Trouble::Untracked(found.path.into()));
            }
            if found.kind == PathKind::Link && corpus.leads_out(found.path) && page.site.is_none() {
                return Some(Trouble::OutsideLink(found.path.into()));
            }
            let to = corpus.page(found.page?)?;
            anchor(corpus, page, to, fragment?, nearest)
        }
        Resolution::Differs(found, _) => {
            let case = normal_form(found.path) != normal_form(buffer);
            let right = written_for(page, link, buffer, found.path);
            Some(Trouble::PathCase { path: found.path.into(), right: right.into(), case })
        }
        Resolution::Missing => {
            let elsewhere = onsite::works_elsewhere(corpus, page, target);
            Some(elsewhere.unwrap_or_else(|| missing(corpus, page, link, buffer, nearest)))
        }
        Resolution::OffSite(found) => {
            Some(Trouble::OneSided { path: found.path.into(), only: Only::Forge(corpus.site_of(page)?.name().into()) })
        }
        Resolution::NoPage => {
            let nearest = onsite::nearest_page(corpus, page, target, nearest).map(Into::into);
            Some(Trouble::MissingPage { site: corpus.site_of(page)?.name().into(), address: target.into(), nearest })
        }
        Resolution::Outside => Some(Trouble::Outside),
        Resolution::Site => onsite::works_elsewhere(corpus, page, target),
        Resolution::Elsewhere => None,
    }
}

fn normal_form(path: &str) -> String {
    unicode_normalization::UnicodeNormalization::nfc(path).collect()
}

fn missing(corpus: &Corpus, page: &Page, link: &PageLink, buffer: &str, nearest: &mut Nearest<'_>) -> Trouble {
    let written = link.written(&page.source);
    if written.contains('\\') {
        let mut other = String::new();
        let exists = matches!(corpus.resolve(page, &written.replace('\\', "/"), &mut other), Resolution::Found(..));
        // An escape (`a\_b.md`) is no separator, unless the path exists with one.
        if exists || page.target(link).contains('\\') {
            return Trouble::Backslash(exists);
        }
    }
    let path: Box<str> = buffer.into();
    if corpus.paths.is_ignored(&path) {
        return Trouble::Ignored(path);
    }
    if corpus.paths.is_on_disk(&path) {
        return Trouble::Untracked(path);
    }
    let nearest = nearest.path(page, page.target(link), &path).map(Into::into);
    Trouble::MissingFile { path, nearest }
}

impl Corpus {
    /// The path that `link` of `page` leads to, from the root of the repository, and the fragment asked of it; `None` where
    /// it leads to no path of the repository.
    pub fn destination<'a>(&'a self, page: &'a Page, link: &PageLink) -> Option<(&'a str, Option<&'a str>)> {
        let shape = Shape { image: link.image, html: link.form == Form::Html, tag: link.form == Form::Tag };
        match self.resolve_as(page, page.target(link), shape, &mut String::new()) {
            Resolution::Own(fragment) => Some((page.path(), Some(fragment))),
            Resolution::Found(found, fragment) | Resolution::Differs(found, fragment) => Some((found.path, fragment)),
            Resolution::OffSite(found) => Some((found.path, None)),
            _ => None,
        }
    }

    /// Where `target`, an ordinary link of `page`, leads. `buffer` is for reuse: afterwards it holds the path looked
    /// for, from the root of the repository, if `target` is a path.
    pub fn resolve<'t>(&self, page: &Page, target: &'t str, buffer: &mut String) -> Resolution<'_, 't> {
        self.resolve_as(page, target, Shape::default(), buffer)
    }

    fn resolve_as<'t>(&self, page: &Page, target: &'t str, shape: Shape, buffer: &mut String) -> Resolution<'_, 't> {
        buffer.clear();
        if shape.tag {
            return self.resolve_tag(page, target, buffer);
        }
        let (address, absolute) = match Target::read(target) {
            Target::Fragment(fragment) => return Resolution::Own(fragment),
            Target::Relative(address) => (address, false),
            Target::Absolute(address) => (address, true),
            _ => return Resolution::Elsewhere,
        };
        let folder = folder_of(page.path());
        let path = decoded(address.path);
        let outside = join_into(if absolute { "" } else { folder }, &path, buffer);
        if let Some((levels, rest)) = outside {
            // From a file's page, two levels above the repository's root are its other pages on GitHub.
            let github = levels == 2 && GITHUB_PAGES.contains(&rest.split('/').next().unwrap_or_default());
            if github || absolute {
                return Resolution::Elsewhere;
            }
            return self.on_site_above(page, &path, shape).map_or(Resolution::Outside, |known| known.at(address.fragment));
        }
        let forge = self.lookup(buffer, 0);
        if page.site.is_some() {
            return self.on_site(page, address, &path, absolute, shape, forge, buffer);
        }
        match forge {
            Some(found) => Resolution::Found(found, address.fragment),
            None => self.not_on_forge(address, absolute, buffer),
        }
    }

    fn not_on_forge<'t>(&self, address: Address<'t>, absolute: bool, buffer: &str) -> Resolution<'_, 't> {
        if absolute && !is_markdown(buffer) {
            // Without a folder of that name it is the path of some site that is configured elsewhere.
            let first = buffer.split('/').next().unwrap_or_default();
            if !buffer.contains('/') || self.index.get(first).is_none() {
                return Resolution::Site;
            }
        }
        match self.index.get_folded(buffer) {
            Some(found) => Resolution::Differs(found, address.fragment),
            // Written for pages that a generator makes: this one is surely put among them.
            None if self.sites.any() && [".html", ".htm"].iter().any(|end| buffer.ends_with(end)) => Resolution::Site,
            None => Resolution::Missing,
        }
    }

    /// What stands at `path`, symbolic links followed.
    pub(super) fn lookup(&self, path: &str, depth: u32) -> Option<Found<'_>> {
        if path.is_empty() {
            return Some(Found { path: "", kind: PathKind::Folder, tracked: true, page: None });
        }
        if let Some(found) = self.index.get(path) {
            let follow = found.kind == PathKind::Link && depth < 8;
            // A link that leads nowhere known is there all the same.
            return Some(follow.then(|| self.follow(found, "", depth)).flatten().unwrap_or(found));
        }
        let (gate, rest) = self.index.gate(path)?;
        if gate.kind == PathKind::Submodule { Some(gate) } else { (depth < 8).then(|| self.follow(gate, rest, depth)).flatten() }
    }

    /// Whether the symbolic link at `path` leads out of the repository.
    fn leads_out(&self, path: &str) -> bool {
        let folder = folder_of(path);
        let target = self.paths.link_target(path);
        target.is_some_and(|target| target.starts_with('/') || join_into(folder, &target, &mut String::new()).is_some())
    }

    /// What stands at `rest` behind the symbolic `link`; the link itself where it leads out of the repository, into
    /// what nobody knows here.
    fn follow<'c>(&'c self, link: Found<'c>, rest: &str, depth: u32) -> Option<Found<'c>> {
        let folder = folder_of(link.path);
        let Some(target) = self.paths.link_target(link.path).filter(|target| !target.starts_with('/')) else {
            return Some(link);
        };
        let target = if rest.is_empty() { target } else { format!("{target}/{rest}") };
        let mut path = String::new();
        if join_into(folder, &target, &mut path).is_some() {
            return Some(link);
        }
        self.lookup(&path, depth + 1)
    }
}

/// What may follow a repository's address on GitHub.
const GITHUB_PAGES: &[&str] = &[
    "issues",
    "pulls",
    "pull",
    "wiki",
    "releases",
    "tags",
    "actions",
    "discussions",
    "commits",
    "commit",
    "compare",
    "blob",
    "tree",
    "raw",
    "security",
    "projects",
    "packages",
    "stargazers",
    "graphs",
    "network",
    "archive",
    "milestones",
    "milestone",
    "labels",
    "fork",
    "new",
    "edit",
    "contribute",
    "blame",
    "search",
    "settings",
    "watchers",
    "forks",
    "branches",
    "pulse",
    "deployments",
    "community",
    "activity",
];

/// A target's path and fragment as they are compared loosely.
pub(super) fn loose(text: &str) -> String {
    normalise::key(text)
}
