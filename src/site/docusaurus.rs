//! Docusaurus: links to Markdown files are paths from the folder of the page or from the folder of its content;
//! pictures and other files are built in from where they stand. Its routes are made by plugins: few are sure.

use super::ask::{Answer, Ask, is_page};
use super::evidence::Sign;
use super::files::{Files, literal};
use super::{Generator, Site, Sure};
use crate::anchor::Renderer;
use crate::document::Document;
use crate::text::path::{below, extension, join, under};
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
        let own = ["routeBasePath", "plugin-content-docs", "openapi", "typedoc", "redirects"];
        site.sure = if own.iter().any(|word| code.contains(word)) { Sure::Nothing } else { Sure::Names };
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
        let Some(path) = aliased.or_else(|| ask.source()) else { return Answer::Unknown };
        if let Some(found) = ask.file(&path) {
            return Answer::Found(found);
        }
        if let Some(answer) = ask.at_address() {
            return answer;
        }
        if !ask.is_inside(ask.page) {
            return ask.guarded();
        }
        if ask.is_markdown() {
            return markdown(ask, &path);
        }
        if let Some(found) = elsewhere(ask).into_iter().find_map(|path| ask.file(&path)) {
            return Answer::Found(found);
        }
        // A picture that is not there stops the build.
        let picture = ask.image && !ask.html && extension(&path).is_some() && !is_page(&path) && !ask.is_made(&path);
        let known =
            if ask.absolute { !ask.site.public.is_empty() && ask.site.base.is_empty() } else { !ask.path.starts_with('@') };
        if picture && known { Answer::Missing } else { Answer::Unknown }
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> bool {
        super::generated::is_mdx(document) || super::generated::has_mark(document) || super::generated::has_component(document)
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

fn markdown<'c>(ask: &Ask<'_, 'c>, path: &str) -> Answer<'c> {
    let found = elsewhere(ask).into_iter().find_map(|path| ask.file(&path));
    match found {
        Some(found) => Answer::Found(found),
        None if ask.is_made(path) => Answer::Unknown,
        // Content of a plugin may be found from a folder that only code knows.
        None if ask.absolute => Answer::Unknown,
        None => Answer::Missing,
    }
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
