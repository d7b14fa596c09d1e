//! `heading-duplicate`: two headings with the same text under the same parent.

use crate::document::{Block, Document};
use crate::finding::Finding;
use crate::rules::purpose::is_page;
use crate::rules::{Check, Context, Rule};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The rule.
pub const RULE: Rule = Rule { id: "heading-duplicate", check: Check::Document(check) };

/// What two headings share that a reader can't tell apart: the parent, the div, the level and what is written.
type Key<'a> = (Option<u32>, Option<u32>, u8, &'a str);

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    if !any_text_twice(document) || !is_page(document) {
        return;
    }
    // Open headings by level, and the number of the one that holds the next: siblings share it.
    let mut open: [Option<u32>; 7] = [None; 7];
    let mut seen: HashMap<Key<'_>, &Block> = HashMap::new();
    for heading in document.outline() {
        let level = heading.level as usize;
        let parent = open[..level].iter().rev().find_map(|above| *above);
        open[level..].fill(None);
        open[level] = Some(heading.index);
        let text = document.text_of(heading.block).trim();
        // Repeated titles of the page are `heading-several-titles`.
        if level == 1 || text.is_empty() {
            continue;
        }
        match seen.entry((parent, heading.div, heading.level, written(document, heading.block))) {
            Entry::Vacant(place) => {
                place.insert(heading.block);
            }
            Entry::Occupied(first) => {
                let finding = Finding::new(RULE.id, &document.source, heading.block.span).argument("text", text);
                findings.push(finding.related(&document.source, first.get().span, "first"));
            }
        }
    }
}

/// What is written in the heading: two with the same words may be told apart by an image or an element.
fn written<'a>(document: &'a Document, heading: &Block) -> &'a str {
    let written = document.source.text().get(heading.span.range()).unwrap_or_default();
    written.trim_matches('#').trim()
}

/// A cheap test that comes first: whether any two headings have the same text.
fn any_text_twice(document: &Document) -> bool {
    let hash = |(_, _, block): (u32, u8, &Block)| xxhash_rust::xxh3::xxh3_64(document.text_of(block).trim().as_bytes());
    // Room for those of most pages.
    let mut hashes = Vec::with_capacity(32);
    hashes.extend(document.headings().map(hash));
    hashes.sort_unstable();
    hashes.windows(2).any(|pair| pair[0] == pair[1])
}
