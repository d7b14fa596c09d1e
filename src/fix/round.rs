//! One round: the fixes that go together, put into the texts.

use super::{Change, Wanted};
use crate::document::Source;
use crate::finding::{Edit, Fix};
use crate::pipeline::{Ledger, Status};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The edits of one round, by file.
#[derive(Default)]
pub(super) struct Round<'a> {
    files: BTreeMap<&'a Arc<str>, File<'a>>,
}

struct File<'a> {
    source: &'a Arc<Source>,
    /// None overlaps another.
    edits: Vec<&'a Edit>,
    /// How many fixes begin in it.
    fixes: usize,
}

impl<'a> Round<'a> {
    /// The fixes of what `ledger` tells that are wanted. Of two that overlap, the first in the file is taken: the other has its
    /// turn in the next round, if there is still something to fix. All edits of a fix are taken, or none.
    pub(super) fn new(ledger: &'a Ledger, wanted: Wanted<'_>, restless: &BTreeSet<Arc<str>>) -> Self {
        let mut sources: HashMap<&str, &Arc<Source>> = HashMap::new();
        for place in ledger.told().flat_map(|reported| {
            let finding = &reported.finding;
            std::iter::once(&finding.place).chain(finding.related.iter().map(|related| &related.place))
        }) {
            sources.entry(place.path()).or_insert(&place.source);
        }
        let standing =
            ledger.told().filter(|reported| reported.status != Status::Fixed && (wanted.path)(reported.finding.place.path()));
        let mut fixes: Vec<&Fix> = standing
            .filter_map(|reported| reported.finding.fix.as_ref())
            .filter(|fix| (fix.safe || wanted.suggested) && does_something(fix, &sources))
            .filter(|fix| fix.edits.iter().all(|edit| (wanted.path)(&edit.path) && !restless.contains(&edit.path)))
            .collect();
        fixes.sort_by_key(|fix| fix.edits.iter().map(|edit| (&edit.path, edit.span)).min());
        let mut round = Self::default();
        for fix in fixes {
            round.take(fix, &sources);
        }
        round
    }

    fn take(&mut self, fix: &'a Fix, sources: &HashMap<&str, &'a Arc<Source>>) {
        let free =
            |edit: &Edit| self.files.get(&edit.path).is_none_or(|file| file.edits.iter().all(|taken| !collide(taken, edit)));
        if !fix.edits.iter().all(free) {
            return;
        }
        for (at, edit) in fix.edits.iter().enumerate() {
            if let Some(source) = sources.get(&*edit.path) {
                let file = self.files.entry(&edit.path).or_insert_with(|| File { source, edits: Vec::new(), fixes: 0 });
                file.edits.push(edit);
                file.fixes += usize::from(at == 0);
            }
        }
    }

    /// Whether nothing is to be done.
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The files that it changes.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.files.keys().copied()
    }

    /// Puts the edits into the texts.
    pub(super) fn apply(&self, changes: &mut BTreeMap<Arc<str>, Change>) {
        for (path, file) in &self.files {
            let now = file.source.text();
            let change = changes.entry(Arc::clone(path)).or_insert_with(|| Change {
                before: now.to_owned(),
                after: String::new(),
                fixes: 0,
            });
            change.after = edited(now, &file.edits);
            change.fixes += file.fixes;
        }
    }
}

/// Whether every edit of `fix` stands in a text that is known, none collides with another, and some byte changes.
fn does_something(fix: &Fix, sources: &HashMap<&str, &Arc<Source>>) -> bool {
    let replaced = |edit: &Edit| sources.get(&*edit.path)?.text().get(edit.span.range());
    let alone = |(at, edit): (usize, &Edit)| fix.edits.iter().skip(at + 1).all(|other| !collide(edit, other));
    fix.edits.iter().all(|edit| replaced(edit).is_some())
        && fix.edits.iter().enumerate().all(alone)
        && fix.edits.iter().any(|edit| replaced(edit) != Some(edit.text.as_str()))
}

/// Whether the order of two edits would matter: they share a byte, or one inserts where the other begins or ends.
fn collide(a: &Edit, b: &Edit) -> bool {
    let touch = a.span.start <= b.span.end && b.span.start <= a.span.end;
    let overlap = a.span.start < b.span.end && b.span.start < a.span.end;
    a.path == b.path && (overlap || touch && (a.span.is_empty() || b.span.is_empty()))
}

/// `text` with all `edits`, none of which overlaps another.
fn edited(text: &str, edits: &[&Edit]) -> String {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut kept = 0;
    for edit in edits {
        out.push_str(text.get(kept..edit.span.range().start).unwrap_or_default());
        out.push_str(&edit.text);
        kept = edit.span.range().end;
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    out
}
