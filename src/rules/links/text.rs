//! `link-text`: a link whose text does not say where it leads.

use crate::document::{Document, LinkKind};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};
use crate::text::normalise;

/// The rule.
pub const RULE: Rule = Rule { id: "link-text", check: Check::Document(check) };

/// As [`normalise::key`] gives them, sorted.
#[rustfmt::skip]
const VAGUE: &[&str] = &[
    "a cet endroit", "a cette adresse", "a cette page", "ce document", "ce lien", "ce site", "cet article",
    "cette page", "cette video", "check this out", "click", "click here", "click this link", "cliquer ici",
    "cliquez ici", "cliquez la", "cliquez sur ce lien", "en savoir plus", "en savoir plus ici", "find out more",
    "follow this link", "go here", "here", "ici", "ici meme", "ici ou la", "in this article", "learn more",
    "learn more here", "lien", "lien externe", "lien ici", "link", "link here", "lire", "lire l article",
    "lire la suite", "lire plus", "more", "more info", "more information", "par ici", "plus d info",
    "plus d informations", "plus d infos", "read more", "read more here", "read this", "see here", "see more",
    "suivez ce lien", "sur ce lien", "tap here", "the link", "this", "this article", "this document", "this link",
    "this page", "this post", "this site", "this video", "this website", "voir", "voir ici", "voir plus",
];

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for link in &document.links {
        let shown = document.plain.get(link.plain);
        if link.image
            || !(1..=32).contains(&shown.len())
            || !matches!(link.kind, LinkKind::Inline | LinkKind::Reference { .. })
            || link.alternative.as_deref().is_some_and(|text| !text.trim().is_empty())
        {
            continue;
        }
        // `:link:` is a picture on GitHub.
        if may_be_vague(shown) && !shown.starts_with(':') && VAGUE.binary_search(&normalise::key(shown).as_str()).is_ok() {
            let place = document.place(link.plain);
            findings.push(Finding::new(RULE.id, &document.source, place).argument("text", normalise::plain(shown)));
        }
    }
}

/// A cheap test, which comes before a text is read letter by letter: whether it begins as a phrase does, and has no accents
/// that none has.
fn may_be_vague(shown: &str) -> bool {
    begins_vague(shown) && (shown.is_ascii() || ["à", "À", "vid"].iter().any(|part| shown.contains(part)))
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
        b"a\0\0" | b"ce\0" | b"cet" | b"che" | b"cli" | b"en\0" | b"fin" | b"fol" | b"go\0" | b"her" | b"ici" | b"in\0"
            | b"lea" | b"lie" | b"lin" | b"lir" | b"mor" | b"par" | b"plu" | b"rea" | b"see" | b"sui" | b"sur" | b"tap"
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
