//! `link-external-unreachable`: a link to a page of the web whose server does not answer. Found where external links
//! are visited.

use crate::corpus::{Page, PageLink};
use crate::finding::Finding;
use crate::online::Silence;
use crate::rules::{Check, Rule, place};

/// The rule.
pub const RULE: Rule = Rule { id: "link-external-unreachable", check: Check::Online };

/// The server of `address` could not be heard.
pub(crate) fn finding(page: &Page, link: &PageLink, address: &str, silence: Silence) -> Finding {
    let finding = place::on_page(RULE.id, page, link).argument("address", address);
    match silence {
        Silence::Status(status) => finding.variant("server-error").argument("status", status),
        Silence::Failure(failure) => finding.worded("reason", |language| failure.words(language)),
    }
}
