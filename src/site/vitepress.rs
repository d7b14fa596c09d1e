//! VitePress: every Markdown file of the source folder is the page of its own path; links are checked by its build in
//! the same way.

use super::ask::{Answer, Ask, is_page};
use super::evidence::Sign;
use super::files::{Files, literal, object};
use super::parts::{self, Own};
use super::{Cause, Doubt, Generator, Kinds, OnSite, Shape, Site};
use crate::anchor::Renderer;
use crate::data::Node;
use crate::document::Document;
use crate::text::path::{below, extension, file_name, folder_of, is_markdown, join, under};
use memchr::memmem;

/// Containers that VitePress knows, which have no anchors of their own.
const CONTAINERS: &[&str] =
    &["tip", "info", "note", "warning", "danger", "details", "code-group", "raw", "v-pre", "important", "caution"];

/// Its own components, which bring no anchors.
const OWN: Own =
    Own { modules: &["vitepress", "vue"], names: &["Badge", "ClientOnly", "Transition", "Suspense", "Teleport", "KeepAlive"] };

/// Extensions of what a link may lead to as a file: a path with any other is that of a page, whatever stands there.
const FILES: &[&str] = &[
    "3g2", "3gp", "aac", "ai", "apng", "au", "avif", "bin", "bmp", "cer", "class", "conf", "crl", "css", "csv", "dll", "doc",
    "eps", "epub", "exe", "gif", "gz", "ics", "ief", "jar", "jpe", "jpeg", "jpg", "js", "json", "jsonld", "m4a", "man", "mid",
    "midi", "mjs", "mov", "mp2", "mp3", "mp4", "mpe", "mpeg", "mpg", "mpp", "oga", "ogg", "ogv", "ogx", "opus", "otf", "p10",
    "p7c", "p7m", "p7s", "pdf", "png", "ps", "qt", "roff", "rtf", "rtx", "ser", "svg", "t", "tif", "tiff", "tr", "ts", "tsv",
    "ttf", "txt", "vtt", "wav", "weba", "webm", "webp", "woff", "woff2", "xhtml", "xml", "yaml", "yml", "zip",
];

/// Extensions of what `<img>`, `<source>`, `<video>` and `<use>` build in from where it stands.
const BUILT_IN: &[&str] =
    &["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "bmp", "apng", "mp4", "webm", "ogv", "mov"];

/// The option with which no build stops for a dead link.
const LENIENT: &str = "ignoreDeadLinks";

/// VitePress.
#[derive(Debug)]
pub(super) struct Vitepress;

impl Generator for Vitepress {
    fn name(&self) -> &'static str {
        "VitePress"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Vitepress]
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::In(".vitepress")]
    }

    fn usual_outputs(&self) -> &'static [&'static str] {
        &[".vitepress/dist"]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        let mut code = files.code(path).unwrap_or_default();
        // Parts of the configuration stand in files of their own.
        let folder = under(&site.folder, ".vitepress");
        for other in files.below(&folder).take(64) {
            let name = below(&folder, other).unwrap_or_default();
            if other != path && name.starts_with("config") {
                code.push_str(&files.text(other).unwrap_or_default());
            }
        }
        read_folders(site, files, &code);
        read_rewrites(site, &code);
        // Hosts answer `/guide` for `guide/index.md` where nothing checks it.
        if code.contains("ignoreDeadLinks") && code.contains("cleanUrls") {
            site.doubt(Cause::Configuration(LENIENT.into()), Kinds::default());
        }
        site.anchors = !["slugify", "anchor:", "markdown-it-anchor", "multimd"].iter().any(|word| code.contains(word));
    }

    fn addresses(&self, site: &Site, path: &str, _: &OnSite) -> Vec<String> {
        site.stem(path).map(|stem| super::routes::index(stem, &["index"]).to_owned()).into_iter().collect()
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        // A link out of the repository is told as one.
        let Some(path) = ask.source() else { return Answer::Dead };
        if builds_in(ask) {
            return built_in(ask, &path);
        }
        // What stands in HTML, or says where it opens, stays as it is written.
        let page_of_html = is_page(ask.path) && !is_markdown(ask.path);
        let is_page = if ask.html || ask.verbatim { page_of_html } else { treats_as_page(ask.path) };
        if is_page { page(ask, &path) } else { asset(ask, &path) }
    }

    fn publishes(&self, ask: &Ask<'_, '_>, path: &str) -> bool {
        if builds_in(ask) {
            return true;
        }
        is_markdown(path) && ask.is_inside(path) && !ask.html && !ask.verbatim
    }

    fn front_links<'n>(&self, root: &'n Node) -> Vec<&'n Node> {
        parts::front_links(root)
    }

    fn front_target(&self, written: &str) -> String {
        // The theme reads a path from the root of the site, unless it begins with a dot.
        let path = !written.starts_with(['.', '/', '#']) && !written.contains(':');
        if path { format!("/{written}") } else { written.to_owned() }
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        let text = document.source.text();
        super::generated::any(document, &[":id=", "v-bind", "v-html"])
            .or_else(|| has_container(text).then(|| super::generated::inserted(":::")))
            .or_else(|| super::generated::has_computed_heading(document).then(|| super::generated::inserted("{{")))
            .or_else(|| parts::unseen(document, &OWN))
    }

    fn parts(&self, document: &Document, site: &Site) -> Vec<Box<str>> {
        let path = |written: &str| part(site, document.source.path(), written);
        let mut all = parts::of(document, path);
        all.extend(
            included(document.source.text()).iter().map(|written| path(written).unwrap_or_else(|| written.clone()).into()),
        );
        all
    }
}

/// The file of the repository that is put into `page` as `written`.
fn part(site: &Site, page: &str, written: &str) -> Option<String> {
    match written.strip_prefix("@/").or_else(|| written.strip_prefix('@')) {
        Some(rest) => join(site.root(), rest),
        None => join(folder_of(page), written),
    }
}

/// Where pages and files served as they are stand.
fn read_folders(site: &mut Site, files: &Files<'_>, code: &str) {
    match literal(code, "srcDir") {
        Some(Ok(source)) => {
            let root = join(&site.folder, &source);
            // Plugins have an option of this name too: a folder without a page is none of the site.
            let has_pages = |root: &String| files.below(root).any(|path| path.ends_with(".md"));
            if root.as_ref().is_none_or(has_pages) {
                site.roots = root.map(Into::into).into_iter().collect();
            }
        }
        Some(Err(())) => site.doubt(Cause::Configuration("srcDir".into()), Kinds::PAGES.and(Kinds::ROOT)),
        None => {}
    }
    if site.roots.is_empty() {
        site.roots = vec![site.folder.clone()];
        site.doubt(Cause::Configuration("srcDir".into()), Kinds::PAGES.and(Kinds::ROOT));
    }
    match literal(code, "publicDir") {
        Some(_) => site.doubt(Cause::Configuration("publicDir".into()), Kinds::ROOT),
        None => site.public = vec![under(site.root(), "public").into()],
    }
    // Links are written without it, whatever it is.
    if let Some(Ok(base)) = literal(code, "base") {
        site.base = base.trim_matches('/').into();
    }
}

/// Pages that stand elsewhere than their addresses say. A folder whose pages are those of the root is one more root.
fn read_rewrites(site: &mut Site, code: &str) {
    if !code.contains("rewrites") {
        return;
    }
    let known = object(code, "rewrites").and_then(Result::ok).unwrap_or_default();
    let folder = |(from, to): &(String, Option<String>)| {
        let (folder, rest) = from.split_once('/')?;
        (rest.starts_with(':') && rest.ends_with('*') && to.as_deref() == Some(rest)).then(|| folder.to_owned())
    };
    match known.as_slice() {
        [only] if folder(only).is_some() => {
            let root = folder(only).map(|folder| under(site.root(), &folder));
            site.roots.extend(root.map(Into::into));
        }
        _ => {
            // Links to Markdown files follow the new paths too.
            let sources = Kinds::one(Shape::Source, false).and(Kinds::one(Shape::Source, true));
            site.doubt(Cause::Configuration("rewrites".into()), Kinds::PAGES.and(sources));
        }
    }
}

/// Whether a link of Markdown to `path` is taken for one to a page.
fn treats_as_page(path: &str) -> bool {
    let end = path.rsplit('.').next().unwrap_or_default();
    !path.contains('.') || !FILES.iter().any(|known| known.eq_ignore_ascii_case(end))
}

/// Whether a link is a picture or a film that is built in from where it stands.
fn builds_in(ask: &Ask<'_, '_>) -> bool {
    let shown = ask.html && extension(ask.path).is_some_and(|end| BUILT_IN.iter().any(|known| known.eq_ignore_ascii_case(end)));
    ask.image || shown
}

fn built_in<'c>(ask: &Ask<'_, 'c>, path: &str) -> Answer<'c> {
    let public = || {
        let route = if ask.absolute { Some(ask.based()) } else { ask.site.inside(path) };
        route.and_then(|route| ask.public(route))
    };
    ask.file(path).or_else(public).into()
}

fn page<'c>(ask: &Ask<'_, 'c>, path: &str) -> Answer<'c> {
    let stem = [".html", ".md"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
    let folder = ask.path.ends_with('/');
    let name = |stem: &str| if folder { under(stem, "index.md") } else { format!("{stem}.md") };
    let inside = |path: &str| ask.first([name(path)]).filter(|found| ask.is_inside(found.path));
    if let Some(found) = inside(stem) {
        return Answer::Found(found);
    }
    let route = ask.site.inside(stem).unwrap_or(stem);
    // Of the roots, each may have it.
    let mut roots = ask.site.roots.iter().filter(|_| ask.site.roots.len() > 1 && ask.is_inside(ask.page));
    if let Some(found) = roots.find_map(|root| inside(&under(root, route))) {
        return Answer::Found(found);
    }
    if ask.is_led(route) {
        return Answer::Redirected;
    }
    if let Some(found) = ask.public(&format!("{route}.html")).or_else(|| ask.public(&under(route, "index.html"))) {
        return Answer::Found(found);
    }
    if is_lenient(ask.site)
        && let Some(found) = ask.first([under(stem, "index.md")]).filter(|found| ask.is_inside(found.path))
    {
        return Answer::Found(found);
    }
    // `[name].md` is a page of many names.
    if ask.lookup.siblings(folder_of(stem)).any(|path| path.contains('[') && is_markdown(path)) {
        return Answer::Unsure(Doubt::new(Cause::Configuration("[name].md".into())));
    }
    Answer::Dead
}

/// Whether nothing checks the links of the site, and its addresses have no extension.
fn is_lenient(site: &Site) -> bool {
    site.doubts.iter().any(|reach| matches!(&reach.doubt.cause, Cause::Configuration(word) if **word == *LENIENT))
}

/// A file that is served as it is: what stands beside the pages is not.
fn asset<'c>(ask: &Ask<'_, 'c>, path: &str) -> Answer<'c> {
    let route = if ask.absolute { Some(ask.based()) } else { ask.site.inside(path) };
    if let Some(found) = route.and_then(|route| ask.public(route)) {
        return Answer::Found(found);
    }
    if route.is_some_and(|route| ask.is_led(route)) { Answer::Redirected } else { Answer::Dead }
}

/// The Markdown files that `text` includes: `<!--@include: ./a.md{3,}-->`.
fn included(text: &str) -> Vec<String> {
    let paths = memmem::find_iter(text.as_bytes(), "@include:").take(64).filter_map(|at| {
        let rest = &text[at + "@include:".len()..];
        let path = rest[..rest.find("-->")?].trim();
        let path = path.split(['{', '#']).next().unwrap_or_default().trim();
        (!path.is_empty() && !file_name(path).is_empty()).then(|| path.to_owned())
    });
    paths.collect()
}

/// Whether a container (`::: name`) is none of VitePress's own.
fn has_container(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), "\n:::").any(|at| {
        let line = text[at + 1..].lines().next().unwrap_or_default();
        let name = line.trim_start_matches(':').split_whitespace().next().unwrap_or_default();
        !name.is_empty() && !CONTAINERS.contains(&name.to_ascii_lowercase().as_str())
    })
}
