//! Exemptions of the configuration that exempt nothing.

use crate::config::Config;
use crate::curriculum::Curriculum;
use crate::document::Source;
use crate::finding::Finding;
use crate::rules::modules::exemption_unused;
use crate::text::normalise;
use std::sync::Arc;

/// What is to be said of the exemptions that stand in the configuration file `source`: those of a profile are made for
/// many repositories.
pub(super) fn unused(source: Option<&Arc<Source>>, config: &Config, curriculum: &Curriculum) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(source) = source else { return findings };
    for group in config.groups.iter().filter(|group| !group.exempt.is_empty()) {
        let titles = curriculum.report.modules.iter().filter(|module| *module.group == *group.name);
        let titles: Vec<&str> = titles.map(|module| module.title.text.as_str()).collect();
        for exemption in &group.exempt {
            let Some(title) = &exemption.module else { continue };
            let key = normalise::key(title);
            let Some(span) = exemption.span.filter(|_| titles.iter().all(|title| normalise::key(title) != key)) else { continue };
            let finding = Finding::new(exemption_unused::RULE.id, source, span);
            let finding = finding.argument("module", title).argument("group", &group.name);
            findings.push(match normalise::nearest(title, titles.iter().copied()) {
                Some(near) => finding.advised("did-you-mean").argument("suggestion", near).hints(&["suggestion"]),
                None => finding,
            });
        }
    }
    findings
}
