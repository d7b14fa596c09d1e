//! The two languages in which acquis speaks to people, and the macro that keeps both beside each other.
//!
//! It knows nothing of rules: their words stand in the rule book (`rules/*.md`).

use serde::{Deserialize, Serialize};

/// A language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French.
    Fr,
    /// English.
    #[default]
    En,
}

impl Language {
    /// Reads `fr` or `en`, also with a territory (`fr_FR.UTF-8`, `fr-CA`); `None` for any other word.
    pub fn parse(name: &str) -> Option<Self> {
        let code = name.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match code.to_ascii_lowercase().as_str() {
            "fr" => Some(Self::Fr),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The language of the locale: the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is set and not empty; `None` where that is no
    /// language of ours (`C` is one such).
    pub fn from_locale(variable: impl Fn(&str) -> Option<String>) -> Option<Self> {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(|name| variable(name).filter(|value| !value.is_empty()))
            .and_then(|value| Self::parse(&value))
    }

    /// `fr` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }
}

/// A sentence in both languages, formatted in the one asked for.
///
/// Both stand at the place of use, so that neither can be forgotten and both get the same arguments:
/// `say!(language, fr: "{n} documents lus", en: "{n} documents read")`.
#[macro_export]
macro_rules! say {
    ($language:expr, fr: $fr:literal, en: $en:literal $(, $($argument:tt)*)?) => {
        match $language {
            $crate::language::Language::Fr => format!($fr $(, $($argument)*)?),
            $crate::language::Language::En => format!($en $(, $($argument)*)?),
        }
    };
}
