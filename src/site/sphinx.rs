//! Sphinx with MyST-Parser, and Jupyter Book, which is made of both: a page is the file of its own path, in Markdown, in
//! reStructuredText or as a notebook. A target (`(label)=`) holds in the whole project.

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::Files;
use super::{Cause, Doubt, Generator, Kinds, Shape, Site};
use crate::anchor::Renderer;
use crate::document::{Dialect, Document};
use crate::text::path::{ended, join, under};

/// Sphinx, by its `conf.py`.
#[derive(Debug)]
pub(super) struct Sphinx;

/// Jupyter Book 1, by its table of contents.
#[derive(Debug)]
pub(super) struct JupyterBook;

/// MyST's own engine, which Jupyter Book 2 is made of.
#[derive(Debug)]
pub(super) struct Myst;

/// The extensions of what pages are made of.
const PAGES: &[&str] = &[".md", ".rst", ".ipynb", ".txt", "/index.md", "/index.rst", "/README.md"];
/// Pages that Sphinx makes of others.
const OWN: &[&str] = &["genindex", "modindex", "py-modindex", "search"];
/// Directives that bring text from elsewhere, and with it anchors.
const BRINGS: &[&str] =
    &["{include}", "{autoclass}", "{automodule}", "{autofunction}", "{autodoc", "{eval-rst}", "{literalinclude}"];

impl Generator for Sphinx {
    fn name(&self) -> &'static str {
        "Sphinx"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Myst, Renderer::Sphinx]
    }

    fn dialect(&self) -> Dialect {
        Dialect::Myst
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Name("conf.py")]
    }

    fn recognises(&self, files: &Files<'_>, path: &str) -> bool {
        // Many a program has a file of this name.
        files.text(path).is_some_and(|code| {
            code.contains("extensions")
                && ["myst", "sphinx", "html_theme", "source_suffix"].iter().any(|word| code.contains(word))
        })
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        read(site);
        let code = files.text(path).unwrap_or_default();
        for (word, kinds) in [("autoapi", Kinds::PAGES), ("apidoc", Kinds::PAGES), ("html_additional_pages", Kinds::PAGES)] {
            if code.contains(word) {
                site.doubt(Cause::Plugin(word.into()), kinds);
            }
        }
        if code.contains("rediraffe") || code.contains("sphinx_reredirects") {
            site.doubt(Cause::Plugin("redirects".into()), Kinds::PAGES);
        }
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        super::routes::plain(site, path, &["index"])
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        answer(ask)
    }

    fn shares_anchors(&self) -> bool {
        true
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        super::generated::any(document, BRINGS)
    }
}

impl Generator for JupyterBook {
    fn name(&self) -> &'static str {
        "Jupyter Book"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Myst, Renderer::Sphinx]
    }

    fn dialect(&self) -> Dialect {
        Dialect::Myst
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Name("_toc.yml")]
    }

    fn read(&self, site: &mut Site, _: &Files<'_>, _: &str) {
        read(site);
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        super::routes::plain(site, path, &["index"])
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        answer(ask)
    }

    fn shares_anchors(&self) -> bool {
        true
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        super::generated::any(document, BRINGS)
    }
}

impl Generator for Myst {
    fn name(&self) -> &'static str {
        "MyST"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Mystmd]
    }

    fn dialect(&self) -> Dialect {
        Dialect::Myst
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Name("myst.yml"), Sign::Name("myst.yaml")]
    }

    fn read(&self, site: &mut Site, _: &Files<'_>, _: &str) {
        read(site);
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        super::routes::plain(site, path, &["index"])
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        answer(ask)
    }

    fn shares_anchors(&self) -> bool {
        true
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        super::generated::any(document, BRINGS)
    }
}

/// What all of them have: files stand in folders of their own, and anchors may be labels of the whole project.
fn read(site: &mut Site) {
    site.anchors = false;
    site.public = ["_static", "_extra", "public"].iter().map(|name| under(&site.folder, name).into()).collect();
}

fn answer<'c>(ask: &Ask<'_, 'c>) -> Answer<'c> {
    // `/x.md` is read from the folder of the project, `x` is a document or a label.
    let Some(path) = ask.source() else { return Answer::Dead };
    if let Some(found) = ask.file(&path) {
        return Answer::Found(found);
    }
    if ask.shape() == Shape::Page {
        let stem = path.strip_suffix(".html").unwrap_or(&path);
        if let Some(found) = ask.first(ended(stem, PAGES)) {
            return Answer::Found(found);
        }
        let name = stem.rsplit('/').next().unwrap_or_default();
        if OWN.contains(&name) {
            return Answer::Unsure(Doubt::new(Cause::Made));
        }
        // Without an extension it may be a label, which other pages set in ways that are not read here.
        if !ask.path.contains(['/', '.']) {
            return Answer::Unsure(Doubt::new(Cause::Named));
        }
    }
    ask.at_address().or_else(|| ask.file(&join(&ask.site.folder, ask.path)?).map(Answer::Found)).unwrap_or(Answer::Dead)
}
