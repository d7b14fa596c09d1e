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

/// Which of the two.
#[derive(Debug)]
pub(super) struct Next {
    name: &'static str,
    signs: &'static [Sign],
    /// What stands in the file that tells of it.
    words: &'static [&'static str],
    /// Words for what changes ids.
    plugins: &'static [&'static str],
    /// Whether the ids that authors give are made of words as those of texts are.
    slugged: bool,
    /// Whether the configuration names the folders of pages.
    named: bool,
}

/// Fumadocs.
pub(super) static FUMADOCS: Next = Next {
    name: "Fumadocs",
    signs: &[Sign::Stem("source.config.")],
    words: &["fumadocs"],
    plugins: &["remarkHeading", "rehypeSlug", "rehype-slug"],
    slugged: false,
    named: true,
};

/// Nextra.
pub(super) static NEXTRA: Next = Next {
    name: "Nextra",
    signs: &[Sign::Stem("next.config.")],
    words: &["'nextra'", "\"nextra\""],
    plugins: &["rehypePlugins", "remarkPlugins"],
    slugged: true,
    named: false,
};

fn has_any(code: &str, words: &[&str]) -> bool {
    words.iter().any(|word| code.contains(word))
}

impl Generator for Next {
    fn name(&self) -> &'static str {
        self.name
    }

    fn signs(&self) -> &'static [Sign] {
        self.signs
    }

    fn recognises(&self, files: &Files<'_>, path: &str) -> bool {
        files.text(path).is_some_and(|code| has_any(&code, self.words))
    }

    fn sources(&self) -> &'static [&'static str] {
        &["md", "mdx"]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        let code = files.text(path).unwrap_or_default();
        site.anchors = !has_any(&code, self.plugins);
        if self.named {
            site.roots = roots(&code, &site.folder);
        }
        site.public = vec![under(&site.folder, "public").into()];
        site.doubt(Cause::UnknownGenerator, Kinds::PAGES.and(Kinds::ROOT));
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        generated::mark(document).or_else(|| generated::component(document))
    }

    fn anchors(&self, document: &Document, _: &Site) -> Option<Vec<String>> {
        let mut found = anchor::bracketed(document, self.slugged);
        found.extend(document.ids.iter().map(|id| id.value.to_string()));
        Some(found)
    }

    fn lists_attributes(&self) -> bool {
        false
    }
}

/// The folders of pages that `code` names, for the project in `folder`.
fn roots(code: &str, folder: &str) -> Vec<Box<str>> {
    let mut roots: Vec<Box<str>> = Vec::new();
    for named in code.match_indices("dir").filter_map(|(at, _)| literal(&code[at..], "dir")) {
        // Where one is computed, any folder may hold pages.
        let root = named.ok().and_then(|named| join(folder, &named)).unwrap_or_else(|| folder.to_owned());
        if !roots.iter().any(|known| **known == *root) {
            roots.push(root.into());
        }
    }
    if roots.is_empty() { vec![under(folder, CONTENT).into()] } else { roots }
}
