//! What raw HTML adds to a document: links, anchors, comments with directives, elements that no page knows.
//!
//! The only user of html5gum, the tokenizer of the HTML standard.

mod elements;

use super::{Directive, HtmlId, Link, LinkKind, directives, links};
use crate::text::Span;
use elements::{ELEMENTS, SWITCHES};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use std::borrow::Cow;
use std::collections::HashSet;

/// Elements that hold text alone, in which no tag but their own end counts, and that forges show as text.
const SWALLOWING: &[&[u8]] = &[b"iframe", b"noembed", b"noframes", b"title", b"xmp"];

/// Whether `name` is one of them, and nothing in `written` ends it after `at`.
fn is_unclosed(written: &str, name: &[u8], at: usize) -> bool {
    let rest = written.as_bytes().get(at..).unwrap_or_default();
    let ends = |end: usize| rest.get(end + 2..end + 2 + name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name));
    SWALLOWING.contains(&name) && !memchr::memmem::find_iter(rest, b"</").any(ends)
}

/// Facts of a document's HTML.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) links: Vec<Link>,
    pub(super) ids: Vec<HtmlId>,
    pub(super) unknown: Vec<(String, Span)>,
    pub(super) directives: Vec<Directive>,
    /// The texts of `<h1>` to `<h6>` with the places of their start tags.
    pub(super) headings: Vec<(Box<str>, Span)>,
    /// Whether one of them is an `<h1>`, also where a blank line stands between its tags.
    pub(super) title: bool,
    /// Whether there is an element that no page knows, closed or not.
    pub(super) component: bool,
    closed: HashSet<Vec<u8>>,
}

impl Facts {
    /// Reads the HTML in `span` of `text`, which stands in the text block `block` or is a block of its own.
    /// The targets of its links are added to `targets`.
    pub(super) fn read(&mut self, text: &str, span: Span, block: Option<u32>, targets: &mut String) {
        let written = text.get(span.range()).unwrap_or_default();
        if block.is_some() && self.bare_tag(written, span) {
            return;
        }
        if let Some(end) = self.read_as(true, (text, written), span, block, targets) {
            let rest = Span { start: span.start + end as u32, ..span };
            self.read_as(false, (text, written.get(end..).unwrap_or_default()), rest, block, targets);
        }
    }

    /// Reads `written`, the HTML in `span` of `text`. Where it `swallows`, as far as an element of which all that follows would be the
    /// text, since nothing closes it: forges show its tag as text. Where that tag ends, if there is one.
    fn read_as(
        &mut self,
        swallows: bool,
        (text, written): (&str, &str),
        span: Span,
        block: Option<u32>,
        targets: &mut String,
    ) -> Option<usize> {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(swallows);
        let mut heading: Option<(String, Span)> = None;
        for token in Tokenizer::new_with_emitter(written, emitter).flatten() {
            match token {
                Token::StartTag(tag) => {
                    if is_heading(&tag.name) {
                        heading = Some((String::new(), shift(span, tag.span.start, tag.span.end)));
                    }
                    self.element(text, span, &tag, block, targets);
                    if swallows && !tag.self_closing && is_unclosed(written, &tag.name, tag.span.end) {
                        return Some(tag.span.end);
                    }
                }
                Token::String(string) => {
                    if let Some((title, _)) = &mut heading {
                        title.push_str(&String::from_utf8_lossy(&string.value));
                    }
                }
                Token::EndTag(tag) => {
                    if is_heading(&tag.name) {
                        self.headings.extend(heading.take().map(|(title, span)| (title.into(), span)));
                    }
                    self.close(&tag.name);
                }
                Token::Comment(comment) => self.comment(text, span, comment.span.start, &comment.value),
                _ => {}
            }
        }
        None
    }

    /// Reads an inline tag without attributes, `<kbd>` or `</kbd>`: most are so, and need no tokenizer. Whether it was one.
    fn bare_tag(&mut self, written: &str, span: Span) -> bool {
        let Some(inner) = written.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else { return false };
        let (name, end) = inner.strip_prefix('/').map_or((inner, false), |name| (name, true));
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return false;
        }
        let capitals = name.bytes().any(|byte| byte.is_ascii_uppercase());
        let lower = if capitals { Cow::Owned(name.to_ascii_lowercase()) } else { Cow::Borrowed(name) };
        let lower = lower.as_bytes();
        if is_heading(lower) {
            return false;
        }
        if end {
            self.close(lower);
        } else {
            self.note_unknown(name, lower, span);
        }
        true
    }

    /// Remembers an element without attributes that no page knows, unless something closes it.
    fn note_unknown(&mut self, shown: &str, name: &[u8], span: Span) {
        let unknown = ELEMENTS.binary_search(&name).is_err();
        self.component |= unknown;
        if unknown && !self.closed.contains(name) {
            self.unknown.push((shown.to_owned(), span));
        }
    }

    fn close(&mut self, name: &[u8]) {
        let is = |(unknown, _): &(String, Span)| {
            unknown.split(' ').next().is_some_and(|element| element.as_bytes().eq_ignore_ascii_case(name))
        };
        if self.unknown.iter().any(is) {
            self.closed.insert(name.to_vec());
            self.unknown.retain(|unknown| !is(unknown));
        }
    }

    fn comment(&mut self, text: &str, outer: Span, at: usize, value: &[u8]) {
        if memchr::memmem::find(value, b"acquis-").is_none() {
            return;
        }
        let from = outer.start as usize + at.saturating_sub(4);
        let Some(start) = text.get(from..).and_then(|rest| rest.find("<!--")).map(|found| from + found) else { return };
        let inner = start + 4;
        let end = text.get(inner..).and_then(|rest| rest.find("-->")).map_or(text.len(), |found| inner + found);
        let comment = Span::new(start, (end + 3).min(text.len()));
        self.directives.extend(directives::read(text, Span::new(inner, end), comment));
    }

    fn element(&mut self, text: &str, outer: Span, tag: &html5gum::StartTag<usize>, block: Option<u32>, targets: &mut String) {
        let whole = shift(outer, tag.span.start, tag.span.end);
        let name: &[u8] = &tag.name;
        self.title |= name == b"h1";
        self.component |= ELEMENTS.binary_search(&name).is_err();
        let mut alternative = None;
        if name == b"link" && is_hint(tag) {
            return;
        }
        let first_link = self.links.len();
        for (attribute, value) in &tag.attributes {
            let Ok(written) = std::str::from_utf8(&value.value) else { continue };
            let place = || value_span(text, outer, value.span.start, value.span.end);
            match (attribute.as_slice(), link_attribute(name, attribute)) {
                (b"id", _) => self.ids.push(HtmlId { value: written.into(), span: place() }),
                (b"name", _) if name == b"a" => self.ids.push(HtmlId { value: written.into(), span: place() }),
                (b"alt", _) if name == b"img" => alternative = Some(Box::from(written)),
                (_, Some("srcset")) => {
                    let place = place();
                    // Where an entity stands in it, the places of its parts are not known.
                    let exact = text.get(place.range()) == Some(written);
                    for (at, candidate) in candidates(written) {
                        let start = place.start as usize + at;
                        let span = if exact { Span::new(start, start + candidate.len()) } else { place };
                        let target = links::remember(targets, candidate.trim());
                        self.links.push(link("srcset", name, block, whole, target, span));
                    }
                }
                (_, Some(kind)) => {
                    let target = links::remember(targets, written.trim());
                    self.links.push(link(kind, name, block, whole, target, place()));
                }
                _ => {}
            }
        }
        for link in &mut self.links[first_link..] {
            link.alternative.clone_from(&alternative);
        }
        let component = name.iter().any(|byte| !byte.is_ascii_alphanumeric());
        let shown = text.get(whole.range()).unwrap_or_default().trim_start_matches('<').trim_end_matches('>');
        if !component && !tag.self_closing && (tag.attributes.is_empty() || is_phrase(shown)) {
            self.note_unknown(shown, name, whole);
        }
    }
}

/// Whether what stands in angle brackets is a few words, `your first name`, and no element with attributes. Those that some
/// component knows as a switch tell that it may be one.
fn is_phrase(inner: &str) -> bool {
    let mut words = inner.split(' ');
    let plain = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let first = words.next().is_some_and(plain);
    first && words.all(|word| plain(word) && SWITCHES.binary_search(&word).is_err())
}

/// Whether a `<link>` names a host to be ready for, and no page.
fn is_hint(tag: &html5gum::StartTag<usize>) -> bool {
    let relation = tag.attributes.get(b"rel".as_slice()).map(|value| value.value.to_ascii_lowercase());
    relation.is_some_and(|relation| matches!(relation.as_slice(), b"preconnect" | b"dns-prefetch"))
}

/// The addresses of a `srcset`, each with the byte at which it starts, found as the HTML standard says: an address ends at
/// a blank, or with the commas before it; what describes it ends at a comma.
fn candidates(value: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &value[at..];
        let start = at + rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',').len();
        let rest = &value[start..];
        let end = start + rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let address = value[start..end].trim_end_matches(',');
        let described = start + address.len() == end;
        at = if described { value[end..].find(',').map_or(value.len(), |comma| end + comma + 1) } else { end };
        (!address.is_empty()).then_some((start, address))
    })
}

fn is_heading(name: &[u8]) -> bool {
    matches!(name, [b'h', b'1'..=b'6'])
}

fn link(attribute: &'static str, element: &[u8], block: Option<u32>, span: Span, target: Span, target_span: Span) -> Link {
    Link {
        kind: LinkKind::Html { attribute },
        image: element == b"img",
        block,
        span,
        target,
        target_span,
        plain: Span::default(),
        alternative: None,
    }
}

/// The attribute's name if on this element it holds an address that a reader's browser follows or loads.
fn link_attribute(element: &[u8], attribute: &[u8]) -> Option<&'static str> {
    match (element, attribute) {
        (b"a" | b"area" | b"link", b"href") => Some("href"),
        (
            b"img" | b"source" | b"video" | b"audio" | b"iframe" | b"frame" | b"embed" | b"script" | b"track" | b"input",
            b"src",
        ) => Some("src"),
        (b"img" | b"source", b"srcset") => Some("srcset"),
        // Components of documentation themes, whose attributes are texts.
        (b"linkcard" | b"linkbutton", b"href") => Some("href"),
        (b"link", b"to") => Some("to"),
        // `<use>` takes a part of another picture, mostly of one that the layout of the page brings.
        (b"image", b"href" | b"xlink:href") => Some("href"),
        (b"video", b"poster") => Some("poster"),
        (b"object", b"data") => Some("data"),
        _ => None,
    }
}

fn shift(outer: Span, start: usize, end: usize) -> Span {
    let base = outer.start as usize;
    Span::new((base + start).min(outer.end as usize), (base + end).min(outer.end as usize))
}

/// The value in `name="value"`, whose bytes are about `start..end` of the HTML in `outer`.
fn value_span(text: &str, outer: Span, start: usize, end: usize) -> Span {
    let whole = shift(outer, start, end);
    let Some(written) = text.get(whole.range()) else { return whole };
    let Some(equals) = written.find('=') else { return whole };
    let value = written[equals + 1..].trim_start();
    let from = whole.end as usize - value.len();
    let (from, inner) = match value.chars().next().filter(|first| matches!(first, '"' | '\'')) {
        Some(quote) => (from + 1, value[1..].split(quote).next().unwrap_or_default()),
        None => (from, value.split(|c: char| c.is_ascii_whitespace() || c == '>').next().unwrap_or_default()),
    };
    Span::new(from, from + inner.len())
}

/// The names that fragments may have in the HTML page `html`: every `id`, and every `name` of an `<a>`.
pub(crate) fn ids(html: &str) -> impl Iterator<Item = String> {
    let mut emitter = DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    let tags = Tokenizer::new_with_emitter(html, emitter).flatten().filter_map(|token| match token {
        Token::StartTag(tag) => Some(tag),
        _ => None,
    });
    tags.flat_map(|tag| {
        let is_anchor = *tag.name == *b"a";
        let names = tag.attributes.into_iter().filter(move |(name, _)| **name == *b"id" || (is_anchor && **name == *b"name"));
        names.map(|(_, value)| String::from_utf8_lossy(&value.value).into_owned()).collect::<Vec<_>>()
    })
}
