//! MkDocs, and Zensical, which reads its configuration: links of Markdown to files among the pages are paths from the
//! folder of the page; all others, and those of raw HTML, are left as they are written, and read from the page's address,
//! which ends in a folder of its own.

mod config;
mod plugins;
mod text;

use super::ask::{Answer, Ask, is_partial};
use super::evidence::Sign;
use super::files::Files;
use super::routes::index;
use super::{Cause, Doubt, Generator, Site};
use crate::anchor::Renderer;
use crate::document::{Dialect, Document};
use crate::paths::{Found, PathKind};
use crate::text::path::{below, extension, file_name, is_markdown, under};
use std::collections::BTreeSet;

/// Names of pages that are their folder's.
const INDEX: &[&str] = &["index", "README"];

/// What its themes put on every site.
const MADE: &[&str] = &["404.html", "img/favicon.ico", "assets/images/favicon.png"];

/// MkDocs.
#[derive(Debug)]
pub(super) struct Mkdocs;

/// What its configuration says, beside what sites of all generators have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    /// Marks of text that extensions, plugins and hooks put into pages.
    marks: Vec<Box<str>>,
    /// The folder from which snippets are read, where there is one alone.
    snippets: Option<Box<str>>,
    /// Whether `{% include %}` names files.
    includes: bool,
    /// Folders beside the pages whose files are put into them.
    parts: Vec<Box<str>>,
    /// The folders of translated pages, with their language.
    translations: Vec<(Box<str>, Box<str>)>,
    /// The folders whose files stand in for those that are missing: of the project of a translation, of the theme.
    fallback: Vec<Box<str>>,
    /// The labels of references that files define which are put at the end of every page.
    labels: BTreeSet<String>,
    /// Whether any label may be defined elsewhere: by a heading of another page, by a program, by a hook.
    any_label: bool,
    /// What makes ids of the labels of tabs, and whether the heading above them comes first.
    tabs: Option<(Renderer, bool)>,
    /// Whether lines of code have anchors.
    numbers_lines: bool,
    /// Whether links that begin with a slash are paths from the folder of the pages.
    absolute: bool,
    /// Whether the path under which the site is published is known.
    hosted: bool,
    /// The folder of posts, whose addresses are made of dates and titles.
    posts: Option<Box<str>>,
    /// Whether notebooks become pages.
    notebooks: bool,
    /// Whether links are found by the name of the file alone.
    by_name: bool,
    /// Whether languages have folders of their own.
    language_folders: bool,
    /// Whether hidden files may be published.
    hidden: bool,
    /// The folder that the site is written to.
    output: Option<Box<str>>,
}

impl Generator for Mkdocs {
    fn name(&self) -> &'static str {
        "MkDocs"
    }

    fn name_by(&self, evidence: &str) -> &'static str {
        if file_name(evidence) == "zensical.toml" { "Zensical" } else { self.name() }
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Mkdocs, Renderer::MkdocsUnicode, Renderer::MkdocsPymdownx, Renderer::MkdocsPymdownxCased]
    }

    fn dialect(&self) -> Dialect {
        Dialect::PythonMarkdown
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Name("mkdocs.yml"), Sign::Name("mkdocs.yaml"), Sign::Name("zensical.toml")]
    }

    fn outputs(&self, site: &Site) -> Vec<String> {
        site.mkdocs.output.iter().map(|output| output.to_string()).collect()
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        config::read(site, files, path);
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        let Some(stem) = site.stem(path).filter(|_| !site.mkdocs.is_part(path)) else { return Vec::new() };
        let mut routes = vec![index(stem, INDEX).to_owned()];
        if let Some((plain, language)) = stem.rsplit_once('.')
            && site.languages.iter().any(|known| **known == *language)
        {
            let route = index(plain, INDEX);
            routes.extend([under(language, route), route.to_owned()]);
        }
        if let Some((language, rest)) = stem.split_once('/')
            && site.mkdocs.language_folders
            && site.languages.first().is_some_and(|first| **first == *language)
        {
            routes.push(index(rest, INDEX).to_owned());
        }
        let translation = site.mkdocs.translations.iter().find(|(root, _)| below(root, path).is_some());
        if let Some((_, language)) = translation {
            routes = routes.iter().map(|route| under(language, route)).collect();
        }
        routes
    }

    fn publishes(&self, ask: &Ask<'_, '_>, path: &str) -> bool {
        (!ask.html || reads_tags(ask.site)) && is_published(ask.site, path)
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        if ask.absolute && !ask.site.mkdocs.absolute {
            return absolute(ask);
        }
        if ask.html && !reads_tags(ask.site) {
            return at_address(ask).unwrap_or_else(|| nowhere(ask));
        }
        let Some(path) = ask.source() else { return Answer::Dead };
        if let Some(found) = file(ask, &path) {
            return Answer::Found(found);
        }
        if site_made(ask, &path) {
            return Answer::Redirected;
        }
        // A slash behind a file's name counts for nothing.
        if is_markdown(ask.path.trim_end_matches('/')) {
            return Answer::Dead;
        }
        at_address(ask).unwrap_or_else(|| nowhere(ask))
    }

    fn is_no_anchor(&self, site: &Site, fragment: &str) -> bool {
        // A line of code: which of them there are depends on what is put into the page.
        site.mkdocs.numbers_lines && fragment.starts_with("__codelineno-")
    }

    fn adds_anchors(&self, document: &Document, site: &Site) -> Option<Cause> {
        text::inserted(document, site)
    }

    fn parts(&self, document: &Document, site: &Site) -> Vec<Box<str>> {
        text::parts(document, site)
    }

    fn may_define(&self, document: &Document, site: &Site) -> bool {
        let any = site.mkdocs.any_label;
        any || text::inserted(document, site).is_some() || !text::parts(document, site).is_empty()
    }

    fn defines(&self, site: &Site, label: &str) -> bool {
        site.mkdocs.labels.contains(&label_key(label))
    }

    fn is_included(&self, site: &Site, path: &str) -> bool {
        // `{% include %}` keeps the links of the file that it brings.
        !site.mkdocs.includes && (is_partial(path) || site.mkdocs.is_part(path))
    }

    fn given_ids(&self, site: &Site, document: &Document, add: &mut dyn FnMut(&str)) {
        text::tabs(document, site, add);
    }
}

impl Settings {
    /// Whether the file at `path` is put into pages, and stands beside them.
    fn is_part(&self, path: &str) -> bool {
        self.parts.iter().any(|folder| below(folder, path).is_some())
    }
}

/// A label as it is compared: letter case and runs of blanks do not count.
fn label_key(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether the file at `path` is put on the site.
fn is_published(site: &Site, path: &str) -> bool {
    let Some(inside) = site.inside(path) else { return false };
    let hidden = !site.mkdocs.hidden && inside.split('/').any(|part| part.starts_with('.'));
    !hidden && !site.excludes(path) && !site.mkdocs.is_part(path)
}

/// Whether the theme has what would stand at `path` of the repository.
fn site_made(ask: &Ask<'_, '_>, path: &str) -> bool {
    ask.site.inside(path).is_some_and(|inside| MADE.contains(&inside))
}

/// The file at `path` of the repository, or what plugins take for it.
fn file<'c>(ask: &Ask<'_, 'c>, path: &str) -> Option<Found<'c>> {
    let (site, own) = (ask.site, &ask.site.mkdocs);
    let inside = site.inside(path)?;
    let published = |path: &str| ask.file(path).filter(|found| found.kind != PathKind::Folder && is_published(site, found.path));
    if let Some(found) = published(path) {
        return Some(found);
    }
    let (stem, end) = path.rsplit_once('.').unwrap_or((path, ""));
    let mut others: Vec<String> = site.languages.iter().map(|language| format!("{stem}.{language}.{end}")).collect();
    if let (true, Some((_, rest)), Some(default)) = (own.language_folders, inside.split_once('/'), site.languages.first()) {
        others.push(under(site.root(), &under(default, rest)));
    }
    others.extend(own.fallback.iter().map(|root| under(root, inside)));
    if let Some(found) = others.iter().find_map(|path| ask.file(path).filter(|found| found.kind != PathKind::Folder)) {
        return Some(found);
    }
    let named = || ask.lookup.named(file_name(path)).find(|path| is_published(site, path));
    if own.by_name { named().and_then(|path| ask.file(path)) } else { None }
}

/// Whether links in tags of HTML are paths of files, too: Zensical writes them anew (tried with 0.1.3), MkDocs does not.
fn reads_tags(site: &Site) -> bool {
    site.evidence.as_deref().is_some_and(|path| file_name(path) == "zensical.toml")
}

/// What stands at the address asked for: nothing is called `a.html` where pages have folders of their own.
fn at_address<'c>(ask: &Ask<'_, 'c>) -> Option<Answer<'c>> {
    let (site, own) = (ask.site, &ask.site.mkdocs);
    let addresses = ask.addresses();
    let published = |found: &Found<'c>| is_published(site, found.path) && extension(found.path) != Some("md");
    let page = |address: &String| {
        let html = [".html", ".htm"].iter().any(|end| address.ends_with(end));
        if html && site.folders && file_name(address) != "index.html" {
            return None;
        }
        let plain = own.translations.iter().find_map(|(_, language)| below(language, address));
        [Some(&**address), plain].into_iter().flatten().find_map(|address| ask.route(address))
    };
    let asset = |address: &String| {
        let plain = own.translations.iter().find_map(|(_, language)| below(language, address));
        let addresses = [Some(&**address), plain].into_iter().flatten();
        let found = addresses.clone().find_map(|address| ask.public(address)).filter(published);
        let mut elsewhere = addresses.flat_map(|address| own.fallback.iter().map(move |root| under(root, address)));
        let other = || elsewhere.find_map(|path| ask.first([path]).filter(|found| extension(found.path) != Some("md")));
        found.or_else(other).map(Answer::Found)
    };
    let notebook = |address: &String| {
        let mut names = ["ipynb", "py"].iter().map(|end| format!("{}.{end}", address.trim_end_matches('/')));
        if own.notebooks { names.find_map(|name| ask.public(&name)).map(Answer::Found) } else { None }
    };
    let made = |address: &String| MADE.contains(&&**address).then_some(Answer::Redirected);
    addresses
        .iter()
        .find_map(|address| page(address).or_else(|| asset(address)).or_else(|| notebook(address)).or_else(|| made(address)))
}

/// Where a link leads that begins at the root of the host: it is left as it is, and may leave the site.
fn absolute<'c>(ask: &Ask<'_, 'c>) -> Answer<'c> {
    if let Some(answer) = at_address(ask) {
        return answer;
    }
    // No Markdown file is published.
    let decided = ask.is_markdown() || ask.site.mkdocs.hosted && !ask.is_beside();
    if decided { Answer::Dead } else { Answer::Unsure(Doubt::new(Cause::NoSite)) }
}

/// Nothing stands at the address that the page's place gives; a post has another address.
fn nowhere<'c>(ask: &Ask<'_, 'c>) -> Answer<'c> {
    let post = ask.site.mkdocs.posts.as_ref().is_some_and(|posts| below(posts, ask.page).is_some());
    let page = extension(ask.path).is_none_or(|end| end == "html");
    if post && (page || ask.lookup.named(file_name(ask.path)).next().is_some()) {
        Answer::Unsure(Doubt::new(Cause::Plugin("blog".into())))
    } else {
        Answer::Dead
    }
}
