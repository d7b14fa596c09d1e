//! The ledger: what became of every finding. The stages write into it; counts, the exit code and every report are views of it.

use super::severity_of;
use crate::config::Config;
use crate::finding::{Finding, Place, Related, Severity, sort_and_fingerprint};
use crate::language::Language;
use crate::rules::{book, is_about_all};
use crate::say;
use rayon::prelude::*;

/// Whether a finding is this contribution's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Not in the base; or there is none to compare with.
    New,
    /// In the base already.
    Existing,
    /// In the base only.
    Fixed,
}

/// Whether a finding is told, and if it is not, why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is.
    Told,
    /// It is only counted: it was there already, and nobody asked for such findings.
    Counted,
    /// A directive of its document silences it, for this reason, in the words of the document.
    Suppressed(Option<Box<str>>),
    /// The configuration turns its rule off for its file, for this reason, in the words of the configuration.
    Off(Option<Box<str>>),
    /// The baseline knows it.
    Known,
    /// The base's configuration asks for it, and the contribution's own does not.
    Hidden,
}

/// A finding with its severity, its words and its fate.
#[derive(Clone, Debug)]
pub struct Reported {
    /// The finding.
    pub finding: Finding,
    /// Its severity.
    pub severity: Severity,
    /// Its identity across snapshots.
    pub fingerprint: String,
    /// Whether it is new.
    pub status: Status,
    /// Whether it is told.
    pub fate: Fate,
    /// Whether it stands in the files that were asked for.
    pub asked: bool,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The words of [`Finding::related`], in the same order.
    pub related: Vec<String>,
}

/// How many findings there are of each status and fate, in the files that were asked for; existing ones in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Told, and not in the base.
    pub new: usize,
    /// In the base only.
    pub fixed: usize,
    /// In both, told or not.
    pub existing: usize,
    /// Silenced by directives.
    pub suppressed: usize,
    /// Of rules that the configuration turns off for their file.
    pub off: usize,
    /// Known to a baseline.
    pub known: usize,
}

/// The findings of a run and their fates.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Those of one fate are sorted by path, place and rule.
    entries: Vec<Reported>,
}

impl Ledger {
    /// Of entries that are sorted.
    pub fn new(entries: Vec<Reported>) -> Self {
        Self { entries }
    }

    /// Of `findings` in any order, all of one `status`; each is told.
    pub fn of(findings: Vec<Finding>, status: Status) -> Self {
        let entry = |(finding, fingerprint)| Reported::new(finding, fingerprint, status);
        Self { entries: sort_and_fingerprint(findings).into_iter().map(entry).collect() }
    }

    /// Of findings that directives or the configuration silence, each with the reason given.
    pub fn suppressed(silenced: Vec<(Finding, Option<Box<str>>)>) -> Self {
        let key = |finding: &Finding| (finding.place.source.path.clone(), finding.place.span, finding.rule);
        // Sorting drops doubles and changes the order: a reason is found again by what it silenced.
        let reasons: std::collections::HashMap<_, _> =
            silenced.iter().map(|(finding, reason)| (key(finding), reason.clone())).collect();
        let mut ledger = Self::of(silenced.into_iter().map(|(finding, _)| finding).collect(), Status::New);
        for entry in &mut ledger.entries {
            entry.fate = Fate::Suppressed(reasons.get(&key(&entry.finding)).cloned().flatten());
        }
        ledger
    }

    /// Adds the entries of `other` behind its own.
    pub fn append(&mut self, mut other: Self) {
        self.entries.append(&mut other.entries);
    }

    /// Brings the entries into order: by path, place and rule.
    pub fn sort(&mut self) {
        let order = |entry: &Reported| (entry.finding.place.span, entry.finding.rule);
        self.entries.sort_by(|a, b| {
            let by_path = a.finding.place.path().cmp(b.finding.place.path());
            by_path.then_with(|| order(a).cmp(&order(b))).then_with(|| a.fingerprint.cmp(&b.fingerprint))
        });
    }

    /// Says each finding in `language`, as grave as `config` has it; those whose rule it turns off are dropped.
    pub fn worded(self, config: &Config, language: Language) -> Self {
        // In parallel: whoever shows a finding asks in which line it stands, and would count the lines of each document alone.
        let word = |mut entry: Reported| {
            entry.finding.place.source.lines();
            if let Fate::Suppressed(reason) = &mut entry.fate
                && config.turned_off(entry.finding.rule, entry.finding.place.path()).is_some()
            {
                entry.fate = Fate::Off(reason.take());
            }
            entry.word(config, language).then_some(entry)
        };
        Self { entries: self.entries.into_par_iter().filter_map(word).collect() }
    }

    /// Every entry.
    pub fn entries(&self) -> &[Reported] {
        &self.entries
    }

    /// Every entry, to write its fate.
    pub fn entries_mut(&mut self) -> impl Iterator<Item = &mut Reported> {
        self.entries.iter_mut()
    }

    /// Keeps the entries that `keep` is true of.
    pub fn retain(&mut self, keep: impl FnMut(&mut Reported) -> bool) {
        self.entries.retain_mut(keep);
    }

    /// The findings that are told.
    pub fn told(&self) -> impl Iterator<Item = &Reported> + Clone {
        self.asked(|fate| *fate == Fate::Told)
    }

    /// The findings that directives silence, or that the configuration turns off for their file, each with the reason given.
    pub fn silenced(&self) -> impl Iterator<Item = (&Reported, Option<&str>)> {
        self.entries.iter().filter(|entry| entry.asked).filter_map(|entry| match &entry.fate {
            Fate::Suppressed(reason) | Fate::Off(reason) => Some((entry, reason.as_deref())),
            _ => None,
        })
    }

    /// The findings that the baseline knows.
    pub fn known(&self) -> impl Iterator<Item = &Reported> {
        self.asked(|fate| *fate == Fate::Known)
    }

    /// The findings of a contribution that its own configuration or baseline leaves out, whichever files were asked for.
    pub fn hidden(&self) -> impl Iterator<Item = &Reported> {
        self.entries.iter().filter(|entry| matches!(entry.fate, Fate::Hidden | Fate::Known))
    }

    fn asked(&self, fate: impl Fn(&Fate) -> bool + Clone) -> impl Iterator<Item = &Reported> + Clone {
        self.entries.iter().filter(move |entry| entry.asked && fate(&entry.fate))
    }

    /// Says of each entry whether it is about a file whose path `holds` is true of: it stands there, or what it broke does. What
    /// is about all that is checked is about every file.
    pub fn restrict(&mut self, holds: impl Fn(&str) -> bool) {
        for entry in &mut self.entries {
            let places = std::iter::once(&entry.finding.place).chain(entry.broken());
            entry.asked = is_about_all(entry.finding.rule) || places.into_iter().any(|place| holds(place.path()));
        }
    }

    /// How many there are.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for entry in &self.entries {
            let asked = usize::from(entry.asked);
            match (&entry.fate, entry.status) {
                (Fate::Told | Fate::Counted, Status::Existing) => counts.existing += 1,
                (Fate::Told, Status::New) => counts.new += asked,
                (Fate::Told, Status::Fixed) => counts.fixed += asked,
                (Fate::Suppressed(_), _) => counts.suppressed += asked,
                (Fate::Off(_), _) => counts.off += asked,
                (Fate::Known, _) => counts.known += asked,
                (Fate::Counted | Fate::Hidden, _) => {}
            }
        }
        counts
    }
}

impl Reported {
    /// Of a finding without words, which is told.
    pub fn new(finding: Finding, fingerprint: String, status: Status) -> Self {
        let (severity, fate, asked) = (Severity::Info, Fate::Told, true);
        Self { finding, severity, fingerprint, status, fate, asked, message: String::new(), help: None, related: Vec::new() }
    }

    /// Says it in `language`; whether the configuration has its rule on.
    fn word(&mut self, config: &Config, language: Language) -> bool {
        let finding = &self.finding;
        let (Some(severity), Some(page)) = (severity_of(finding, config), book::page(finding.rule)) else { return false };
        let words = page.words(language);
        let arguments = finding.arguments_in(language);
        self.severity = severity;
        self.message = words.message(finding.variant, &arguments);
        self.help = words.help(finding.variant, &arguments);
        self.related = finding.related.iter().map(|related| words.label(related.label, &arguments)).collect();
        true
    }

    /// The place that is broken, where it is shown at the change that broke it.
    fn broken(&self) -> Option<&Place> {
        self.finding.related.first().filter(|related| related.label.is_empty()).map(|related| &related.place)
    }

    /// Shows it at `cause`, the change that brought it about, and what that broke beside it. Its fingerprint stays that of the
    /// place that is broken.
    pub fn move_to(&mut self, cause: Place, language: Language) {
        let place = std::mem::replace(&mut self.finding.place, cause);
        let words = say!(language,
            fr: "C'est ici que cette modification casse quelque chose.",
            en: "This is what this change breaks.");
        // Where one line is all that is shown, it must say what is broken too.
        let (message, path, line) = (&self.message, place.path(), place.start().line);
        self.message = say!(language,
            fr: "{message} {path}:{line} s'en sert encore.",
            en: "{message} {path}:{line} still uses it.");
        self.finding.related.insert(0, Related { place, label: "" });
        self.related.insert(0, words);
    }
}
