//! bookdown: the chapters of a book in R Markdown, whose ids are one name space: `[x](#id)` leads to the chapter that has it.

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::Files;
use super::{Cause, Doubt, Generator, Shape, Site};
use crate::anchor::Renderer;
use crate::document::{Dialect, Document};
use crate::text::path::ended;

/// bookdown.
#[derive(Debug)]
pub(super) struct Bookdown;

impl Generator for Bookdown {
    fn name(&self) -> &'static str {
        "bookdown"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Pandoc]
    }

    fn dialect(&self) -> Dialect {
        Dialect::Pandoc
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Name("_bookdown.yml"), Sign::Name("_bookdown.yaml")]
    }

    fn read(&self, site: &mut Site, _: &Files<'_>, _: &str) {
        site.public = site.roots.clone();
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        let Some(path) = ask.source() else { return Answer::Dead };
        if let Some(found) = ask.file(&path) {
            return Answer::Found(found);
        }
        let stem = path.strip_suffix(".html").unwrap_or(&path);
        if ask.shape() == Shape::Page {
            // A page of its own is called after the id of its first heading, which is no file.
            let chapter = ask.first(ended(stem, &[".Rmd", ".md"]));
            return chapter.map_or_else(|| Answer::Unsure(Doubt::new(Cause::Named)), Answer::Found);
        }
        // Pictures that a chunk draws stand in a folder of its own.
        let drawn = path.split('/').any(|part| part.ends_with("_files") || part == "_main_files");
        if drawn { Answer::Unsure(Doubt::new(Cause::Made)) } else { Answer::Dead }
    }

    fn shows(&self, _: &Site, path: &str) -> bool {
        // Chapters are R Markdown.
        path.ends_with(".Rmd")
    }

    fn shares_anchors(&self) -> bool {
        true
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        super::generated::any(document, &["child=", "child =", "results='asis'", "results = 'asis'", "results=\"asis\""])
    }
}
