//! What a whole repository does is its habit, and no slip of one page: rules whose page says so (`habit`) tell it as worth knowing.
//!
//! Which findings a contribution makes is not touched by that: how grave they are is no part of what they are.

use super::Note;
use crate::corpus::Page;
use crate::finding::Finding;
use crate::rules::book;
use std::collections::{HashMap, HashSet};

/// Of fewer pages nobody can tell a habit.
const FEWEST: usize = 10;

/// One page in so many makes a habit.
const SHARE: usize = 5;

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
