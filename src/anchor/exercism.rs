//! The anchors of headings on Exercism's site: what Rails' `parameterize` makes of their texts, after `h-`.
//!
//! The site adds `h-` to fragments of links that lack it. The title of a page, its heading of level 1, is not shown.

use crate::document::heading::{Heading, Piece};
use unicode_normalization::UnicodeNormalization as _;

/// Latin letters and the characters that Rails writes so.
const LATIN: &[(&str, &str)] = &[
    ("A", "ÀÁÂÃÄÅĀĂĄ"),
    ("AE", "Æ"),
    ("C", "ÇĆĈĊČ"),
    ("D", "ÐĎĐ"),
    ("E", "ÈÉÊËĒĔĖĘĚ"),
    ("G", "ĜĞĠĢ"),
    ("H", "ĤĦ"),
    ("I", "ÌÍÎÏĨĪĬĮİ"),
    ("IJ", "Ĳ"),
    ("J", "Ĵ"),
    ("K", "Ķ"),
    ("L", "ĹĻĽĿŁ"),
    ("N", "ÑŃŅŇ"),
    ("NG", "Ŋ"),
    ("O", "ÒÓÔÕÖØŌŎŐ"),
    ("OE", "Œ"),
    ("R", "ŔŖŘ"),
    ("S", "ŚŜŞŠ"),
    ("T", "ŢŤŦ"),
    ("Th", "Þ"),
    ("U", "ÙÚÛÜŨŪŬŮŰŲ"),
    ("W", "Ŵ"),
    ("Y", "ÝŶŸ"),
    ("Z", "ŹŻŽ"),
    ("a", "àáâãäåāăą"),
    ("ae", "æ"),
    ("c", "çćĉċč"),
    ("d", "ðďđ"),
    ("e", "èéêëēĕėęě"),
    ("g", "ĝğġģ"),
    ("h", "ĥħ"),
    ("i", "ìíîïĩīĭįı"),
    ("ij", "ĳ"),
    ("j", "ĵ"),
    ("k", "ķĸ"),
    ("l", "ĺļľŀł"),
    ("n", "ñńņň"),
    ("'n", "ŉ"),
    ("ng", "ŋ"),
    ("o", "òóôõöøōŏő"),
    ("oe", "œ"),
    ("r", "ŕŗř"),
    ("s", "śŝşš"),
    ("ss", "ß"),
    ("t", "ţťŧ"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűų"),
    ("w", "ŵ"),
    ("x", "×"),
    ("y", "ýÿŷ"),
    ("z", "źżž"),
];

/// Whether the site shows it.
pub(super) fn is_heading(heading: &Heading<'_>) -> bool {
    heading.level() != 1 || !heading.top
}

/// The anchor of `heading`: its texts and its code, parted by a hyphen wherever markup parts them.
pub(super) fn slug(heading: &Heading<'_>) -> String {
    let mut texts: Vec<String> = Vec::new();
    let mut joined = false;
    for piece in &heading.pieces {
        match piece {
            Piece::Text { text, .. } if joined => texts.last_mut().into_iter().for_each(|last| last.push_str(text)),
            Piece::Text { text, .. } => texts.push(text.to_string()),
            Piece::Code(code) => texts.push(code.to_string()),
            _ => {}
        }
        // Escapes and entities part a text here, and none there.
        joined = matches!(piece, Piece::Text { .. });
    }
    format!("h-{}", parameterize(&texts.join("-")))
}

/// Letters, digits and underscores of ASCII, in lower case, and a hyphen for each run of anything else.
fn parameterize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut add = |c: char| match c {
        'A'..='Z' | 'a'..='z' | '0'..='9' | '_' => out.push(c.to_ascii_lowercase()),
        _ if !out.ends_with('-') => out.push('-'),
        _ => {}
    };
    for c in text.nfc() {
        match LATIN.iter().find(|(_, written)| !c.is_ascii() && written.contains(c)) {
            Some((letters, _)) => letters.chars().for_each(&mut add),
            None => add(c),
        }
    }
    out.trim_matches('-').to_owned()
}
