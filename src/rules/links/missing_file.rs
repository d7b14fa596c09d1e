//! `link-missing-file`: a link to a file that the repository does not have.

use crate::corpus::{Corpus, Page, Trouble};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule, place};

/// The rule.
pub const RULE: Rule = Rule { id: "link-missing-file", check: Check::Page(check) };

fn check(page: &Page, corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (link, trouble) in corpus.troubles(page) {
        let Trouble::MissingFile { path, nearest } = trouble else { continue };
        let mut finding = place::on_page(RULE.id, page, link).argument("path", path);
        if let Some(nearest) = nearest {
            finding = finding.variant("did-you-mean").argument("suggestion", nearest);
            if link.is_literal() {
                finding = finding.suggestion(link.target_span, &**nearest);
            }
        } else if page.target(link).split(['#', '?']).next().is_some_and(|path| path.ends_with('/')) {
            finding = finding.variant("directory");
        }
        findings.push(finding);
    }
}
