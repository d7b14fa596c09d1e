//! What the directives of the documents silence: taken out of the findings, and kept with the reasons given.

use super::{Reported, Status, worded};
use crate::config::Config;
use crate::corpus::Corpus;
use crate::finding::{Finding, sort_and_fingerprint};
use crate::language::Language;
use crate::rules::{Check, Rule};
use crate::select;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A finding that a directive silenced.
#[derive(Clone, Debug)]
pub struct Silenced {
    /// The finding as it would have been reported.
    pub reported: Reported,
    /// Why, in the words of the document; `None` where nothing is said.
    pub reason: Option<String>,
}

/// A finding with the reason that a directive gives for silencing it.
pub(super) type WithReason = (Finding, Option<Box<str>>);

/// Lets each document's directives silence its findings: those that are left, and those that are silenced. `online`: whether
/// external links were visited.
pub(super) fn silence(corpus: &Corpus, findings: Vec<Finding>, online: bool) -> (Vec<Finding>, Vec<WithReason>) {
    let mut by_page: HashMap<Arc<str>, Vec<Finding>> = HashMap::new();
    let mut kept = Vec::new();
    let directed: HashSet<&str> =
        corpus.pages.iter().filter(|page| !page.directives.is_empty()).map(|page| page.source.path()).collect();
    for finding in findings {
        if directed.contains(finding.place.path()) {
            by_page.entry(Arc::clone(&finding.place.source.path)).or_default().push(finding);
        } else {
            kept.push(finding);
        }
    }
    let mut silenced = Vec::new();
    let ran = |rule: &Rule| match rule.check {
        Check::Online => online,
        // Most runs look at no contribution.
        Check::Contribution(_) => false,
        _ => true,
    };
    for page in corpus.pages.iter().filter(|page| !page.directives.is_empty()) {
        let findings = by_page.remove(&page.source.path).unwrap_or_default();
        let selection = select::suppress(&page.source, &page.directives, findings, ran);
        kept.extend(selection.kept);
        silenced.extend(selection.silenced);
    }
    (kept, silenced)
}

/// Sorts and words what was silenced.
pub(super) fn report(silenced: Vec<WithReason>, config: &Config, language: Language) -> Vec<Silenced> {
    // Sorting drops doubles and changes the order: a reason is found again by what it silenced.
    let key = |finding: &Finding| (Arc::clone(&finding.place.source.path), finding.place.span, finding.rule);
    let reasons: HashMap<_, _> = silenced.iter().map(|(finding, reason)| (key(finding), reason.clone())).collect();
    let findings = silenced.into_iter().map(|(finding, _)| finding).collect();
    sort_and_fingerprint(findings)
        .into_iter()
        .filter_map(|(finding, print)| worded(finding, print, Status::New, config, language))
        .map(|reported| {
            let reason = reasons.get(&key(&reported.finding)).cloned().flatten().map(String::from);
            Silenced { reported, reason }
        })
        .collect()
}
