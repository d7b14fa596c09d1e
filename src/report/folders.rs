//! Where the causes of one rule are too many to be told one by one: what stands in one file or one folder, or is about one
//! folder or one name, becomes one cause. A copy that a generator made, a table of contributors, a folder that was never
//! committed, a heading that no translation kept.
//!
//! It writes nothing.

use super::causes::{Block, Cause, Common, sort};
use super::screen::PLACES;
use crate::pipeline::Reported;
use std::collections::HashMap;
use std::sync::Arc;

/// How many causes of a rule are few enough to be told as they are.
const FEW: usize = 3;
/// How many times as many findings a document as elsewhere make a folder the cause: in the folder that holds nearly all
/// documents, it is no wonder that nearly all findings are.
const DENSE: usize = 3;
/// How many folders of one rule are told.
const FOLDERS: usize = 6;
/// How deep folders are looked at.
const DEEP: usize = 64;

/// How many causes are worth one line for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Many {
    /// So many that nobody would go through them one by one.
    Clearly = 10,
    /// So many that others would have no place beside them.
    Likely = 5,
}

/// How many documents every folder holds.
pub(super) struct Documents<'a> {
    all: usize,
    within: HashMap<&'a str, usize>,
}

impl<'a> Documents<'a> {
    /// Counts `paths`.
    pub(super) fn of(paths: &'a [Arc<str>]) -> Self {
        let mut within = HashMap::new();
        for folder in paths.iter().flat_map(|path| folders(path)) {
            *within.entry(folder).or_insert(0) += 1;
        }
        Self { all: paths.len(), within }
    }

    /// Whether `found` of `all` findings are more than their share for what `path` holds of all documents.
    fn is_dense(&self, path: &str, found: usize, all: usize) -> bool {
        let documents = self.within.get(path).copied().unwrap_or(1);
        found * self.all.max(1) >= DENSE * all * documents
    }
}

/// The folders above `path`, each with its final `/`, the outermost first.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').take(DEEP).map(|(at, _)| &path[..=at])
}

/// Brings causes of `block` together by file and folder, where there are too many of them.
pub(super) fn gather<'a>(block: &mut Block<'a>, documents: &Documents<'_>, many: Many) {
    if block.causes.iter().filter(|cause| is_small(cause)).count() <= FEW {
        return;
    }
    let mut small = Small::of(&block.causes);
    let mut gathered = Vec::new();
    while gathered.len() < FOLDERS && small.left > FEW {
        let Some(common) = small.most_common(documents, many as usize) else { break };
        let taken = small.take(common);
        let findings = taken.iter().flat_map(|at| &block.causes[*at as usize].findings);
        let mut findings: Vec<&Reported> = findings.copied().collect();
        findings.sort_by_key(|reported| (reported.finding.place.path(), reported.finding.place.span));
        gathered.push(Cause { findings, common: common.into() });
    }
    let mut kept = small.is_left.iter();
    block.causes.retain(|cause| *kept.next().unwrap_or(&true) || !is_small(cause));
    block.causes.extend(gathered);
    sort(&mut block.causes);
}

/// Whether `cause` may go up in another: what is met at many places is a cause of its own.
fn is_small(cause: &Cause<'_>) -> bool {
    cause.common == Common::Message && cause.findings.len() <= PLACES
}

/// What several causes may have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Shared<'a> {
    /// As [`Common::Within`].
    Within(&'a str),
    /// As [`Common::About`].
    About(&'a str),
}

impl From<Shared<'_>> for Common {
    fn from(shared: Shared<'_>) -> Self {
        match shared {
            Shared::Within(path) => Self::Within(path.to_owned()),
            Shared::About(subject) => Self::About(subject.to_owned()),
        }
    }
}

/// The small causes of a block, and what they have in common.
struct Small<'a> {
    /// What they have in common, and which causes do.
    causes: Vec<(Shared<'a>, Vec<u32>)>,
    /// How many findings each cause has.
    findings: Vec<usize>,
    /// Which causes no other has taken.
    is_left: Vec<bool>,
    /// How many these are.
    left: usize,
}

impl<'a> Small<'a> {
    fn of(all: &[Cause<'a>]) -> Self {
        let is_left: Vec<bool> = all.iter().map(is_small).collect();
        let left = is_left.iter().filter(|left| **left).count();
        let mut causes: Vec<(Shared<'a>, Vec<u32>)> = Vec::new();
        let mut known: HashMap<Shared<'a>, usize> = HashMap::new();
        let (mut before, mut now): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        for (at, cause) in (0..).zip(all).filter(|(_, cause)| is_small(cause)) {
            let about = subjects(cause).map(Shared::About);
            for (nth, shared) in places(cause).map(Shared::Within).chain(about).enumerate() {
                // Two causes in a row mostly stand in the same folders.
                let same = before.get(nth).copied().filter(|place| causes[*place].0 == shared);
                let place = same.unwrap_or_else(|| {
                    *known.entry(shared).or_insert_with(|| {
                        causes.push((shared, Vec::new()));
                        causes.len() - 1
                    })
                });
                now.push(place);
                let found = &mut causes[place].1;
                // A name may stand twice in one message.
                if found.last() != Some(&at) {
                    found.push(at);
                }
            }
            std::mem::swap(&mut before, &mut now);
            now.clear();
        }
        Self { causes, findings: all.iter().map(|cause| cause.findings.len()).collect(), is_left, left }
    }

    /// Takes those that have `shared` in common.
    fn take(&mut self, shared: Shared<'a>) -> Vec<u32> {
        let found = self.causes.iter_mut().find(|(known, _)| *known == shared);
        let mut taken = found.map(|(_, causes)| std::mem::take(causes)).unwrap_or_default();
        taken.retain(|at| std::mem::take(&mut self.is_left[*at as usize]));
        self.left -= taken.len();
        taken
    }

    /// What most of those that are left have in common, where that says something.
    fn most_common(&self, documents: &Documents<'_>, many: usize) -> Option<Shared<'a>> {
        let left = |at: &&u32| self.is_left[**at as usize];
        let findings = |at: &u32| self.findings[*at as usize];
        let all = (0..).zip(&self.is_left).filter(|(_, left)| **left).map(|(at, _)| findings(&at)).sum();
        // Whatever names the folder that holds the documents says nothing of one cause; nor does a name that most of them have.
        let tells = |shared: &Shared<'_>, causes: &[u32], found: usize| match shared {
            Shared::Within(path) => documents.is_dense(path, causes.iter().filter(left).map(findings).sum(), all),
            Shared::About(subject) if subject.ends_with('/') => *subject != "/" && !documents.within.contains_key(subject),
            Shared::About(subject) => found * 2 <= self.left && !subject.bytes().all(|byte| byte.is_ascii_digit()),
        };
        let common = self.causes.iter().filter(|(_, causes)| causes.len() >= many).filter_map(|(shared, causes)| {
            let found = causes.iter().filter(left).count();
            (found >= many && tells(shared, causes, found)).then_some((found, depth(shared), *shared))
        });
        // Of folders that hold the same the innermost says most.
        common.max().map(|(.., shared)| shared)
    }
}

fn depth(shared: &Shared<'_>) -> usize {
    let (Shared::Within(path) | Shared::About(path)) = shared;
    path.matches('/').count()
}

/// The document that all findings of a cause stand in, if it is one, and the folders that do.
fn places<'a>(cause: &Cause<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    let path = |reported: Option<&&'a Reported>| reported.map_or("", |reported| reported.finding.place.path());
    // They are sorted by path: what the first and the last have in common, all have.
    let (first, last) = (path(cause.findings.first()), path(cause.findings.last()));
    let shared = first.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
    folders(first).filter(move |folder| folder.len() <= shared).chain((first == last).then_some(first))
}

/// The folders of the path that a cause is about; and the names in its message, where there are several: one alone is its own.
fn subjects<'a>(cause: &Cause<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    let finding = cause.first().map(|reported| &reported.finding);
    let names = finding.filter(|finding| finding.subjects().count() > 1);
    let above = finding.and_then(|finding| finding.path()).into_iter().flat_map(folders);
    above.chain(names.into_iter().flat_map(|finding| finding.subjects().filter(|name| !name.ends_with('/'))))
}
