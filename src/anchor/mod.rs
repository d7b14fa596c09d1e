//! The anchors that renderers give to headings: one file for each renderer's algorithm.
//!
//! It knows texts of headings and nothing of documents, files or links.

mod github;
mod renderer;

pub use renderer::Renderer;

use crate::text::hashed::ByHash;
use xxhash_rust::xxh3::xxh3_64;

impl Renderer {
    /// The anchor of a heading with this text that is alone on its page; empty where nothing of the text is kept.
    pub fn slug(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        match self {
            // The others follow.
            _ => github::slug(text, &mut out),
        }
        out
    }

    /// The anchor that stands for `slug` when others have taken it; `rank` counts from 1.
    fn numbered(self, slug: &str, rank: u32) -> String {
        match self {
            _ => github::numbered(slug, rank),
        }
    }
}

/// Gives the headings of one page their anchors, in order: no two get the same.
#[derive(Debug, Default)]
pub struct Slugger {
    renderer: Renderer,
    /// A hash of every anchor given, and how many further headings asked for it.
    given: ByHash<u32>,
}

impl Slugger {
    /// For one page of `renderer`.
    pub fn new(renderer: Renderer) -> Self {
        Self { renderer, given: ByHash::default() }
    }

    /// The anchor of the next heading, whose text is `text`.
    pub fn anchor(&mut self, text: &str) -> String {
        let slug = self.renderer.slug(text);
        let hash = xxh3_64(slug.as_bytes());
        let Some(&first) = self.given.get(&hash) else {
            self.given.insert(hash, 0);
            return slug;
        };
        let mut rank = first;
        // An anchor may be taken by a heading that is itself called `exercice-1`.
        let anchor = loop {
            rank += 1;
            let anchor = self.renderer.numbered(&slug, rank);
            if !self.given.contains_key(&xxh3_64(anchor.as_bytes())) {
                break anchor;
            }
        };
        self.given.insert(hash, rank);
        self.given.insert(xxh3_64(anchor.as_bytes()), 0);
        anchor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by `tests/tools/anchors-github.mjs`.
    const GITHUB: &str = include_str!("../../tests/data/anchors-github.json");

    #[test]
    fn anchors_are_those_of_github() {
        let pages: Vec<Vec<(String, String)>> = serde_json::from_str(GITHUB).unwrap();
        assert!(pages.len() > 200);
        for page in pages {
            let mut slugger = Slugger::new(Renderer::Github);
            for (text, expected) in page {
                assert_eq!(slugger.anchor(&text), expected, "{text:?}");
            }
        }
    }

    #[test]
    fn many_equal_headings_stay_cheap() {
        let mut slugger = Slugger::default();
        let last = (0..100_000).map(|_| slugger.anchor("Exercice")).last();
        assert_eq!(last.as_deref(), Some("exercice-99999"));
    }
}
