//! docmd: pages below the folder `src`, each at its path without the extension; a link to a Markdown file is led to its page.

use super::evidence::Sign;
use super::files::{Files, literal};
use super::{Cause, Generator, Kinds, Shape, Site};
use crate::document::Document;
use crate::document::heading::{Dialect, HeadingReader};
use crate::text::path::join;
use std::collections::HashMap;

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
        // Plugins and templates make pages too, but none that is linked to as Markdown.
        let files = Kinds::ADDRESSES.and(Kinds::one(Shape::Image, true));
        site.doubt(Cause::UnknownGenerator, Kinds::PAGES.and(files));
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        // Dates get ids too; other containers have the headings that stand in them.
        super::generated::any(document, &["::: changelog"])
    }

    fn anchors(&self, document: &Document, _: &Site) -> Option<Vec<String>> {
        Some(ids(document))
    }
}

/// The ids of the headings of `document`: each its own, or, from version 0.4 on, after that of the heading above it. Nothing tells
/// which version it is.
fn ids(document: &Document) -> Vec<String> {
    let reader = HeadingReader::new(document);
    let mut above: [Option<String>; 7] = Default::default();
    let mut used: HashMap<String, u32> = HashMap::new();
    let mut found: Vec<String> = document.ids.iter().map(|id| id.value.to_string()).collect();
    for (_, level, block) in document.headings() {
        let heading = reader.read(block, Dialect::default());
        let text = heading.raw().split(" {").next().unwrap_or_default();
        found.push(slug(text, |c| c.is_ascii_alphanumeric() || c == '_' || ('\u{4e00}'..='\u{9fa5}').contains(&c)));
        let own = slug(text, char::is_alphanumeric);
        let level = usize::from(level).min(6);
        let parent = above[..level].iter().rev().flatten().next();
        let id = parent.map_or_else(|| own.clone(), |parent| format!("{parent}-{own}"));
        above[level..].fill(None);
        above[level] = Some(id.clone());
        let equal = used.entry(id.clone()).or_insert(0_u32);
        found.push(if *equal > 0 { format!("{id}-{equal}") } else { id });
        *equal += 1;
    }
    found
}

/// `text` in lower case with hyphens for blanks, of the signs that are kept.
fn slug(text: &str, is_kept: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().to_lowercase().chars() {
        match c {
            c if (c.is_whitespace() || c == '-') && out.ends_with('-') => {}
            c if c.is_whitespace() || c == '-' => out.push('-'),
            c if is_kept(c) => out.push(c),
            _ => {}
        }
    }
    out.trim_matches('-').to_owned()
}
