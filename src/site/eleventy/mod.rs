//! Eleventy: its configuration is code, and so are its addresses.

mod templates;

use super::brought::{self, Brought};
use super::evidence::Sign;
use super::files::Files;
use super::liquid::{Filler, fill};
use super::page::OnSite;

use super::{Cause, Doubt, Generator, Kept, Kinds, Reach, Shape, Site};
use crate::anchor::Renderer;
use crate::document::{Dialect, Document};
use templates::{Known, Texts};

/// What is kept of the project.
#[derive(Debug)]
struct Settings {
    texts: Texts,
}

impl Kept for Settings {}

/// Eleventy.
#[derive(Debug)]
pub(super) struct Eleventy;

impl Generator for Eleventy {
    fn name(&self) -> &'static str {
        "Eleventy"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Eleventy, Renderer::EleventySlugify, Renderer::EleventyIdAttribute]
    }

    fn dialect(&self) -> Dialect {
        Dialect::Liquid
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Name(".eleventy.js"), Sign::Name(".eleventy.cjs"), Sign::Stem("eleventy.config.")]
    }

    fn usual_outputs(&self) -> &'static [&'static str] {
        &["_site"]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        site.anchors = false;
        let texts = Texts::read(files, path);
        site.renderer = texts.renderer.unwrap_or(site.renderer);
        if let Some(gathers) = &texts.gathers {
            let (doubt, kinds) = (Doubt::shown_by(Cause::Included, gathers), Kinds::one(Shape::FragmentHere, false));
            site.doubts.push(Reach { doubt, kinds, prefix: "".into(), named: false });
        }
        site.kept = Some(Box::new(Settings { texts }));
        site.doubt(Cause::Configuration("permalink".into()), Kinds::PAGES.and(Kinds::ROOT));
    }

    fn filler<'a>(&'a self, site: &'a Site, document: &'a Document) -> Option<Filler<'a>> {
        let known = Known::new(site, site.kept()?, document);
        Some(Box::new(move |written| fill(written, &[], &known)))
    }

    fn brought(&self, document: &Document, site: &Site) -> Option<Brought> {
        let known = Known::new(site, site.kept()?, document);
        let mut brought = brought::of(document, &known);
        brought.add_ids(known.settings.texts.layouts.iter(), &known);
        Some(brought)
    }

    fn read_from(&self, site: &Site, path: &str, on: &OnSite) -> Vec<String> {
        // Which folder its addresses begin at is a matter of its code, and so is what it makes of an index.
        let said = on.permalink.iter().map(|permalink| super::routes::folder_at(site, permalink));
        said.chain(super::routes::folders(site, path)).chain(self.routes(site, path)).collect()
    }

    fn permalink_key(&self) -> Option<&'static str> {
        Some("permalink")
    }
}
