//! `link-external-anchor`: a link to a place that its page of the web does not have. Found where external links are
//! visited and the configuration asks for anchors.

use crate::corpus::{Page, PageLink};
use crate::finding::Finding;
use crate::rules::{Check, Rule, place};

/// The rule.
pub const RULE: Rule = Rule { id: "link-external-anchor", check: Check::Online };

/// The page at `address` has no place named `fragment`.
pub(crate) fn finding(page: &Page, link: &PageLink, address: &str, fragment: &str) -> Finding {
    place::on_page(RULE.id, page, link).argument("address", address).argument("anchor", fragment)
}
