//! `link-case-mismatch`: a link to a path that differs in letter case from the file's.

use crate::corpus::{Corpus, Page, Trouble};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule, place};

/// The rule.
pub const RULE: Rule = Rule { id: "link-case-mismatch", check: Check::Page(check) };

fn check(page: &Page, corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (link, trouble) in corpus.troubles(page) {
        let Trouble::PathCase { path, right, case } = trouble else { continue };
        let mut finding = place::on_page(RULE.id, page, link).argument("path", path);
        if !case {
            finding = finding.variant("unicode");
        }
        if link.takes(&page.source, right) {
            finding = finding.safe_fix(link.target_span, &**right);
        }
        // The site finds it all the same; the forge does not.
        let minor = *case && corpus.site_of(page).is_some_and(|site| site.generator.folds_case(site));
        findings.push(finding.minor(minor));
    }
}
