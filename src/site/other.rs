//! The generators of which nothing is known but the files that tell of them.

use super::evidence::Sign;
use super::files::Files;
use super::{Cause, Generator, Kinds, Site};
use crate::document::Document;

/// Another generator, or several of which nobody can say which one reads the folder: its routes are unknown.
#[derive(Debug)]
pub(super) struct Other;

impl Generator for Other {
    fn name(&self) -> &'static str {
        ""
    }

    fn signs(&self) -> &'static [Sign] {
        &[
            Sign::Name("_config.ts"),
            Sign::Name("_config.toml"),
            Sign::Name("antora.yml"),
            Sign::Name("mint.json"),
            Sign::Name("docs.json"),
            Sign::Name("pelicanconf.py"),
            Sign::Stem("next.config."),
            Sign::Stem("nuxt.config."),
            Sign::Stem("gatsby-config."),
            Sign::Stem("svelte.config."),
            Sign::Stem("rspress.config."),
            Sign::Stem("vocs.config."),
            Sign::Stem("quartz.config."),
            Sign::In(".vuepress"),
        ]
    }

    fn sources(&self) -> &'static [&'static str] {
        &["md", "mdx"]
    }

    fn read(&self, site: &mut Site, _: &Files<'_>, _: &str) {
        site.anchors = false;
        site.doubt(Cause::UnknownGenerator, Kinds::PAGES.and(Kinds::ROOT));
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        super::generated::mark(document).or_else(|| super::generated::component(document))
    }
}
