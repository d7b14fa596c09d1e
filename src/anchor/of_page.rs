//! The anchors of one page, kept small and found fast.

use crate::anchor::{Named, Renderer, Slugger};
use crate::document::heading::{Heading, HeadingReader};
use crate::document::{Block, Document};
use crate::text::Span;
use crate::text::answers::Answers;
use crate::text::names::Names;
use crate::text::normalise::{self, plain};
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::sync::OnceLock;
use xxhash_rust::xxh3::xxh3_64;

/// The anchors of a page: those of its headings, and the ids and names of its HTML.
#[derive(Debug, Default)]
pub struct Anchors {
    /// All of them, one after another.
    text: Box<str>,
    /// The [`key`] of each and where it stands in `text`; sorted by key, then by the anchor itself.
    sorted: Box<[(u64, Span)]>,
    /// For what is not among them, once someone asks.
    near: OnceLock<Box<Near>>,
}

/// The anchors of a page by their words, and what was found among them already, for all threads.
#[derive(Debug)]
struct Near {
    names: Names,
    answers: Answers<Option<u32>>,
}

/// What the names of cross references begin with (Quarto, bookdown): easily left out, or too much.
const KINDS: &[&str] = &["sec-", "fig-", "tbl-", "eq-", "lst-", "sec:", "fig:", "tab:"];

impl Near {
    /// The number of the anchor that is nearest to `wanted`.
    fn search(&self, wanted: &str) -> Option<u32> {
        if let Some(same) = self.names.same(wanted) {
            return Some(same);
        }
        let key = normalise::key(wanted);
        let digits = key.bytes().filter(u8::is_ascii_digit).count();
        // Renderers part numbers otherwise: `13-hive` for `_1-3-hive`.
        let parted = (digits > 0 && digits < key.len()).then(|| self.names.parted(wanted)).flatten();
        if parted.is_some() {
            return parted;
        }
        // Another number is another version or another day, not a misspelling.
        if digits * 2 > key.len() {
            return None;
        }
        let kind = || KINDS.iter().find_map(|kind| self.names.same(wanted.strip_prefix(kind)?));
        let kind = kind().or_else(|| KINDS.iter().find_map(|kind| self.names.same(&format!("{kind}{wanted}"))));
        let part = || self.names.beginning(wanted).or_else(|| self.names.nearest(wanted, None));
        kind.or_else(part).or_else(|| self.names.ending(wanted))
    }
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

/// The headings of `document` as `renderer` names them, with the places of their blocks or of their start tags, in order.
pub fn headings(document: &Document, renderer: Renderer) -> Vec<(Span, Named)> {
    if renderer == Renderer::Github {
        let mut named = Vec::new();
        github(document, |span, text, anchor| {
            let text = plain(text).into_owned();
            named.push((span, Named { text, anchor: anchor.to_owned() }));
        });
        return named;
    }
    named_by(document, Slugger::new(renderer))
}

/// The headings of `document` as `slugger` names them, a new one and not GitHub's.
pub fn named_by(document: &Document, mut slugger: Slugger) -> Vec<(Span, Named)> {
    let (renderer, mut named) = (slugger.renderer, Vec::new());
    let reader = HeadingReader::new(document);
    let blocks: Vec<&Block> = document.headings().map(|(_, _, block)| block).collect();
    let read = |block: &Block| reader.read(block, renderer.dialect());
    blocks.iter().for_each(|block| slugger.reserve(|| read(block)));
    let mut raw = document.html_headings.iter().filter(|_| renderer.names_html_headings()).peekable();
    let mut ids = document.ids.iter().peekable();
    let mut name = |span: Span, heading: Heading<'_>, named: &mut Vec<(Span, Named)>| {
        while let Some(id) = ids.next_if(|id| id.span.start < span.start) {
            slugger.pass(&id.value);
        }
        // A heading of HTML that has an id keeps it.
        if ids.peek().is_some_and(|id| span.contains(id.span)) && heading.is_html() {
            return;
        }
        named.extend(slugger.name(heading).map(|found| (span, found)));
    };
    for block in blocks {
        while let Some((title, span)) = raw.next_if(|(_, span)| span.start < block.span.start) {
            name(*span, Heading::of_text(title), &mut named);
        }
        name(block.span, read(block), &mut named);
    }
    raw.for_each(|(title, span)| name(*span, Heading::of_text(title), &mut named));
    named
}

/// Gives `add` the headings on GitHub, which need nothing but their texts: place, text and anchor.
fn github(document: &Document, mut add: impl FnMut(Span, &str, &str)) {
    let mut slugger = Slugger::new(Renderer::Github);
    let mut give = |span: Span, text: &str| {
        let anchor = slugger.anchor(text);
        add(span, text, &anchor);
        slugger.recycle(anchor);
    };
    let mut raw = document.html_headings.iter().peekable();
    for (_, _, heading) in document.headings() {
        while let Some((title, span)) = raw.next_if(|(_, span)| span.start < heading.span.start) {
            give(*span, title);
        }
        give(heading.span, document.text_of(heading));
    }
    raw.for_each(|(title, span)| give(*span, title));
}

/// Another name under which a link finds `anchor`.
fn other_name(renderer: Renderer, anchor: &str) -> Option<Cow<'_, str>> {
    match renderer {
        // A browser finds `#%C3%A9` where the id is written so, and so does a link that says `#é`.
        Renderer::Eleventy if anchor.contains('%') => Some(percent_decode_str(anchor).decode_utf8_lossy()),
        Renderer::Exercism => anchor.strip_prefix("h-").map(Cow::Borrowed),
        _ => None,
    }
}

impl Anchors {
    /// Those of `document` for `renderer`.
    pub fn of(document: &Document, renderer: Renderer) -> Self {
        // Room for most pages. What is kept are copies of the right size: cut short, these would leave holes between them.
        let (mut text, mut sorted) = (String::with_capacity(512), Vec::with_capacity(32));
        let mut add = |name: &str| {
            if !name.is_empty() {
                sorted.push((key(name), Span::new(text.len(), text.len() + name.len())));
                text.push_str(name);
            }
        };
        match renderer {
            Renderer::Github => github(document, |_, _, anchor| add(anchor)),
            _ => headings(document, renderer).iter().for_each(|(_, named)| {
                add(&named.anchor);
                if let Some(other) = other_name(renderer, &named.anchor) {
                    add(&other);
                }
            }),
        }
        if renderer == Renderer::Myst {
            headings(document, Renderer::Sphinx).iter().for_each(|(_, named)| add(&named.anchor));
        }
        document.ids.iter().for_each(|id| add(&id.value));
        Self::sorted(&text, sorted)
    }

    /// Of these names.
    pub fn named(names: &[String]) -> Self {
        let (mut text, mut sorted) = (String::new(), Vec::new());
        for name in names.iter().filter(|name| !name.is_empty()) {
            sorted.push((key(name), Span::new(text.len(), text.len() + name.len())));
            text.push_str(name);
        }
        Self::sorted(&text, sorted)
    }

    fn sorted(text: &str, mut sorted: Vec<(u64, Span)>) -> Self {
        let name = |span: Span| text.get(span.range()).unwrap_or_default();
        sorted.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| name(a.1).cmp(name(b.1))));
        sorted.dedup_by(|a, b| a.0 == b.0 && name(a.1) == name(b.1));
        Self { text: text.into(), sorted: sorted.as_slice().into(), near: OnceLock::new() }
    }

    /// Whether the page has none.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// Looks for the anchor `name`.
    pub fn find(&self, name: &str) -> Match<'_> {
        let wanted = key(name);
        let from = self.sorted.partition_point(|&(key, _)| key | 1 < wanted | 1);
        let mut other = Match::None;
        for &(key, span) in self.sorted[from..].iter().take_while(|&&(key, _)| key | 1 == wanted | 1) {
            // Where both are in lower case they are the same: the text itself need not be fetched.
            if key & wanted & 1 == 1 || self.get(span) == name {
                return Match::Exact;
            }
            other = Match::OtherCase(self.get(span));
        }
        other
    }

    /// Every anchor, in an order that depends on them alone.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.sorted.iter().map(|&(_, span)| self.get(span))
    }

    /// The one of them that is nearest to `wanted`, which is not among them. It is looked up once.
    pub fn nearest(&self, wanted: &str) -> Option<&str> {
        let near = self.near();
        let found = near.answers.get_or(wanted, || near.search(wanted));
        self.numbered(found?)
    }

    /// The only one of them that is spelled as `text`, accents, marks and letter case aside.
    pub fn spelled(&self, text: &str) -> Option<&str> {
        self.numbered(self.near().names.only_same(text)?)
    }

    /// The only one of them that has all words of `words`, be they plural or singular; `None` where there are more than `most`.
    pub fn having(&self, words: &str, most: usize) -> Option<&str> {
        self.numbered(self.near().names.having(words, most)?)
    }

    fn near(&self) -> &Near {
        self.near.get_or_init(|| Box::new(Near { names: Names::new(self.iter()), answers: Answers::default() }))
    }

    /// The one of that number.
    fn numbered(&self, number: u32) -> Option<&str> {
        self.sorted.get(number as usize).map(|&(_, span)| self.get(span))
    }

    fn get(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// A hash that forgets letter case, but for its last bit: whether `name` is in lower case.
fn key(name: &str) -> u64 {
    // Slugs are in lower case already, and nearly every fragment is.
    if is_small(name) {
        return xxh3_64(name.as_bytes()) | 1;
    }
    let lower = name.to_lowercase();
    (xxh3_64(lower.as_bytes()) & !1) | u64::from(lower == name)
}

/// Whether all of `name` is Latin-1 without a capital letter. By bytes: nearly every name is.
fn is_small(name: &str) -> bool {
    let mut before = 0;
    name.bytes().all(|byte| {
        let small = match (before, byte) {
            (_, 0..=0x7F) => !byte.is_ascii_uppercase(),
            (_, 0xC2 | 0xC3) => true,
            // From À to Þ, without ×.
            (0xC3, 0x80..=0x96 | 0x98..=0x9E) => false,
            (0xC2 | 0xC3, _) => true,
            _ => false,
        };
        before = byte;
        small
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn small_letters_are_told_from_capitals() {
        for c in ('\0'..'\u{300}').filter(|c| !matches!(*c as u32, 0x80..0xA0)) {
            let name = format!("a{c}");
            assert_eq!(super::is_small(&name), c < '\u{100}' && !c.is_uppercase(), "{c:?}");
        }
    }
}
