//! The anchors of headings in GitBook, which no documentation tells: letters without accents, blanks as hyphens, and no other
//! mark. Its editor writes the anchor beside a heading whose text has changed since, and in the links that it makes.
//!
//! Of 215 fragments that ask for a heading in two repositories which its editor writes, 167 fit; most others are anchors that the
//! headings had before. Older ones keep full stops, say `and` for `&`, and begin with `id-` where a number would begin them.

use crate::anchor::{Renderer, headings};
use crate::document::Document;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization as _;

/// Letters that have no accent to lose.
const LETTERS: &[(char, &str)] =
    &[('œ', "oe"), ('æ', "ae"), ('ß', "ss"), ('ø', "o"), ('đ', "d"), ('ð', "d"), ('ł', "l"), ('þ', "th"), ('ı', "i")];

/// The anchors of `document`: the ids in it, and those of its headings.
pub(super) fn of(document: &Document) -> Vec<String> {
    let mut given: HashMap<String, u32> = HashMap::new();
    let mut names: Vec<String> = document.ids.iter().map(|id| id.value.to_string()).collect();
    for (_, heading) in headings(document, Renderer::Github) {
        let anchor = slug(&heading.text);
        let rank = given.entry(anchor.clone()).or_default();
        names.push(if *rank == 0 { anchor } else { format!("{anchor}-{rank}") });
        *rank += 1;
    }
    names
}

/// Calls `add` with what older versions make of the headings of `document`.
pub(super) fn others(document: &Document, add: &mut dyn FnMut(&str)) {
    for (_, heading) in headings(document, Renderer::Github) {
        let text = &heading.text;
        let said = text.replace('&', " and ");
        for text in [text, &said] {
            for anchor in [slug(text), slug_with(text, |c| c == '.')] {
                if anchor.starts_with(|c: char| c.is_ascii_digit()) {
                    add(&format!("id-{anchor}"));
                }
                add(&anchor);
            }
        }
    }
}

/// The anchor of a heading with this text.
pub(super) fn slug(text: &str) -> String {
    slug_with(text, |_| false)
}

/// The same, where more characters are `kept`.
fn slug_with(text: &str, kept: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let plain = text.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).flat_map(char::to_lowercase);
    for c in plain {
        match LETTERS.iter().find(|(letter, _)| *letter == c) {
            Some((_, plain)) => out.push_str(plain),
            None if c.is_alphanumeric() || c == '_' || kept(c) => out.push(c),
            None if (c.is_whitespace() || c == '-') && !out.is_empty() && !out.ends_with('-') => out.push('-'),
            None => {}
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}
