//! Where in a page a template stands.

use crate::site::liquid::{Piece, pieces};
use std::ops::Range;

/// How far the line of an output is looked at, in bytes.
const NEAR: usize = 512;

/// Where an output stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place<'t> {
    /// In the text of a heading.
    Heading,
    /// In a name of an element, with what stands before and after it there.
    Id(&'t str, &'t str),
    /// On a line without other text.
    Alone,
    /// In a line of other text.
    Line,
}

impl<'t> Place<'t> {
    pub(super) fn of(text: &'t str, start: usize, inner: &Range<usize>) -> Self {
        let (before, after) = around(text, start, inner);
        if let Some(place) = Self::id(before, after) {
            return place;
        }
        let heading = |text: &str| {
            let text = text.trim_start_matches(['-', '*', '>', ' ', '\t']);
            let hashes = text.bytes().take_while(|&byte| byte == b'#').count();
            (1..=6).contains(&hashes) && text[hashes..].starts_with([' ', '\t'])
        };
        let open = before.rfind("<h").filter(|&at| before.as_bytes().get(at + 2).is_some_and(u8::is_ascii_digit));
        if heading(before) || open.is_some_and(|at| !before[at..].contains("</h")) {
            return Self::Heading;
        }
        let others = pieces(before)
            .chain(pieces(after))
            .filter_map(|piece| if let Piece::Text(range) = piece { Some(range) } else { None });
        let blank = others.count() == 0 || before.trim().is_empty() && after.trim().is_empty();
        if blank { Self::Alone } else { Self::Line }
    }

    fn id(before: &'t str, after: &'t str) -> Option<Self> {
        let ends = |mark: char| after.split([mark, '\n']).next().unwrap_or_default();
        for mark in ["id=\"", "id='", "name=\"", "name='"] {
            let Some(at) = before.rfind(mark) else { continue };
            let value = &before[at + mark.len()..];
            let quote = mark.chars().next_back()?;
            if !value.contains(quote) && !before[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-') {
                let (known, rest) = (value.split("{{").next()?, ends(quote));
                return Some(Self::Id(known, rest.rsplit("}}").next()?));
            }
        }
        let open = before.rfind('{').filter(|&at| !before[at..].contains('}'))?;
        let name = before[open..].rsplit_once('#').map(|(_, name)| name).filter(|name| !name.contains(' '))?;
        Some(Self::Id(name, after.split(['}', ' ']).next()?))
    }
}

/// What stands on the line of an output before its braces and after them, as far as it is near.
pub(super) fn around<'t>(text: &'t str, start: usize, inner: &Range<usize>) -> (&'t str, &'t str) {
    let before = text[start..inner.start].trim_end_matches('-');
    let before = before.strip_suffix("{{").or_else(|| before.strip_suffix("{%")).unwrap_or(before);
    let after = text[inner.end..].trim_start_matches('-');
    let after = after.strip_prefix("}}").or_else(|| after.strip_prefix("%}")).unwrap_or(after);
    let from = (before.len().saturating_sub(NEAR)..).find(|&at| before.is_char_boundary(at)).unwrap_or(0);
    let to = (after.len().min(NEAR)..=after.len()).find(|&at| after.is_char_boundary(at)).unwrap_or(0);
    (before[from..].rsplit('\n').next().unwrap_or_default(), after[..to].split('\n').next().unwrap_or_default())
}
