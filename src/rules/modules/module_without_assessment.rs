//! `module-without-assessment`: a module that nothing assesses.

use super::assessment_near_miss;
use crate::config::Level;
use crate::corpus::Corpus;
use crate::curriculum::{Module, NearKind};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "module-without-assessment", check: Check::Corpus(check) };

fn check(corpus: &Corpus, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let misspelt = misspelt(corpus, context);
    for module in corpus.curriculum.report.modules.iter().filter(|module| module.exempt.is_none()) {
        // An empty marker is told at the marker.
        let asked = context.group(&module.group).is_some_and(|group| group.assessment.is_some());
        if !asked || !module.assessments.is_empty() || holds_one(module, &misspelt) {
            continue;
        }
        let finding = Finding::new(RULE.id, &module.source, module.title.span).argument("module", &module.title.text);
        findings.push(match &module.assessed_by {
            Some(path) => finding.variant("file").argument("path", path),
            None => finding,
        });
    }
}

/// Where misspelt markers of assessments stand, sorted: each is told by itself, unless its rule is off.
fn misspelt<'c>(corpus: &'c Corpus, context: &Context<'_>) -> Vec<(&'c str, u32)> {
    if context.config.rule_level(assessment_near_miss::RULE.id) == Some(Level::Off) {
        return Vec::new();
    }
    let misses = corpus.curriculum.near_misses.iter().filter(|(_, miss)| miss.kind == NearKind::Assessment);
    let mut places: Vec<_> = misses.map(|(source, miss)| (source.path(), miss.text.span.start)).collect();
    places.sort_unstable();
    places
}

fn holds_one(module: &Module, misspelt: &[(&str, u32)]) -> bool {
    let from = misspelt.partition_point(|place| *place < (module.source.path(), module.span.start));
    misspelt.get(from).is_some_and(|&(path, place)| path == module.source.path() && place < module.span.end)
}
