//! The anchors of headings on The Odin Project's site: those of kramdown, and for levels 3 and 4 what Rails' `parameterize`
//! leaves of them.
//!
//! The site makes its pages part by part, from one heading of level 3 to the next: equal anchors are numbered within a part.

use super::kramdown;
use crate::document::heading::Heading;

/// Whether `heading` begins a part of the page.
pub(super) fn begins_part(heading: &Heading<'_>) -> bool {
    heading.top && heading.level() == 3 && kramdown::is_heading(heading, true)
}

/// Whether its anchor is `parameterize`d, which leaves no id of the author's.
fn is_parameterized(heading: &Heading<'_>) -> bool {
    matches!(heading.level(), 3 | 4)
}

/// The id that the author gives, where the site keeps it; the text of `heading` loses it.
pub(super) fn explicit(heading: &mut Heading<'_>) -> Option<String> {
    if heading.raw().starts_with("{#") {
        // Braces that are all of the text are text.
        return None;
    }
    let id = kramdown::explicit(heading);
    id.filter(|_| !is_parameterized(heading))
}

/// The anchor of `heading`, before it is numbered.
pub(super) fn slug(heading: &Heading<'_>) -> String {
    kramdown::raw_slug(&kramdown::text(heading))
}

/// What the site makes of kramdown's `anchor`, which is of ASCII.
pub(super) fn last(heading: &Heading<'_>, anchor: String) -> String {
    if !is_parameterized(heading) {
        return anchor;
    }
    let words: Vec<&str> = anchor.split('-').filter(|word| !word.is_empty()).collect();
    words.join("-")
}
