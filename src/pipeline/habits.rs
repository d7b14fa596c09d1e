//! What a whole repository does is its habit, and no slip of one page: rules whose page says so (`habit`) tell it as worth knowing.
//!
//! Which findings a contribution makes is not touched by that: how grave they are is no part of what they are.

use super::Note;
use crate::corpus::Page;
use crate::finding::Finding;
use crate::rules::book;
use crate::text::path::below;
use std::collections::{HashMap, HashSet};

/// Of fewer pages nobody can tell a habit.
const FEWEST: usize = 10;

/// One page in so many makes a habit.
const SHARE: usize = 5;

/// In a folder alone, this share of its pages does: there a few slips are many.
const SHARE_OF_FOLDER: (usize, usize) = (2, 5);

/// So many folders above a page are looked at, from the root.
const DEPTH: usize = 6;

/// On so many pages, a heading that stands there in the same way is meant so.
const ALIKE: usize = 3;

/// What a rule finds in a folder that is made so; the root's name is empty.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Habit {
    folder: String,
    /// On how many pages.
    pages: usize,
    /// How many there are.
    of: usize,
}

/// Says of `findings` which are minor because the repository, which has `pages`, or a folder of it is made so; and what it does,
/// once.
pub(super) fn settle(findings: &mut [Finding], pages: &[Page]) -> Vec<Note> {
    let mut touched: HashMap<&'static str, HashSet<&str>> = HashMap::new();
    for finding in findings.iter().filter(|finding| book::page(finding.rule).is_some_and(|page| page.habit)) {
        touched.entry(finding.rule).or_default().insert(finding.place.path());
    }
    let mut all: HashMap<&str, usize> = HashMap::new();
    if !touched.is_empty() {
        let with_headings = pages.iter().filter(|page| !page.anchors.is_empty());
        with_headings.flat_map(|page| folders(page.path())).for_each(|folder| *all.entry(folder).or_default() += 1);
    }
    let mut habits: Vec<(&'static str, Vec<Habit>)> = touched
        .into_iter()
        .map(|(rule, paths)| (rule, habits_of(&paths, &all)))
        .filter(|(_, habits)| !habits.is_empty())
        .collect();
    habits.sort_unstable();
    if all.get("").is_some_and(|pages| *pages >= FEWEST) {
        settle_alike(findings);
    }
    for finding in findings.iter_mut() {
        let of_rule = habits.iter().find(|(rule, _)| *rule == finding.rule);
        let is_here = |habit: &Habit| below(&habit.folder, finding.place.path()).is_some();
        finding.minor |= of_rule.is_some_and(|(_, habits)| habits.iter().any(is_here));
    }
    let note = |(rule, habits): (&'static str, Vec<Habit>)| Note::Habit {
        rule,
        pages: habits.iter().map(|habit| habit.pages).sum(),
        of: habits.iter().map(|habit| habit.of).sum(),
        folders: habits.into_iter().map(|habit| habit.folder).filter(|folder| !folder.is_empty()).collect(),
    };
    habits.into_iter().map(note).collect()
}

/// Says of `findings` which are minor because the same words are found in the same way on several pages: `#### Next steps`.
fn settle_alike(findings: &mut [Finding]) {
    let words = |finding: &Finding| {
        let of_rule = book::page(finding.rule).is_some_and(|page| page.habit && page.about == book::About::Heading);
        let text = (of_rule && !page_wide(finding)).then(|| finding.place.text().trim().to_owned());
        text.filter(|text| !text.is_empty()).map(|text| (finding.rule, text))
    };
    let mut pages: HashMap<(&'static str, String), HashSet<String>> = HashMap::new();
    for finding in findings.iter() {
        if let Some(words) = words(finding) {
            pages.entry(words).or_default().insert(finding.place.path().to_owned());
        }
    }
    for finding in findings.iter_mut() {
        finding.minor |= words(finding).is_some_and(|words| pages.get(&words).is_some_and(|pages| pages.len() >= ALIKE));
    }
}

/// Whether the finding is about its page, and the heading that it stands at is only where it is told.
fn page_wide(finding: &Finding) -> bool {
    book::page(finding.rule).is_some_and(|page| page.one_a_page)
}

/// The outermost folders of which what happens on the pages at `paths` is a habit; `all`: how many pages each folder has.
fn habits_of(paths: &HashSet<&str>, all: &HashMap<&str, usize>) -> Vec<Habit> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    paths.iter().flat_map(|path| folders(path)).for_each(|folder| *counts.entry(folder).or_default() += 1);
    let pages = |folder: &str| all.get(folder).copied().unwrap_or_default();
    let is_habit = |folder: &str| {
        let (count, of) = (counts.get(folder).copied().unwrap_or_default(), pages(folder));
        let (part, whole) = if folder.is_empty() { (1, SHARE) } else { SHARE_OF_FOLDER };
        of >= FEWEST && count * whole > of * part
    };
    let is_outermost = |folder: &str| folder.is_empty() || !folders(folder).any(is_habit);
    let of = |(folder, pages_so): (&&str, &usize)| Habit { folder: (*folder).to_owned(), pages: *pages_so, of: pages(folder) };
    let mut found: Vec<Habit> = counts.iter().filter(|(folder, _)| is_habit(folder) && is_outermost(folder)).map(of).collect();
    found.sort_unstable();
    found
}

/// The folders that hold what stands at `path`, the root first.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    std::iter::once("").chain(memchr::memchr_iter(b'/', path.as_bytes()).take(DEPTH).map(|end| &path[..end]))
}
