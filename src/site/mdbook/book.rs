//! What `book.toml` and `SUMMARY.md` say of a book: its chapters, their addresses, the pages that it makes by itself.

use super::preprocessors;
use crate::data::Node;
use crate::document::{BlockKind, Document, Link, Source};
use crate::site::Site;
use crate::site::files::{Files, at, path_of, text_at};
use crate::site::generator::Kept;
use crate::text::path::{file_name, folder_of, join, under};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a book beside what every site has.
#[derive(Debug)]
pub(super) struct Book {
    /// The marks of the text that preprocessors bring.
    pub(super) marks: Vec<&'static str>,
    /// The chapters by their addresses, without `.html`; empty where no list of them is there.
    pub(super) pages: BTreeMap<String, String>,
    /// The first chapter, which is the index page at the root as well.
    pub(super) first: Option<String>,
    /// Whether a `README.md` becomes the index page of its folder.
    pub(super) names_index: bool,
    /// Whether directives bring what is in files.
    pub(super) includes: bool,
    /// Whether a chapter whose file is missing is made, empty.
    pub(super) creates: bool,
    /// The pages that it makes by itself at the root, without `.html`.
    pub(super) own: BTreeSet<String>,
    /// The fragments that its pages lead elsewhere: the address of the page, and the fragment.
    pub(super) moved: Vec<(String, String)>,
    /// The version that its options tell of.
    pub(super) version: Option<Version>,
    /// Whether two hyphens are a dash, if it says so.
    pub(super) smart: Option<bool>,
    /// Whether terms of definition lists are read, if it says so.
    pub(super) terms: Option<bool>,
    /// The folder that it is written to, from the root of the repository.
    pub(super) output: Option<String>,
}

/// The versions of mdBook that differ in what they make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// 0.4
    Old,
    /// From 0.5 on.
    New,
}

/// Options that 0.5 refuses.
const OLD: &[&[&str]] = &[
    &["book", "multilingual"],
    &["output", "html", "curly-quotes"],
    &["output", "html", "copy-fonts"],
    &["output", "html", "google-analytics"],
];
/// Options that came with it.
const NEW: &[&[&str]] =
    &[&["output", "html", "definition-lists"], &["output", "html", "admonitions"], &["output", "html", "sidebar-header-nav"]];

impl Kept for Book {}

impl Book {
    /// Reads that of `site`, whose root is known, from its configuration.
    pub(super) fn read(site: &mut Site, files: &Files<'_>, book: Option<&Node>) -> Self {
        let chapters = chapters(files, site.root());
        let node = |keys: &[&str]| book.and_then(|book| at(book, keys));
        let is = |keys: &[&str]| node(keys).and_then(Node::scalar_text).map(|text| text == "true");
        let defaults = is(&["build", "use-default-preprocessors"]).unwrap_or(true);
        let runs = |name: &str| defaults || node(&["preprocessor", name]).is_some();
        let (names_index, includes) = (runs("index"), runs("links"));
        let address = |path: &String| Some((address(site.inside(path)?, names_index), path.clone()));
        let pages = chapters.iter().rev().filter_map(address).collect();
        let entries = |keys: &[&str]| node(keys).map(Node::entries).unwrap_or_default();
        let moved = entries(&["output", "html", "redirect"]).iter().filter_map(|one| {
            let (page, fragment) = one.key.split_once('#')?;
            Some((page.trim_matches('/').trim_end_matches(".html").to_owned(), fragment.to_owned()))
        });
        let output = node(&["build", "build-dir"]).and_then(Node::as_str).unwrap_or("book");
        let (moved, output) = (moved.collect(), join(&site.folder, output));
        let has = |options: &[&[&str]]| options.iter().any(|keys| node(keys).is_some());
        let version = has(OLD).then_some(Version::Old).or_else(|| has(NEW).then_some(Version::New));
        let html = |key: &str| is(&["output", "html", key]);
        let smart = html("smart-punctuation").or_else(|| html("curly-quotes"));
        let terms = html("definition-lists");
        let own = own(book, is(&["output", "html", "print", "enable"]).unwrap_or(true));
        let running = entries(&["preprocessor"]).iter().filter(|one| runs_for_pages(&one.value));
        let marks = running.filter_map(|one| preprocessors::read(site, files, &one.key, &one.value)).collect();
        let creates = is(&["build", "create-missing"]).unwrap_or(true);
        let first = chapters.first().cloned();
        site.chapters = (!chapters.is_empty()).then(|| chapters.into_iter().collect());
        Self { marks, pages, first, names_index, includes, creates, own, moved, version, smart, terms, output }
    }
}

/// The address of the chapter `inside`, a path from the root of the book, without `.html`.
pub(super) fn address(inside: &str, names_index: bool) -> String {
    if names_index && is_readme(inside) {
        return under(folder_of(inside), "index");
    }
    let (folder, name) = (folder_of(inside), file_name(inside));
    under(folder, name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// Whether the file is a `README.md`, however that is written.
pub(super) fn is_readme(path: &str) -> bool {
    let name = file_name(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).eq_ignore_ascii_case("readme")
}

/// Whether the preprocessor with these options runs when pages are made, and not for books of other kinds alone.
fn runs_for_pages(options: &Node) -> bool {
    let renderers = at(options, &["renderers"]).map(Node::items);
    renderers.is_none_or(|names| names.iter().any(|name| name.as_str() == Some("html")))
}

/// The pages that mdBook makes by itself.
fn own(book: Option<&Node>, print: bool) -> BTreeSet<String> {
    let missing = book.and_then(|book| text_at(book, &["output", "html", "input-404"]));
    let missing = match missing {
        Some("") => None,
        Some(name) => Some(path_of(name).trim_end_matches(".md")),
        None => Some("404"),
    };
    ["toc"].into_iter().chain(print.then_some("print")).chain(missing).map(str::to_owned).collect()
}

/// The chapters that `SUMMARY.md` names, in order: mdBook makes pages of them alone, and copies no other Markdown file.
fn chapters(files: &Files<'_>, root: &str) -> Vec<String> {
    let path = join(root, "SUMMARY.md");
    let Some((path, text)) = path.and_then(|path| Some((path.clone(), files.text(&path)?))) else { return Vec::new() };
    let summary = Document::parse(Source::new(path.as_str(), text));
    let mut last_item = None;
    let makes = |link: &&Link| {
        let Some(block) = link.block.filter(|_| !link.image) else { return false };
        let kinds = ancestors(&summary, block);
        // A heading of the first level is a title; in an item the first link alone is read.
        let title = kinds.iter().any(|(_, kind)| matches!(kind, BlockKind::Heading { level: 1, .. }));
        let item = kinds.iter().find(|(_, kind)| *kind == BlockKind::Item).map(|(at, _)| *at);
        let again = item.is_some() && last_item == item;
        last_item = item;
        !title && !again
    };
    let links: Vec<&Link> = summary.links.iter().filter(makes).collect();
    links
        .into_iter()
        .filter_map(|link| join(root, &summary.target(link).replace("%20", " ")))
        .filter(|path| path != root)
        .collect()
}

/// The block and those that hold it, the inmost first.
fn ancestors(document: &Document, block: u32) -> Vec<(u32, BlockKind)> {
    let next = |at: &u32| document.blocks.get(*at as usize).and_then(|block| block.parent);
    let blocks = std::iter::successors(Some(block), next);
    blocks.filter_map(|at| Some((at, document.blocks.get(at as usize)?.kind))).collect()
}
