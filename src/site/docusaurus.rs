//! Docusaurus: links to Markdown files are paths from the folder of the page or from the folder of its content;
//! pictures and other files are built in from where they stand. Plugins make its routes: those of the preset are known.

mod instances;

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::{Files, literal};
use super::parts::{self, Own};
use super::{Cause, Doubt, Generator, Kinds, OnSite, Site};
use crate::anchor::Renderer;
use crate::document::{Dialect, Document};
use crate::text::path::{below, ended, file_name, folder_of, is_markdown, join, under};

/// Folders that hold content, as it comes; those of translations and versions hold copies.
const CONTENT: &[&str] = &["docs", "blog", "src/pages"];

/// Components that bring no anchors.
const OWN: Own = Own {
    modules: &["@theme/", "@docusaurus/", "@theme-original/", "react", "clsx"],
    names: &["Head", "Details", "Tabs", "TabItem", "Admonition"],
};

/// Where a page of code may stand.
const CODE: &[&str] = &[".js", ".jsx", ".ts", ".tsx", "/index.js", "/index.jsx", "/index.ts", "/index.tsx"];

/// Docusaurus.
#[derive(Debug)]
pub(super) struct Docusaurus;

impl Generator for Docusaurus {
    fn name(&self) -> &'static str {
        "Docusaurus"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Docusaurus]
    }

    fn dialect(&self) -> Dialect {
        Dialect::Mdx
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Stem("docusaurus.config.")]
    }

    fn sources(&self) -> &'static [&'static str] {
        &["md", "mdx"]
    }

    fn usual_outputs(&self) -> &'static [&'static str] {
        &["build"]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        let code = files.code(path).unwrap_or_default();
        // Any folder may hold content: nobody can say that the forge alone reads one.
        site.around = true;
        // Files that end in `.md` are MDX too, unless it is said.
        if matches!(literal(&code, "format"), Some(Ok(format)) if format != "mdx") {
            site.dialect = Dialect::Gfm;
        }
        instances::read(site, files, &code);
        if code.contains("staticDirectories") {
            site.doubt(Cause::Configuration("staticDirectories".into()), Kinds::ROOT);
        }
        site.public = vec![under(&site.folder, "static").into()];
        match literal(&code, "baseUrl") {
            Some(Ok(base)) => site.base = base.trim_matches('/').into(),
            Some(Err(())) => site.doubt(Cause::Configuration("baseUrl".into()), Kinds::ROOT),
            None => {}
        }
        site.folders = code.contains("trailingSlash: true");
        for (at, _) in code.match_indices("from:") {
            if let Some(Ok(from)) = literal(&code[at..], "from") {
                site.redirects.add(&from);
            }
        }
        for word in ["openapi", "typedoc", "createRedirects", "plugin-content-gists", "docusaurus-plugin-api-extractor"] {
            if code.contains(word) {
                site.by_name = true;
                site.doubt(Cause::Plugin(word.into()), Kinds::PAGES);
            }
        }
        site.anchors = !code.contains("slugify") && !code.contains("rehype-slug");
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        instances::routes(site, path, None)
    }

    fn addresses(&self, site: &Site, path: &str, on: &OnSite) -> Vec<String> {
        instances::routes(site, path, Some(on))
    }

    fn hides_drafts(&self) -> bool {
        true
    }

    fn read_from(&self, site: &Site, path: &str, on: &OnSite) -> Vec<String> {
        instances::routes(site, path, Some(on))
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        if let Some(path) = ask.path.strip_prefix("@site/").and_then(|path| join(&ask.site.folder, path)) {
            return ask.file(&path).into();
        }
        // A picture of Markdown is a file from the folder of the page.
        let file = is_markdown(ask.path) || ask.image && !ask.html && !ask.absolute;
        if !file && let Some(found) = ask.addresses().iter().find_map(|route| at(ask, route)) {
            return found;
        }
        if let Some(found) = within(ask) {
            return found;
        }
        // What stands in a folder is no page of that folder's address.
        let file = |path: String| ask.first([path]);
        let found = ask.source().and_then(file).or_else(|| elsewhere(ask).into_iter().find_map(file));
        if let Some(found) = found {
            return Answer::Found(found);
        }
        // Its plugin for debugging has pages where the configuration asks for them (`debug: true`), and while one writes.
        if ask.based().starts_with("__docusaurus") {
            return Answer::Unsure(Doubt::new(Cause::Configuration("debug".into())));
        }
        // A page beside the content may be read on the forge, or put into others.
        let beside = !instances::is_content(ask.site, ask.page);
        if beside && ask.absolute {
            return ask.file(ask.path).into();
        }
        if beside && !is_markdown(ask.path) && ask.may_stand_elsewhere() {
            return Answer::Unsure(Doubt::new(Cause::Included));
        }
        Answer::Dead
    }

    fn publishes(&self, ask: &Ask<'_, '_>, path: &str) -> bool {
        ask.is_inside(path) && !(ask.html && is_markdown(path))
    }

    fn is_included(&self, _: &Site, path: &str) -> bool {
        instances::is_left_out(path)
    }

    fn passes_over(&self, site: &Site, path: &str) -> bool {
        instances::passes_over(site, path)
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        parts::unseen(document, &OWN).or_else(|| parts::hidden_heading(document))
    }

    fn parts(&self, document: &Document, site: &Site) -> Vec<Box<str>> {
        parts::of(document, |written| part(site, document.source.path(), written))
    }
}

/// The file of the repository that `page` imports as `written`.
fn part(site: &Site, page: &str, written: &str) -> Option<String> {
    match written.strip_prefix("@site/") {
        Some(rest) => join(&site.folder, rest),
        // A package has it.
        None if written.starts_with('@') => None,
        None => join(folder_of(page), written),
    }
}

/// What stands at `route`, from the base of the site.
fn at<'c>(ask: &Ask<'_, 'c>, route: &str) -> Option<Answer<'c>> {
    // No address has an extension or the name of an index page.
    if route.ends_with(".html") || route.ends_with("/index") {
        return ask.public(route).map(Answer::Found);
    }
    if let Some(answer) = ask.route(route).or_else(|| ask.public(route).map(Answer::Found)) {
        return Some(answer);
    }
    let plain = super::routes::normal(route);
    let pages = under(&ask.site.folder, "src/pages");
    ask.first(ended(&under(&pages, plain), CODE)).filter(|found| !file_name(found.path).starts_with('_')).map(Answer::Found)
}

/// What a relative link of a folder's own page finds in that folder: its address ends with a slash, or not.
fn within<'c>(ask: &Ask<'_, 'c>) -> Option<Answer<'c>> {
    let (folder, name) = ask.page.rsplit_once('/')?;
    let stem = name.split('.').next().unwrap_or_default();
    let is_index = ["index", "readme", file_name(folder)].iter().any(|index| stem.eq_ignore_ascii_case(index));
    if ask.absolute || !is_index || is_markdown(ask.path) {
        return None;
    }
    let routes = instances::routes(ask.site, ask.page, ask.lookup.on_site(ask.page));
    routes.iter().filter_map(|route| join(route, ask.path)).find_map(|route| at(ask, &route))
}

/// Where else the path may lead: from the folder of the content, and from what a translation or a version copies.
fn elsewhere(ask: &Ask<'_, '_>) -> Vec<String> {
    let inside = below(&ask.site.folder, ask.page).unwrap_or(ask.page);
    let mut roots: Vec<String> = std::iter::once(&"").chain(CONTENT).map(|folder| (*folder).to_owned()).collect();
    let parts: Vec<&str> = inside.split('/').collect();
    let mut original = None;
    match parts.as_slice() {
        ["i18n", _, plugin, version, rest @ ..] => {
            roots.push(parts[..4].join("/"));
            let folder = if plugin.contains("blog") {
                vec!["blog", version]
            } else if plugin.contains("docs") {
                vec!["docs"]
            } else {
                vec!["src/pages", version]
            };
            original = Some([folder.as_slice(), rest].concat());
        }
        ["versioned_docs", version, rest @ ..] => {
            roots.push(format!("versioned_docs/{version}"));
            original = Some([["docs"].as_slice(), rest].concat());
        }
        [first, ..] => roots.push((*first).to_owned()),
        [] => {}
    }
    let mut paths: Vec<String> = roots.iter().filter_map(|root| join(&under(&ask.site.folder, root), ask.based())).collect();
    paths.extend(ask.site.roots.iter().filter(|root| below(root, ask.page).is_some()).filter_map(|root| join(root, ask.based())));
    if let Some(original) = original.filter(|_| !ask.absolute) {
        let folder = original.join("/");
        let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
        paths.extend(join(&under(&ask.site.folder, folder), ask.path));
    }
    paths
}
