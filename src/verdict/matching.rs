//! Which finding of a contribution is which of its base's.
//!
//! What stands in a file that nothing touched is known by its fingerprint. Elsewhere a finding may have moved down, its
//! file may have another name, its line may have been edited around it, its module may have moved: it is the same old debt
//! as long as one of the base's answers to it, each to one.

use super::Moved;
use super::carried::{self, Beside, Texts, Way};
use crate::curriculum::Module;
use crate::curriculum::compare::Pairs;
use crate::curriculum::coverage::Report;
use crate::finding::Finding;
use crate::git::Spot;
use crate::rules::book::{self, About};
use crate::select::ledger::Reported;
use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

/// What is compared: findings with their fingerprints, and the modules.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The findings, in no need of words.
    pub findings: &'a [Reported],
    /// The modules.
    pub report: &'a Report,
}

/// Which finding is which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// For each finding of the contribution, the index of the base's; `None`: it is new.
    pub head: Vec<Option<usize>>,
    /// For each finding of the base, whether the contribution has it too; those that it has not are fixed.
    pub base: Vec<bool>,
}

/// Compares the findings of the contribution, `head`, with those of its `base`, whose modules are paired by `pairs`.
pub fn compare(head: Side<'_>, base: Side<'_>, moved: &Moved, pairs: &Pairs) -> Matches {
    let found = Matches { head: vec![None; head.findings.len()], base: vec![false; base.findings.len()] };
    let mut matching = Matching { head, base, moved, found };
    matching.by_fingerprint();
    matching.by_identity();
    matching.by_line();
    matching.by_module(pairs);
    matching.by_text();
    matching.by_form();
    matching.found
}

struct Matching<'a> {
    head: Side<'a>,
    base: Side<'a>,
    moved: &'a Moved,
    found: Matches,
}

/// Where a finding stands, the same for both sides: its file's name now, and its line or the change that the line is in.
type Standing<'a> = (&'a str, Spot);

impl<'a> Matching<'a> {
    fn open_head(&self) -> Vec<usize> {
        self.found.head.iter().enumerate().filter(|(_, old)| old.is_none()).map(|(at, _)| at).collect()
    }

    fn open_base(&self) -> Vec<usize> {
        self.found.base.iter().enumerate().filter(|(_, taken)| !**taken).map(|(at, _)| at).collect()
    }

    fn of_head(&self, at: usize) -> &'a Finding {
        &self.head.findings[at].finding
    }

    fn of_base(&self, at: usize) -> &'a Finding {
        &self.base.findings[at].finding
    }

    fn join(&mut self, new: usize, old: usize) {
        self.found.head[new] = Some(old);
        self.found.base[old] = true;
    }

    /// Joins the findings that are still alone and have the same key, each to one, in order; without a key they stay alone.
    /// Thousands of findings in one file are no reason to compare each with each.
    fn join_by<K: Hash + Eq>(&mut self, base: impl Fn(&'a Finding) -> Option<K>, head: impl Fn(&'a Finding) -> Option<K>) {
        let mut olds: HashMap<K, VecDeque<usize>> = HashMap::new();
        for old in self.open_base() {
            if let Some(key) = base(self.of_base(old)) {
                olds.entry(key).or_default().push_back(old);
            }
        }
        for new in self.open_head() {
            let old = head(self.of_head(new)).and_then(|key| olds.get_mut(&key)?.pop_front());
            if let Some(old) = old {
                self.join(new, old);
            }
        }
    }

    /// In files that nothing touched.
    fn by_fingerprint(&mut self) {
        let known: HashMap<&str, usize> =
            self.base.findings.iter().enumerate().map(|(at, known)| (known.fingerprint.as_str(), at)).collect();
        for new in self.open_head() {
            let Reported { finding, fingerprint, .. } = &self.head.findings[new];
            if let Some(old) = known.get(fingerprint.as_str()).filter(|_| !self.moved.touches(finding.place.path())) {
                self.join(new, *old);
            }
        }
    }

    /// The same said of the same text in the same file, whatever its name was: where there are several, those on the same
    /// line first.
    fn by_identity(&mut self) {
        let moved = self.moved;
        let old = |finding: &'a Finding| finding.identity_with(|path| moved.changes.now(path));
        let new = |finding: &'a Finding| finding.identity_with(|path| path);
        self.join_by(
            |finding| Some((old(finding), stood(finding, moved))),
            |finding| Some((new(finding), stands(finding, moved))),
        );
        self.join_by(|finding| Some(old(finding)), |finding| Some(new(finding)));
    }

    /// On a line that was edited, the same said of another text; there or elsewhere in the file, another kind of absence of the same.
    /// A link that leads elsewhere is another link, whatever is said of it.
    fn by_line(&mut self) {
        let moved = self.moved;
        let may = |finding: &Finding| book::about(finding.rule) != About::Target;
        self.join_by(
            |finding| may(finding).then(|| (said(finding, |path| moved.changes.now(path)), stood(finding, moved))),
            |finding| may(finding).then(|| (said(finding, |path| path), stands(finding, moved))),
        );
        let absent = |finding: &'a Finding| is_absence(finding).then(|| finding.place.text());
        self.join_by(
            |finding| Some((absent(finding)?, stood(finding, moved))),
            |finding| Some((absent(finding)?, stands(finding, moved))),
        );
        self.join_by(
            |finding| Some((absent(finding)?, stood(finding, moved).0)),
            |finding| Some((absent(finding)?, stands(finding, moved).0)),
        );
    }

    /// What stands in a text that went from one file to another, or to another place of its own: it is gone from where it was, and
    /// was not where it is.
    fn by_text(&mut self) {
        let (mut old, mut new) = (Texts::new(self.moved, true), Texts::new(self.moved, false));
        let mut gone: Vec<usize> = self.open_base().into_iter().filter(|at| old.moves(self.of_base(*at))).collect();
        let mut came: Vec<usize> = self.open_head().into_iter().filter(|at| new.moves(self.of_head(*at))).collect();
        for way in carried::ways() {
            gone.retain(|at| !self.found.base[*at]);
            came.retain(|at| self.found.head[*at].is_none());
            if gone.is_empty() || came.is_empty() {
                return;
            }
            let stays = if way.2 == Beside::Nothing { self.staying(&came, &mut old, &new, way) } else { HashSet::new() };
            let mut olds: HashMap<[u128; 3], VecDeque<usize>> = HashMap::new();
            for at in &gone {
                if let Some(key) = old.key(self.of_base(*at), way).filter(|key| !stays.contains(key)) {
                    olds.entry(key).or_default().push_back(*at);
                }
            }
            for at in &came {
                if let Some(old) = new.key(self.of_head(*at), way).and_then(|key| olds.get_mut(&key)?.pop_front()) {
                    self.join(*at, old);
                }
            }
        }
    }

    /// On a line that was edited, the same said of a link that was written out and is a reference now, or the other way round.
    fn by_form(&mut self) {
        let moved = self.moved;
        for (before, after) in [(false, true), (true, false)] {
            let old = |finding: &'a Finding| names_target(finding) && is_reference(finding) == before;
            let new = |finding: &'a Finding| names_target(finding) && is_reference(finding) == after;
            self.join_by(
                |finding| old(finding).then(|| (said(finding, |path| moved.changes.now(path)), stood(finding, moved))),
                |finding| new(finding).then(|| (said(finding, |path| path), stands(finding, moved))),
            );
        }
    }

    /// The keys of the base's findings like those of `came` that are still where they were: what is said in several places, and
    /// stays in one, does not tell where another came from.
    fn staying(&self, came: &[usize], old: &mut Texts<'a>, new: &Texts<'a>, way: Way) -> HashSet<[u128; 3]> {
        let like: HashSet<u128> = came.iter().filter_map(|at| new.own(self.of_head(*at), way.1)).collect();
        let mut keys = HashSet::new();
        for entry in self.base.findings {
            let is_like = old.own(&entry.finding, way.1).is_some_and(|own| like.contains(&own));
            if is_like && !old.moves(&entry.finding) {
                keys.extend(old.key(&entry.finding, way));
            }
        }
        keys
    }

    /// What is said of the same module, though its title, place or file is another one: of the module itself, or of the
    /// same text in it.
    fn by_module(&mut self, pairs: &Pairs) {
        let key = |finding: &'a Finding, report: &Report, pair: &dyn Fn(usize) -> Option<usize>| {
            let of_modules = book::about(finding.rule) == About::Module;
            let module = of_modules.then(|| holder(report, finding)).flatten()?;
            let is_title = report.modules.get(module)?.title.span == finding.place.span;
            Some((finding.rule, pair(module)?, (!is_title).then(|| finding.place.text())))
        };
        let (head, base) = (self.head.report, self.base.report);
        self.join_by(|finding| key(finding, base, &Some), |finding| key(finding, head, &|module| *pairs.before.get(module)?));
    }
}

/// What a finding says apart from its text and its arguments: the rule and its variant, as far as it is no advice, or that
/// something is absent.
pub(super) fn kind(finding: &Finding) -> (&str, Option<&str>) {
    if is_absence(finding) { ("absent", None) } else { (finding.rule, finding.kind()) }
}

/// Whether `finding` says that what a link leads to is not there by that name.
fn is_absence(finding: &Finding) -> bool {
    book::page(finding.rule).is_some_and(|page| page.absent)
}

/// Whether `finding` is about a link and says what that leads to.
fn names_target(finding: &Finding) -> bool {
    let names = ["path", "address", "anchor", "target"];
    let is_named = finding.arguments.iter().any(|(name, _)| names.contains(name));
    is_named && book::about(finding.rule) == About::Target
}

/// Whether the link that `finding` is about has its target elsewhere.
fn is_reference(finding: &Finding) -> bool {
    finding.place.text().starts_with(['[', '!'])
}

/// Where a finding of the base stands now.
fn stood<'a>(finding: &'a Finding, moved: &'a Moved) -> Standing<'a> {
    let path = moved.changes.now(finding.place.path());
    (path, moved.line_map(path).of_old(finding.place.start().line))
}

/// Where a finding of the contribution stands.
fn stands<'a>(finding: &'a Finding, moved: &Moved) -> Standing<'a> {
    let path = finding.place.path();
    (path, moved.line_map(path).of_new(finding.place.start().line))
}

/// What a finding says, its text apart, had each path the name that `renamed` gives it.
fn said<'a>(finding: &'a Finding, renamed: impl Fn(&'a str) -> &'a str) -> (&'a str, Option<&'a str>, String) {
    (finding.rule, finding.kind(), finding.sense_with(renamed))
}

/// The index of the module that `finding` stands in.
fn holder(report: &Report, finding: &Finding) -> Option<usize> {
    let (path, start) = (finding.place.path(), finding.place.span.start);
    let holds = |module: &Module| module.source.path() == path && module.span.start <= start && start < module.span.end;
    // Modules are sorted by path and place.
    let first = report.modules.partition_point(|module| module.source.path() < path);
    let inside = report.modules[first..].iter().take_while(|module| module.source.path() == path);
    inside.enumerate().find(|(_, module)| holds(module)).map(|(at, _)| first + at)
}
