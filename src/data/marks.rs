//! Which parts of a schema speak of which parts of a value, without validating: for marks and for suggestions.

use super::{Node, Schema, Value};
use crate::text::Span;
use serde_json::Value as Json;
use std::collections::HashSet;

/// What a schema says a string is, beyond JSON Schema: its keyword `x-acquis`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `path`: the path of a file of the repository, which must exist.
    Path,
    /// `link`: a link as in Markdown, checked as one.
    Link,
}

impl Mark {
    /// Reads the value of `x-acquis`.
    pub(super) fn parse(word: &Json) -> Option<Self> {
        match word.as_str() {
            Some("path") => Some(Self::Path),
            Some("link") => Some(Self::Link),
            _ => None,
        }
    }
}

/// A string that the schema marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// What it is.
    pub mark: Mark,
    /// What it says.
    pub value: String,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// Into a mapping.
    Key(String),
    /// Into a sequence.
    Index(usize),
}

impl Schema {
    /// The strings in `node` that the schema marks with `x-acquis`, in the order of the file.
    pub fn marked(&self, node: &Node) -> Vec<Marked> {
        let mut found = Vec::new();
        if self.has_marks {
            self.collect(&[&self.json], node, &mut found);
            found.sort_by_key(|marked| marked.span);
            found.dedup();
        }
        found
    }

    fn collect<'s>(&'s self, schemas: &[&'s Json], node: &Node, found: &mut Vec<Marked>) {
        let schemas = self.expand(schemas);
        match &node.value {
            Value::String(text) => {
                for mark in schemas.iter().filter_map(|schema| schema.get("x-acquis")).filter_map(Mark::parse) {
                    found.push(Marked { mark, value: text.clone(), span: node.span });
                }
            }
            Value::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.collect(&self.step(&schemas, &Segment::Index(index)), item, found);
                }
            }
            Value::Mapping(entries) => {
                for entry in entries {
                    self.collect(&self.step(&schemas, &Segment::Key(entry.key.clone())), &entry.value, found);
                }
            }
            _ => {}
        }
    }

    /// The names of the keys that the schema knows for the mapping at `path`.
    pub(super) fn known_keys(&self, path: &[Segment]) -> Vec<&str> {
        let mut schemas = self.expand(&[&self.json]);
        for segment in path {
            schemas = self.expand(&self.step(&schemas, segment));
        }
        let properties = schemas.iter().filter_map(|schema| schema.get("properties")).filter_map(Json::as_object);
        properties.flat_map(|properties| properties.keys().map(String::as_str)).collect()
    }

    /// `schemas` with all that they apply to the same value: local references and combinations.
    fn expand<'s>(&'s self, schemas: &[&'s Json]) -> Vec<&'s Json> {
        let mut seen = HashSet::new();
        let mut out: Vec<&Json> = Vec::new();
        let mut todo: Vec<&Json> = schemas.to_vec();
        while let Some(schema) = todo.pop() {
            if !seen.insert(std::ptr::from_ref(schema)) {
                continue;
            }
            out.push(schema);
            let target = schema.get("$ref").and_then(Json::as_str).and_then(|reference| local(&self.json, reference));
            todo.extend(target);
            for keyword in ["allOf", "anyOf", "oneOf"] {
                todo.extend(schema.get(keyword).and_then(Json::as_array).into_iter().flatten());
            }
            todo.extend(["if", "then", "else"].iter().filter_map(|keyword| schema.get(*keyword)));
        }
        out
    }

    /// What `schemas` apply to the value one step inside.
    fn step<'s>(&'s self, schemas: &[&'s Json], segment: &Segment) -> Vec<&'s Json> {
        schemas
            .iter()
            .flat_map(|schema| match segment {
                Segment::Key(key) => self.step_key(schema, key),
                Segment::Index(index) => {
                    let prefix = schema.get("prefixItems").and_then(|items| items.get(index));
                    let items = schema.get("items");
                    prefix.or_else(|| items.and_then(|items| items.get(index)).or(items)).into_iter().collect()
                }
            })
            .collect()
    }

    fn step_key<'s>(&'s self, schema: &'s Json, key: &str) -> Vec<&'s Json> {
        let mut out: Vec<&Json> = schema.get("properties").and_then(|properties| properties.get(key)).into_iter().collect();
        for (pattern, inner) in schema.get("patternProperties").and_then(Json::as_object).into_iter().flatten() {
            if self.patterns.get(pattern).is_some_and(|pattern| pattern.is_match(key)) {
                out.push(inner);
            }
        }
        if out.is_empty() {
            out.extend(schema.get("additionalProperties").or_else(|| schema.get("unevaluatedProperties")));
        }
        out
    }
}

/// The part of `root` that a local reference (`#/…`) names.
pub(super) fn local<'s>(root: &'s Json, reference: &str) -> Option<&'s Json> {
    let pointer = percent_encoding::percent_decode_str(reference.strip_prefix('#')?).decode_utf8_lossy();
    root.pointer(&pointer)
}
