//! What the directives of the documents silence: taken out of the findings, and kept with the reasons given.

use crate::config::Config;
use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::rules::{Check, Rule};
use crate::select;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A finding with the reason that a directive, or the configuration, gives for silencing it.
pub(super) type WithReason = (Finding, Option<Box<str>>);

/// Lets each document's directives silence its findings, and the configuration those of rules that it turns off for some paths:
/// those that are left, and those that are silenced. `online`: whether external links were visited.
pub(super) fn silence(corpus: &Corpus, findings: Vec<Finding>, config: &Config, online: bool) -> (Vec<Finding>, Vec<WithReason>) {
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
    let ran = |rule: &Rule| match rule.check {
        Check::Online => online,
        // Most runs look at no contribution.
        Check::Contribution(_) => false,
        _ => true,
    };
    let mut silenced = Vec::new();
    for page in corpus.pages.iter().filter(|page| !page.directives.is_empty()) {
        let findings = by_page.remove(&page.source.path).unwrap_or_default();
        let selection = select::suppress(&page.source, &page.directives, findings, ran);
        kept.extend(selection.kept);
        silenced.extend(selection.silenced);
    }
    let off = select::turned_off(kept, config);
    silenced.extend(off.silenced);
    (off.kept, silenced)
}
