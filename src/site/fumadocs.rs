//! Fumadocs and Nextra, which make sites of MDX with Next.js: `[#id]` at the end of a heading is its id, the other ids are
//! GitHub's. Code decides the routes.

use super::evidence::Sign;
use super::files::{Files, literal};
use super::{Cause, Generator, Kinds, Site, generated};
use crate::anchor;
use crate::document::Document;
use crate::text::path::{join, under};

/// Where Fumadocs reads pages if nothing else is said.
const CONTENT: &str = "content/docs";

/// Fumadocs.
#[derive(Debug)]
pub(super) struct Fumadocs;

/// Nextra.
#[derive(Debug)]
pub(super) struct Nextra;

impl Generator for Fumadocs {
    fn name(&self) -> &'static str {
        "Fumadocs"
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Stem("source.config.")]
    }

    fn recognises(&self, files: &Files<'_>, path: &str) -> bool {
        files.text(path).is_some_and(|code| code.contains("fumadocs"))
    }

    fn sources(&self) -> &'static [&'static str] {
        &["md", "mdx"]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        let code = files.text(path).unwrap_or_default();
        let named = code.match_indices("dir").filter_map(|(at, _)| literal(&code[at..], "dir"));
        let mut roots: Vec<Box<str>> = Vec::new();
        for folder in named.map(|named| named.ok().and_then(|named| join(&site.folder, &named))) {
            // Where one is computed, any folder may hold pages.
            let folder: Box<str> = folder.unwrap_or_else(|| site.folder.to_string()).into();
            if !roots.contains(&folder) {
                roots.push(folder);
            }
        }
        site.roots = if roots.is_empty() { vec![under(&site.folder, CONTENT).into()] } else { roots };
        site.anchors = !["remarkHeading", "rehypeSlug", "rehype-slug"].iter().any(|word| code.contains(word));
        read_both(site);
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        brings(document)
    }

    fn anchors(&self, document: &Document, _: &Site) -> Option<Vec<String>> {
        Some(ids(document, false))
    }

    fn lists_attributes(&self) -> bool {
        false
    }
}

impl Generator for Nextra {
    fn name(&self) -> &'static str {
        "Nextra"
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Stem("next.config.")]
    }

    fn recognises(&self, files: &Files<'_>, path: &str) -> bool {
        files.text(path).is_some_and(|code| ["'nextra'", "\"nextra\""].iter().any(|name| code.contains(name)))
    }

    fn sources(&self) -> &'static [&'static str] {
        &["md", "mdx"]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        let code = files.text(path).unwrap_or_default();
        site.anchors = !["rehypePlugins", "remarkPlugins"].iter().any(|word| code.contains(word));
        read_both(site);
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        brings(document)
    }

    fn anchors(&self, document: &Document, _: &Site) -> Option<Vec<String>> {
        Some(ids(document, true))
    }

    fn lists_attributes(&self) -> bool {
        false
    }
}

/// What Next.js leaves to code, and serves as it is.
fn read_both(site: &mut Site) {
    site.public = vec![under(&site.folder, "public").into()];
    site.doubt(Cause::UnknownGenerator, Kinds::PAGES.and(Kinds::ROOT));
}

fn brings(document: &Document) -> Option<Cause> {
    generated::mark(document).or_else(|| generated::component(document))
}

/// The ids of `document`; `slugged`: those that authors give are made of words as well.
fn ids(document: &Document, slugged: bool) -> Vec<String> {
    let mut found = anchor::bracketed(document, slugged);
    found.extend(document.ids.iter().map(|id| id.value.to_string()));
    found
}
