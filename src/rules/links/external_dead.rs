//! `link-external-dead`: a link to a page of the web that is gone. Found where external links are visited.

use crate::corpus::{Page, PageLink};
use crate::finding::Finding;
use crate::rules::{Check, Rule, place};

/// The rule.
pub const RULE: Rule = Rule { id: "link-external-dead", check: Check::Online };

/// The server of `address` answers with `status` that there is no such page.
pub(crate) fn gone(page: &Page, link: &PageLink, address: &str, status: u16) -> Finding {
    place::on_page(RULE.id, page, link).argument("address", address).argument("status", status)
}

/// There is no such `host`.
pub(crate) fn no_such_host(page: &Page, link: &PageLink, host: &str) -> Finding {
    place::on_page(RULE.id, page, link).variant("host").argument("host", host)
}
