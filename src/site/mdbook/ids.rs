//! The ids of a page as mdBook writes them: of headings, terms and footnotes, which share one page's numbers.
//!
//! Version 0.4 and those from 0.5 on differ. Where nothing tells the version, an id of either is one of the page.

use super::book::{Book, Version};
use crate::document::Document;
use crate::text::Span;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::iter::Peekable;
use std::ops::Range;

/// A heading of HTML: its text and its place.
type HtmlHeading = (Box<str>, Span);

/// How one version reads Markdown and makes ids.
#[derive(Clone, Copy)]
struct How {
    /// Whether it is 0.4.
    old: bool,
    /// Whether two and three hyphens are dashes.
    smart: bool,
    /// Whether terms of definition lists are read.
    terms: bool,
}

/// The ids of `document` in any version that may build `book`.
pub(super) fn of(document: &Document, book: &Book) -> Vec<String> {
    let new = How { old: false, smart: book.smart.unwrap_or(true), terms: book.terms.unwrap_or(true) };
    let old = How { old: true, smart: book.smart.unwrap_or(false), terms: false };
    let versions: &[How] = match book.version {
        Some(Version::Old) => &[old],
        Some(Version::New) => &[new],
        None => &[new, old],
    };
    let raw = || document.html_headings.iter().peekable();
    let mut found: Vec<String> = versions.iter().flat_map(|&how| Page::new(how, raw()).read(document)).collect();
    found.extend(document.ids.iter().map(|id| id.value.to_string()));
    found
}

/// One page while it is read.
struct Page<'d, I: Iterator<Item = &'d HtmlHeading>> {
    how: How,
    /// The headings of HTML that are still to come.
    raw: Peekable<I>,
    /// The ids, with the footnote in which each stands.
    found: Vec<(Option<String>, String)>,
    /// How often each id was asked for.
    asked: HashMap<String, u32>,
    taken: BTreeSet<String>,
    /// The number of each footnote, and how often it is named.
    notes: BTreeMap<String, (usize, u32)>,
    /// The footnote whose definition is read.
    note: Option<String>,
    /// The heading or the term that is read: its own id and its text.
    open: Option<(Option<String>, String)>,
    images: u32,
}

impl<'d, I: Iterator<Item = &'d HtmlHeading>> Page<'d, I> {
    fn new(how: How, raw: Peekable<I>) -> Self {
        let (found, notes) = (Vec::new(), BTreeMap::new());
        let (asked, taken) = (HashMap::new(), BTreeSet::new());
        Self { how, raw, found, asked, taken, notes, note: None, open: None, images: 0 }
    }

    fn read(mut self, document: &Document) -> Vec<String> {
        let start = document.front_matter.filter(|front| front.closed).map_or(0, |front| front.content.end as usize + 4);
        let text = document.source.text().get(start..).unwrap_or_default();
        for (event, place) in Parser::new_ext(text, options(self.how)).into_offset_iter() {
            let place = place.start + start..place.end + start;
            self.see(event, &place);
        }
        self.raw_until(usize::MAX);
        // What stands in a footnote that nothing names is left out.
        let named = |(note, _): &(Option<String>, String)| note.as_ref().is_none_or(|note| self.notes.contains_key(note));
        self.found.retain(named);
        for (name, (_, count)) in &self.notes {
            self.found.push((None, format!("footnote-{name}")));
            self.found.extend((1..=*count).map(|at| (None, format!("fr-{name}-{at}"))));
            // Before 0.4.37 it was the label alone.
            self.found.extend(self.how.old.then(|| (None, name.clone())));
        }
        self.found.into_iter().map(|(_, id)| id).collect()
    }

    fn see(&mut self, event: Event<'_>, place: &Range<usize>) {
        match event {
            Event::Start(Tag::Heading { id, attrs, .. }) => {
                self.raw_until(place.start);
                let named = attrs.into_iter().find(|(name, _)| &**name == "id").and_then(|(_, value)| value);
                self.open = Some((id.or(named).map(|id| id.to_string()), String::new()));
            }
            Event::Start(Tag::DefinitionListTitle) => self.open = Some((None, String::new())),
            Event::End(TagEnd::Heading(_) | TagEnd::DefinitionListTitle) => self.close(),
            Event::Start(Tag::FootnoteDefinition(name)) => self.note = Some(name.to_string()),
            Event::End(TagEnd::FootnoteDefinition) => self.note = None,
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            Event::FootnoteReference(name) => {
                let next = self.notes.len() + 1;
                let known = self.notes.entry(name.to_string()).or_insert((next, 0));
                known.1 += 1;
                let number = known.0.to_string();
                self.text(&number);
            }
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak if self.how.old => self.text("\n"),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, open)) = self.open.as_mut().filter(|_| self.images == 0) {
            open.push_str(text);
        }
    }

    fn close(&mut self) {
        let Some((own, text)) = self.open.take() else { return };
        let id = own.or_else(|| self.number(&slug(&text, self.how.old)));
        self.found.extend(id.map(|id| (self.note.clone(), id)));
    }

    /// The headings of HTML before `place`: 0.4 gives them ids as well.
    fn raw_until(&mut self, place: usize) {
        while let Some((title, _)) = self.raw.next_if(|(_, span)| (span.start as usize) < place) {
            if self.how.old {
                let id = self.number(&slug(title, true));
                self.found.extend(id.map(|id| (None, id)));
            }
        }
    }

    /// `slug`, or what stands for it where others have it.
    fn number(&mut self, slug: &str) -> Option<String> {
        let asked = self.asked.entry(slug.to_owned()).or_insert(0);
        loop {
            let id = if *asked == 0 { slug.to_owned() } else { format!("{slug}-{asked}") };
            *asked += 1;
            // 0.4 counts, whether another is called so or not.
            if self.taken.insert(id.clone()) || self.how.old {
                return (!id.is_empty()).then_some(id);
            }
        }
    }
}

fn options(how: How) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    options.set(Options::ENABLE_SMART_PUNCTUATION, how.smart);
    options.set(Options::ENABLE_DEFINITION_LIST, how.terms);
    options
}

/// The id of a heading with this text, if it were alone on its page.
fn slug(text: &str, old: bool) -> String {
    if !old {
        return crate::anchor::mdbook_slug(text);
    }
    // What is in capitals with an accent stays so.
    let text = text.trim().trim_start_matches('#').trim();
    let kept = |c: char| match c {
        c if c.is_alphanumeric() || matches!(c, '_' | '-') => Some(c.to_ascii_lowercase()),
        c => c.is_whitespace().then_some('-'),
    };
    text.chars().filter_map(kept).collect()
}
