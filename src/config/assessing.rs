//! How an assessment says which competencies it assesses.

use super::compile::{At, Compiler, child};
use super::error::Problem;
use super::written::WrittenPattern;
use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;

/// How an assessment names the competencies that it assesses: by their ids or by their texts. One that names none assesses
/// by its place.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
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

impl Compiler<'_> {
    /// Compiles what is written `at` the key `assesses`.
    pub(super) fn assesses(&mut self, written: &WrittenAssesses, at: At<'_>) -> Assesses {
        let matches = written.r#match.as_ref().and_then(|text| self.regex(text, child(at, "match")));
        Assesses { matches, key: written.front_matter.clone() }
    }

    /// Refuses keys of the pattern under `place` that mean nothing there.
    pub(super) fn misplaced(&mut self, written: Option<&WrittenPattern>, place: &'static str, at: At<'_>) {
        let Some(written) = written else { return };
        let keys = [("id", written.id.is_some(), "competency"), ("assesses", written.assesses.is_some(), "assessment")];
        for (key, given, home) in keys {
            if given && home != place {
                self.wrong(child(at, key), Problem::Misplaced { key, home });
            }
        }
    }
}
