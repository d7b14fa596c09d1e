//! mdBook: each chapter `x.md` becomes `x.html`, a `README.md` the index page of its folder; every other file is copied.

mod preprocessors;

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::{Files, at, text_at};
use super::generator::Kept;
use super::{Cause, Doubt, Generator, Kinds, Shape, Site, generated};
use crate::anchor::Renderer;
use crate::data::Node;
use crate::document::{Dialect, Document, Link, Source, mdbook_included};
use crate::text::path::{ended, extension, folder_of, join, under};
use std::collections::HashSet;

/// Pages that it writes by itself at the root of a book: the first chapter once more, among others.
const OWN: &[&str] = &["index", "print", "404", "toc"];

/// The marks of the text that preprocessors bring.
#[derive(Debug)]
struct Marks(Vec<&'static str>);

impl Kept for Marks {}

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

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        let book = files.data(path);
        if book.is_none() {
            site.doubt(Cause::Configuration("book.toml".into()), Kinds::PAGES.and(Kinds::FRAGMENTS));
        }
        let source = book.as_ref().and_then(|book| text_at(book, &["book", "src"])).unwrap_or("src");
        let Some(root) = join(&site.folder, source) else { return };
        site.roots = vec![root.into()];
        site.public = site.roots.clone();
        site.chapters = chapters(files, &site.roots[0]);
        let Some(book) = book else { return };
        site.base = super::files::path_of(text_at(&book, &["output", "html", "site-url"]).unwrap_or_default()).into();
        let preprocessors = at(&book, &["preprocessor"]).map(|all| all.entries()).unwrap_or_default();
        let marks = preprocessors.iter().filter_map(|one| preprocessors::read(site, files, &one.key, &one.value)).collect();
        site.kept = Some(Box::new(Marks(marks)));
        made(site, &book);
        for redirect in at(&book, &["output", "html", "redirect"]).map(|all| all.entries()).unwrap_or_default() {
            site.redirects.add(&redirect.key);
        }
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        if ask.part {
            return part(ask);
        }
        // The names of chapters begin at their folder, never at a root.
        if ask.absolute && self.names_files(ask.site, ask.page) {
            return Answer::Dead;
        }
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
        // The address of a folder is that of the page that its `README.md` becomes.
        let folder = stem.strip_suffix("index").map_or(stem, |folder| folder.trim_end_matches('/'));
        let mut candidates = vec![path.clone()];
        if extension(&path).is_none_or(|end| matches!(end, "md" | "html")) {
            candidates.extend(ended(stem, &[".md", "/README.md", "/index.md"]));
            candidates.push(under(folder, "README.md"));
        }
        if let Some(found) = ask.first(&candidates) {
            return if ask.site.leaves_out(ask.page, found.path) { Answer::Dead } else { Answer::Found(found) };
        }
        if let Some(answer) = ask.at_address() {
            return answer;
        }
        match ask.site.inside(stem) {
            Some(name) if OWN.contains(&name) && !ask.is_markdown() => Answer::Redirected,
            // They are left as they are, and begin at the root of the host.
            _ if ask.absolute => Answer::Unsure(Doubt::new(Cause::Above)),
            _ => Answer::Dead,
        }
    }

    fn shows(&self, site: &Site, path: &str) -> bool {
        site.chapters.as_ref().is_some_and(|chapters| chapters.contains(path))
    }

    fn names_files(&self, site: &Site, path: &str) -> bool {
        site.inside(path) == Some("SUMMARY.md")
    }

    fn adds_anchors(&self, document: &Document, site: &Site) -> Option<Cause> {
        let marks = site.kept::<Marks>().map(|marks| &*marks.0).unwrap_or_default();
        let brings = |mark: &&&str| generated::outside_code(document, &[**mark], |_| true);
        marks.iter().find(brings).map(|mark| generated::inserted(mark))
    }

    fn parts(&self, document: &Document, _: &Site) -> Vec<Box<str>> {
        let text = document.source.text();
        let outside = generated::places_outside_code(document, "{{");
        let folder = folder_of(document.source.path());
        let texts = mdbook_included(text).into_iter().filter(|found| found.is_text && outside.binary_search(&found.at).is_ok());
        texts.filter_map(|found| Some(join(folder, text.get(found.path.range())?)?.into())).collect()
    }

    fn given_ids(&self, _: &Site, document: &Document, add: &mut dyn FnMut(&str)) {
        // Blocks of the preprocessor for admonitions: ```admonish note id="name"
        for line in document.source.text().lines().filter(|line| line.contains("```admonish ")) {
            let id = line.split_once(" id=\"").and_then(|(_, rest)| rest.split('"').next());
            id.into_iter().for_each(&mut *add);
        }
    }
}

/// The files that the link checker of the book is told to leave out are put beside its pages later: other formats of it.
fn made(site: &mut Site, book: &Node) {
    for checker in ["linkcheck", "linkcheck2"] {
        let left_out = at(book, &["output", checker, "exclude"]).map(Node::items).unwrap_or_default();
        let plain = left_out.iter().filter_map(Node::as_str).filter(|path| !path.contains(['\\', '*', '^', '$', '(', '[', ':']));
        plain.for_each(|path| site.doubt_below(path, Cause::Made, Kinds::one(Shape::File, false)));
    }
}

/// A file whose text is put into a page is read from the folder of the file that asks for it.
fn part<'c>(ask: &Ask<'_, 'c>) -> Answer<'c> {
    if ask.absolute {
        return Answer::Unsure(Doubt::new(Cause::Above));
    }
    join(ask.folder(), ask.path).and_then(|path| ask.first([path])).into()
}

/// The chapters that `SUMMARY.md` names: mdBook makes pages of them alone, and copies no other Markdown file.
fn chapters(files: &Files<'_>, root: &str) -> Option<HashSet<String>> {
    let path = join(root, "SUMMARY.md")?;
    let summary = Document::parse(Source::new(path.as_str(), files.text(&path)?));
    let read = |link: &Link| join(root, &summary.target(link).replace("%20", " "));
    let chapters: HashSet<String> = summary.links.iter().filter(|link| !link.image).filter_map(read).collect();
    (!chapters.is_empty()).then_some(chapters)
}

/// Whether the file at `path` is among the pages of any site.
fn is_book(ask: &Ask<'_, '_>, path: &str) -> bool {
    ask.lookup.has_site(path)
}
