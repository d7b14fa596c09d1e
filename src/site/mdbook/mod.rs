//! mdBook: each chapter `x.md` becomes `x.html`, a `README.md` the index page of its folder; every other file is copied.

mod answer;
mod book;
mod ids;
mod preprocessors;

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::{Files, at, text_at};
use super::{Cause, Generator, Kinds, Shape, Site, generated};
use crate::anchor::Renderer;
use crate::data::Node;
use crate::document::{Dialect, Document, Included, mdbook_included, mdbook_taken};
use crate::text::path::{folder_of, join};
use book::Book;

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

    fn dialect(&self) -> Dialect {
        Dialect::Mdbook
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Name("book.toml")]
    }

    /// A second book that is made of another's pages, and not into HTML, says nothing of the site.
    fn recognises(&self, files: &Files<'_>, path: &str) -> bool {
        let Some(book) = files.data(path) else { return true };
        let outputs = at(&book, &["output"]).map(Node::entries).unwrap_or_default();
        let is_site = outputs.is_empty() || outputs.iter().any(|one| one.key == "html");
        is_site || !text_at(&book, &["book", "src"]).is_some_and(|source| source.starts_with("../"))
    }

    fn outputs(&self, site: &Site) -> Vec<String> {
        site.kept::<Book>().and_then(|book| book.output.clone()).into_iter().collect()
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        let book = files.data(path);
        if book.is_none() {
            site.doubt(Cause::Configuration("book.toml".into()), Kinds::PAGES.and(Kinds::FRAGMENTS));
        }
        let source = book.as_ref().and_then(|book| text_at(book, &["book", "src"])).unwrap_or("src");
        let Some(root) = join(&site.folder, source) else { return };
        site.roots = vec![root.into()];
        site.public = site.roots.clone();
        let kept = Book::read(site, files, book.as_ref());
        site.kept = Some(Box::new(kept));
        let Some(book) = book else { return };
        site.base = super::files::path_of(text_at(&book, &["output", "html", "site-url"]).unwrap_or_default()).into();
        made(site, &book);
        for redirect in at(&book, &["output", "html", "redirect"]).map(|all| all.entries()).unwrap_or_default() {
            site.redirects.add(&redirect.key);
        }
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        let names_index = site.kept::<Book>().is_none_or(|book| book.names_index);
        site.inside(path).map(|inside| book::address(inside, names_index)).into_iter().collect()
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        if ask.part {
            return answer::part(ask, ask.site.kept());
        }
        if self.names_files(ask.site, ask.page) {
            return answer::named(ask);
        }
        answer::of(ask, ask.site.kept())
    }

    fn publishes(&self, ask: &Ask<'_, '_>, path: &str) -> bool {
        self.names_files(ask.site, ask.page) && ask.is_inside(path)
    }

    fn shows(&self, site: &Site, path: &str) -> bool {
        site.chapters.as_ref().is_some_and(|chapters| chapters.contains(path))
    }

    fn names_files(&self, site: &Site, path: &str) -> bool {
        site.inside(path) == Some("SUMMARY.md")
    }

    fn adds_anchors(&self, document: &Document, site: &Site) -> Option<Cause> {
        let marks = site.kept::<Book>().map(|book| &*book.marks).unwrap_or_default();
        let brings = |mark: &&&str| generated::outside_code(document, &[**mark], |_| true);
        marks.iter().find(brings).map(|mark| generated::inserted(mark))
    }

    fn anchors(&self, document: &Document, site: &Site) -> Option<Vec<String>> {
        Some(ids::of(document, site.kept()?))
    }

    fn lists_attributes(&self) -> bool {
        false
    }

    fn names_footnotes(&self) -> bool {
        true
    }

    fn parts(&self, document: &Document, site: &Site) -> Vec<Box<str>> {
        brought(document, site).into_iter().map(|(path, _)| path).collect()
    }

    fn cuts(&self, document: &Document, site: &Site) -> Vec<(Box<str>, Box<str>)> {
        let mut all = brought(document, site);
        let whole: Vec<Box<str>> = all.iter().filter(|(_, lines)| lines.is_empty()).map(|(path, _)| path.clone()).collect();
        all.retain(|(path, _)| !whole.contains(path));
        all
    }

    fn cut(&self, text: &str, lines: &str) -> String {
        mdbook_taken(text, lines)
    }

    fn given_ids(&self, site: &Site, document: &Document, add: &mut dyn FnMut(&str)) {
        let routes = self.routes(site, document.source.path());
        let moved = site.kept::<Book>().map(|book| &*book.moved).unwrap_or_default();
        moved.iter().filter(|(page, _)| routes.contains(page)).for_each(|(_, fragment)| add(fragment));
        // Blocks of the preprocessor for admonitions: ```admonish note id="name"
        for line in document.source.text().lines().filter(|line| line.contains("```admonish ")) {
            let id = line.split_once(" id=\"").and_then(|(_, rest)| rest.split('"').next());
            id.into_iter().for_each(&mut *add);
        }
    }
}

/// The files whose text `document` asks for outside of code, each with what says which of its lines are meant.
fn brought(document: &Document, site: &Site) -> Vec<(Box<str>, Box<str>)> {
    if site.kept::<Book>().is_some_and(|book| !book.includes) {
        return Vec::new();
    }
    let text = document.source.text();
    let outside = generated::places_outside_code(document, "{{");
    let folder = folder_of(document.source.path());
    let texts = mdbook_included(text).into_iter().filter(|found| found.is_text && is_among(&outside, found.at));
    let read = |found: Included| {
        let path = join(folder, text.get(found.path.range())?)?;
        Some((path.into(), text.get(found.lines.range())?.into()))
    };
    texts.filter_map(read).collect()
}

/// Whether `at` is one of `places`, or stands in the braces there: three of them begin with one that is none of its own.
fn is_among(places: &[usize], at: usize) -> bool {
    places.binary_search(&at).is_ok() || at.checked_sub(1).is_some_and(|before| places.binary_search(&before).is_ok())
}

/// The files that the link checker of the book is told to leave out are put beside its pages later: other formats of it.
fn made(site: &mut Site, book: &Node) {
    for checker in ["linkcheck", "linkcheck2"] {
        let left_out = at(book, &["output", checker, "exclude"]).map(Node::items).unwrap_or_default();
        let plain = left_out.iter().filter_map(Node::as_str).filter(|path| !path.contains(['\\', '*', '^', '$', '(', '[', ':']));
        plain.for_each(|path| site.doubt_below(path, Cause::Made, Kinds::one(Shape::File, false)));
    }
}
