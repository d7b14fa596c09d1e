//! `link-outside`: a link that climbs out of the repository.

use crate::corpus::{Corpus, Page, Trouble};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule, place};
use crate::site::Lookup as _;

/// The rule.
pub const RULE: Rule = Rule { id: "link-outside", check: Check::Page(check) };

fn check(page: &Page, corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (link, trouble) in corpus.troubles(page) {
        match trouble {
            Trouble::Outside => {
                let found = place::on_page(RULE.id, page, link);
                findings.push(if is_too_high(page.target(link), corpus) { found.advised("too-high") } else { found });
            }
            Trouble::OutsideLink(path) => {
                findings.push(place::on_page(RULE.id, page, link).variant("symbolic-link").argument("link", path));
            }
            _ => {}
        }
    }
}

/// Whether what `target` names stands in the repository itself: it climbs too many levels on its way there.
fn is_too_high(target: &str, corpus: &Corpus) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let below = path.rsplit_once("../").map_or(path, |(_, below)| below);
    let first = below.split('/').find(|part| !matches!(*part, "" | ".")).unwrap_or_default();
    let decoded = percent_encoding::percent_decode_str(first).decode_utf8_lossy();
    !first.is_empty() && corpus.get(&decoded).is_some()
}
