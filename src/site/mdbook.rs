//! mdBook: each chapter `x.md` becomes `x.html`, a `README.md` the index page of its folder; every other file is copied.

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::{Files, at, text_at};
use super::{Cause, Doubt, Generator, Kinds, Site};
use crate::anchor::Renderer;
use crate::document::{Document, Link, Source};
use crate::text::path::{ended, extension, join};
use percent_encoding::percent_decode_str;
use std::collections::HashSet;

/// Preprocessors that leave links as they are.
const HARMLESS: &[&str] =
    &["links", "index", "toc", "katex", "mermaid", "admonish", "alerts", "gettext", "footnote", "linkcheck", "emojicodes"];
/// Pages that it writes by itself.
const OWN: &[&str] = &["print", "404", "toc"];

/// mdBook.
#[derive(Debug)]
pub(super) struct Mdbook;

impl Generator for Mdbook {
    fn name(&self) -> &'static str {
        "mdBook"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Mdbook]
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Name("book.toml")]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        let Some(book) = files.data(path) else { return };
        let source = text_at(&book, &["book", "src"]).unwrap_or("src");
        let Some(root) = join(&site.folder, source) else { return };
        site.roots = vec![root.into()];
        site.public = site.roots.clone();
        site.base = super::files::path_of(text_at(&book, &["output", "html", "site-url"]).unwrap_or_default()).into();
        site.chapters = chapters(files, &site.roots[0]);
        let preprocessors = at(&book, &["preprocessor"]).map(|all| all.entries()).unwrap_or_default();
        for one in preprocessors.iter().filter(|one| !HARMLESS.contains(&one.key.as_str())) {
            site.doubt(Cause::Plugin(one.key.as_str().into()), Kinds::PAGES.and(Kinds::FRAGMENTS));
        }
        for redirect in at(&book, &["output", "html", "redirect"]).map(|all| all.entries()).unwrap_or_default() {
            site.redirects.add(&redirect.key);
        }
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        let Some(path) = ask.source() else { return Answer::Dead };
        if !ask.is_inside(&path) {
            // Several books are often published side by side.
            return match ask.file(&path) {
                Some(found) if ask.is_markdown() && !is_book(ask, found.path) => Answer::Dead,
                Some(found) => Answer::Found(found),
                None if ask.is_markdown() && !ask.absolute => Answer::Dead,
                None => Answer::Unsure(Doubt::new(Cause::Above)),
            };
        }
        let stem = [".html", ".md"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(&path);
        let folder = stem.strip_suffix("/index").unwrap_or(stem);
        let mut candidates = vec![path.clone()];
        if extension(&path).is_none_or(|end| matches!(end, "md" | "html")) {
            candidates.extend(ended(stem, &[".md", "/README.md", "/index.md"]));
            candidates.extend(ended(folder, &["/README.md"]));
        }
        if let Some(found) = ask.first(&candidates) {
            return if ask.site.leaves_out(ask.page, found.path) { Answer::Dead } else { Answer::Found(found) };
        }
        if let Some(answer) = ask.at_address() {
            return answer;
        }
        let name = stem.rsplit('/').next().unwrap_or_default();
        match () {
            () if OWN.contains(&name) => Answer::Unsure(Doubt::new(Cause::Made)),
            // They are left as they are, and begin at the root of the host.
            () if ask.absolute => Answer::Unsure(Doubt::new(Cause::Above)),
            () => Answer::Dead,
        }
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        super::generated::outside_code(document, &["{{#"], |_| true).then(|| super::generated::inserted("{{#"))
    }
}

/// The chapters that `SUMMARY.md` names: mdBook makes pages of them alone, and copies no other Markdown file.
fn chapters(files: &Files<'_>, root: &str) -> Option<HashSet<String>> {
    let path = join(root, "SUMMARY.md")?;
    let summary = Document::parse(Source::new(path.as_str(), files.text(&path)?));
    let read = |link: &Link| join(root, &percent_decode_str(summary.target(link)).decode_utf8_lossy());
    let chapters: HashSet<String> = summary.links.iter().filter(|link| !link.image).filter_map(read).collect();
    (!chapters.is_empty()).then_some(chapters)
}

/// Whether the file at `path` is among the pages of any site.
fn is_book(ask: &Ask<'_, '_>, path: &str) -> bool {
    ask.lookup.has_site(path)
}
