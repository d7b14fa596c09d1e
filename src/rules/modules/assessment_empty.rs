//! `assessment-empty`: the marker of an assessment without what the group asks of one: items, or a solution.

use crate::corpus::Corpus;
use crate::curriculum::Lack;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "assessment-empty", check: Check::Corpus(check) };

fn check(corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    // Two groups may read the same file: what they say of it is one finding.
    for (source, heading) in &corpus.curriculum.empty_sections {
        findings.push(Finding::new(RULE.id, source, heading.span).variant("section").argument("section", &heading.text));
    }
    for module in corpus.curriculum.report.modules.iter().filter(|module| module.exempt.is_none()) {
        for assessment in &module.assessments {
            let source = assessment.source.as_ref().unwrap_or(&module.source);
            let finding = Finding::new(RULE.id, source, assessment.marker.span);
            let finding = match assessment.lack {
                Some(Lack::Items) => finding,
                // A table or a quotation that only keeps a place has no items that could say so.
                Some(Lack::Placeholders) if assessment.items.is_empty() => finding,
                Some(Lack::Few { found, asked }) => finding.variant("few").argument("found", found).argument("asked", asked),
                Some(Lack::Required) => finding.variant("required"),
                // Its items, the link or the file say so themselves.
                Some(Lack::Placeholders | Lack::File) | None => continue,
            };
            findings.push(finding.argument("module", &module.title.text));
        }
    }
}
