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
    for _ in 0..FOLDERS {
        let small: Vec<&Cause<'a>> = block.causes.iter().filter(|cause| is_small(cause)).collect();
        if small.len() <= FEW {
            break;
        }
        let Some(common) = best(&small, documents, many as usize) else { break };
        let (mut taken, kept): (Vec<_>, Vec<_>) =
            std::mem::take(&mut block.causes).into_iter().partition(|cause| is_small(cause) && belongs(cause, &common));
        let mut findings: Vec<&Reported> = taken.drain(..).flat_map(|cause| cause.findings).collect();
        findings.sort_by_key(|reported| (reported.finding.place.path(), reported.finding.place.span));
        block.causes = kept;
        block.causes.push(Cause { findings, common });
    }
    sort(&mut block.causes);
}

/// Whether `cause` may go up in another: what is met at many places is a cause of its own.
fn is_small(cause: &Cause<'_>) -> bool {
    cause.common == Common::Message && cause.findings.len() <= PLACES
}

/// What most of `causes` have in common, where that says something.
fn best(causes: &[&Cause<'_>], documents: &Documents<'_>, many: usize) -> Option<Common> {
    let mut within: HashMap<&str, (usize, usize)> = HashMap::new();
    let mut about: HashMap<&str, usize> = HashMap::new();
    for cause in causes {
        for path in places(cause) {
            let (causes, findings) = within.entry(path).or_default();
            *causes += 1;
            *findings += cause.findings.len();
        }
        for subject in subjects(cause) {
            *about.entry(subject).or_default() += 1;
        }
    }
    let all = causes.iter().map(|cause| cause.findings.len()).sum();
    let within = within
        .into_iter()
        .filter(|(path, (_, findings))| documents.is_dense(path, *findings, all))
        .map(|(path, (causes, _))| (causes, depth(path), Common::Within(path.to_owned())));
    // Whatever names the folder that holds the documents says nothing of one cause; nor does a name that most of them have.
    let tells = |subject: &str, found: usize| match subject.ends_with('/') {
        true => subject != "/" && !documents.within.contains_key(subject),
        false => found * 2 <= causes.len() && !subject.bytes().all(|byte| byte.is_ascii_digit()),
    };
    let about = about
        .into_iter()
        .filter(|(subject, found)| tells(subject, *found))
        .map(|(folder, causes)| (causes, depth(folder), Common::About(folder.to_owned())));
    // Of folders that hold the same the innermost says most.
    within.chain(about).filter(|(causes, ..)| *causes >= many).max().map(|(.., common)| common)
}

fn depth(path: &str) -> usize {
    path.matches('/').count()
}

/// Whether `cause` is one of those that have `common` in common.
fn belongs(cause: &Cause<'_>, common: &Common) -> bool {
    match common {
        Common::Message => false,
        Common::Within(path) => places(cause).any(|own| own == path),
        Common::About(subject) => subjects(cause).any(|own| own == subject),
    }
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
