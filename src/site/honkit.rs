//! HonKit, and the GitBook of before: what `SUMMARY.md` names becomes a page, every other file is copied; links of Markdown
//! and of HTML are paths from the folder of the page, those that begin with a slash from the folder of the book.

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::{Files, at, literal, text_at};
use super::{Cause, Generator, Kept, Kinds, Site, generated};
use crate::anchor::Renderer;
use crate::data::Node;
use crate::document::{Dialect, Document, Link, Source};
use crate::paths::{Found, PathKind};
use crate::text::path::{below, extension, folder_of, join, under};
use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Plugins that leave texts and addresses as they are.
const HARMLESS: &[&str] = &[
    "search",
    "lunr",
    "sharing",
    "fontsettings",
    "theme-default",
    "highlight",
    "livereload",
    "ga",
    "github",
    "edit-link",
    "heading-anchors",
    "anchors",
    "anchor-navigation-ex",
    "richquotes",
    "language-picker",
    "sidebar-ads",
    "codeblock-label",
    "sectionx",
    "sectionx-ex",
    "collapsible-menu",
    "expandable-chapters",
    "include-codeblock",
    "page-toc-button",
    "canonical-link",
    "js-console",
    "github-issue-feedback",
    "back-to-top-button",
    "katex",
    "mathjax",
    "prism",
    "splitter",
    "copy-code-button",
    "hide-element",
    "favicon",
    "chapter-fold",
    "search-pro",
    "disqus",
    "image-captions",
    "sitemap",
    "mermaid",
    "mermaid-gb3",
    "puml",
    "echarts",
    "emphasize",
    "flexible-alerts",
    "intopic-toc",
    "pageview-count",
    "tbfed-pagefooter",
    "toggle-chapters",
];
/// Tags of its templates that bring no headings but those that stand between them.
const TAGS: &[&str] =
    &["raw", "if", "elif", "else", "for", "set", "hint", "tabs", "tab", "code", "method", "sample", "common", "filename"];

/// HonKit.
#[derive(Debug)]
pub(super) struct Honkit;

impl Generator for Honkit {
    fn name(&self) -> &'static str {
        "HonKit"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Honkit]
    }

    fn dialect(&self) -> Dialect {
        Dialect::Gitbook
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Name("book.json"), Sign::Name("book.js"), Sign::Beside("SUMMARY.md", ".bookignore")]
    }

    fn recognises(&self, files: &Files<'_>, path: &str) -> bool {
        let folder = folder_of(path);
        let hosted = [".gitbook.yaml", ".gitbook"].iter().any(|name| files.has(&under(folder, name)));
        // `book.js` may be any program.
        let own = || {
            let code = files.text(path).unwrap_or_default();
            ["gitbook", "honkit", "structure", "SUMMARY"].iter().any(|word| code.contains(word))
                || ["SUMMARY.md", "LANGS.md"].iter().any(|name| files.has(&under(folder, name)))
        };
        !hosted && (!path.ends_with("book.js") || own())
    }

    fn usual_outputs(&self) -> &'static [&'static str] {
        &["_book"]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        let config = files.data(path).filter(|_| path.ends_with(".json"));
        let root = match &config {
            Some(config) => text_at(config, &["root"]).map(str::to_owned),
            None => literal(&files.text(path).unwrap_or_default(), "root").and_then(Result::ok),
        };
        if let Some(root) = root.and_then(|root| join(&site.folder, &root)) {
            site.roots = vec![root.into()];
        }
        site.public = site.roots.clone();
        let root = site.root().to_owned();
        site.languages = languages(files, &under(&root, "LANGS.md"));
        ignored(site, files);
        let plugins = config.as_ref().and_then(|config| at(config, &["plugins"])).into_iter().flat_map(Node::items);
        for plugin in plugins.filter_map(Node::as_str).filter(|name| !name.starts_with('-')) {
            let name = plugin.rsplit_once('@').map_or(plugin, |(name, _)| if name.is_empty() { plugin } else { name });
            if !HARMLESS.contains(&name) {
                site.doubt(Cause::Plugin(name.into()), Kinds::FRAGMENTS.and(Kinds::ROOT_PAGES));
            }
        }
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        let path = if ask.absolute { join(&book_of(ask.site, ask.page), ask.path) } else { ask.source() };
        let Some(path) = path.filter(|path| ask.is_inside(path)) else { return Answer::Dead };
        if let Some(found) = file(ask, &path) {
            return Answer::Found(found);
        }
        // Feeds and books for other devices are made.
        let made = matches!(extension(&path), Some("epub" | "mobi" | "pdf")) && !path.contains("/.");
        if made { Answer::Unsure(super::Doubt::new(Cause::Made)) } else { Answer::Dead }
    }

    fn passes_over(&self, site: &Site, path: &str) -> bool {
        let inside = site.kept::<Ignored>().zip(below(&site.folder, path));
        inside.is_some_and(|(Ignored(ignored), inside)| ignored.matched_path_or_any_parents(inside, false).is_ignore())
    }

    fn adds_anchors(&self, document: &Document, site: &Site) -> Option<Cause> {
        tag(document, &|at, name| TAGS.contains(&name) || name.starts_with("end") || include(document, site, at).is_some())
            .or_else(|| generated::has_computed_heading(document).then(|| generated::inserted("{{")))
    }

    fn parts(&self, document: &Document, site: &Site) -> Vec<Box<str>> {
        includes(document, site)
    }
}

/// What stands at `path`: a file, the index page of a folder, or the page that becomes `x.html`.
pub(super) fn file<'c>(ask: &Ask<'_, 'c>, path: &str) -> Option<Found<'c>> {
    if let Some(found) = ask.file(path)
        && found.kind != PathKind::Folder
    {
        return Some(found);
    }
    let page = path.strip_suffix(".html");
    let index = page.and_then(|page| page.strip_suffix("index")).map(|folder| folder.trim_end_matches('/'));
    let indexes = [Some(path), index].into_iter().flatten().map(|folder| under(folder, "README.md"));
    ask.first(page.map(|page| format!("{page}.md")).into_iter().chain(indexes))
}

/// The languages that `LANGS.md` names: each has a book of its own in a folder.
fn languages(files: &Files<'_>, path: &str) -> Vec<Box<str>> {
    let Some(text) = files.text(path) else { return Vec::new() };
    let list = Document::parse(Source::new(path, text));
    let name = |link: &Link| {
        list.target(link).trim_start_matches("./").split('/').next().filter(|name| !name.is_empty()).map(Into::into)
    };
    list.links.iter().filter_map(name).collect()
}

/// The folder of the book that has `page`.
fn book_of(site: &Site, page: &str) -> String {
    let root = site.root();
    let first = site.inside(page).and_then(|inside| inside.split_once('/')).map(|(first, _)| first);
    let language = first.filter(|first| site.languages.iter().any(|known| **known == **first));
    language.map_or_else(|| root.to_owned(), |language| under(root, language))
}

/// What is left out of the book, by the files in its folder that say so as git's own do; the folder of its pages may be a deeper one.
#[derive(Debug)]
struct Ignored(Gitignore);

impl Kept for Ignored {}

/// The files that say what is left out.
const IGNORING: &[&str] = &[".ignore", ".bookignore"];

/// Reads what is left out: plain paths, which are no pages at all, and patterns.
fn ignored(site: &mut Site, files: &Files<'_>) {
    let texts: Vec<String> = IGNORING.iter().filter_map(|name| files.text(&under(&site.folder, name))).collect();
    let mut built = GitignoreBuilder::new("");
    for line in texts.iter().flat_map(|text| text.lines()) {
        // What can't be read leaves nothing out.
        let _ = built.add_line(None, line);
    }
    let plain = |line: &&str| !line.is_empty() && !line.starts_with(['#', '!']) && !line.contains(['*', '?', '[']);
    let lines = texts.iter().flat_map(|text| text.lines()).map(str::trim).filter(plain);
    let paths: Vec<String> = lines.map(|line| under(&site.folder, line.trim_matches('/'))).collect();
    site.excluded.extend(paths.into_iter().filter(|path| files.has(path)).map(Into::into));
    site.kept = built.build().ok().map(|ignored| Box::new(Ignored(ignored)) as Box<dyn Kept>);
}

/// The first tag (`{% name %}`) of `document`, outside of code, that is not `known`; it is asked with its place.
pub(super) fn tag(document: &Document, known: &dyn Fn(usize, &str) -> bool) -> Option<Cause> {
    let text = document.source.text();
    let name = |at: usize| {
        let inner = text[at + 2..].trim_start_matches(['-', ' ']);
        let end = inner.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '@' | '/')).unwrap_or(inner.len());
        &inner[..end]
    };
    let unknown = |at: usize| !name(at).is_empty() && !known(at, name(at));
    let found = generated::places_outside_code(document, "{%").into_iter().find(|&at| unknown(at))?;
    Some(generated::inserted(&format!("{{% {}", name(found))))
}

/// The file that the tag at `at` puts into `document`: `{% include "/part.md" %}`.
pub(super) fn include(document: &Document, site: &Site, at: usize) -> Option<String> {
    let page = document.source.path();
    let inner = document.source.text().get(at..)?.strip_prefix("{%")?.trim_start_matches(['-', ' ']);
    let rest = inner.strip_prefix("include")?.trim_start();
    let mark = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (path, _) = rest[1..].split_once(mark)?;
    let plain = !path.is_empty() && !path.contains(['{', ':', '\n']);
    let path = plain.then_some(path)?;
    match path.strip_prefix('/') {
        Some(path) => join(&book_of(site, page), path),
        None => join(folder_of(page), path),
    }
}

/// The files that `document` includes.
pub(super) fn includes(document: &Document, site: &Site) -> Vec<Box<str>> {
    let mut found: Vec<Box<str>> = Vec::new();
    for path in generated::places_outside_code(document, "{%").into_iter().filter_map(|at| include(document, site, at)) {
        if !found.iter().any(|known| **known == *path) {
            found.push(path.into());
        }
    }
    found
}
