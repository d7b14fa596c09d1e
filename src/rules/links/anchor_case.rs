//! `link-anchor-case`: an anchor written in another letter case than the heading gives it.

use crate::corpus::{Corpus, Page, Trouble};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule, place};

/// The rule.
pub const RULE: Rule = Rule { id: "link-anchor-case", check: Check::Page(check) };

fn check(page: &Page, corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (link, trouble) in corpus.troubles(page) {
        let Trouble::AnchorCase(right) = trouble else { continue };
        let mut finding = place::on_page(RULE.id, page, link).argument("right", right);
        if let Some(span) = place::fragment_span(page, link) {
            finding = finding.safe_fix(span, &**right);
        }
        findings.push(finding);
    }
}
