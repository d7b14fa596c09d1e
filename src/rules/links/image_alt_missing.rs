//! `image-alt-missing`: an image without alternative text, or with a text that says nothing.

mod directive;
mod ornament;

use crate::document::{Dialect, Document, Link, LinkKind};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule, kept, samples};
use crate::text::normalise;
use std::cell::LazyCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The rule.
pub const RULE: Rule = Rule { id: "image-alt-missing", check: Check::Document(check) };

/// How many links before an image are looked at for the one around it.
const NEAR: usize = 8;

/// How many letters of attributes are read after an image.
const LONGEST: usize = 2000;

/// How many further places of the same picture are shown.
const SHOWN: usize = 10;

/// As [`normalise::key`] gives them.
const PLACEHOLDERS: &[&str] = &[
    "alt",
    "alt text",
    "alt text here",
    "alternate text",
    "alternative text",
    "capture",
    "capture d ecran",
    "description",
    "description de l image",
    "drawing",
    "enter image description here",
    "figure",
    "illustration",
    "image",
    "image alt",
    "image alt text",
    "image description",
    "image description here",
    "img",
    "insert alt text here",
    "photo",
    "pic",
    "picture",
    "screen shot",
    "screenshot",
    "text",
    "texte",
    "texte alternatif",
    "texte de remplacement",
    "title",
    "titre",
    "todo",
    "untitled",
];

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut found =
        document.links.iter().filter(|link| link.image).filter_map(|link| Some((link, judge(document, link)?))).peekable();
    if found.peek().is_none() {
        return;
    }
    let kept = kept::parts(document.source.text());
    let tried = ornament::is_tried_on(document);
    let code = LazyCell::new(|| samples::lines_of_code(document));
    let mut told: HashMap<(&str, Fault<'_>, bool), (Finding, usize)> = HashMap::new();
    for (link, fault) in found.filter(|(link, _)| !kept::holds(&kept, link.span)) {
        // What the page shows in code as well is a sample of how images are written; a directive is fenced like code.
        if !directive::is_one(link) && code.contains(samples::lines(document, link.span).0.trim()) {
            continue;
        }
        let logo = fault == Fault::Missing && ornament::is_logo(document, link);
        let minor = tried || logo || ornament::is_ornament(document, link);
        match told.entry((document.target(link), fault, minor)) {
            Entry::Vacant(first) => {
                first.insert((word(document, link, fault).minor(minor), 0));
            }
            // The same picture asks for the same words.
            Entry::Occupied(mut first) => {
                let (finding, others) = first.get_mut();
                *others += 1;
                if *others <= SHOWN {
                    *finding = finding.clone().related(&document.source, link.span, "other");
                }
            }
        }
    }
    let before = findings.len();
    findings.extend(told.into_values().map(|(finding, _)| finding));
    findings[before..].sort_by_key(|finding| finding.place.span);
}

fn word(document: &Document, link: &Link, fault: Fault<'_>) -> Finding {
    let finding = Finding::new(RULE.id, &document.source, link.span);
    match fault {
        Fault::Says(text) => finding.variant("placeholder").argument("text", text),
        Fault::Named(text) => finding.variant("file-name").argument("text", text),
        Fault::Missing if matches!(link.kind, LinkKind::Html { .. }) => finding.advised("html"),
        Fault::Missing if directive::is_one(link) => {
            let option = if document.dialect == Dialect::Docfx { "`alt-text=\"…\"`" } else { "`:alt: …`" };
            finding.advised("directive").argument("option", option)
        }
        Fault::Missing => finding,
    }
}

/// What is wrong with the text of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Fault<'a> {
    /// No text at all.
    Missing,
    /// It says nothing.
    Says(&'a str),
    /// It is the name of the image's file.
    Named(&'a str),
}

fn judge<'a>(document: &'a Document, link: &'a Link) -> Option<Fault<'a>> {
    match link.kind {
        _ if is_no_picture(document.target(link)) => None,
        LinkKind::Html { attribute: "src" } => html(document, link),
        LinkKind::Html { .. } => None,
        _ if directive::is_one(link) => match directive::text(document, link) {
            directive::Text::Given(text) => empty(text, document.target(link)),
            directive::Text::Missing => Some(Fault::Missing),
            directive::Text::NotNeeded => None,
        },
        _ => markdown(document, link).filter(|fault| *fault != Fault::Missing || !is_beside_words(document, link)),
    }
}

/// Whether the target is none of the page's own pictures: a badge of the project's state, a video, or a part of a page that MyST
/// puts there (`![](#fig:hive)`).
fn is_no_picture(target: &str) -> bool {
    let badges = ["://img.shields.io/", "://badgen.net/", "://badge.fury.io/", "://codecov.io/", "://opencollective.com/"];
    let video = target
        .rsplit_once('.')
        .is_some_and(|(_, end)| ["mp4", "mov", "ogv", "webm"].iter().any(|kind| end.eq_ignore_ascii_case(kind)));
    video || target.starts_with('#') || badges.iter().any(|host| target.contains(host)) || target.contains("/badge.svg")
}

/// Whether the image stands in a link that has words: these name it.
fn is_beside_words(document: &Document, image: &Link) -> bool {
    let after = document.links.partition_point(|link| link.span.start <= image.span.start);
    let around = document.links[..after].iter().rev().take(NEAR).find(|link| !link.image && link.span.contains(image.span));
    around.is_some_and(|link| !document.plain.get(link.plain).trim().is_empty())
}

fn markdown<'a>(document: &'a Document, link: &'a Link) -> Option<Fault<'a>> {
    let text = link.alternative.as_deref().unwrap_or_default().trim();
    if !text.is_empty() {
        return empty(text, document.target(link));
    }
    let attribute = document.source.text().get(link.span.end as usize..).and_then(attributed);
    match attribute.map(str::trim) {
        Some("") => None,
        Some(text) => empty(text, document.target(link)),
        None => Some(Fault::Missing),
    }
}

/// The text in `{alt='…'}` right after an image, where `rest` begins: Pandoc and kramdown take it for the image's own, and
/// Quarto `fig-alt`.
fn attributed(rest: &str) -> Option<&str> {
    let inside = rest.strip_prefix('{')?;
    let mut rest = inside.char_indices().nth(LONGEST).and_then(|(end, _)| inside.get(..end)).unwrap_or(inside);
    loop {
        rest = rest.trim_start().trim_start_matches(':');
        let (key, after) = rest.split_at(rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '}'))?);
        rest = match after.strip_prefix('=') {
            Some(given) => {
                let (value, after) = value(given)?;
                if matches!(key, "alt" | "fig-alt") {
                    return Some(value);
                }
                after
            }
            None if after.starts_with('}') => return None,
            None => after,
        };
    }
}

/// The value at the start of `given`, in quotes or not, and what follows.
fn value(given: &str) -> Option<(&str, &str)> {
    match given.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => given.strip_prefix(quote)?.split_once(quote),
        None => Some(given.split_at(given.find(|c: char| c.is_whitespace() || c == '}')?)),
    }
}

fn html<'a>(document: &Document, link: &'a Link) -> Option<Fault<'a>> {
    match link.alternative.as_deref().map(str::trim) {
        // An empty one says that the image is an ornament.
        Some("") => None,
        Some(text) => empty(text, document.target(link)),
        None => {
            let tag = document.source.text().get(link.span.range()).unwrap_or_default();
            // `:alt="…"`, `alt={…}`, a title that is read instead, or an image that is declared to say nothing.
            let said = ["alt", "title=", "aria-", "presentation", "\"none\"", "{..."].iter().any(|word| tag.contains(word));
            (!said).then_some(Fault::Missing)
        }
    }
}

/// What is wrong with a text, the image being at `target`.
fn empty<'a>(text: &'a str, target: &str) -> Option<Fault<'a>> {
    // Names of files hold a dot, a digit or an underscore; words that a template fills in are none of ours.
    if text.len() > 80 || text.contains(['{', '<']) {
        return None;
    }
    let key = normalise::key(text);
    let name = target.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let numbered = key.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let named = (text.eq_ignore_ascii_case(name) && name.contains('.'))
        || (text.eq_ignore_ascii_case(stem)
            && !stem.contains(' ')
            && stem.contains(['_', '-'])
            && stem.contains(|c: char| c.is_ascii_digit()));
    let says_nothing = PLACEHOLDERS.contains(&key.as_str())
        || (numbered.len() < key.len()
            && matches!(numbered, "image" | "img" | "screenshot" | "capture" | "photo" | "figure" | "pic" | "picture"));
    match (named, says_nothing) {
        (true, _) => Some(Fault::Named(text)),
        (_, true) => Some(Fault::Says(text)),
        _ => None,
    }
}
