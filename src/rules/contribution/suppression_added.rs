//! `suppression-added`: a contribution silences a rule in a document.

use crate::document::{Directive, DirectiveKind, Source};
use crate::finding::Finding;
use crate::rules::{Check, Context, Contribution, Rule, find};
use crate::text::Span;
use std::collections::HashMap;

/// The rule.
pub const RULE: Rule = Rule { id: "suppression-added", check: Check::Contribution(check) };

fn check(contribution: &Contribution<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(contribution.documents.iter().filter_map(|entry| left_out(contribution, &entry.path)));
    let mut gone = gone(contribution);
    for (source, directives) in contribution.directives {
        let lines = contribution.moved.line_map(source.path());
        let added = contribution.moved.changes.before(source.path()) == source.path()
            && contribution.moved.changes.added.contains(source.path());
        for directive in directives {
            let silences = !matches!(directive.kind, DirectiveKind::Enable | DirectiveKind::Unknown);
            if !silences || !(added || lines.is_new(source.line(directive.span.start))) {
                continue;
            }
            let went_along = gone.get_mut(&with_its_line(source, directive)).filter(|left| **left > 0);
            if let Some(left) = went_along.filter(|_| directive.kind == DirectiveKind::DisableNextLine) {
                *left -= 1;
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

/// What silences one line and is gone from where it was, with that line, and how many times: where both stand elsewhere now, nothing
/// more is silenced.
fn gone(contribution: &Contribution<'_>) -> HashMap<String, usize> {
    let mut gone = HashMap::new();
    let pages = contribution.base.pages.iter().filter(|page| !page.directives.is_empty());
    for (source, directives) in pages.map(|page| (&page.source, &page.directives)) {
        let moves = |directive: &&Directive| contribution.moved.is_gone(source.path(), source.line(directive.span.start));
        for directive in directives.iter().filter(moves) {
            *gone.entry(with_its_line(source, directive)).or_default() += 1;
        }
    }
    gone
}

/// The comment that `directive` is, and the next line that is neither blank nor a comment.
fn with_its_line(source: &Source, directive: &Directive) -> String {
    let text = source.text();
    let after = text.get(directive.span.range().end..).unwrap_or_default();
    let silenced = after.lines().skip(1).map(str::trim).find(|line| !line.is_empty() && !line.starts_with("<!--"));
    format!("{}\n{}", text.get(directive.span.range()).unwrap_or_default(), silenced.unwrap_or_default())
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
