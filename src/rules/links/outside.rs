//! `link-outside`: a link that climbs out of the repository.

use crate::corpus::{Corpus, Page, Trouble};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule, place};

/// The rule.
pub const RULE: Rule = Rule { id: "link-outside", check: Check::Page(check) };

fn check(page: &Page, corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (link, trouble) in corpus.troubles(page) {
        match trouble {
            Trouble::Outside => findings.push(place::on_page(RULE.id, page, link)),
            Trouble::OutsideLink(path) => {
                findings.push(place::on_page(RULE.id, page, link).variant("symbolic-link").argument("link", path));
            }
            _ => {}
        }
    }
}
