//! bookdown: the chapters of a book in R Markdown, whose ids are one name space: `[x](#id)` leads to the chapter that has it.

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::Files;
use super::{Cause, Doubt, Generator, Shape, Site, generated, labels};
use crate::anchor::Renderer;
use crate::document::{Dialect, Document};
use crate::text::path::{ended, join};

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

    fn sources(&self) -> &'static [&'static str] {
        &["md", "Rmd"]
    }

    fn usual_outputs(&self) -> &'static [&'static str] {
        &["_book"]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        site.public = site.roots.clone();
        let Some(config) = files.data(path).filter(|config| config.get("rmd_subdir").is_none()) else { return };
        site.listed = config.get("rmd_files").map(|chapters| super::files::paths_in(chapters, &site.folder));
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        let Some(path) = ask.source() else { return Answer::Dead };
        // Chapters in folders are put together at the root of the book, and what they show is looked for from there.
        let from_root = || join(&ask.site.folder, ask.path).and_then(|path| ask.file(&path));
        if let Some(found) = ask.file(&path).or_else(from_root) {
            return Answer::Found(found);
        }
        if ask.part {
            return Answer::Dead;
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

    fn splits_at_titles(&self) -> bool {
        true
    }

    fn merges_pages(&self) -> bool {
        true
    }

    fn shares_anchors(&self, _: &Site) -> bool {
        true
    }

    fn is_no_anchor(&self, _: &Site, fragment: &str) -> bool {
        matches!(fragment, "TOC" | "refs" | "header")
    }

    fn given_ids(&self, _: &Site, document: &Document, add: &mut dyn FnMut(&str)) {
        let text = document.source.text();
        // A figure or a table that a chunk makes is called after it.
        for label in labels::of_chunks(text) {
            add(&format!("fig:{label}"));
            add(&format!("tab:{label}"));
        }
        for (at, _) in text.match_indices("(\\#") {
            let inner = &text[at + 3..];
            let end = inner.find(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '-' | '/'))).unwrap_or(inner.len());
            if inner[end..].starts_with(')') && inner[..end].contains(':') {
                add(&inner[..end]);
            }
        }
        theorems(document, add);
    }

    fn parts(&self, document: &Document, site: &Site) -> Vec<Box<str>> {
        generated::parts(document, "child", &site.folder)
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        generated::any(document, &["results='asis'", "results = 'asis'", "results=\"asis\""])
    }
}

/// The divs of theorems and what is like them, with what their ids begin with.
const THEOREMS: &[(&str, &str)] = &[
    ("conjecture", "cnj"),
    ("corollary", "cor"),
    ("definition", "def"),
    ("example", "exm"),
    ("exercise", "exr"),
    ("hypothesis", "hyp"),
    ("lemma", "lem"),
    ("proposition", "prp"),
    ("theorem", "thm"),
];

/// `::: {.theorem #name}` has the id `thm:name`.
fn theorems(document: &Document, add: &mut dyn FnMut(&str)) {
    let text = document.source.text();
    for div in &document.divs {
        let Some((_, kind)) = THEOREMS.iter().find(|(class, _)| *class == &*div.class) else { continue };
        let open = text.get(div.open.range()).unwrap_or_default();
        let name = open.split([' ', '{', '}']).find_map(|word| word.strip_prefix('#'));
        name.into_iter().for_each(|name| add(&format!("{kind}:{name}")));
    }
}
