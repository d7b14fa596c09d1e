//! `suppression-added`: a contribution silences a rule in a document.

use crate::document::DirectiveKind;
use crate::finding::Finding;
use crate::rules::{Check, Context, Contribution, Rule, find};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule { id: "suppression-added", check: Check::Contribution(check) };

fn check(contribution: &Contribution<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(contribution.documents.iter().filter_map(|entry| left_out(contribution, &entry.path)));
    for (source, directives) in contribution.directives {
        let lines = contribution.moved.line_map(source.path());
        let added = contribution.moved.changes.before(source.path()) == source.path()
            && contribution.moved.changes.added.contains(source.path());
        for directive in directives {
            let silences = !matches!(directive.kind, DirectiveKind::Enable | DirectiveKind::Unknown);
            if !silences || !(added || lines.is_new(source.line(directive.span.start))) {
                continue;
            }
            let known = directive.rules.iter().filter(|(rule, _)| find(rule).is_some());
            findings.extend(known.map(|(rule, _)| {
                let finding = Finding::new(RULE.id, source, directive.span).argument("rule", rule);
                match &directive.reason {
                    Some(reason) => finding.variant("reason").argument("reason", reason),
                    None => finding,
                }
            }));
        }
    }
}

/// The document at `path`, if it says that acquis wrote it, so that no rule looks at its text, and did not say so in the base.
fn left_out(contribution: &Contribution<'_>, path: &str) -> Option<Finding> {
    let source = contribution.moved.source(path).filter(|source| source.is_generated())?;
    let before = contribution.moved.source_before(contribution.moved.changes.before(path));
    let line = source.text().lines().next().unwrap_or_default().len();
    before
        .is_none_or(|before| !before.is_generated())
        .then(|| Finding::new(RULE.id, &source, Span::new(0, line)).variant("generated"))
}
