//! `assessment-unreadable`: a file of YAML or JSON assesses a module and can't be read.

use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::rules::place::of_syntax;
use crate::rules::{Check, Context, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "assessment-unreadable", check: Check::Corpus(check) };

fn check(corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(corpus.curriculum.faults.iter().map(|(source, fault)| of_syntax(RULE.id, source, fault)));
}
