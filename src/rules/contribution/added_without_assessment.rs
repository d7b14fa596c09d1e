//! `competency-added-without-assessment`: one competency more where others were not assessed already, so that no other rule
//! has anything new to say.

use crate::curriculum::Module;
use crate::finding::Finding;
use crate::rules::{Check, Context, Contribution, Rule};
use crate::text::normalise;
use rapidfuzz::distance::levenshtein;
use std::collections::HashSet;
use std::ops::Range;

/// The rule.
pub const RULE: Rule = Rule { id: "competency-added-without-assessment", check: Check::Contribution(check) };

/// From which likeness on a competency is another one's new wording.
const ALIKE: f64 = 0.5;

fn check(contribution: &Contribution<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (before, after) = (&contribution.before.report.modules, &contribution.after.report.modules);
    let known: HashSet<String> = before.iter().flat_map(keys).collect();
    for (module, old) in after.iter().zip(&contribution.pairs.before).filter(|(module, _)| module.exempt.is_none()) {
        // A module that is new, or that was assessed, is told as such.
        let Some(old) = old.and_then(|old| before.get(old)).filter(|old| module.assessed() || !old.assessed()) else { continue };
        let asked = context.group(&module.group).is_some_and(|group| !group.assessment.is_empty());
        if !asked || !contribution.moved.touches(module.source.path()) {
            continue;
        }
        let added = added(module, old, &known);
        for run in module.unassessed() {
            // Where all of them are new, and the module is assessed, `competency-without-assessment` tells them.
            let all_new = run.clone().all(|at| added.contains(&at));
            if !(module.assessed() && all_new) {
                told(module, &run, &added, findings);
            }
        }
    }
}

fn keys(module: &Module) -> impl Iterator<Item = String> {
    module.competencies.iter().map(|competency| normalise::key(&competency.text.text))
}

/// The competencies of `module` that no module of the base had, and that are no new wording of one that `old` had.
fn added(module: &Module, old: &Module, known: &HashSet<String>) -> HashSet<usize> {
    let kept: HashSet<String> = keys(module).collect();
    let mut gone: Vec<String> = keys(old).filter(|key| !kept.contains(key)).collect();
    let mut added = Vec::new();
    for (at, key) in keys(module).enumerate().filter(|(_, key)| !known.contains(key)) {
        let reworded = |gone: &String| levenshtein::normalized_similarity(gone.chars(), key.chars()) >= ALIKE;
        let alike = |gone: &String| reworded(gone) || gone.contains(&key) || key.contains(gone);
        match gone.iter().position(alike) {
            Some(reworded) => drop(gone.swap_remove(reworded)),
            None => added.push(at),
        }
    }
    // In a list that was written anew, what is gone stands for as many of the new ones.
    added.into_iter().skip(gone.len()).collect()
}

fn told(module: &Module, run: &Range<usize>, added: &HashSet<usize>, findings: &mut Vec<Finding>) {
    let own: Vec<usize> = run.clone().filter(|at| added.contains(at)).collect();
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return };
    let (first, last) = (&module.competencies[*first].text, &module.competencies[*last].text);
    let finding = Finding::new(RULE.id, &module.source, first.span).argument("competency", &first.text);
    let finding = finding.argument("module", &module.title.text);
    findings.push(match own.len() {
        1 => finding,
        count => finding.variant("several").argument("count", count).related(&module.source, last.span, "last"),
    });
}
