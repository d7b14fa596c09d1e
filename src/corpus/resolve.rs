//! Where links lead in the repository, by GitHub's rules: the page's folder, `..`, percent-encoding, symbolic links.

use super::page::{Form, Page, PageLink};
use super::target::{Address, Target};
use super::{Corpus, LEVELS};
use crate::paths::{Found, PathKind};
use crate::site::{Answer, Cause, Doubt};
use crate::text::path::{decoded, ended, extension, folder_of, folders_above, is_markdown, join_into, under};

/// Files at the root of an application that serves pages of its own: Rails, Django, Laravel, SvelteKit, Nuxt, Remix.
const APPLICATIONS: &[&str] =
    &["config/routes.rb", "manage.py", "artisan", "svelte.config.js", "nuxt.config.js", "nuxt.config.ts", "remix.config.js"];

/// How many links of a page tell whether a program fills them in: each dead one asks.
const LINKS: usize = 256;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// A redirection of the site answers it.
    Redirected,
    /// Nothing answers it, and something named could; what it is otherwise.
    Unsure(Doubt, Dead),
    /// Not on the site of the page, though the forge shows it.
    OffSite(Found<'c>),
    /// A draft, which the site of the page does not publish.
    Draft(Found<'c>),
    /// The site of the page has no such page; it would not help to look for a file of that path.
    NoPage,
    /// Not into the repository: external, mail, a template, one machine's path, malformed, empty.
    Elsewhere,
}

/// What a link is that nothing answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dead {
    /// [`Resolution::Missing`]
    File,
    /// [`Resolution::NoPage`]
    Page,
    /// [`Resolution::Outside`]
    Outside,
}

impl<'c, 't> From<Dead> for Resolution<'c, 't> {
    fn from(dead: Dead) -> Self {
        match dead {
            Dead::File => Self::Missing,
            Dead::Page => Self::NoPage,
            Dead::Outside => Self::Outside,
        }
    }
}

/// How a link is written, as far as sites care.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Written {
    pub(super) image: bool,
    /// Whether it stands in raw HTML.
    pub(super) html: bool,
    /// Whether attributes after it may let its address stay as it is written.
    pub(super) verbatim: bool,
    /// Whether it is a generator's own tag.
    pub(super) tag: bool,
    /// Whether it was made of a template.
    pub(super) filled: bool,
    /// Whether it is the path of a file that is put into the page.
    pub(super) part: bool,
    /// Whether a place on it is asked for.
    pub(super) followed: bool,
}

/// How `link` is written.
fn how(link: &PageLink) -> Written {
    let is = |form: Form| link.form == form;
    let (html, tag, part) = (is(Form::Html), is(Form::Tag), is(Form::Part));
    let filled = link.is_filled();
    Written { image: link.image, html, verbatim: link.verbatim, tag, filled, part, followed: false }
}

impl Corpus {
    /// The path that `link` of `page` leads to, from the root of the repository, and the fragment asked of it; `None` where
    /// it leads to no path of the repository.
    pub fn destination<'a>(&'a self, page: &'a Page, link: &PageLink) -> Option<(&'a str, Option<&'a str>)> {
        match self.resolve_link(page, link, &mut String::new()) {
            Resolution::Own(fragment) => Some((page.path(), Some(fragment))),
            Resolution::Found(found, fragment) | Resolution::Differs(found, fragment) => Some((found.path, fragment)),
            Resolution::OffSite(found) | Resolution::Draft(found) => Some((found.path, None)),
            _ => None,
        }
    }

    /// Where `link` of `page` leads; `buffer` as for [`Self::resolve`].
    pub(super) fn resolve_link<'a>(&'a self, page: &'a Page, link: &PageLink, buffer: &mut String) -> Resolution<'a, 'a> {
        self.resolve_as(page, page.target(link), how(link), buffer)
    }

    /// Whether `target`, written in place of that of `link`, leads nowhere on the site of `page`, or to a file that the site has
    /// at another place.
    pub(super) fn is_dead(&self, page: &Page, link: &PageLink, target: &str) -> bool {
        let Some(site) = self.site_of(page) else { return false };
        match self.resolve_as(page, target, how(link), &mut String::new()) {
            Resolution::Missing | Resolution::NoPage | Resolution::Draft(_) => true,
            Resolution::OffSite(found) => site.inside(found.path).is_some(),
            _ => false,
        }
    }

    /// Where `target`, an ordinary link of `page`, leads. `buffer` is for reuse: afterwards it holds the path looked
    /// for, from the root of the repository, if `target` is a path.
    pub fn resolve<'t>(&self, page: &Page, target: &'t str, buffer: &mut String) -> Resolution<'_, 't> {
        self.resolve_as(page, target, Written::default(), buffer)
    }

    fn resolve_as<'t>(&self, page: &Page, target: &'t str, written: Written, buffer: &mut String) -> Resolution<'_, 't> {
        buffer.clear();
        if written.tag {
            return self.resolve_tag(page, target, written.filled, buffer);
        }
        let (address, absolute) = match Target::read(target) {
            Target::Fragment(_) | Target::Relative(_) if self.names_files(page) => {
                (Address { path: target, fragment: None }, false)
            }
            Target::Fragment(fragment) => return Resolution::Own(fragment),
            Target::Relative(address) => (address, false),
            Target::Absolute(address) => (address, true),
            Target::Templated => return Resolution::Unsure(Doubt::new(Cause::Template), Dead::Page),
            _ => return Resolution::Elsewhere,
        };
        let path = if self.names_files(page) { address.path.replace("%20", " ").into() } else { decoded(address.path) };
        let path =
            if path.contains('\\') && self.reads_backslashes(page, written) { path.replace('\\', "/").into() } else { path };
        let outside = join_into(if absolute { "" } else { folder_of(page.path()) }, &path, buffer);
        let written = Written { followed: address.fragment.is_some(), ..written };
        let asked = Asked { page, address, path: &path, absolute, written };
        if let Some((levels, rest)) = outside {
            return self.above(&asked, levels, rest);
        }
        let forge = self.lookup(buffer, 0);
        if page.site.is_some() {
            return self.on_site(&asked, forge, buffer);
        }
        match forge {
            Some(found) => Resolution::Found(found, address.fragment),
            None => match self.on_pages_of_part(&asked) {
                Some(resolution) => resolution,
                None => self.not_on_forge(&asked, buffer),
            },
        }
    }

    /// Whether a backslash parts the folders of such a link of `page`: for browsers it does, wherever the tag reaches them as it
    /// is written.
    fn reads_backslashes(&self, page: &Page, written: Written) -> bool {
        self.site_of(page).is_some_and(|site| written.html || site.generator.reads_backslashes())
    }

    /// Whether links of `page` are names of files, in which no mark begins a fragment.
    pub(super) fn names_files(&self, page: &Page) -> bool {
        self.site_of(page).is_some_and(|site| site.generator.names_files(site, page.path()))
    }

    /// A path that leads above the root of the repository, by so many levels, to `rest`.
    fn above<'t>(&self, asked: &Asked<'_, 't>, levels: usize, rest: &str) -> Resolution<'_, 't> {
        let above = || Resolution::Unsure(Doubt::new(Cause::Above), Dead::Outside);
        // A browser stops at the root of the site, GitHub does not.
        if asked.absolute {
            return above();
        }
        // From a file's page, two levels above the repository's root are its other pages on GitHub.
        if levels == 2 && GITHUB_PAGES.contains(&rest.split('/').next().unwrap_or_default()) {
            return Resolution::Elsewhere;
        }
        // They are the repository's own page itself, which shows the document of its root.
        if levels == 2
            && rest.is_empty()
            && let Some(root) = self.lookup("", 0)
        {
            return Resolution::Found(root, asked.address.fragment);
        }
        match self.on_site_above(asked) {
            Some(Answer::Found(found)) => Resolution::Found(found, asked.address.fragment),
            Some(Answer::Redirected) => Resolution::Redirected,
            Some(Answer::Unsure(doubt)) => Resolution::Unsure(doubt, Dead::Outside),
            // The address of a page may be one folder deeper than its file, and its site one below its host's root.
            Some(Answer::Dead) if levels <= 2 && !is_markdown(asked.path) => above(),
            _ => Resolution::Outside,
        }
    }

    fn not_on_forge<'t>(&self, asked: &Asked<'_, 't>, buffer: &str) -> Resolution<'_, 't> {
        let Asked { page, address, absolute, .. } = *asked;
        if let Some(found) = self.index.get_folded(buffer) {
            return Resolution::Differs(found, address.fragment);
        }
        let unsure = |cause| Resolution::Unsure(Doubt::new(cause), Dead::File);
        // `ASSET_PATH/a.png`: a program that shows the page writes the folder there.
        let first = address.path.split('/').next().unwrap_or_default();
        let is_variable = |name: &str| {
            name.contains('_') && name.len() > 3 && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
        };
        let is_folder = || self.index.get(first).is_some() || self.index.get(&under(folder_of(page.path()), first)).is_some();
        if address.path.len() > first.len() && is_variable(first) && !is_folder() {
            return unsure(Cause::Template);
        }
        if absolute && !is_markdown(buffer) {
            // Without a folder of that name it is the path of some site that is configured elsewhere; so it is where a generator
            // that stands apart may show the page under its name without extension.
            let first = buffer.split('/').next().unwrap_or_default();
            let here = buffer.contains('/') && self.index.get(first).is_some() && !(self.sites.any() && self.is_route(buffer));
            return unsure(if here { Cause::Elsewhere } else { Cause::NoSite });
        }
        // What publishes a folder above the page is not known: paths that begin at a root may begin there.
        if absolute && self.is_below_a_folder_of(page, buffer) {
            return unsure(Cause::NoSite);
        }
        if let Some(template) = self.template_of(buffer) {
            return Resolution::Unsure(Doubt::shown_by(Cause::PageTemplate, template), Dead::File);
        }
        // A program that serves the pages under their own names, or its files from a folder, is no site that is known.
        if self.is_of_application(page, buffer) || self.is_served(page, address.path) {
            return unsure(Cause::NoSite);
        }
        // Where next to no such link is a file, a program of the repository's own shows its pages under their bare names.
        if !absolute && self.site_of(page).is_none() && self.is_route(buffer) {
            return unsure(Cause::Elsewhere);
        }
        // Written for pages that a generator makes: this one is surely put among them.
        let of_site = address.path.starts_with("~/") || [".html", ".htm"].iter().any(|end| buffer.ends_with(end));
        match () {
            () if self.sites.any() && of_site => unsure(Cause::OtherSite),
            // Another repository builds the site, and its pages lead to each other by addresses.
            () if page.placed && (of_site || extension(buffer).is_none()) => unsure(Cause::NoSite),
            () => Resolution::Missing,
        }
    }

    /// Whether `path` names a page without its extension, as the routes of an application do, which the repository is.
    fn is_of_application(&self, page: &Page, path: &str) -> bool {
        // What fills in such targets reads the others as well.
        let filled_in = || page.links.iter().take(LINKS).any(|link| page.target(link).contains("{{"));
        let application = || APPLICATIONS.iter().any(|file| self.index.get(file).is_some());
        !self.sites.any() && self.is_route(path) && (filled_in() || application())
    }

    /// Whether `path` is that of a page of the repository without its extension.
    fn is_route(&self, path: &str) -> bool {
        extension(path).is_none() && ended(path, &[".md", ".mdx"]).iter().any(|path| self.index.get(path).is_some())
    }

    /// Whether a folder of the repository from which a server takes files holds what `path` names from the root (`./images/a.png`
    /// and `public/images/a.png`), and nothing tells what makes the page of it.
    fn is_served(&self, page: &Page, path: &str) -> bool {
        let inside = path.trim_start_matches("./");
        let known = self.site_of(page).is_some() || inside.starts_with("../") || inside.is_empty();
        !known && self.index.get(&under("public", inside)).is_some_and(|found| found.kind == PathKind::File)
    }

    /// Whether a file stands at `path` below one of the folders that `page` lies in.
    fn is_below_a_folder_of(&self, page: &Page, path: &str) -> bool {
        let mut folders = folders_above(page.path()).take_while(|folder| !folder.is_empty()).take(LEVELS);
        folders.any(|folder| self.lookup(&under(folder, path), 0).is_some_and(|found| found.kind == PathKind::File))
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
    pub(super) fn leads_out(&self, path: &str) -> bool {
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

/// A path that a link asks for.
pub(super) struct Asked<'a, 't> {
    pub(super) page: &'a Page,
    pub(super) address: Address<'t>,
    /// Its path, decoded.
    pub(super) path: &'a str,
    /// Whether it begins at a root.
    pub(super) absolute: bool,
    pub(super) written: Written,
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
