//! How an assessment says which competencies it assesses.

use super::compile::{At, Compiler, child};
use super::error::PatternProblem;
use super::paths::Files;
use super::pattern::{NodeKind, WrittenPattern};
use super::written::OneOrMany;
use crate::data::Pointer;
use regex::Regex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How an assessment names the competencies that it assesses: by their ids or by their texts. One that names none assesses
/// by its place.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(rename = "Assesses")]
pub(super) struct WrittenAssesses {
    /// Regular expression of the part of its marker that names them; its first group, if it has one, holds the names.
    r#match: Option<String>,
    /// Key that names them in the front matter of the file.
    front_matter: Option<String>,
}

/// How an assessment names the competencies that it assesses.
#[derive(Clone, Debug)]
pub struct Assesses {
    /// What part of its marker names them: the first group, if there is one.
    pub matches: Option<Regex>,
    /// Key of the front matter that names them.
    pub key: Option<String>,
}

/// The assessments that one data file holds for many modules.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "Each")]
pub(super) struct WrittenEach {
    /// Where they stand in the file: a JSON Pointer, `*` for every item or value (`/exercises/concept/*`).
    #[schemars(regex(pattern = "^(/|$)"))]
    at: String,
    /// Where each names the modules that it assesses, by their ids: a pointer, or pointers, from it (`/concepts/*`).
    modules: OneOrMany,
    /// Where its title stands, from it (`/name`).
    #[schemars(regex(pattern = "^(/|$)"))]
    title: Option<String>,
}

/// Assessments that stand in files of their own.
#[derive(Clone, Debug, Default)]
pub struct External {
    /// Of assessments that are links: where they lead to.
    pub target: Option<Files>,
    /// Where the questions of a data file stand.
    pub questions: Option<Pointer>,
    /// Where one data file holds the assessments of many modules.
    pub each: Option<Each>,
}

/// The assessments that one data file holds for many modules.
#[derive(Clone, Debug)]
pub struct Each {
    /// Where they stand.
    pub at: Pointer,
    /// Where each names the modules that it assesses.
    pub modules: Vec<Pointer>,
    /// Where its title stands.
    pub title: Option<Pointer>,
}

/// What a link must lead to where nothing is said.
const DATA: &str = "**/*.{yaml,yml,json,toml}";

impl Compiler<'_> {
    /// Compiles the keys of the pattern `at` that speak of other files.
    pub(super) fn external(&mut self, written: &WrittenPattern, at: At<'_>) -> External {
        let is = |kinds: &[NodeKind]| kinds.contains(&written.node);
        let other = is(&[NodeKind::File, NodeKind::Link]);
        let keys = [
            ("target", written.target.is_some(), is(&[NodeKind::Link])),
            ("questions", written.questions.is_some(), other),
            ("each", written.each.is_some(), is(&[NodeKind::File])),
        ];
        for (key, _, _) in keys.iter().filter(|(_, given, fits)| *given && !fits) {
            self.unfit(child(at, key), PatternProblem::Unfit { key, node: written.node.name() });
        }
        let target = is(&[NodeKind::Link]).then(|| {
            let globs =
                written.target.as_ref().map(OneOrMany::as_slice).map_or_else(|| vec![DATA.to_owned()], <[String]>::to_vec);
            self.files(&globs, child(at, "target"))
        });
        let each = written.each.as_ref().and_then(|each| {
            Some(Each {
                at: Pointer::parse(&each.at)?,
                modules: each.modules.as_slice().iter().filter_map(|text| Pointer::parse(text)).collect(),
                title: each.title.as_deref().and_then(Pointer::parse),
            })
        });
        External { target, questions: written.questions.as_deref().and_then(Pointer::parse), each }
    }

    /// Compiles what is written `at` the key `assesses`.
    pub(super) fn assesses(&mut self, written: &WrittenAssesses, at: At<'_>) -> Assesses {
        let matches = written.r#match.as_ref().and_then(|text| self.regex(text, child(at, "match")));
        Assesses { matches, key: written.front_matter.clone() }
    }
}
