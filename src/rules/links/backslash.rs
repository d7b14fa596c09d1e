//! `link-backslash`: a path written with backslashes.

use crate::corpus::{Corpus, Page, Trouble};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule, place};

/// The rule.
pub const RULE: Rule = Rule { id: "link-backslash", check: Check::Page(check) };

fn check(page: &Page, corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (link, trouble) in corpus.troubles(page) {
        let &Trouble::Backslash(exists) = trouble else { continue };
        let finding = place::on_page(RULE.id, page, link);
        findings.push(if exists {
            finding.safe_fix(link.target_span, link.written(&page.source).replace('\\', "/"))
        } else {
            finding.variant("missing")
        });
    }
}
