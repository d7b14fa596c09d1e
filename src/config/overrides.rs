//! Severities of rules for some paths: as they are written, and which one holds for a file.

use super::compile::{At, Compiler, child, item};
use super::error::Problem;
use super::written::{Level, OneOrMany};
use super::{Config, Files};
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

impl Compiler<'_> {
    /// Compiles those that are written at `at`.
    pub(super) fn overrides(&mut self, written: Vec<WrittenOverride>, at: At<'_>) -> Vec<PathRules> {
        // Those of a profile come first, and are not in the file.
        let inherited = written.len() - at.map_or(0, |node| node.items().len()).min(written.len());
        let all = written.into_iter().enumerate();
        all.map(|(index, one)| {
            let at = index.checked_sub(inherited).and_then(|index| item(at, index));
            if one.reason.as_ref().is_some_and(|reason| reason.trim().is_empty()) {
                self.wrong(child(at, "reason"), Problem::Blank);
            }
            let files = self.files(one.files.as_slice(), child(at, "files"));
            PathRules { files, rules: one.rules, reason: one.reason, span: at.map(|node| node.span) }
        })
        .collect()
    }
}

impl Config {
    /// What is said of the severity of `rule` for the file at `path`: the last override that takes both.
    fn path_rules(&self, rule: &str, path: &str) -> Option<(&PathRules, Level)> {
        self.overrides.iter().rev().find_map(|one| {
            let level = one.rules.get(rule)?;
            one.files.takes(path).then_some((one, *level))
        })
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
