//! Names of the kinds of values, for people.

use super::{Node, Value};
use crate::language::Language;

/// The kind of a value, as JSON Schema knows kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A list.
    Array,
    /// Keys with values.
    Object,
    /// Nothing.
    Null,
}

impl Type {
    /// The kind of `node`.
    pub fn of(node: &Node) -> Self {
        match node.value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Integer(_) => Self::Integer,
            Value::Float(_) => Self::Number,
            Value::String(_) => Self::String,
            Value::Sequence(_) => Self::Array,
            Value::Mapping(_) => Self::Object,
        }
    }

    /// Reads JSON Schema's word for it.
    pub(super) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "string" => Self::String,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "boolean" => Self::Boolean,
            "array" => Self::Array,
            "object" => Self::Object,
            "null" => Self::Null,
            _ => return None,
        })
    }

    /// Its name with its article.
    pub fn name(self, language: Language) -> &'static str {
        let (fr, en) = match self {
            Self::String => ("un texte", "a text"),
            Self::Integer => ("un nombre entier", "a whole number"),
            Self::Number => ("un nombre", "a number"),
            Self::Boolean => ("true ou false", "true or false"),
            Self::Array => ("une liste", "a list"),
            Self::Object => ("un groupe de clés", "a group of keys"),
            Self::Null => ("une valeur vide", "an empty value"),
        };
        match language {
            Language::Fr => fr,
            Language::En => en,
        }
    }
}

/// `a`, `a ou b`, `a, b ou c`.
pub(super) fn any_of(words: &[String], language: Language) -> String {
    let or = match language {
        Language::Fr => "ou",
        Language::En => "or",
    };
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {or} {last}", first.join(", ")),
    }
}
