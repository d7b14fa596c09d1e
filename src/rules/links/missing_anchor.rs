//! `link-missing-anchor`: a link to a place that its page does not have.

use crate::corpus::{Corpus, Only, Page, Trouble};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule, kept, place};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule { id: "link-missing-anchor", check: Check::Page(check) };

fn check(page: &Page, corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut parts: Option<Vec<Span>> = None;
    for (link, trouble) in corpus.troubles(page) {
        let Trouble::MissingAnchor { page: to, fragment, nearest, only, file } = trouble else { continue };
        // A program writes `#design-name` on purpose, and writes its table of contents anew.
        let parts = parts.get_or_insert_with(|| kept::parts(page.source.text()));
        let minor = kept::holds(parts, link.span);
        let to = to.as_deref().unwrap_or(page.path());
        let mut finding = place::on_page(RULE.id, page, link).argument("anchor", fragment).argument("page", to);
        finding = match only {
            Some(Only::Forge(site)) => finding.advised("broken-on-site").argument("site", site),
            Some(Only::Site(site)) => finding.advised("broken-on-forge").argument("site", site),
            None if is_of_google(fragment) => finding.advised("google"),
            None => finding,
        };
        if let Some(nearest) = nearest {
            finding = match only {
                Some(Only::Forge(_)) => finding.advised("broken-on-site-did-you-mean"),
                Some(Only::Site(_)) => finding.advised("broken-on-forge-did-you-mean"),
                None if is_slash_too_much(fragment, nearest) => finding.advised("slash"),
                None => finding.advised("did-you-mean"),
            };
            finding = finding.argument("suggestion", nearest).hints(&["suggestion"]);
            if let Some(span) = place::fragment_span(page, link) {
                finding = finding.suggestion(span, &**nearest);
            }
        }
        if let Some(file) = file {
            finding = finding.variant("names-file").argument("suggestion", file);
            if link.takes(&page.source, file) {
                finding = finding.suggestion(link.target_span, &**file);
            }
        }
        findings.push(finding.minor(minor));
    }
}

/// Whether the fragment is left over from a document of Google's, which names no heading by it.
fn is_of_google(fragment: &str) -> bool {
    ["bookmark=id.", "bookmark=kix.", "heading=h."].iter().any(|begin| fragment.starts_with(begin))
}

/// Whether nothing but a `/` at its end parts `fragment` from the anchor.
fn is_slash_too_much(fragment: &str, anchor: &str) -> bool {
    fragment.strip_suffix('/').is_some_and(|rest| rest == anchor)
}
