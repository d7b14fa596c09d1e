//! `link-empty`: a link without a target.

use crate::corpus::target::Target;
use crate::document::{Document, Link, LinkKind};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule, place, shown};
use crate::text::{Span, normalise};
use std::cell::LazyCell;

/// The rule.
pub const RULE: Rule = Rule { id: "link-empty", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    if document.dialect.announces(document.source.path()) {
        return;
    }
    let boxes = LazyCell::new(|| document.boxes());
    for link in document.links.iter().filter(|link| document.target(link).len() <= 1) {
        let html = matches!(link.kind, LinkKind::Html { .. });
        match Target::read(document.target(link)) {
            _ if is_filled_in(document, link) || is_to_do(document.plain.get(link.plain)) => {}
            _ if is_button(document, link) => {}
            // What shows nothing either is told by `link-text-empty`.
            Target::Empty if shown::is_nothing(document, link) && !link.image => {}
            // A script may fill in the source of an image, and a button is often written `href="#"`.
            Target::Empty if !html || !link.image => {
                findings.push(place::on_document(RULE.id, document, link).minor(is_badge(document, link)));
            }
            Target::Fragment("") if !html => {
                let minor = is_of_style(document, link, &boxes);
                findings.push(place::on_document(RULE.id, document, link).variant("hash").minor(minor));
            }
            _ => {}
        }
    }
}

/// What a guide of style calls its good and its bad samples, as [`normalise::key`] gives it.
const SAMPLES: &[&str] = &[
    "a eviter",
    "a faire",
    "a ne pas faire",
    "bad",
    "bon",
    "correct",
    "do",
    "do not",
    "don t",
    "dont",
    "good",
    "incorrect",
    "mauvais",
    "no",
    "non",
    "oui",
    "yes",
];

/// Whether a guide of style shows by the link how one is written, and leads nowhere on purpose: below a heading « Don't », or in
/// `<div class="item no">`.
fn is_of_style(document: &Document, link: &Link, boxes: &[Span]) -> bool {
    let around = || boxes.iter().filter(|inner| inner.contains(link.span));
    let text = document.source.text();
    let classed = |inner: &Span| {
        let tag = text.get(inner.range()).and_then(|inside| inside.split('>').next()).unwrap_or_default();
        let class = tag.split_once("class=").map_or("", |(_, list)| list);
        let list = class.strip_prefix(['"', '\'']).and_then(|rest| rest.split(['"', '\'']).next()).unwrap_or(class);
        list.split_whitespace().any(|word| SAMPLES.contains(&word.to_ascii_lowercase().as_str()))
    };
    let above = document.headings().rev().find(|(.., heading)| heading.span.start < link.span.start);
    let titled = |heading: Span, title: &str| {
        let here = boxes.iter().filter(|inner| inner.contains(heading)).all(|inner| inner.contains(link.span));
        here && SAMPLES.contains(&normalise::key(title).as_str())
    };
    around().any(classed) || above.is_some_and(|(.., heading)| titled(heading.span, document.text_of(heading)))
}

/// Whether the link is around a badge, which says all without it.
fn is_badge(document: &Document, link: &Link) -> bool {
    let written = document.source.text().get(link.span.range()).unwrap_or_default();
    written.starts_with("[![") && written.contains("badge")
}

/// Attributes by which a script, and no address, says what a click does.
const ACTS: &[&str] = &["onclick", "@click", "v-on:", "data-", "role=\"button\"", "role='button'", "role=button"];

/// How many bytes of attributes are looked at.
const LIST: usize = 2000;

/// Whether its attributes make a button of the link: `[Play](#){ onclick="…" }`, `<a href="" onclick="…">`.
fn is_button(document: &Document, link: &Link) -> bool {
    let text = document.source.text();
    let list = match link.kind {
        LinkKind::Html { .. } => text.get(link.span.range()),
        _ => text.get(link.span.end as usize..).and_then(attributes),
    };
    let list = list.unwrap_or_default();
    let begins = |at: usize| matches!(list.as_bytes()[..at].last(), None | Some(b' ' | b'\t' | b'\n' | b':'));
    ACTS.iter().any(|act| list.match_indices(act).any(|(at, _)| begins(at)))
}

/// The attributes in the braces that `after` begins with.
fn attributes(after: &str) -> Option<&str> {
    let list = after.strip_prefix('{')?;
    let mut quote = None;
    for (at, byte) in list.bytes().enumerate().take(LIST) {
        match quote {
            Some(mark) if byte == mark => quote = None,
            Some(_) => {}
            None if byte == b'}' => return list.get(..at),
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None => {}
        }
    }
    None
}

/// Whether the text says by itself that something is still to be written: `content-placeholder` tells that.
fn is_to_do(text: &str) -> bool {
    ["todo", "tbd", "fixme"].iter().any(|word| text.trim().eq_ignore_ascii_case(word))
}

/// Whether a generator makes a link or an anchor of it: Exercism's `[concept:bees/hives]()`, the anchor `[](){#hive}`, a
/// `<link>` in the head of the page.
fn is_filled_in(document: &Document, link: &Link) -> bool {
    let text = document.source.text();
    let written = text.get(link.span.range()).unwrap_or_default();
    let shown = document.plain.get(link.plain);
    let named = shown.split_once(':').is_some_and(|(kind, name)| {
        let of_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '.');
        !kind.is_empty() && !name.is_empty() && kind.bytes().all(|byte| byte.is_ascii_lowercase()) && name.chars().all(of_word)
    });
    let marked = text.get(link.span.end as usize..).is_some_and(|after| after.starts_with('{'));
    (named && written.ends_with("]()")) || (marked && shown.is_empty()) || written.starts_with("<link")
}
