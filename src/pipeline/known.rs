//! The last stage: findings that a baseline knows are left out.
//!
//! The baseline is read from the snapshot that is checked, as the configuration is. A finding is known by its fingerprint; where
//! that names a file which has another name since, by its rule and its text.

use super::{Baselined, Error, Fate, Known, Ledger, Outcome, Reported, Request, Status};
use crate::config::{Config, Level};
use crate::document::Source;
use crate::finding::Finding;
use crate::git::{ReadError, Snapshot};
use crate::rules::contribution::checks_weakened::RULE;
use crate::rules::{self, Check};
use crate::select::baseline::{Baseline, Entry, beside};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The baseline that `request` asks for. One that can't be read is an error, never passed over.
pub(super) fn baseline(snapshot: &Snapshot, config: &Config, request: &Request) -> Result<Option<Baseline>, Error> {
    match &request.baseline {
        Known::Nowhere => Ok(None),
        Known::File(baseline) => Ok(Some(baseline.clone())),
        Known::Beside => {
            let path = beside(&config.folder);
            let bytes = match snapshot.get(&path) {
                Some(entry) => snapshot.read(entry),
                None if snapshot.has_folder(&path) => Err(ReadError::NotAFile),
                None => return Ok(None),
            };
            let bytes = bytes.map_err(|reason| Error::Unreadable { path: path.clone(), reason })?;
            Baseline::parse(path.as_str(), bytes).map(Some).map_err(|error| Error::Baseline(path, error))
        }
    }
}

/// Writes into the ledger of `outcome` what `baseline` knows.
pub(super) fn leave_out(mut outcome: Outcome, baseline: Baseline, snapshot: &Snapshot, request: &Request) -> Outcome {
    let answer = |entry: &Reported| baseline.find(&entry.fingerprint);
    let is_open = |entry: &Reported| entry.fate == Fate::Told && entry.status == Status::New;
    let entries = outcome.ledger.entries().iter();
    let mut answers: Vec<Option<usize>> = entries.map(|entry| answer(entry).filter(|_| is_open(entry))).collect();
    let followed = if outcome.verdict.is_none() { renamed(&outcome, &baseline, &answers, snapshot) } else { Vec::new() };
    let mut moved = Vec::new();
    for (at, entry) in followed {
        answers[at] = Some(entry);
        if let (Some(entry), Some(now)) = (baseline.entries().get(entry), outcome.ledger.entries().get(at)) {
            moved.push((entry.clone(), Entry::new(&now.finding, &now.fingerprint)));
        }
    }
    for (entry, _) in outcome.ledger.entries_mut().zip(&answers).filter(|(_, answer)| answer.is_some()) {
        entry.fate = Fate::Known;
    }
    let used: HashSet<usize> = answers.into_iter().flatten().collect();
    let gone = match outcome.verdict {
        // Of what the base has too, nothing is given: nobody can say what is gone.
        Some(_) => Vec::new(),
        None => gone(&baseline, &used, request),
    };
    let named = matches!(request.baseline, Known::File(_));
    let baselined = Baselined { baseline, named, moved, gone };
    tell_review(&mut outcome, &baselined);
    outcome.baseline = Some(baselined);
    outcome
}

/// The findings without an answer that an entry knows by its file's former name: their indices. The text that both stand on
/// tells which is which: other parts of an identity may hold paths too, which a move to another folder changes.
fn renamed(outcome: &Outcome, baseline: &Baseline, answers: &[Option<usize>], snapshot: &Snapshot) -> Vec<(usize, usize)> {
    let used: HashSet<usize> = answers.iter().flatten().copied().collect();
    let unused = baseline.entries().iter().enumerate().filter(|(at, _)| !used.contains(at));
    let lost: Vec<(usize, &Entry)> = unused.filter(|(_, entry)| snapshot.get(&entry.path).is_none()).collect();
    let fates = snapshot.fates(&lost.iter().map(|(_, entry)| entry.path.clone()).collect());
    // What an entry and a finding have in common: file, rule and text.
    let common = |path: &str, entry: &Entry| (path.to_owned(), entry.rule.clone(), entry.text.clone());
    let mut free: HashMap<(String, String, String), Vec<usize>> = HashMap::new();
    for (at, entry) in lost.into_iter().rev() {
        if let Some(now) = fates.get(&entry.path).and_then(|fate| fate.to.as_deref()) {
            free.entry(common(now, entry)).or_default().push(at);
        }
    }
    if free.is_empty() {
        return Vec::new();
    }
    let told = |entry: &Reported| entry.fate == Fate::Told;
    let open = outcome.ledger.entries().iter().zip(answers).enumerate();
    let open = open.filter(|(_, (entry, answer))| answer.is_none() && told(entry));
    let mut entry = |reported: &Reported| {
        let now = Entry::new(&reported.finding, &reported.fingerprint);
        free.get_mut(&common(reported.finding.place.path(), &now))?.pop()
    };
    open.filter_map(|(at, (reported, _))| Some((at, entry(reported)?))).collect()
}

/// The entries that no finding answers to, of the rules that were asked.
fn gone(baseline: &Baseline, used: &HashSet<usize>, request: &Request) -> Vec<Entry> {
    let asked = |entry: &Entry| {
        let off = request.overrides.rules.iter().any(|(rule, level)| *rule == entry.rule && *level == Level::Off);
        let online = rules::find(&entry.rule).is_some_and(|rule| matches!(rule.check, Check::Online));
        !off && (request.online.is_some() || !online)
    };
    let unused = baseline.entries().iter().enumerate().filter(|(at, _)| !used.contains(at));
    unused.map(|(_, entry)| entry).filter(|entry| asked(entry)).cloned().collect()
}

/// Of a contribution's own findings, those that a baseline hides are told: it may have put them there itself.
fn tell_review(outcome: &mut Outcome, Baselined { baseline, .. }: &Baselined) {
    let known = outcome.ledger.known().count();
    if outcome.verdict.is_none() || known == 0 {
        return;
    }
    let source: Arc<Source> = Source::new(baseline.path.as_str(), baseline.text.clone());
    let entries = outcome.ledger.known().filter_map(|known| baseline.find(&known.fingerprint));
    let first = entries.map(|entry| baseline.line(entry)).min();
    let place = source.line_span(first.unwrap_or(1)).unwrap_or_default();
    let finding = Finding::new(RULE.id, &source, place).variant("baseline").argument("count", known);
    outcome.ledger.append(Ledger::of(vec![finding], Status::New).worded(&outcome.config, outcome.language));
    outcome.ledger.sort();
}
