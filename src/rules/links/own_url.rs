//! `link-own-url`: the address of a file of this repository, or of one beside it, that does not exist there.

use crate::corpus::{Corpus, Page, PageLink, Trouble, UrlFault, UrlTrouble};
use crate::finding::Finding;
use crate::rules::fate::{Instead, is_same_name, tell};
use crate::rules::{Check, Context, Rule, place};

/// The rule.
pub const RULE: Rule = Rule { id: "link-own-url", check: Check::Page(check) };

fn check(page: &Page, corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (link, trouble) in corpus.troubles(page) {
        let Trouble::Url(trouble) = trouble else { continue };
        let finding = place::on_page(RULE.id, page, link).argument("repository", &trouble.repository);
        findings.push(match &trouble.fault {
            UrlFault::Missing(nearest) => missing(finding, corpus, link, trouble, nearest.as_deref()),
            UrlFault::Case(right) => {
                let finding = finding.variant("case").argument("path", right);
                mend(finding, link, trouble.with_path(right))
            }
            UrlFault::Anchor(anchor, nearest) => {
                let finding = finding.argument("path", &trouble.path).argument("anchor", anchor);
                match nearest {
                    Some(nearest) => {
                        let finding = finding.advised("anchor-did-you-mean").argument("suggestion", nearest);
                        mend(finding.hints(&["suggestion"]), link, trouble.with_anchor(nearest))
                    }
                    None => finding.advised("anchor"),
                }
            }
        });
    }
}

fn missing(finding: Finding, corpus: &Corpus, link: &PageLink, trouble: &UrlTrouble, nearest: Option<&str>) -> Finding {
    let finding = finding.argument("path", &trouble.path);
    if corpus.is_url_unstaged(trouble) {
        return finding.advised("unstaged");
    }
    let fate = corpus.url_fate(trouble);
    let renamed = fate.and_then(|fate| fate.to.clone()).map(Instead::Renamed);
    let meant = nearest.filter(|nearest| fate.is_none() || is_same_name(nearest, &trouble.path));
    let instead = renamed.or_else(|| meant.map(|nearest| Instead::Nearest(nearest.to_owned())));
    let finding = tell(finding, fate, instead.as_ref());
    match instead {
        Some(Instead::Renamed(to) | Instead::Nearest(to)) => mend(finding, link, trouble.with_path(&to)),
        None => finding,
    }
}

fn mend(finding: Finding, link: &PageLink, address: String) -> Finding {
    if link.is_literal() { finding.suggestion(link.target_span, address) } else { finding }
}
