//! Exemptions of the configuration that exempt nothing.

use crate::config::Config;
use crate::curriculum::Curriculum;
use crate::document::Source;
use crate::finding::Finding;
use crate::rules::modules::exemption_unused;
use crate::text::names::Names;
use crate::text::normalise;
use std::collections::HashSet;
use std::sync::Arc;

/// What is to be said of the exemptions that stand in the configuration file `source`: those of a profile are made for
/// many repositories.
pub(super) fn unused(source: Option<&Arc<Source>>, config: &Config, curriculum: &Curriculum) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(source) = source else { return findings };
    for group in config.groups.iter().filter(|group| !group.exempt.is_empty()) {
        let modules = || curriculum.report.modules.iter().filter(|module| *module.group == *group.name);
        let titles: Vec<&str> = modules().map(|module| module.title.text.as_str()).collect();
        let keys: HashSet<String> = titles.iter().map(|title| normalise::key(title)).collect();
        let names = Names::new(titles.iter().copied());
        for exemption in &group.exempt {
            if let (Some(files), Some(span)) = (&exemption.files, exemption.span)
                && !modules().any(|module| files.takes(module.source.path()))
            {
                let finding = Finding::new(exemption_unused::RULE.id, source, span).variant("files");
                findings.push(finding.argument("files", exemption.globs.join(", ")).argument("group", &group.name));
                continue;
            }
            let Some(title) = &exemption.module else { continue };
            let Some(span) = exemption.span.filter(|_| !keys.contains(&normalise::key(title))) else { continue };
            let finding = Finding::new(exemption_unused::RULE.id, source, span);
            let finding = finding.argument("module", title).argument("group", &group.name);
            findings.push(match names.nearest(title, None).and_then(|near| titles.get(near as usize)) {
                Some(near) => finding.advised("did-you-mean").argument("suggestion", near).hints(&["suggestion"]),
                None => finding,
            });
        }
    }
    findings
}
