//! The anchors of one page, kept small and found fast.

use crate::anchor::{Renderer, Slugger};
use crate::document::Document;
use crate::text::Span;
use xxhash_rust::xxh3::xxh3_64;

/// The anchors of a page: those of its headings, and the ids and names of its HTML.
#[derive(Debug, Default)]
pub struct Anchors {
    /// All of them, one after another.
    text: Box<str>,
    /// Hash of the lower case of each and where it stands in `text`; sorted by hash, then by the anchor itself.
    sorted: Box<[(u64, Span)]>,
}

/// How an anchor was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match<'a> {
    /// Letter by letter.
    Exact,
    /// Under another letter case: this one.
    OtherCase(&'a str),
    /// Not at all.
    None,
}

impl Anchors {
    /// Those of `document` for `renderer`.
    pub fn of(document: &Document, renderer: Renderer) -> Self {
        let mut slugger = Slugger::new(renderer);
        let mut text = String::new();
        let mut sorted = Vec::new();
        let mut add = |name: &str| {
            if !name.is_empty() {
                sorted.push((hash(name), Span::new(text.len(), text.len() + name.len())));
                text.push_str(name);
            }
        };
        let mut raw = document.html_headings.iter().peekable();
        for (_, _, heading) in document.headings() {
            while let Some((title, _)) = raw.next_if(|(_, span)| span.start < heading.span.start) {
                add(&slugger.anchor(title));
            }
            add(&slugger.anchor(document.text_of(heading)));
        }
        raw.for_each(|(title, _)| add(&slugger.anchor(title)));
        document.ids.iter().for_each(|id| add(&id.value));
        let name = |span: Span| text.get(span.range()).unwrap_or_default();
        sorted.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| name(a.1).cmp(name(b.1))));
        sorted.dedup_by(|a, b| a.0 == b.0 && name(a.1) == name(b.1));
        Self { text: text.into(), sorted: sorted.into() }
    }

    /// Looks for the anchor `name`.
    pub fn find(&self, name: &str) -> Match<'_> {
        let wanted = hash(name);
        let from = self.sorted.partition_point(|&(hash, _)| hash < wanted);
        let mut other = Match::None;
        for &(_, span) in self.sorted[from..].iter().take_while(|&&(hash, _)| hash == wanted) {
            let anchor = self.get(span);
            if anchor == name {
                return Match::Exact;
            }
            other = Match::OtherCase(anchor);
        }
        other
    }

    /// Every anchor, in an order that depends on them alone.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.sorted.iter().map(|&(_, span)| self.get(span))
    }

    fn get(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// A hash that forgets letter case.
fn hash(name: &str) -> u64 {
    if !name.is_ascii() {
        // Slugs are in lower case already, and nearly every fragment is.
        let low = name.chars().all(|c| c < '\u{180}' && !c.is_uppercase());
        return if low { xxh3_64(name.as_bytes()) } else { xxh3_64(name.to_lowercase().as_bytes()) };
    }
    let mut short = [0; 64];
    match short.get_mut(..name.len()) {
        Some(lower) => {
            lower.copy_from_slice(name.as_bytes());
            lower.make_ascii_lowercase();
            xxh3_64(lower)
        }
        None => xxh3_64(name.to_ascii_lowercase().as_bytes()),
    }
}
