//! `coverage-fell`: a smaller part of all modules, or of their competencies, is assessed than before.

use crate::config::options::CoverageFall;
use crate::curriculum::Module;
use crate::curriculum::coverage::Ratio;
use crate::finding::Finding;
use crate::rules::{Check, Context, Contribution, Rule};
use crate::verdict::ModuleState;

/// The rule.
pub const RULE: Rule = Rule { id: "coverage-fell", check: Check::Contribution(check) };

fn check(contribution: &Contribution<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let CoverageFall { allow } = context.options(RULE.id);
    let (before, after) = (contribution.before.report.summary(), contribution.after.report.summary());
    let fell = [
        (None, before.module_ratio(), after.module_ratio()),
        (Some("competencies"), before.competency_ratio(), after.competency_ratio()),
    ];
    let Some((variant, before, after)) = fell.into_iter().find(|(_, before, after)| by(*before, *after) > allow) else { return };
    let mut worse = worse(contribution).into_iter();
    // Where modules that were assessed are gone, fewer are assessed, and yet nothing is worse.
    let Some(first) = worse.next() else { return };
    let figure = |ratio: Ratio| format!("{}/{}", ratio.part, ratio.whole);
    let finding = Finding::new(RULE.id, &first.source, first.title.span);
    let finding = finding.argument("before", figure(before)).argument("after", figure(after)).hints(&["before", "after"]);
    let mut finding = worse.fold(finding, |finding, module| finding.related(&module.source, module.title.span, "module"));
    finding.variant = variant;
    findings.push(finding);
}

/// By how many percentage points it fell; zero where there was nothing to assess.
fn by(before: Ratio, after: Ratio) -> f64 {
    if before.whole == 0 || after.whole == 0 {
        return 0.0;
    }
    // Compared as whole numbers first: what is the same must not differ by the rounding.
    if after.part * before.whole >= before.part * after.whole {
        return 0.0;
    }
    let percent = |ratio: Ratio| ratio.part as f64 * 100.0 / ratio.whole as f64;
    percent(before) - percent(after)
}

/// The modules of which less is assessed than before, or that are new and not wholly assessed.
fn worse<'a>(contribution: &Contribution<'a>) -> Vec<&'a Module> {
    let (before, after) = (&contribution.before.report.modules, &contribution.after.report.modules);
    let open = |state: ModuleState| state.competencies - state.competencies_assessed;
    let is_worse = |module: &Module, old: Option<&Module>| {
        let now = ModuleState::of(module);
        match old.map(ModuleState::of) {
            _ if now.exempt => false,
            Some(old) => (old.assessed && !now.assessed) || open(now) > open(old),
            None => !now.assessed || open(now) > 0,
        }
    };
    let pairs = after.iter().zip(&contribution.pairs.before);
    pairs.filter(|(module, old)| is_worse(module, old.and_then(|old| before.get(old)))).map(|(module, _)| module).collect()
}
