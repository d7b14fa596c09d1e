//! `module-lost-assessment`: a module that was assessed, and is no more.

use crate::finding::Finding;
use crate::rules::{Check, Context, Contribution, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "module-lost-assessment", check: Check::Contribution(check) };

fn check(contribution: &Contribution<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let (before, after) = (&contribution.before.report.modules, &contribution.after.report.modules);
    for (module, old) in after.iter().zip(&contribution.pairs.before) {
        let was_assessed = old.and_then(|old| before.get(old)).is_some_and(|old| old.assessed());
        let exempt = module.exempt.is_some() && !module.is_only_excused();
        if was_assessed && !exempt && !module.assessed() {
            findings.push(Finding::new(RULE.id, &module.source, module.title.span).argument("module", &module.title.text));
        }
    }
}
