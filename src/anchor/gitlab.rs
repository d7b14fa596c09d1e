//! The anchors of headings on GitLab, from version 17 on.
//!
//! As on GitHub, but alternative texts of images are read too, every number is kept (`①`, `½`), and circled letters are not.
//! Older versions made one hyphen of several.

use super::text::{Pattern, Reading, without};
use crate::document::heading::Heading;
use regex::Regex;
use std::sync::LazyLock;

static REMOVED: Pattern = LazyLock::new(|| Regex::new(r"[^\p{L}\p{M}\p{N}\p{Pc} -]").ok());

/// The text that the anchor is made of.
pub(super) fn text(heading: &Heading<'_>) -> String {
    Reading { soft: " ", hard: " ", images: true, ..Reading::PLAIN }.text(heading)
}

/// The anchor of a heading with this text.
pub(super) fn slug(text: &str) -> String {
    without(&REMOVED, &text.to_lowercase()).replace(' ', "-")
}
