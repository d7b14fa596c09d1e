//! VitePress: every Markdown file of the source folder is the page of its own path; links are checked by its build in
//! the same way.

use super::ask::{Answer, Ask, is_page};
use super::evidence::Sign;
use super::files::{Files, literal};
use super::{Cause, Doubt, Generator, Kinds, Shape, Site};
use crate::anchor::Renderer;
use crate::document::Document;
use crate::text::path::{ended, folder_of, join, under};
use memchr::memmem;

/// Containers that VitePress knows, which have no anchors of their own.
const CONTAINERS: &[&str] =
    &["tip", "info", "note", "warning", "danger", "details", "code-group", "raw", "v-pre", "important", "caution"];

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

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        let mut code = files.text(path).unwrap_or_default();
        // Parts of the configuration stand in files of their own.
        let folder = under(&site.folder, ".vitepress");
        for other in files.below(&folder).take(64) {
            let name = crate::text::path::below(&folder, other).unwrap_or_default();
            if other != path && name.starts_with("config") {
                code.push_str(&files.text(other).unwrap_or_default());
            }
        }
        match literal(&code, "srcDir") {
            Some(Ok(source)) => site.roots = join(&site.folder, &source).map(Into::into).into_iter().collect(),
            Some(Err(())) => site.doubt(Cause::Configuration("srcDir".into()), Kinds::PAGES.and(Kinds::ROOT)),
            None => {}
        }
        if site.roots.is_empty() {
            site.roots = vec![site.folder.clone()];
            site.doubt(Cause::Configuration("srcDir".into()), Kinds::PAGES.and(Kinds::ROOT));
        }
        match literal(&code, "publicDir") {
            Some(_) => site.doubt(Cause::Configuration("publicDir".into()), Kinds::ROOT),
            None => site.public = vec![under(site.root(), "public").into()],
        }
        // Links are written without it, whatever it is.
        if let Some(Ok(base)) = literal(&code, "base") {
            site.base = base.trim_matches('/').into();
        }
        if code.contains("rewrites") {
            // Links to Markdown files follow the new paths too.
            let sources = Kinds::one(Shape::Source, false).and(Kinds::one(Shape::Source, true));
            site.doubt(Cause::Configuration("rewrites".into()), Kinds::PAGES.and(sources));
        }
        site.anchors = !["slugify", "anchor:", "markdown-it-anchor", "multimd"].iter().any(|word| code.contains(word));
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        // A link out of the repository is told as one.
        let Some(path) = ask.source() else { return Answer::Dead };
        if is_page(&path) { page(ask, &path) } else { asset(ask, &path) }
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        super::generated::any(document, &["@include", ":id=", "v-bind", "v-html"])
            .or_else(|| has_container(document.source.text()).then(|| super::generated::inserted(":::")))
            .or_else(|| super::generated::has_computed_heading(document).then(|| super::generated::inserted("{{")))
            .or_else(|| super::generated::component(document))
    }
}

fn page<'c>(ask: &Ask<'_, 'c>, path: &str) -> Answer<'c> {
    let stem = [".html", ".md"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
    let inside = ask.is_inside(stem);
    let mut candidates = ended(stem, &[".md", "/index.md"]);
    candidates.push(path.to_owned());
    if let Some(found) = ask.first(&candidates).filter(|found| inside && ask.is_inside(found.path)) {
        return Answer::Found(found);
    }
    if let Some(answer) = ask.at_address() {
        return answer;
    }
    let route = ask.site.inside(stem).unwrap_or(stem);
    if let Some(found) = ended(route, &["", ".html", "/index.html"]).iter().find_map(|path| ask.public(path)) {
        return Answer::Found(found);
    }
    // `[name].md` is a page of many names; what git ignores is made by something.
    let dynamic = ask.lookup.siblings(folder_of(stem)).any(|path| path.contains('['));
    if dynamic {
        return Answer::Unsure(Doubt::new(Cause::Configuration("[name].md".into())));
    }
    Answer::Dead
}

fn asset<'c>(ask: &Ask<'_, 'c>, path: &str) -> Answer<'c> {
    // `node.js.md` is a page whose name looks like a file's.
    if let Some(found) = ask.first([format!("{path}.md")]) {
        return Answer::Found(found);
    }
    if let Some(found) = ask.file(path) {
        // Files beside the pages are built in where the theme or an image asks for them.
        return Answer::Found(found);
    }
    let public = if ask.absolute { ask.public(ask.based()) } else { ask.site.inside(path).and_then(|path| ask.public(path)) };
    if let Some(found) = public {
        return Answer::Found(found);
    }
    if ask.site.redirects.lead(ask.based()) { Answer::Redirected } else { Answer::Dead }
}

/// Whether a container (`::: name`) is none of VitePress's own.
fn has_container(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), "\n:::").any(|at| {
        let line = text[at + 1..].lines().next().unwrap_or_default();
        let name = line.trim_start_matches(':').split_whitespace().next().unwrap_or_default();
        !name.is_empty() && !CONTAINERS.contains(&name.to_ascii_lowercase().as_str())
    })
}
