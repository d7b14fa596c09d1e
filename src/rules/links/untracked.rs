//! `link-untracked`: a link to a file that stands in the work tree and that git does not have.

use crate::corpus::{Corpus, Page, Trouble};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule, place};

/// The rule.
pub const RULE: Rule = Rule { id: "link-untracked", check: Check::Page(check) };

fn check(page: &Page, corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (link, trouble) in corpus.troubles(page) {
        let Trouble::Untracked(path) = trouble else { continue };
        findings.push(place::on_page(RULE.id, page, link).argument("path", path));
    }
}
