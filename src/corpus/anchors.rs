//! The anchors of one page, kept small and found fast.

use crate::anchor::{Renderer, Slugger};
use crate::document::Document;
use crate::text::Span;
use std::cmp::Ordering;

/// The anchors of a page: those of its headings, and the ids and names of its HTML.
#[derive(Debug, Default)]
pub struct Anchors {
    /// All of them, one after another.
    text: Box<str>,
    /// Where each stands in `text`; sorted by their lower case, then by themselves.
    sorted: Box<[Span]>,
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
                sorted.push(Span::new(text.len(), text.len() + name.len()));
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
        let name = |span: &Span| text.get(span.range()).unwrap_or_default();
        sorted.sort_by(|a, b| folded(name(a), name(b)).then_with(|| name(a).cmp(name(b))));
        sorted.dedup_by(|a, b| name(a) == name(b));
        Self { text: text.into(), sorted: sorted.into() }
    }

    /// Looks for the anchor `name`.
    pub fn find(&self, name: &str) -> Match<'_> {
        let from = self.sorted.partition_point(|&span| folded(self.get(span), name).is_lt());
        let same = self.sorted[from..].iter().map(|&span| self.get(span));
        let mut other = Match::None;
        for anchor in same.take_while(|anchor| folded(anchor, name).is_eq()) {
            if anchor == name {
                return Match::Exact;
            }
            other = Match::OtherCase(anchor);
        }
        other
    }

    /// Every anchor, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.sorted.iter().map(|&span| self.get(span))
    }

    fn get(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// Compares without letter case.
fn folded(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() {
        return a.bytes().map(|byte| byte.to_ascii_lowercase()).cmp(b.bytes().map(|byte| byte.to_ascii_lowercase()));
    }
    a.chars().flat_map(char::to_lowercase).cmp(b.chars().flat_map(char::to_lowercase))
}
