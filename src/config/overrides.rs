//! Severities of rules for some paths: as they are written, and which one holds for a file.

use super::compile::{At, Compiler, child, item};
use super::error::Problem;
use super::written::{Level, OneOrMany};
use super::{Config, Files, PathSet};
use crate::text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Other severities for some files.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "PathRules")]
pub(super) struct WrittenOverride {
    /// Glob, or globs, of the files, from the folder of the configuration.
    files: OneOrMany,
    /// The severity of each rule in them; of several overrides that name it, the last that takes the file.
    pub(super) rules: BTreeMap<String, Level>,
    /// Why; shown with the findings that it turns off.
    #[schemars(length(min = 1))]
    reason: Option<String>,
}

/// Other severities for some files.
#[derive(Clone, Debug)]
pub struct PathRules {
    /// The files.
    pub files: Files,
    /// The severity of each rule in them.
    pub rules: BTreeMap<String, Level>,
    /// Why.
    pub reason: Option<String>,
    /// Where the configuration says so; `None` where a profile does.
    pub span: Option<Span>,
}

/// Which overrides take a file: the globs of all of them, asked at once.
#[derive(Clone, Debug, Default)]
pub(super) struct Takers {
    globs: PathSet,
    /// Of each glob the index of its override.
    owners: Vec<usize>,
}

impl Takers {
    /// The indexes of those that take the file at `path`, which is relative to the folder of the configuration; the last first.
    fn of(&self, path: &str) -> Vec<usize> {
        let mut all: Vec<usize> =
            self.globs.matches(path).into_iter().filter_map(|glob| self.owners.get(glob).copied()).collect();
        all.sort_unstable_by(|one, other| other.cmp(one));
        all
    }
}

impl Compiler<'_> {
    /// Compiles those that are written at `at`, and what tells which of them take a file.
    pub(super) fn overrides(&mut self, written: Vec<WrittenOverride>, at: At<'_>) -> (Vec<PathRules>, Takers) {
        let (mut globs, mut owners) = (Vec::new(), Vec::new());
        // Those of a profile come first, and are not in the file.
        let inherited = written.len() - at.map_or(0, |node| node.items().len()).min(written.len());
        let all = written.into_iter().enumerate();
        let compiled = all.map(|(number, one)| {
            let at = number.checked_sub(inherited).and_then(|index| item(at, index));
            if one.reason.as_ref().is_some_and(|reason| reason.trim().is_empty()) {
                self.wrong(child(at, "reason"), Problem::Blank);
            }
            let own = self.globs(one.files.as_slice(), child(at, "files"));
            let files = Files::new(self.set(&own), self.folder());
            owners.extend(own.iter().map(|_| number));
            globs.extend(own);
            PathRules { files, rules: one.rules, reason: one.reason, span: at.map(|node| node.span) }
        });
        let compiled = compiled.collect();
        (compiled, Takers { globs: self.set(&globs), owners })
    }
}

impl Config {
    /// What is said of the severity of `rule` for the file at `path`: the last override that takes both.
    fn path_rules(&self, rule: &str, path: &str) -> Option<(&PathRules, Level)> {
        if self.overrides.is_empty() {
            return None;
        }
        let takers = self.takers.of(super::paths::relative(&self.folder, path)?);
        takers.into_iter().filter_map(|taker| self.overrides.get(taker)).find_map(|one| Some((one, *one.rules.get(rule)?)))
    }

    /// What the configuration says of the severity of `rule` in the file at `path`; `None` where it says nothing.
    pub fn rule_level_at(&self, rule: &str, path: &str) -> Option<Level> {
        self.path_rules(rule, path).map_or_else(|| self.rule_level(rule), |(_, level)| Some(level))
    }

    /// Whether `rule` is turned off for the file at `path`, and by what.
    pub fn turned_off(&self, rule: &str, path: &str) -> Option<&PathRules> {
        self.path_rules(rule, path).filter(|(_, level)| *level == Level::Off).map(|(one, _)| one)
    }

    /// Whether `rule` is asked for in some files, whatever holds for all others.
    pub fn asks_somewhere(&self, rule: &str) -> bool {
        self.overrides.iter().any(|one| one.rules.get(rule).is_some_and(|level| *level != Level::Off))
    }
}
