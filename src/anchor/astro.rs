//! The anchors of headings in Astro and Starlight: GitHub's, of a text with dashes for double hyphens (`smartypants`).
//!
//! No id can be given but in HTML.

use super::text::Reading;
use crate::document::heading::Heading;

/// The text that the anchor is made of. Other marks of print are removed as those that they stand for.
pub(super) fn text(heading: &Heading<'_>) -> String {
    Reading { dashes: true, ..Reading::PLAIN }.text(heading)
}
