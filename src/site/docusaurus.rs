//! Docusaurus: links to Markdown files are paths from the folder of the page or from the folder of its content;
//! pictures and other files are built in from where they stand. Its routes are made by plugins: few are sure.

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::{Files, literal};
use super::{Cause, Generator, Kinds, Site};
use crate::anchor::Renderer;
use crate::document::Document;
use crate::text::path::{below, join, under};
use std::collections::BTreeSet;

/// Folders that hold content, as it comes; those of translations and versions hold copies.
const CONTENT: &[&str] = &["docs", "blog", "src/pages"];

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

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Stem("docusaurus.config.")]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        let code = files.text(path).unwrap_or_default();
        // Any folder may hold content: nobody can say that the forge alone reads one.
        site.around = true;
        let content = CONTENT.iter().chain(&["versioned_docs", "i18n"]).map(|name| under(&site.folder, name));
        // `path: '../docs'` of any plugin.
        let paths = code.match_indices("path:").filter_map(|(at, _)| literal(&code[at..], "path")?.ok());
        let named = paths.filter_map(|path| join(&site.folder, &path)).filter(|path| !path.is_empty());
        let all: BTreeSet<String> = content.chain(named).filter(|folder| files.has(folder)).collect();
        site.roots = all.into_iter().map(Into::into).collect();
        if site.roots.is_empty() {
            site.roots = vec![site.folder.clone()];
        }
        if !code.contains("staticDirectories") {
            site.public = vec![under(&site.folder, "static").into()];
        }
        if let Some(Ok(base)) = literal(&code, "baseUrl") {
            site.base = base.trim_matches('/').into();
        }
        site.by_name = true;
        for word in ["routeBasePath", "plugin-content-docs", "openapi", "typedoc", "redirects"] {
            if code.contains(word) {
                site.doubt(Cause::Plugin(word.into()), Kinds::PAGES);
            }
        }
        if site.public.is_empty() {
            site.doubt(Cause::Configuration("staticDirectories".into()), Kinds::ROOT);
        }
        if matches!(literal(&code, "baseUrl"), Some(Err(()))) {
            site.doubt(Cause::Configuration("baseUrl".into()), Kinds::ROOT);
        }
        site.anchors = !code.contains("slug");
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        // Content may stand beside the project.
        let inside = below(&site.folder, path).unwrap_or(path);
        let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
        let (language, stem) = localised(stem);
        let stem = stem.strip_prefix("src/pages/").unwrap_or(stem);
        let parts: Vec<&str> = stem.split('/').map(without_number).collect();
        let plain = parts.join("/");
        let route = match parts.as_slice() {
            [.., folder, name] if folder == name => plain.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned(),
            _ => super::routes::index(&plain, &["index", "README"]).to_owned(),
        };
        let written = super::routes::index(stem, &["index", "README"]).to_owned();
        let language = language.map(|language| under(language, &route));
        language.into_iter().chain([route, written]).collect()
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        let aliased = ask.path.strip_prefix("@site/").and_then(|path| join(&ask.site.folder, path));
        let path = aliased.or_else(|| ask.source());
        let source = path.and_then(|path| ask.file(&path)).map(Answer::Found);
        let source = source.or_else(|| ask.at_address());
        source.or_else(|| elsewhere(ask).into_iter().find_map(|path| ask.file(&path)).map(Answer::Found)).unwrap_or(Answer::Dead)
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        super::generated::mdx(document)
            .or_else(|| super::generated::mark(document))
            .or_else(|| super::generated::component(document))
    }
}

/// The language of a translation, and the path of what it translates.
fn localised(stem: &str) -> (Option<&str>, &str) {
    let Some((language, rest)) = stem.strip_prefix("i18n/").and_then(|rest| rest.split_once('/')) else { return (None, stem) };
    let rest = rest.strip_prefix("docusaurus-plugin-content-").unwrap_or(rest);
    (Some(language), rest)
}

/// A name without the number that only orders it: `01-intro`, `2. intro`.
fn without_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == name.len() {
        return name;
    }
    let after = rest.trim_start_matches([' ', '-', '_', '.']);
    let date = after.starts_with(|c: char| c.is_ascii_digit());
    if after.is_empty() || after.len() == rest.len() || date { name } else { after }
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
    if let Some(original) = original.filter(|_| !ask.absolute) {
        let folder = original.join("/");
        let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
        paths.extend(join(&under(&ask.site.folder, folder), ask.path));
    }
    paths
}
