//! docfx, and the sites that Microsoft builds in its way: links of Markdown and of HTML are paths of files, from the folder of
//! the page or, after `~/`, from that of `docfx.json`; what is included keeps the links of its own file.

use super::ask::{Answer, Ask, is_page, is_partial};
use super::evidence::Sign;
use super::files::{Files, at, text_at};
use super::{Cause, Doubt, Generator, Kinds, Site, generated};
use crate::anchor::Renderer;
use crate::data::Node;
use crate::document::{Dialect, Document};
use crate::paths::{Found, PathKind};
use crate::text::path::{below, ended, extension, file_name, folder_of, join, under};
use std::collections::HashSet;

/// docfx.
#[derive(Debug)]
pub(super) struct Docfx;

/// What its configuration says, beside what sites of all generators have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    /// Whether letter case does not matter in paths: on the sites of Microsoft.
    folded: bool,
    /// Files that lead elsewhere: their paths, in small letters.
    moved: HashSet<String>,
    /// Folders out of its own from which it takes files.
    sources: Vec<Box<str>>,
    /// Folders into which pages are made from programs, with what the build brings from other repositories.
    made: Vec<(Box<str>, Cause)>,
}

impl Generator for Docfx {
    fn name(&self) -> &'static str {
        "docfx"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Docfx]
    }

    fn dialect(&self) -> Dialect {
        Dialect::Docfx
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Name("docfx.json")]
    }

    fn usual_outputs(&self) -> &'static [&'static str] {
        &["_site"]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        let config = files.data(path);
        for group in
            config.iter().flat_map(|config| ["content", "resource"].into_iter().filter_map(|key| at(config, &["build", key])))
        {
            let sources = group.items().iter().chain([group]).filter_map(|entry| text_at(entry, &["src"]));
            let folders = sources.filter_map(|source| join(&site.folder, source)).map(Box::from);
            site.docfx.sources.extend(folders);
        }
        let metadata = config.as_ref().and_then(|config| at(config, &["metadata"])).into_iter().flat_map(Node::items);
        let made = metadata.filter_map(|entry| text_at(entry, &["dest"]).or_else(|| text_at(entry, &["output"])));
        let folders: Vec<_> = made.filter_map(|dest| join(&site.folder, dest)).collect();
        site.docfx.made.extend(folders.into_iter().map(|folder| (folder.into(), Cause::Made)));
        for folder in [&*site.folder.clone(), ""] {
            publishing(site, files, &under(folder, ".openpublishing.publish.config.json"));
        }
        moved(site, files);
    }

    fn reads_backslashes(&self) -> bool {
        true
    }

    fn publishes(&self, ask: &Ask<'_, '_>, path: &str) -> bool {
        ask.site.inside(path).is_some()
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        let own = &ask.site.docfx;
        let Some(path) = path_of(ask) else { return Answer::Dead };
        // What is put into the page is read by the build, from wherever it stands: `[!code-csharp[](../a.cs)]`.
        let read = ask.part && !ask.image;
        let taken = |found: &Found<'_>| {
            read || ask.is_inside(found.path) || own.sources.iter().any(|folder| below(folder, found.path).is_some())
        };
        if let Some(found) = place(ask, &path).filter(taken) {
            return Answer::Found(found);
        }
        if own.moved.contains(&path.to_lowercase()) {
            return Answer::Redirected;
        }
        let page = ended(&path, &[".md"]).into_iter().next().unwrap_or_default();
        if extension(&path).is_none() && own.moved.contains(&page.to_lowercase()) {
            return Answer::Redirected;
        }
        if let Some((folder, cause)) = own.made.iter().find(|(folder, _)| below(folder, &path).is_some()) {
            let shown = if *cause == Cause::Made { ask.site.evidence.as_deref() } else { None };
            let doubt = Doubt { cause: cause.clone(), evidence: shown.map(Into::into) };
            return if path == **folder && *cause == Cause::Made { Answer::Redirected } else { Answer::Unsure(doubt) };
        }
        // They are left as they are, and begin at the root of the host.
        if ask.absolute { Answer::Unsure(Doubt::new(Cause::NoSite)) } else { Answer::Dead }
    }

    fn folds_case(&self, site: &Site) -> bool {
        site.docfx.folded
    }

    fn adds_anchors(&self, document: &Document, site: &Site) -> Option<Cause> {
        // A part has the anchors of the pages beside its own.
        if is_partial(document.source.path()) {
            return Some(Cause::Included);
        }
        let unread = inclusions(document).into_iter().any(|target| file_of(site, document.source.path(), target).is_none());
        unread.then(|| generated::inserted("[!INCLUDE"))
    }

    fn parts(&self, document: &Document, site: &Site) -> Vec<Box<str>> {
        let mut found: Vec<Box<str>> = Vec::new();
        for path in inclusions(document).into_iter().filter_map(|target| file_of(site, document.source.path(), target)) {
            if !found.iter().any(|known| **known == *path) {
                found.push(path.into());
            }
        }
        found
    }

    fn is_included(&self, _: &Site, _: &str) -> bool {
        false
    }

    fn is_no_anchor(&self, _: &Site, fragment: &str) -> bool {
        fragment.starts_with("tab/")
    }
}

/// The path in the repository that is asked for.
fn path_of(ask: &Ask<'_, '_>) -> Option<String> {
    match ask.path.strip_prefix("~/").filter(|_| !ask.absolute) {
        Some(rest) => join(&ask.site.folder, rest),
        None => ask.source(),
    }
}

/// What stands at `path`: a file, a page without its extension, the index page of a folder.
fn place<'c>(ask: &Ask<'_, 'c>, path: &str) -> Option<Found<'c>> {
    let file = |path: &str| ask.file(path).filter(|found| found.kind != PathKind::Folder);
    if let Some(found) = file(path) {
        return Some(found);
    }
    if !is_page(path) || path.ends_with(".md") {
        return None;
    }
    let stem = path.strip_suffix(".html").unwrap_or(path);
    ended(stem, &[".md", ".yml", "/index.md", "/index.yml", "/toc.yml"]).iter().find_map(|path| file(path))
}

/// What the configuration of Microsoft's builds says: paths without letter case, and files of other repositories.
fn publishing(site: &mut Site, files: &Files<'_>, path: &str) {
    if !files.has(path) {
        return;
    }
    site.docfx.folded = true;
    let Some(config) = files.data(path) else { return };
    for other in at(&config, &["dependent_repositories"]).into_iter().flat_map(Node::items) {
        let Some(name) = text_at(other, &["path_to_root"]).filter(|name| !name.is_empty()) else { continue };
        for folder in [folder_of(path), &*site.folder.clone()] {
            site.docfx.made.extend(join(folder, name).map(|folder| (folder.into(), Cause::Module(name.into()))));
        }
    }
}

/// Reads the lists of files that lead elsewhere.
fn moved(site: &mut Site, files: &Files<'_>) {
    let lists = files.all().filter(|path| {
        let name = file_name(path);
        name.starts_with(".openpublishing.redirection") && name.ends_with(".json")
    });
    for list in lists {
        let Some(rules) = files.data(list) else {
            site.doubt(Cause::Configuration(list.into()), Kinds::RELATIVE);
            continue;
        };
        for rule in at(&rules, &["redirections"]).into_iter().flat_map(Node::items) {
            let from_root = text_at(rule, &["source_path_from_root"]).and_then(|path| join("", path));
            let path = text_at(rule, &["source_path"]).unwrap_or_default();
            // From the folder of the list, from that of the site, or from the root: that has changed.
            let relative = [folder_of(list), &*site.folder, ""].into_iter().filter(|_| !path.is_empty());
            let all: Vec<String> = relative.filter_map(|folder| join(folder, path)).chain(from_root).collect();
            site.docfx.moved.extend(all.into_iter().map(|path| path.to_lowercase()));
        }
    }
}

/// The targets of `[!INCLUDE [title](target)]` in `document`.
fn inclusions(document: &Document) -> Vec<&str> {
    let text = document.source.text();
    let target = |at: usize| {
        let rest = &text[at + 2..];
        let word = rest.get(..7).filter(|word| word.eq_ignore_ascii_case("include"))?;
        let line = rest[word.len()..].lines().next()?;
        let target = line.split_once("](")?.1.split(')').next()?;
        Some(target.split(['?', '#', ' ']).next().unwrap_or(target))
    };
    generated::places_outside_code(document, "[!").into_iter().filter_map(target).collect()
}

/// The file that `target`, written on `page`, names.
fn file_of(site: &Site, page: &str, target: &str) -> Option<String> {
    if target.is_empty() || target.contains("://") {
        return None;
    }
    match target.strip_prefix("~/") {
        Some(rest) => join(&site.folder, rest),
        None => join(folder_of(page), target),
    }
}
