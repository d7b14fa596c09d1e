//! The anchors of headings in mdBook, from version 0.5 on.
//!
//! Letters, numbers, underscores and hyphens are kept, every blank is a hyphen. Double hyphens are dashes. Braces at the end
//! may hold an id, as pulldown-cmark reads them.

use super::text::Reading;
use crate::document::heading::Heading;

/// The text that the anchor is made of.
pub(super) fn text(heading: &Heading<'_>) -> String {
    Reading { soft: " ", dashes: true, ..Reading::PLAIN }.text(heading)
}

/// The anchor of a heading with this text.
pub(crate) fn slug(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    lower
        .chars()
        .filter_map(|c| match c {
            c if c.is_alphanumeric() || matches!(c, '_' | '-') => Some(c),
            c => c.is_whitespace().then_some('-'),
        })
        .collect()
}
