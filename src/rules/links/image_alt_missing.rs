//! `image-alt-missing`: an image without alternative text, or with a text that says nothing.

mod ornament;

use crate::document::{Document, Link, LinkKind};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule, kept, samples};
use crate::text::normalise;
use std::cell::LazyCell;

/// The rule.
pub const RULE: Rule = Rule { id: "image-alt-missing", check: Check::Document(check) };

/// How many links before an image are looked at for the one around it.
const NEAR: usize = 8;

/// How many letters of attributes are read after an image.
const LONGEST: usize = 2000;

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
    for (link, placeholder) in found.filter(|(link, _)| !kept::holds(&kept, link.span)) {
        // What the page shows in code as well is a sample of how images are written.
        if code.contains(samples::lines(document, link.span).0.trim()) {
            continue;
        }
        let finding = Finding::new(RULE.id, &document.source, link.span).minor(tried || ornament::is_ornament(document, link));
        findings.push(match placeholder {
            Some(text) => finding.variant("placeholder").argument("text", text),
            None if matches!(link.kind, LinkKind::Html { .. }) => finding.advised("html"),
            None => finding,
        });
    }
}

/// `Some(None)` where there is no text, `Some(Some(text))` where it is a placeholder.
type Found<'a> = Option<Option<&'a str>>;

fn judge<'a>(document: &'a Document, link: &'a Link) -> Found<'a> {
    match link.kind {
        _ if is_no_picture(document.target(link)) => None,
        LinkKind::Html { attribute: "src" } => html(document, link),
        LinkKind::Html { .. } => None,
        _ => markdown(document, link).filter(|found| found.is_some() || !is_beside_words(document, link)),
    }
}

/// Whether the target is none of the page's own pictures: a badge of the project's state, or a part of a page that MyST puts
/// there (`![](#fig:hive)`).
fn is_no_picture(target: &str) -> bool {
    let badges = ["://img.shields.io/", "://badgen.net/", "://badge.fury.io/", "://codecov.io/", "://opencollective.com/"];
    target.starts_with('#') || badges.iter().any(|host| target.contains(host)) || target.contains("/badge.svg")
}

/// Whether the image stands in a link that has words: these name it.
fn is_beside_words(document: &Document, image: &Link) -> bool {
    let after = document.links.partition_point(|link| link.span.start <= image.span.start);
    let around = document.links[..after].iter().rev().take(NEAR).find(|link| !link.image && link.span.contains(image.span));
    around.is_some_and(|link| !document.plain.get(link.plain).trim().is_empty())
}

fn markdown<'a>(document: &'a Document, link: &'a Link) -> Found<'a> {
    let text = link.alternative.as_deref().unwrap_or_default().trim();
    let attribute = || attributed(document.source.text().get(link.span.end as usize..)?);
    match (text.is_empty(), attribute) {
        (false, _) => is_placeholder(text, document.target(link)).then_some(Some(text)),
        (true, attribute) => match attribute().map(str::trim) {
            Some(text) => (!text.is_empty() && is_placeholder(text, document.target(link))).then_some(Some(text)),
            None => Some(None),
        },
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

fn html<'a>(document: &Document, link: &'a Link) -> Found<'a> {
    match link.alternative.as_deref() {
        // An empty one says that the image is an ornament.
        Some(text) => (!text.trim().is_empty() && is_placeholder(text.trim(), document.target(link))).then_some(Some(text)),
        None => {
            let tag = document.source.text().get(link.span.range()).unwrap_or_default();
            // `:alt="…"`, `alt={…}`, a title that is read instead, or an image that is declared to say nothing.
            let said = ["alt", "title=", "aria-", "presentation", "\"none\"", "{..."].iter().any(|word| tag.contains(word));
            (!said).then_some(None)
        }
    }
}

fn is_placeholder(text: &str, target: &str) -> bool {
    // Names of files hold a dot, a digit or an underscore; words that a template fills in are none of ours.
    if text.len() > 80 || text.contains(['{', '<']) {
        return false;
    }
    let key = normalise::key(text);
    let name = target.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let numbered = key.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    PLACEHOLDERS.contains(&key.as_str())
        || (numbered.len() < key.len()
            && matches!(numbered, "image" | "img" | "screenshot" | "capture" | "photo" | "figure" | "pic" | "picture"))
        || (text.eq_ignore_ascii_case(name) && name.contains('.'))
        || (text.eq_ignore_ascii_case(stem)
            && !stem.contains(' ')
            && stem.contains(['_', '-'])
            && stem.contains(|c: char| c.is_ascii_digit()))
}
