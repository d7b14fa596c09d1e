//! Quarto: a page is the file of its own path, with `.html`; links may name the source or the page. References to figures,
//! tables and sections (`@sec-x`) hold in the whole project.

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::{Files, at, globs, text_at};
use super::generator::Kept;
use super::{Cause, Doubt, Generator, Kinds, Shape, Site, generated, labels};
use crate::anchor::Renderer;
use crate::data::Node;
use crate::document::{Dialect, Document};
use crate::text::path::{below, ended, extension};
use std::collections::HashSet;

/// Quarto.
#[derive(Debug)]
pub(super) struct Quarto;

/// The extensions of what it makes pages of.
const PAGES: &[&str] = &[".qmd", ".md", ".ipynb", ".Rmd", "/index.qmd", "/index.md", "/index.ipynb"];

/// Extensions of pictures, which may be left out.
const PICTURES: &[&str] = &["svg", "png", "pdf", "jpg", "jpeg", "gif", "webp"];

/// What cross references begin with.
const REFERENCES: &[&str] = &["fig", "tbl", "sec", "eq", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "sol"];

/// Ids that its pages have of their own.
const OWN: &[&str] =
    &["TOC", "toc-title", "title-block-header", "quarto-content", "quarto-document-content", "footnotes", "refs"];

/// What is known of a project beside its pages.
#[derive(Debug, Default)]
struct Project {
    /// The labels that notebooks set.
    notebooks: HashSet<Box<str>>,
    /// Whether it is a book, in whose chapters a link to a heading of another one is led there.
    is_book: bool,
}

impl Kept for Project {}

impl Generator for Quarto {
    fn name(&self) -> &'static str {
        "Quarto"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Pandoc]
    }

    fn dialect(&self) -> Dialect {
        Dialect::Pandoc
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Name("_quarto.yml"), Sign::Name("_quarto.yaml")]
    }

    fn reads_backslashes(&self) -> bool {
        // It leaves them in the address, and browsers take them for slashes.
        true
    }

    fn sources(&self) -> &'static [&'static str] {
        &["md", "qmd", "Rmd"]
    }

    fn usual_outputs(&self) -> &'static [&'static str] {
        &["_site", "_book"]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        site.public = site.roots.clone();
        let config = files.data(path);
        let is_book = config.as_ref().and_then(|config| text_at(config, &["project", "type"])) == Some("book");
        site.kept = Some(Box::new(Project { notebooks: labels::below(files, &site.folder), is_book }));
        let Some(config) = config else {
            site.doubt(Cause::Configuration("_quarto.yml".into()), Kinds::PAGES.and(Kinds::ROOT));
            return;
        };
        // A page may be made of what runs before it is rendered.
        for key in ["pre-render", "post-render"] {
            if at(&config, &["project", key]).is_some() {
                let files = Kinds::RELATIVE_FILES.and(Kinds::one(Shape::File, true)).and(Kinds::one(Shape::Image, true));
                site.doubt(Cause::Configuration(key.into()), Kinds::PAGES.and(files));
            }
        }
        site.base = super::files::path_of(text_at(&config, &["website", "site-url"]).unwrap_or_default()).into();
        let listed = ["chapters", "appendices"].into_iter().filter_map(|key| at(&config, &["book", key]));
        let listed = listed.flat_map(|chapters| super::files::paths_in(chapters, &site.folder)).collect();
        let rendered = at(&config, &["project", "render"]).map(|patterns| rendered(patterns, &site.folder, files));
        site.listed = (is_book && at(&config, &["book", "chapters"]).is_some()).then_some(listed).or(rendered);
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        super::routes::plain(site, path, &["index"])
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        if let Some(label) = ask.path.strip_prefix('@') {
            return reference(ask, label);
        }
        let Some(path) = ask.source() else { return Answer::Dead };
        if let Some(found) = ask.file(&path) {
            return Answer::Found(found);
        }
        // The extension of pictures may be left out; which one it is differs between formats (`default-image-extension`).
        if ask.image
            && extension(&path).is_none()
            && let Some(found) = ask.first(PICTURES.iter().map(|end| format!("{path}.{end}")))
        {
            return Answer::Found(found);
        }
        if ask.part {
            // What is put into a page asks for files from there.
            return if ask.included { Answer::Unsure(Doubt::new(Cause::Included)) } else { Answer::Dead };
        }
        if ask.shape() == Shape::Page {
            let stem = path.strip_suffix(".html").unwrap_or(&path);
            let stem = stem.strip_suffix("/index").unwrap_or(stem);
            if let Some(found) = ask.first(ended(stem, PAGES)) {
                return Answer::Found(found);
            }
        }
        if let Some(answer) = ask.at_address() {
            return answer;
        }
        // Pictures that a notebook or a chunk draws stand in a folder of its own.
        let drawn = path.split('/').any(|part| part.ends_with("_files") || part.ends_with("_cache"));
        if drawn { Answer::Unsure(Doubt::new(Cause::Made)) } else { Answer::Dead }
    }

    fn shares(&self, site: &Site, anchor: &str) -> bool {
        site.kept::<Project>().is_some_and(|project| project.notebooks.contains(anchor))
    }

    fn shares_anchors(&self, site: &Site) -> bool {
        site.kept::<Project>().is_some_and(|project| project.is_book)
    }

    fn is_no_anchor(&self, _: &Site, fragment: &str) -> bool {
        OWN.contains(&fragment)
    }

    fn labels(&self, site: &Site, document: &Document) -> Option<Vec<Box<str>>> {
        if self.shares_anchors(site) {
            return None;
        }
        // Headings have theirs in their own lists.
        let listed = document.headings().filter_map(|(_, _, heading)| id_of(document.source.text().get(heading.span.range())?));
        let ids = document.ids.iter().map(|id| id.value.clone());
        let chunks = labels::of_chunks(document.source.text()).map(Into::into);
        Some(ids.chain(chunks).chain(listed).collect())
    }

    fn given_ids(&self, _: &Site, document: &Document, add: &mut dyn FnMut(&str)) {
        labels::of_chunks(document.source.text()).for_each(add);
    }

    fn parts(&self, document: &Document, site: &Site) -> Vec<Box<str>> {
        generated::parts(document, "{{<", &site.folder)
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        generated::any(document, &["{{< embed", "output: asis", "results: asis", "results='asis'"])
    }

    fn shows(&self, _: &Site, path: &str) -> bool {
        // The one file that its projects leave out by its name.
        !path.starts_with("README.") && !path.contains('/')
    }

    fn is_included(&self, site: &Site, path: &str) -> bool {
        // A file whose name begins with a mark is not rendered by itself.
        let inside = site.inside(path).unwrap_or(path);
        inside.split('/').any(|part| part.starts_with('_'))
    }

    fn passes_over(&self, site: &Site, path: &str) -> bool {
        self.is_included(site, path)
    }
}

/// The files below `folder` that the `patterns` of a project name: those it renders, but for those after a `!`.
fn rendered(patterns: &Node, folder: &str, files: &Files<'_>) -> HashSet<String> {
    let (out, written): (Vec<&str>, Vec<&str>) =
        patterns.items().iter().filter_map(Node::as_str).partition(|pattern| pattern.starts_with('!'));
    // A folder stands for all that is in it.
    let whole = |patterns: Vec<&str>| {
        let plain = patterns.iter().map(|pattern| pattern.trim_start_matches('!').trim_start_matches("./").trim_matches('/'));
        let all: Vec<String> = plain.flat_map(|pattern| [pattern.to_owned(), format!("{pattern}/**")]).collect();
        globs(all.iter().map(String::as_str))
    };
    let (wanted, unwanted) = (whole(written), whole(out));
    let is_rendered =
        |path: &&str| below(folder, path).is_some_and(|inside| wanted.is_match(inside) && !unwanted.is_match(inside));
    files.below(folder).filter(is_rendered).map(str::to_owned).collect()
}

/// The id in the list at the end of a heading.
fn id_of(heading: &str) -> Option<Box<str>> {
    let (_, list) = heading.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    list.split([' ', '\t']).find_map(|word| word.strip_prefix('#')).map(Into::into)
}

/// What a cross reference leads to: a label of the whole project, or one that code makes up when it runs.
fn reference<'c>(ask: &Ask<'_, 'c>, label: &str) -> Answer<'c> {
    let known = ask.site.generator.shares(ask.site, label) || ask.lookup.has_label(ask.site, label);
    let is_reference = label.split_once('-').is_some_and(|(kind, _)| REFERENCES.contains(&kind));
    match () {
        () if known => Answer::Redirected,
        () if is_reference => Answer::Dead,
        () => Answer::Unsure(Doubt::new(Cause::Made)),
    }
}
