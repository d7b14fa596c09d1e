//! MkDocs: links to Markdown files are paths from the folder of the page; all others are left as they are written, and
//! read from the page's address, which ends in a folder of its own.

use super::ask::{Answer, Ask, is_asset};
use super::evidence::Sign;
use super::files::{Files, at, text_at};
use super::{Cause, Doubt, Generator, Kinds, Site};
use crate::anchor::Renderer;
use crate::data::{Node, Value};
use crate::text::path::{join, under};

/// Plugins that neither make pages nor change links.
const HARMLESS: &[&str] = &[
    "search",
    "material/search",
    "awesome-pages",
    "awesome-nav",
    "literate-nav",
    "section-index",
    "nav",
    "minify",
    "git-revision-date",
    "git-revision-date-localized",
    "git-authors",
    "git-committers",
    "glightbox",
    "redirects",
    "mermaid2",
    "panzoom",
    "offline",
    "privacy",
    "social",
    "optimize",
    "meta",
    "info",
    "with-pdf",
    "print-site",
    "exclude-search",
    "include-markdown",
    "table-reader",
    "open-in-new-tab",
    "i18n",
    "rss",
    "llmstxt",
];

/// MkDocs.
#[derive(Debug)]
pub(super) struct Mkdocs;

impl Generator for Mkdocs {
    fn name(&self) -> &'static str {
        "MkDocs"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Mkdocs, Renderer::MkdocsUnicode, Renderer::MkdocsPymdownx, Renderer::MkdocsPymdownxCased]
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Name("mkdocs.yml"), Sign::Name("mkdocs.yaml")]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        let Some(config) = files.data(path) else {
            // Tags of Python that cannot be read here: what stands on a line of its own can.
            site.anchors = false;
            let text = files.text(path).unwrap_or_default();
            let docs =
                text.lines().find_map(|line| line.strip_prefix("docs_dir:")).unwrap_or(" docs").trim().trim_matches(['"', '\'']);
            site.roots = join(&site.folder, docs).map(Into::into).into_iter().collect();
            site.public = site.roots.clone();
            site.folders = true;
            site.doubt(Cause::Configuration("mkdocs.yml".into()), Kinds::PAGES.and(Kinds::ROOT));
            return;
        };
        let Some(root) = join(&site.folder, text_at(&config, &["docs_dir"]).unwrap_or("docs")) else { return };
        site.roots = vec![root.into()];
        site.public = site.roots.clone();
        site.base = super::files::path_of(text_at(&config, &["site_url"]).unwrap_or_default()).into();
        site.folders = !matches!(at(&config, &["use_directory_urls"]).map(|node| &node.value), Some(Value::Bool(false)));
        // Another configuration may say all the rest, and hooks are code.
        if at(&config, &["INHERIT"]).is_some() {
            site.doubt(Cause::Configuration("INHERIT".into()), Kinds::PAGES.and(Kinds::ROOT));
        }
        if at(&config, &["hooks"]).is_some() {
            site.doubt(Cause::Plugin("hooks".into()), Kinds::FRAGMENTS.and(Kinds::PAGES));
        }
        for (name, options) in named(at(&config, &["plugins"])) {
            if !HARMLESS.contains(&name) {
                site.doubt(Cause::Plugin(name.into()), Kinds::PAGES.and(Kinds::ROOT).and(Kinds::RELATIVE_FILES));
            }
            let Some(options) = options else { continue };
            if name == "redirects" {
                for rule in at(options, &["redirect_maps"]).map(|maps| maps.entries()).unwrap_or_default() {
                    let stem = rule.key.strip_suffix(".md").unwrap_or(&rule.key);
                    site.redirects.add(super::routes::index(stem, &["index", "README"]));
                }
            }
            if name == "i18n" {
                let languages = at(options, &["languages"]);
                let list = languages.into_iter().flat_map(|list| list.items()).filter_map(|one| text_at(one, &["locale"]));
                let keys = languages.into_iter().flat_map(|list| list.entries()).map(|entry| entry.key.as_str());
                site.languages = list.chain(keys).map(Into::into).collect();
            }
        }
        anchors(site, &config);
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        let Some(stem) = site.stem(path) else { return Vec::new() };
        let mut routes = vec![super::routes::index(stem, &["index", "README"]).to_owned()];
        if let Some((plain, language)) = stem.rsplit_once('.')
            && site.languages.iter().any(|known| **known == *language)
        {
            let route = super::routes::index(plain, &["index", "README"]).to_owned();
            routes.push(under(language, &route));
            routes.push(route);
        }
        routes
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        if ask.absolute {
            // They are left as they are, and may leave the site.
            let found = ask.at_address().or_else(|| ask.source().and_then(|path| ask.file(&path)).map(Answer::Found));
            return found.unwrap_or_else(|| Answer::Unsure(Doubt::new(Cause::NoSite)));
        }
        let Some(path) = ask.source() else { return Answer::Dead };
        let inside = ask.is_inside(&path);
        let stem = path.strip_suffix(".md").unwrap_or(&path);
        let localised = ask.site.languages.iter().map(|language| format!("{stem}.{language}.md"));
        if let Some(found) = ask.first(std::iter::once(path.clone()).chain(localised)).filter(|_| inside) {
            return Answer::Found(found);
        }
        if !ask.is_markdown()
            && let Some(answer) = ask.at_address()
        {
            return answer;
        }
        match ask.file(&path) {
            // Only what stands among the pages is published; pictures and links may be brought in.
            Some(found) if is_asset(found.path) || ask.lookup.is_behind_link(found.path) => Answer::Found(found),
            _ => Answer::Dead,
        }
    }
}

/// Whose anchors: those of `toc` as its options say.
fn anchors(site: &mut Site, config: &Node) {
    let extensions = at(config, &["markdown_extensions"]);
    let toc =
        named(extensions).find(|(name, _)| matches!(*name, "toc" | "markdown.extensions.toc")).and_then(|(_, options)| options);
    let Some(slugify) = toc.and_then(|toc| toc.get("slugify")) else { return };
    // A function with arguments is written as a mapping under a tag; the tag itself is not kept.
    let (function, case) = (slugify.as_str().unwrap_or_default(), text_at(slugify, &["kwds", "case"]));
    if function.ends_with("slugify_unicode") {
        site.renderer = Renderer::MkdocsUnicode;
    } else if case == Some("lower") {
        site.renderer = Renderer::MkdocsPymdownx;
    } else {
        site.anchors = false;
    }
}

/// The names in a list of plugins or extensions, with their options: a list of names and mappings, or one mapping.
fn named(list: Option<&Node>) -> impl Iterator<Item = (&str, Option<&Node>)> {
    let items = list.into_iter().flat_map(Node::items);
    fn of_item(item: &Node) -> Option<(&str, Option<&Node>)> {
        match &item.value {
            Value::String(name) => Some((name, None)),
            _ => item.entries().first().map(|entry| (entry.key.as_str(), Some(&entry.value))),
        }
    }
    let entries = list.into_iter().flat_map(Node::entries).map(|entry| (entry.key.as_str(), Some(&entry.value)));
    items.filter_map(of_item).chain(entries)
}
