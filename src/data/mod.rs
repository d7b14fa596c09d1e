//! Values of YAML and TOML with the place of every key and value, and their validation against a JSON Schema.
//!
//! The only user of the parsers of both formats and of the schema validator. It knows nothing of Markdown or of
//! configuration: it is given a text and the bytes of it to read.

mod common;
mod json;
mod marks;
mod offsets;
mod pointer;
mod scalar;
mod schema;
mod syntax;
mod toml;
mod translate;
mod violation;
mod words;
mod yaml;
mod yaml_errors;

pub use json::parse_json;
pub use marks::{Mark, Marked};
pub use pointer::Pointer;
pub use schema::{Schema, SchemaError};
pub use syntax::{SyntaxError, SyntaxReason};
pub use toml::parse_toml;
pub use violation::{Counted, Violation, ViolationKind};
pub use words::Type;
pub use yaml::parse_yaml;

use crate::text::Span;

/// How deep values may nest. Deeper ones are refused with a clear error: every walk over a tree may recurse.
pub const MAX_DEPTH: usize = 128;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its bytes in the file: quotes and brackets included, final blanks and comments not. Empty, right after the
    /// colon of its key, for a value that is not written. Of an alias, the bytes of the alias.
    pub span: Span,
}

/// A value, read by YAML 1.2's core schema: `no`, `on` and unquoted dates are strings.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`, `~`, or nothing written.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number that 64 bits hold.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// Text; a date of TOML too.
    String(String),
    /// A list.
    Sequence(Vec<Node>),
    /// Entries, in the order in which they are written.
    Mapping(Vec<Entry>),
}

/// One key of a mapping with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key; of a key that is no string, what is written.
    pub key: String,
    /// Where the key is written, quotes included.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

/// What a text of YAML or TOML holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// The value at the top; [`Value::Null`] for a text that says nothing.
    pub root: Node,
    /// Keys that stand twice in one mapping. The tree keeps the first of them.
    pub duplicates: Vec<Duplicate>,
}

/// A duplicate key of a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The key.
    pub key: String,
    /// Where it stands again.
    pub span: Span,
    /// Where it stands first.
    pub first: Span,
}

impl Node {
    /// The text, if it is a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The items of a sequence; none for anything else.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The entries of a mapping; none for anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The entry of a mapping under `key`.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The value of a mapping under `key`.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Whether it is [`Value::Null`].
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// What a scalar says as text (`true`, `12`, `word`); `None` for sequences and mappings.
    pub fn scalar_text(&self) -> Option<String> {
        match &self.value {
            Value::Null => Some(String::new()),
            Value::Bool(value) => Some(value.to_string()),
            Value::Integer(value) => Some(value.to_string()),
            Value::Float(value) => Some(value.to_string()),
            Value::String(value) => Some(value.clone()),
            Value::Sequence(_) | Value::Mapping(_) => None,
        }
    }
}

/// Whether the file at `path` is read as data, by the end of its name: YAML, JSON or TOML.
pub fn is_data(path: &str) -> bool {
    parser(path).is_some()
}

/// What is read of the file at `path`, which holds `text`; `None` where the end of its name tells of no such file.
pub fn parse_file(path: &str, text: &str) -> Option<Result<Tree, SyntaxError>> {
    parser(path).map(|parse| parse(text, Span::new(0, text.len())))
}

type Parser = fn(&str, Span) -> Result<Tree, SyntaxError>;

fn parser(path: &str) -> Option<Parser> {
    let (_, extension) = path.rsplit_once('.')?;
    let parsers: [(&str, Parser); 4] = [("yaml", parse_yaml), ("yml", parse_yaml), ("json", parse_json), ("toml", parse_toml)];
    parsers.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known)).map(|(_, parse)| *parse)
}

/// Reads a value, already validated, into a type.
///
/// # Errors
/// Why it does not fit, in the words of the type's author (English).
pub fn typed<T: serde::de::DeserializeOwned>(node: &Node) -> Result<T, String> {
    serde_yaml::from_value(to_yaml(node)).map_err(|error| error.to_string())
}

fn to_yaml(node: &Node) -> serde_yaml::Value {
    use serde_yaml::Value as Yaml;
    match &node.value {
        Value::Null => Yaml::Null,
        Value::Bool(value) => Yaml::Bool(*value),
        Value::Integer(value) => Yaml::Number((*value).into()),
        Value::Float(value) => Yaml::Number((*value).into()),
        Value::String(value) => Yaml::String(value.clone()),
        Value::Sequence(items) => Yaml::Sequence(items.iter().map(to_yaml).collect()),
        Value::Mapping(entries) => {
            Yaml::Mapping(entries.iter().map(|e| (Yaml::String(e.key.clone()), to_yaml(&e.value))).collect())
        }
    }
}

/// A value without its places. Numbers that JSON cannot write (`.nan`, `.inf`) become their name.
pub fn to_json(node: &Node) -> serde_json::Value {
    use serde_json::Value as Json;
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Integer(value) => Json::from(*value),
        Value::Float(value) => serde_json::Number::from_f64(*value).map_or_else(|| Json::String(value.to_string()), Json::Number),
        Value::String(value) => Json::String(value.clone()),
        Value::Sequence(items) => Json::Array(items.iter().map(to_json).collect()),
        Value::Mapping(entries) => Json::Object(entries.iter().map(|e| (e.key.clone(), to_json(&e.value))).collect()),
    }
}

#[cfg(test)]
mod tests;
