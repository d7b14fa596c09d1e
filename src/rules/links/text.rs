//! `link-text`: a link whose text does not say where it leads.

use crate::document::{Document, Link, LinkKind, MarkKind};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};
use crate::text::{Span, normalise};

/// The rule.
pub const RULE: Rule = Rule { id: "link-text", check: Check::Document(check) };

/// As [`normalise::key`] gives them, sorted.
#[rustfmt::skip]
const VAGUE: &[&str] = &[
    "a cet endroit", "a cette adresse", "a cette page", "aqui", "ce document", "ce lien", "ce site", "cet article",
    "cette page", "cette video", "check this out", "click", "click here", "click this link", "cliquer ici",
    "cliquez ici", "cliquez la", "cliquez sur ce lien", "en savoir plus", "en savoir plus ici", "este link", "find out more",
    "follow this link", "go here", "here", "hier", "ici", "ici meme", "ici ou la", "in this article", "learn more",
    "learn more here", "lien", "lien externe", "lien ici", "link", "link here", "lire", "lire l article",
    "lire la suite", "lire plus", "more", "more info", "more information", "par ici", "plus d info",
    "plus d informations", "plus d infos", "read more", "read more here", "read this", "see here", "see more",
    "suivez ce lien", "sur ce lien", "tap here", "the link", "this", "this article", "this document", "this link",
    "this page", "this post", "this site", "this video", "this website", "voir", "voir ici", "voir plus",
];

/// How many bytes after an `<a …>` its text may have.
const NEAR: usize = 100;

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for link in document.links.iter().filter(|link| !link.image) {
        let Some((place, shown)) = shown(document, link) else { continue };
        // `:link:` is a picture on GitHub.
        let vague =
            may_be_vague(shown) && !shown.starts_with(':') && VAGUE.binary_search(&normalise::key(shown).as_str()).is_ok();
        if vague && !is_name(shown, document.target(link)) {
            findings.push(Finding::new(RULE.id, &document.source, place).argument("text", normalise::plain(shown)));
        }
    }
}

/// What is shown of a link, where it stands in the source; `None` where it is too long to be vague, or no text.
fn shown<'a>(document: &'a Document, link: &Link) -> Option<(Span, &'a str)> {
    let short = |text: &str| (1..=32).contains(&text.len());
    match link.kind {
        LinkKind::Inline | LinkKind::Reference { .. } => {
            let shown = document.plain.get(link.plain);
            let pictured = link.alternative.as_deref().is_some_and(|text| !text.trim().is_empty());
            // A name of a program, and no word: [`Link`](…).
            let after = document.marks.partition_point(|mark| mark.plain.start <= link.plain.start);
            let code = || {
                document.marks[..after].iter().rev().take(3).any(|mark| mark.kind == MarkKind::Code && mark.plain == link.plain)
            };
            (short(shown) && !pictured && !code()).then(|| (document.place(link.plain), shown))
        }
        LinkKind::Html { attribute: "href" } => {
            let text = document.source.text();
            let tag = text.get(link.span.range()).filter(|tag| tag.starts_with("<a") && !tag.contains("aria-label"))?;
            let start = link.span.start as usize + tag.len();
            let near = &text.as_bytes()[start..text.len().min(start + NEAR)];
            let inner = text.get(start..start + memchr::memchr(b'<', near)?)?;
            let shown = inner.trim();
            let start = start + inner.find(shown)?;
            let closed = text.get(start + shown.len()..)?.trim_start().starts_with("</a");
            (short(shown) && closed).then(|| (Span::new(start, start + shown.len()), shown))
        }
        _ => None,
    }
}

/// Whether the text is the name of what it leads to: `[Link](#link)` on a page about links, `[this](keywords/this.md)`,
/// `[Click](https://click.example.org/)`.
fn is_name(shown: &str, target: &str) -> bool {
    let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
    let shown = normalise::key(shown);
    let is = |name: &str| !name.is_empty() && normalise::key(name) == shown;
    match path.split_once("://") {
        Some((_, rest)) => rest.trim_start_matches("www.").split(['.', '/']).next().is_some_and(is),
        None => {
            let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            is(fragment) || last.split('.').next().is_some_and(is)
        }
    }
}

/// A cheap test, which comes before a text is read letter by letter: whether it begins as a phrase does, and has no accents
/// that none has.
fn may_be_vague(shown: &str) -> bool {
    begins_vague(shown) && (shown.is_ascii() || ["à", "À", "í", "vid"].iter().any(|part| shown.contains(part)))
}

/// Whether any phrase's first word begins with the same three letters, or something stands there that is not ASCII.
fn begins_vague(shown: &str) -> bool {
    let (mut first, mut length) = ([0; 3], 0);
    for byte in shown.bytes() {
        match byte {
            0x80.. => return true,
            _ if byte.is_ascii_alphanumeric() => {
                first[length] = byte.to_ascii_lowercase();
                length += 1;
            }
            _ if length > 0 => break,
            _ => {}
        }
        if length == first.len() {
            break;
        }
    }
    is_beginning(&first)
}

/// Whether the first word of a phrase begins with these letters.
#[rustfmt::skip]
fn is_beginning(first: &[u8; 3]) -> bool {
    matches!(
        first,
        b"a\0\0" | b"aqu" | b"ce\0" | b"cet" | b"che" | b"cli" | b"en\0" | b"est" | b"fin" | b"fol" | b"go\0" | b"her"
            | b"hie" | b"ici" | b"in\0" | b"lea" | b"lie" | b"lin" | b"lir" | b"mor" | b"par" | b"plu" | b"rea" | b"see" | b"sui" | b"sur" | b"tap"
            | b"the" | b"thi" | b"voi"
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn phrases_are_sorted_for_the_search() {
        assert!(super::VAGUE.is_sorted());
        assert!(super::VAGUE.iter().all(|phrase| super::may_be_vague(phrase)));
    }
}
