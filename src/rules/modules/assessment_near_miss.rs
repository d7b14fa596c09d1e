//! `assessment-near-miss`: the marker of an assessment that is misspelt.

use crate::corpus::Corpus;
use crate::curriculum::NearKind;
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "assessment-near-miss", check: Check::Corpus(check) };

fn check(corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (source, miss) in corpus.curriculum.near_misses.iter().filter(|(_, miss)| miss.kind == NearKind::Assessment) {
        let right = miss.corrected();
        let finding = Finding::new(RULE.id, source, miss.text.span).argument("written", &miss.text.text);
        findings.push(finding.argument("expected", &right).suggestion(miss.text.span, right));
    }
}
