//! What the fixes make of the rule book's examples.

use super::run::{Outcome, repository_of, request};
use acquis::fix::{self, Mended, Wanted};
use acquis::git::{At, Repository};
use acquis::pipeline;
use acquis::rules::book;

/// What is wrong with the fixes of one failing example: they must come to an end, and leave none of the findings that
/// they were for.
pub(crate) fn faults(outcome: &Outcome) -> Vec<String> {
    let repository = repository_of(&outcome.example);
    let opened = Repository::discover(repository.path()).unwrap();
    let check = |at| pipeline::check(&opened, &request(&outcome.rule, at));
    let first = check(At::WorkTree).unwrap();
    let mut faults = Vec::new();
    for suggested in [false, true] {
        let Mended { changes, restless, outcome: last, .. } =
            fix::mend(&first, Wanted { suggested, path: &|_| true }, check).unwrap();
        let offered = |fix: &acquis::finding::Fix| fix.safe || suggested;
        let mut complain = |what: String| {
            let line = outcome.example.line;
            faults.push(format!("{}, line {line} of its body, suggested {suggested}: {what}", outcome.rule));
        };
        if !restless.is_empty() {
            complain("its fixes undo one another".to_owned());
        }
        let before = first.findings().filter(|reported| reported.finding.fix.as_ref().is_some_and(offered)).count();
        if before > 0 && changes.is_empty() {
            complain("a fix changes nothing".to_owned());
        }
        for reported in last.iter().flat_map(|last| last.findings()) {
            if reported.finding.fix.as_ref().is_some_and(offered) {
                complain(format!("still to be fixed: {}", reported.message));
            }
        }
    }
    faults
}

/// Whether what a rule's page says of fixes is what its findings carry, in the examples.
pub(crate) fn disagreement(rule: &str, outcomes: &[Outcome]) -> Option<String> {
    let fixes: Vec<bool> = outcomes
        .iter()
        .filter(|outcome| outcome.rule == rule)
        .flat_map(|outcome| &outcome.findings)
        .filter_map(|finding| finding.fix.as_ref().map(|fix| fix.safe))
        .collect();
    let given = if fixes.contains(&true) {
        book::FixKind::Safe
    } else if fixes.is_empty() {
        book::FixKind::None
    } else {
        book::FixKind::Suggested
    };
    let said = book::page(rule)?.fix;
    (given != said).then(|| format!("{rule}: its page says that its fix is {said:?}, its examples get {given:?}"))
}
