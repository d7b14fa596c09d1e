//! What a whole repository does is its habit, and no slip of one page: rules whose page says so (`habit`) tell it as worth knowing.
//!
//! Which findings a contribution makes is not touched by that: how grave they are is no part of what they are.

use super::Note;
use crate::corpus::{Corpus, Page};
use crate::finding::Finding;
use crate::rules::book;
use crate::rules::modules::module_without_assessment;
use std::collections::{HashMap, HashSet};

/// Of fewer pages nobody can tell a habit.
const FEWEST: usize = 10;

/// One page in so many makes a habit.
const SHARE: usize = 5;

/// So many modules without any assessment are no slip.
const SEVERAL: usize = 3;

/// Says of `findings` which are minor because the repository, which has `pages`, is made so; and what it does, once.
pub(super) fn settle(findings: &mut [Finding], pages: &[Page]) -> Vec<Note> {
    let mut touched: HashMap<&'static str, HashSet<&str>> = HashMap::new();
    for finding in findings.iter().filter(|finding| book::page(finding.rule).is_some_and(|page| page.habit)) {
        touched.entry(finding.rule).or_default().insert(finding.place.path());
    }
    let of = if touched.is_empty() { 0 } else { pages.iter().filter(|page| !page.anchors.is_empty()).count() };
    let habit = |count: usize| of >= FEWEST && count * SHARE > of;
    let mut habits: Vec<(&'static str, usize)> =
        touched.into_iter().map(|(rule, paths)| (rule, paths.len())).filter(|&(_, count)| habit(count)).collect();
    habits.sort_unstable();
    for finding in findings.iter_mut().filter(|finding| habits.iter().any(|(rule, _)| *rule == finding.rule)) {
        finding.minor = true;
    }
    habits.into_iter().map(|(rule, pages)| Note::Habit { rule, pages, of }).collect()
}

/// Where nobody chose the profile and nothing in the repository is an assessment as that profile has them, the repository assesses
/// otherwise, or not at all: that each of its modules has none is worth knowing and no more.
pub(super) fn settle_unassessed(findings: &mut [Finding], corpus: &Corpus) -> Option<Note> {
    let modules = &corpus.curriculum.report.modules;
    let untold = |finding: &&mut Finding| finding.rule == module_without_assessment::RULE.id;
    if modules.len() < SEVERAL || modules.iter().any(|module| !module.assessments.is_empty()) {
        return None;
    }
    let mut found = findings.iter_mut().filter(untold).peekable();
    found.peek()?;
    found.for_each(|finding| finding.minor = true);
    Some(Note::Unassessed { modules: modules.len() })
}
