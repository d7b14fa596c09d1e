//! Values against a JSON Schema, with the place of everything that breaks it.

use super::marks::{Mark, Segment, local};
use super::translate::{self, Raw};
use super::{Entry, Node, SyntaxError, Value, Violation, ViolationKind, to_json};
use crate::language::Language;
use crate::say;
use crate::text::{Span, escape::visible};
use jsonschema::{Draft, PatternOptions, ValidationError, Validator, error::ValidationErrorKind as Kind};
use serde_json::Value as Json;
use std::collections::HashMap;

/// A JSON Schema, ready to validate: draft 2020-12, or an earlier one that its `$schema` names. Formats are checked.
#[derive(Debug)]
pub struct Schema {
    validator: Validator,
    pub(super) json: Json,
    pub(super) has_marks: bool,
    /// The regular expressions of `patternProperties`.
    pub(super) patterns: HashMap<String, regex::Regex>,
}

/// Why a JSON Schema cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemaError {
    path: Vec<Segment>,
    reason: Reason,
}

#[derive(Clone, Debug, PartialEq)]
enum Reason {
    Remote(String),
    Broken(String),
    Draft(String),
    Mark,
    Invalid(ViolationKind),
    Syntax(SyntaxError),
}

impl SchemaError {
    /// What is wrong, in `language`, with the path in the schema.
    pub fn message(&self, language: Language) -> String {
        let text = match &self.reason {
            Reason::Remote(uri) => {
                say!(language, fr: "la référence «\u{a0}{uri}\u{a0}» sort du fichier\u{a0}: rien n'est téléchargé, copiez ce schéma dans celui-ci", en: "the reference `{uri}` leads out of the file: nothing is downloaded, copy that schema into this one")
            }
            Reason::Broken(uri) => {
                say!(language, fr: "la référence «\u{a0}{uri}\u{a0}» ne mène nulle part", en: "the reference `{uri}` leads nowhere")
            }
            Reason::Draft(uri) => {
                say!(language, fr: "«\u{a0}{uri}\u{a0}» n'est pas une version connue de JSON Schema", en: "`{uri}` is not a known version of JSON Schema")
            }
            Reason::Mark => {
                say!(language, fr: "«\u{a0}x-acquis\u{a0}» doit être «\u{a0}path\u{a0}» ou «\u{a0}link\u{a0}»", en: "`x-acquis` must be `path` or `link`")
            }
            Reason::Invalid(kind) => kind.message(language),
            Reason::Syntax(error) => error.message(language),
        };
        let path = self.path();
        let text = if path.is_empty() { text } else { say!(language, fr: "{path}\u{a0}: {text}", en: "{path}: {text}") };
        visible(&text).into_owned()
    }

    /// What to do about it, in `language`.
    pub fn help(&self, language: Language) -> String {
        let own = match &self.reason {
            Reason::Invalid(kind) => kind.help(language),
            Reason::Syntax(error) => error.help(language),
            _ => None,
        };
        own.unwrap_or_else(|| say!(language, fr: "corrigez le schéma à cet endroit", en: "fix the schema at this place"))
    }

    /// Where in the schema: `properties.title.type`; empty at the top.
    pub fn path(&self) -> String {
        translate::dotted(&self.path)
    }

    /// Where in `schema`, the tree that the schema was made of.
    pub fn place(&self, schema: &Node) -> Span {
        find(schema, &self.path).map_or(schema.span, |(node, _)| node.span)
    }
}

/// How many steps a pattern may take back on one value: some milliseconds, and hundreds of times what those that people write need.
const BACKTRACKS: usize = 20_000;

impl Schema {
    /// Makes a schema of its JSON. Nothing is read but this: no network, no file.
    ///
    /// # Errors
    /// Where and why it is no valid schema, or leads elsewhere.
    pub fn compile(json: &Json) -> Result<Self, SchemaError> {
        let mut survey = Survey { root: json, has_marks: false, patterns: HashMap::new() };
        survey.visit(json, &mut Vec::new())?;
        let Survey { has_marks, patterns, .. } = survey;
        let patterns_within = PatternOptions::fancy_regex().backtrack_limit(BACKTRACKS);
        let options = jsonschema::options().offline().should_validate_formats(true).with_pattern_options(patterns_within);
        let options = if json.get("$schema").is_none() { options.with_draft(Draft::Draft202012) } else { options };
        let validator = options.build(json).map_err(|error| invalid(&error, json))?;
        Ok(Self { validator, json: json.clone(), has_marks, patterns })
    }

    /// Makes a schema of the text of a file: JSON, or YAML, of which JSON is a part.
    ///
    /// # Errors
    /// As for [`Schema::compile`], or that it is neither JSON nor YAML.
    pub fn parse(text: &str) -> Result<Self, SchemaError> {
        let text = text.trim_start_matches('\u{feff}');
        let json = match serde_json::from_str(text) {
            Ok(json) => json,
            Err(_) => match super::parse_yaml(text, Span::new(0, text.len())) {
                Ok(tree) => to_json(&tree.root),
                Err(error) => return Err(SchemaError { path: Vec::new(), reason: Reason::Syntax(error) }),
            },
        };
        Self::compile(&json)
    }

    /// Everything in `node` that breaks the schema, in the order of the file; `top` is the place of what is missing at
    /// the top (the opening fence of front matter, say).
    pub fn violations(&self, node: &Node, top: Span) -> Vec<Violation> {
        let instance = to_json(node);
        if self.validator.is_valid(&instance) {
            return Vec::new();
        }
        let raws = translate::raws(self.validator.iter_errors(&instance));
        let mut found: Vec<(Vec<Segment>, Violation)> = Vec::new();
        for raw in raws {
            if let Some(violation) = self.place(node, top, &raw) {
                found.push((raw.path, violation));
            }
        }
        // A value that breaks its own schema is not also an unexpected one.
        let broken: Vec<_> = found.iter().filter(|(_, v)| !is_unknown(v)).map(|(path, _)| path.clone()).collect();
        found.retain(|(path, violation)| match &violation.kind {
            ViolationKind::UnknownKey { key, .. } => {
                let own: Vec<_> = path.iter().cloned().chain([Segment::Key(key.clone())]).collect();
                !broken.iter().any(|path| path.starts_with(&own))
            }
            _ => true,
        });
        let mut violations: Vec<_> = found.into_iter().map(|(_, violation)| violation).collect();
        violations.sort_by(|a, b| a.span.cmp(&b.span).then_with(|| a.path.cmp(&b.path)));
        violations.dedup();
        violations
    }

    /// Whether it says what the value of `key` at the top must be.
    pub fn describes(&self, key: &str) -> bool {
        self.json.get("properties").is_some_and(|all| all.get(key).is_some())
    }

    /// The keys that it misses at the top of a value without any.
    pub fn required(&self) -> Vec<String> {
        let nothing = Node { span: Span::default(), value: Value::Mapping(Vec::new()) };
        let missed = self.violations(&nothing, Span::default()).into_iter().map(|violation| violation.kind);
        missed.filter_map(|kind| if let ViolationKind::Required { key } = kind { Some(key) } else { None }).collect()
    }

    /// What the schema itself gives for the missing `key` at the top, and whether nothing else would do there: a constant,
    /// the only word of an `enum`, else a default.
    pub fn given(&self, key: &str) -> Option<(&Json, bool)> {
        let mut property = self.json.get("properties")?.get(key)?;
        if let Some(reference) = property.get("$ref").and_then(Json::as_str) {
            property = local(&self.json, reference)?;
        }
        let only = || property.get("enum")?.as_array().filter(|allowed| allowed.len() == 1)?.first();
        let sure = property.get("const").or_else(only).map(|value| (value, true));
        sure.or_else(|| property.get("default").map(|value| (value, false)))
    }

    fn place(&self, root: &Node, top: Span, raw: &Raw) -> Option<Violation> {
        let (node, entry) = find(root, &raw.path)?;
        let own_key = entry.map(|entry| entry.key_span);
        let (mut kind, mut span, mut key_span) = (raw.kind.clone(), node.span, own_key);
        match &mut kind {
            ViolationKind::UnknownKey { key, did_you_mean } => {
                let entry = node.entry(key)?;
                (span, key_span) = (entry.key_span, Some(entry.key_span));
                if did_you_mean.is_none() {
                    let free = self.known_keys(&raw.path).into_iter().filter(|known| node.entry(known).is_none());
                    *did_you_mean = crate::text::normalise::nearest(key, free).map(str::to_owned);
                }
            }
            ViolationKind::Required { .. } if raw.path.is_empty() => span = top,
            ViolationKind::Type { found, .. } => *found = super::Type::of(node),
            ViolationKind::Enum { allowed, did_you_mean } => {
                *did_you_mean = node
                    .as_str()
                    .and_then(|word| crate::text::normalise::nearest(word, allowed.iter().map(String::as_str)))
                    .map(str::to_owned);
            }
            _ => {}
        }
        Some(Violation { kind, span, key_span, value: node.span, path: translate::dotted(&raw.path) })
    }
}

fn is_unknown(violation: &Violation) -> bool {
    matches!(violation.kind, ViolationKind::UnknownKey { .. })
}

/// The node at `path`, and the entry that holds it.
fn find<'n>(root: &'n Node, path: &[Segment]) -> Option<(&'n Node, Option<&'n Entry>)> {
    let mut at = (root, None);
    for segment in path {
        at = match segment {
            Segment::Key(key) => at.0.entry(key).map(|entry| (&entry.value, Some(entry)))?,
            Segment::Index(index) => (at.0.items().get(*index)?, None),
        };
    }
    Some(at)
}

/// Why the validator refuses a schema.
fn invalid(error: &ValidationError<'_>, json: &Json) -> SchemaError {
    let raw = translate::raw(error);
    let path = raw.as_ref().map(|raw| raw.path.clone()).unwrap_or_default();
    let reason = match error.kind() {
        Kind::Referencing(_) => {
            let draft = json.get("$schema").and_then(Json::as_str);
            draft.map_or_else(|| Reason::Broken(error.to_string()), |draft| Reason::Draft(draft.to_owned()))
        }
        _ => {
            let mut kind = raw.map_or_else(|| ViolationKind::Other { message: error.to_string() }, |raw| raw.kind);
            if let (ViolationKind::Enum { allowed, did_you_mean }, Some(word)) = (&mut kind, word_at(json, &path)) {
                *did_you_mean = crate::text::normalise::nearest(word, allowed.iter().map(String::as_str)).map(str::to_owned);
            }
            Reason::Invalid(kind)
        }
    };
    SchemaError { path, reason }
}

/// The text at `path`.
fn word_at<'j>(json: &'j Json, path: &[Segment]) -> Option<&'j str> {
    let step = |at: &'j Json, segment: &Segment| match segment {
        Segment::Key(key) => at.get(key),
        Segment::Index(index) => at.get(index),
    };
    path.iter().try_fold(json, step)?.as_str()
}

/// One walk over a schema before it is compiled: references that lead out of it, marks, patterns of keys.
struct Survey<'s> {
    root: &'s Json,
    has_marks: bool,
    patterns: HashMap<String, regex::Regex>,
}

impl Survey<'_> {
    fn visit(&mut self, json: &Json, path: &mut Vec<Segment>) -> Result<(), SchemaError> {
        match json {
            Json::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    path.push(Segment::Index(index));
                    self.visit(item, path)?;
                    path.pop();
                }
            }
            Json::Object(entries) => {
                // Under `properties` the keys are names, not keywords.
                let names = matches!(path.last(), Some(Segment::Key(key)) if matches!(key.as_str(), "properties" | "$defs" | "definitions" | "patternProperties"));
                for (key, value) in entries {
                    path.push(Segment::Key(key.clone()));
                    if !names {
                        self.keyword(key, value, path)?;
                    }
                    if !matches!(key.as_str(), "enum" | "const" | "default" | "examples") || names {
                        self.visit(value, path)?;
                    }
                    path.pop();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn keyword(&mut self, key: &str, value: &Json, path: &[Segment]) -> Result<(), SchemaError> {
        let refuse = |reason| Err(SchemaError { path: path.to_vec(), reason });
        match (key, value) {
            ("$ref" | "$dynamicRef", Json::String(uri)) => {
                let known = uri.starts_with('#')
                    || uri.starts_with("https://json-schema.org/")
                    || uri.starts_with("http://json-schema.org/");
                if !known && self.root.get("$id").is_none() {
                    return refuse(Reason::Remote(uri.clone()));
                }
                if uri.starts_with("#/") && local(self.root, uri).is_none() && self.root.get("$id").is_none() {
                    return refuse(Reason::Broken(uri.clone()));
                }
            }
            ("x-acquis", word) => {
                if Mark::parse(word).is_none() {
                    return refuse(Reason::Mark);
                }
                self.has_marks = true;
            }
            ("patternProperties", Json::Object(entries)) => {
                for pattern in entries.keys() {
                    if let Ok(regex) = regex::Regex::new(pattern) {
                        self.patterns.insert(pattern.clone(), regex);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }
}
