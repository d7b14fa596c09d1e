//! Sphinx with MyST-Parser, Jupyter Book, which is made of both, and MyST's own engine, which the second Jupyter Book is made of:
//! a page is the file of its own path, in Markdown, in reStructuredText or as a notebook. A label holds in the whole project.

mod listed;

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::{Files, at};
use super::generator::Kept;
use super::{Cause, Doubt, Generator, Kinds, Shape, Site, generated, labels};
use crate::anchor::Renderer;
use crate::data::Node;
use crate::document::{Dialect, Document};
use crate::text::path::{ended, folder_of, join, under};
use globset::GlobSet;
use listed::Config;
use std::collections::HashSet;

/// Sphinx or what is made like it.
#[derive(Debug)]
pub(super) struct Sphinx {
    name: &'static str,
    renderers: &'static [Renderer],
    signs: &'static [Sign],
    engine: Engine,
}

/// What reads the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Engine {
    /// Sphinx, as its `conf.py` says.
    Sphinx,
    /// Sphinx, as Jupyter Book 1 sets it up.
    Book,
    /// mystmd.
    Mystmd,
}

/// The three.
pub(super) static SPHINX: Sphinx = Sphinx {
    name: "Sphinx",
    renderers: &[Renderer::Myst, Renderer::Sphinx],
    signs: &[Sign::Name("conf.py")],
    engine: Engine::Sphinx,
};
/// Jupyter Book 1, by its table of contents.
pub(super) static JUPYTER_BOOK: Sphinx = Sphinx {
    name: "Jupyter Book",
    renderers: &[Renderer::Myst, Renderer::Sphinx],
    signs: &[Sign::Name("_toc.yml")],
    engine: Engine::Book,
};
/// mystmd.
pub(super) static MYST: Sphinx = Sphinx {
    name: "MyST",
    renderers: &[Renderer::Mystmd],
    signs: &[Sign::Name("myst.yml"), Sign::Name("myst.yaml")],
    engine: Engine::Mystmd,
};

/// The extensions of what pages are made of.
const SOURCES: &[&str] = &[".md", ".rst", ".ipynb", ".txt"];
/// The same, with the pages that mystmd shows for a folder.
const PAGES: &[&str] = &[".md", ".rst", ".ipynb", ".txt", "/index.md", "/index.rst", "/README.md"];
/// Pages that Sphinx makes of others.
const OWN: &[&str] = &["genindex", "modindex", "py-modindex", "search"];
/// Directives that bring text from elsewhere, and with it anchors.
const BRINGS: &[&str] = &["{autoclass}", "{automodule}", "{autofunction}", "{autodoc", "{eval-rst}"];
/// Extensions that make labels or pages of what is no Markdown.
const LABELS: &[&str] = &["autodoc", "autoapi", "apidoc", "automodapi", "autosummary", "breathe", "sphinx_click"];

/// What is known of a project beside its pages.
#[derive(Debug, Default)]
struct Project {
    /// The labels that files set which are not read as pages.
    labels: HashSet<Box<str>>,
    /// Whether MyST-Parser reads each link of Markdown: one that it does not find leads to no page, whatever is there.
    myst: bool,
    /// What is no page though it lies among them.
    excluded: GlobSet,
}

impl Kept for Project {}

impl Generator for Sphinx {
    fn name(&self) -> &'static str {
        self.name
    }

    fn renderers(&self) -> &'static [Renderer] {
        self.renderers
    }

    fn dialect(&self) -> Dialect {
        Dialect::Myst
    }

    fn signs(&self) -> &'static [Sign] {
        self.signs
    }

    fn recognises(&self, files: &Files<'_>, path: &str) -> bool {
        let beside = |name: &str| files.is_file(&under(folder_of(path), name));
        match self.engine {
            // Many a program has a file of this name.
            Engine::Sphinx => files.text(path).is_some_and(|code| {
                // They may be imported, as of a theme that many projects share.
                (code.contains("extensions") || code.contains("import *") && code.contains("project"))
                    && ["myst", "sphinx", "html_theme", "source_suffix"].iter().any(|word| code.contains(word))
            }),
            // Sphinx and mystmd may have such a table, too.
            Engine::Book => !["conf.py", "myst.yml", "myst.yaml"].into_iter().any(beside),
            Engine::Mystmd => true,
        }
    }

    fn sources(&self) -> &'static [&'static str] {
        &["md", "rst", "ipynb"]
    }

    fn usual_outputs(&self) -> &'static [&'static str] {
        &["_build/html", "build/html"]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        site.public = ["_static", "_extra", "public"].iter().map(|name| under(&site.folder, name).into()).collect();
        site.anchors = false;
        let labels = labels::below(files, &site.folder);
        let mut project = Project { labels, myst: self.engine == Engine::Book, excluded: GlobSet::empty() };
        let (mut code, mut data) = (String::new(), None);
        match self.engine {
            Engine::Sphinx => {
                code = files.text(path).unwrap_or_default();
                conf(site, &code, &mut project);
            }
            Engine::Book => {
                let config = data.insert(files.data(&under(&site.folder, "_config.yml")));
                let slugs = config.as_ref().and_then(|config| at(config, &["sphinx", "config", "myst_heading_anchors"]));
                slugs_of(site, slugs.and_then(Node::scalar_text).as_deref());
                if config.as_ref().and_then(|config| at(config, &["sphinx", "extra_extensions"])).is_some() {
                    site.doubt(Cause::Configuration("extra_extensions".into()), LABELLED);
                }
            }
            Engine::Mystmd => data = Some(files.data(path)),
        }
        let config = match data.as_ref() {
            Some(data) => data.as_ref().map(Config::Data),
            None => Some(Config::Code(&code)),
        };
        if let Some(config) = config {
            site.listed = listed::listed(files, &site.folder, self.engine, &config);
            project.excluded = listed::excluded(&config);
        }
        site.kept = Some(Box::new(project));
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        super::routes::plain(site, path, &["index"])
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        // `/x.md` is read from the folder of the project, `x` is a document or a label.
        let Some(path) = ask.source() else { return Answer::Dead };
        if let Some(found) = ask.first([&path]) {
            return Answer::Found(found);
        }
        // A picture in the format that each kind of output wants.
        if let Some(stem) = path.strip_suffix("*").filter(|stem| stem.ends_with('.')) {
            let any = ask.lookup.siblings(folder_of(stem)).any(|file| file.starts_with(stem));
            return if any { Answer::Redirected } else { Answer::Dead };
        }
        if ask.part {
            return ask.first(ended(&path, SOURCES)).into();
        }
        // A DOI is an address of its own, and what begins with a slash may be another project of the same host.
        if self.engine == Engine::Mystmd && ask.shape() != Shape::Source {
            let doi = ask.path.starts_with("10.") && ask.path.contains('/');
            return match leniently(ask, &path) {
                Answer::Dead if doi => Answer::Redirected,
                Answer::Dead if ask.absolute && ask.shape() == Shape::Page => Answer::Unsure(Doubt::new(Cause::Above)),
                answer => answer,
            };
        }
        let strict = !ask.html && !ask.verbatim && ask.site.kept::<Project>().is_some_and(|project| project.myst);
        if strict { strictly(ask, &path) } else { leniently(ask, &path) }
    }

    fn passes_over(&self, site: &Site, path: &str) -> bool {
        let excluded = site.kept::<Project>().map(|project| &project.excluded);
        excluded.zip(site.inside(path)).is_some_and(|(excluded, inside)| listed::excludes(excluded, inside))
    }

    fn shares_anchors(&self, _: &Site) -> bool {
        true
    }

    fn shares(&self, site: &Site, anchor: &str) -> bool {
        OWN.contains(&anchor) || site.kept::<Project>().is_some_and(|project| project.labels.contains(anchor))
    }

    fn labels(&self, _: &Site, document: &Document) -> Option<Vec<Box<str>>> {
        // A heading is found from its own page alone, by MyST-Parser.
        let all = || document.ids.iter().map(|id| id.value.clone()).chain(hidden_labels(document)).collect();
        (self.engine != Engine::Mystmd).then(all)
    }

    fn given_ids(&self, _: &Site, document: &Document, add: &mut dyn FnMut(&str)) {
        hidden_labels(document).iter().for_each(|label| add(label));
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        generated::any(document, BRINGS)
    }

    fn parts(&self, document: &Document, site: &Site) -> Vec<Box<str>> {
        generated::parts(document, "{include}", site.root())
    }
}

/// What names labels and documents of other projects.
const NAMED: Kinds = Kinds::one(Shape::Page, false).and(Kinds::one(Shape::File, false));
/// What labels may be asked for by.
const LABELLED: Kinds = NAMED.and(Kinds::one(Shape::FragmentHere, false));

/// Reads a `conf.py`, which is a program: what stands in it as it is always written.
fn conf(site: &mut Site, code: &str, project: &mut Project) {
    let lines = || code.lines().filter(|line| !line.trim_start().starts_with('#'));
    let code: String = lines().flat_map(|line| [line, "\n"]).collect();
    project.myst = code.contains("myst") && !code.contains("myst_all_links_external");
    for word in ["autoapi", "apidoc", "html_additional_pages"].into_iter().filter(|word| code.contains(word)) {
        site.doubt(Cause::Plugin(word.into()), Kinds::PAGES);
    }
    if code.contains("rediraffe") || code.contains("sphinx_reredirects") {
        site.doubt(Cause::Plugin("redirects".into()), Kinds::PAGES);
    }
    // What other projects have is asked for by roles and names, next to never by a fragment.
    if code.contains("intersphinx") {
        site.doubt(Cause::Plugin("intersphinx".into()), NAMED);
    }
    if let Some(word) = LABELS.iter().find(|word| code.contains(**word)) {
        site.doubt(Cause::Plugin((*word).into()), LABELLED);
    }
    let value = lines().filter_map(|line| line.strip_prefix("myst_heading_anchors")).next_back();
    let level =
        value.and_then(|rest| rest.trim_start().strip_prefix('=')).map(|rest| rest.split('#').next().unwrap_or(rest).trim());
    // What a function of its own makes, and what another file says, is not known.
    let known = project.myst && !code.contains("myst_heading_slug_func") && !code.contains(" import *");
    if known && value.is_none() == level.is_none() && level.is_none_or(|level| level.parse::<u8>().is_ok()) {
        slugs_of(site, level);
    }
}

/// Headings have slugs as anchors down to `level`; without one they have the ids of docutils alone.
fn slugs_of(site: &mut Site, level: Option<&str>) {
    site.anchors = true;
    if level.is_none_or(|level| level == "0") {
        site.renderer = Renderer::Sphinx;
    }
}

/// What Sphinx makes of a link of Markdown: a document by its file or its name, a file, a label. Any other leads nowhere, whatever
/// has that address.
fn strictly<'c>(ask: &Ask<'_, 'c>, path: &str) -> Answer<'c> {
    if ask.shape() != Shape::Page || ask.path.ends_with(".html") || ask.path.ends_with('/') {
        return Answer::Dead;
    }
    if !ask.followed
        && let Some(found) = ask.first(ended(path, SOURCES))
    {
        return Answer::Found(found);
    }
    let label = ask.path;
    let is_label = !ask.followed && (ask.site.generator.shares(ask.site, label) || ask.lookup.has_label(ask.site, label));
    if is_label { Answer::Redirected } else { Answer::Dead }
}

/// What may be at an address where another program than MyST-Parser reads links.
fn leniently<'c>(ask: &Ask<'_, 'c>, path: &str) -> Answer<'c> {
    if let Some(found) = ask.file(path) {
        return Answer::Found(found);
    }
    if ask.shape() == Shape::Page {
        let stem = path.strip_suffix(".html").unwrap_or(path);
        if let Some(found) = ask.first(ended(stem, PAGES)) {
            return Answer::Found(found);
        }
        if OWN.contains(&stem.rsplit('/').next().unwrap_or_default()) {
            return Answer::Redirected;
        }
        // Without an extension it may be a label, which other pages set in ways that are not read here.
        if !ask.path.contains(['/', '.']) {
            return Answer::Unsure(Doubt::new(Cause::Named));
        }
    }
    ask.at_address().or_else(|| ask.file(&join(&ask.site.folder, ask.path)?).map(Answer::Found)).unwrap_or(Answer::Dead)
}

/// The labels of `document` that its Markdown does not show: in blocks of reStructuredText, and in the front matter.
fn hidden_labels(document: &Document) -> Vec<Box<str>> {
    let text = document.source.text();
    let rst = text.contains("{eval-rst}").then(|| labels::of(text)).into_iter().flatten();
    let root = text.contains("label:").then(|| document.data_root()).flatten();
    let front = root.and_then(|root| root.get("label")).and_then(Node::scalar_text);
    let figures = text.contains("{figure-md}").then(|| text.lines().filter_map(figure)).into_iter().flatten();
    rst.chain(figures).map(Into::into).chain(front.map(Into::into)).collect()
}

/// The label of a figure that `line` opens: its argument.
fn figure(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let inner = line.trim_start_matches(['`', ':', '~']);
    inner.strip_prefix("{figure-md}").filter(|_| line.len() >= inner.len() + 3)?.split_whitespace().next()
}
