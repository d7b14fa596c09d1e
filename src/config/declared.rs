//! Figures that pages give of themselves in front matter, and what they count.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A figure in front matter that is compared with what the page holds.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Declared {
    /// Its key.
    #[schemars(length(min = 1))]
    pub key: String,
    /// What it counts.
    pub counts: Counts,
    /// How it is meant (`number`, unless said).
    #[serde(default)]
    pub r#as: Measure,
}

/// What a figure counts: all that the modules of the file have of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Counts {
    /// Modules.
    Modules,
    /// Competencies.
    Competencies,
    /// Assessments.
    Assessments,
    /// Items of assessments: questions, tasks.
    Items,
}

/// How a figure is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// As their number.
    #[default]
    Number,
    /// As another measure of them, such as minutes: only that there are any, or none, is compared.
    Any,
}

impl Measure {
    /// Whether `declared` is right of so many as were `counted`.
    pub fn agrees(self, declared: i64, counted: usize) -> bool {
        match self {
            Self::Number => usize::try_from(declared).is_ok_and(|declared| declared == counted),
            Self::Any => (declared == 0) == (counted == 0),
        }
    }
}
