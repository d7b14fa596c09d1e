//! Quarto: a page is the file of its own path, with `.html`; links may name the source or the page. References to figures,
//! tables and sections (`@sec-x`) hold in the whole project.

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::{Files, at, text_at};
use super::{Cause, Doubt, Generator, Kinds, Shape, Site};
use crate::anchor::Renderer;
use crate::document::{Dialect, Document};
use crate::text::path::ended;

/// Quarto.
#[derive(Debug)]
pub(super) struct Quarto;

/// The extensions of what it makes pages of.
const PAGES: &[&str] = &[".qmd", ".md", ".ipynb", ".Rmd", "/index.qmd", "/index.md", "/index.ipynb"];

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

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        site.public = site.roots.clone();
        let Some(config) = files.data(path) else {
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
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        super::routes::plain(site, path, &["index"])
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        // A cross reference: which labels code gives to figures and tables is known when it runs.
        if ask.path.starts_with('@') {
            return Answer::Unsure(Doubt::new(Cause::Made));
        }
        let Some(path) = ask.source() else { return Answer::Dead };
        if let Some(found) = ask.file(&path) {
            return Answer::Found(found);
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

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        super::generated::any(document, &["{{< include", "{{< embed", "output: asis", "results: asis", "results='asis'"])
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
}
