//! `link-redirected`: a link to a page of the web that has moved for good. Found where external links are visited.

use crate::corpus::{Page, PageLink};
use crate::finding::Finding;
use crate::rules::{Check, Rule, place};
use percent_encoding::{AsciiSet, utf8_percent_encode};

/// The rule.
pub const RULE: Rule = Rule { id: "link-redirected", check: Check::Online };

/// What would end a target, or a cell of a table, in Markdown; an address holds nothing else of the kind.
const MARKS: &AsciiSet =
    &AsciiSet::EMPTY.add(b'|').add(b'\\').add(b'(').add(b')').add(b'<').add(b'>').add(b'"').add(b'\'').add(b' ');

/// The page of `link` has moved `to` another address: of a site's `front` page, it is not where the page went.
pub(crate) fn finding(page: &Page, link: &PageLink, to: &str, front: bool) -> Finding {
    let finding = place::on_page(RULE.id, page, link).argument("to", to);
    if front {
        return finding.variant("front");
    }
    if link.is_literal() { finding.suggestion(link.target_span, utf8_percent_encode(to, MARKS).to_string()) } else { finding }
}
