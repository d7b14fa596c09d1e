//! The generators of which nothing is known but the files that tell of them.

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::Files;
use super::{Cause, Doubt, Generator, Kinds, Site};
use crate::document::Document;
use crate::paths::PathKind;
use crate::text::path::{join, under};

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

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        let answer = ask.guarded();
        // A program that shows pages by itself may read all links from the root of what it serves.
        let served = || join(&under(&ask.site.folder, "public"), ask.path).and_then(|path| ask.file(&path));
        match answer {
            Answer::Dead if !ask.absolute && served().is_some_and(|found| found.kind == PathKind::File) => {
                Answer::Unsure(Doubt::new(Cause::UnknownGenerator))
            }
            answer => answer,
        }
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        super::generated::mark(document).or_else(|| super::generated::component(document))
    }
}
