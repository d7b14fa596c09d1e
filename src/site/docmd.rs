//! docmd: pages below the folder `src`, each at its path without the extension; a link to a Markdown file is led to its page.

use super::evidence::Sign;
use super::files::{Files, literal};
use super::{Cause, Generator, Kinds, Shape, Site};
use crate::document::Document;
use crate::text::path::join;

/// docmd.
#[derive(Debug)]
pub(super) struct Docmd;

impl Generator for Docmd {
    fn name(&self) -> &'static str {
        "docmd"
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Stem("docmd.config.")]
    }

    fn usual_outputs(&self) -> &'static [&'static str] {
        &["site"]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        let code = files.text(path).unwrap_or_default();
        // `srcDir` in older versions.
        let named = literal(&code, "src").or_else(|| literal(&code, "srcDir"));
        match named.unwrap_or_else(|| Ok("docs".to_owned())).ok().and_then(|folder| join(&site.folder, &folder)) {
            Some(root) => site.roots = vec![root.into()],
            None => site.doubt(Cause::Configuration("src".into()), Kinds::ROOT.and(Kinds::RELATIVE)),
        }
        site.public = site.roots.clone();
        site.anchors = false;
        // Plugins and templates make pages too, but none that is linked to as Markdown.
        let files = Kinds::ADDRESSES.and(Kinds::one(Shape::Image, true));
        site.doubt(Cause::UnknownGenerator, Kinds::PAGES.and(files));
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        super::generated::any(document, &["\n::: "])
    }
}
