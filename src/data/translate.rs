//! The validator's errors in our words: one for each constraint, and one alone where alternatives failed.

use super::marks::Segment;
use super::{Counted, Type, ViolationKind};
use jsonschema::{ValidationError, error::TypeKind, error::ValidationErrorKind as Kind, paths::LocationSegment};
use serde_json::Value as Json;

/// A violation before it has a place.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub(super) path: Vec<Segment>,
    pub(super) kind: ViolationKind,
}

/// All of `errors`, in our words.
pub(super) fn raws<'e>(errors: impl Iterator<Item = ValidationError<'e>>) -> Vec<Raw> {
    let mut out = Vec::new();
    for error in errors {
        match error.kind() {
            Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
                let path = segments(&error);
                out.extend(unexpected.iter().map(|key| Raw { path: path.clone(), kind: unknown(key) }));
            }
            _ => out.extend(raw(&error)),
        }
    }
    out
}

fn unknown(key: &str) -> ViolationKind {
    ViolationKind::UnknownKey { key: key.to_owned(), did_you_mean: None }
}

/// One error in our words.
pub(super) fn raw(error: &ValidationError<'_>) -> Option<Raw> {
    let size = |of, min, max| ViolationKind::Size { of, min, max };
    let range = |relation, limit: &Json| ViolationKind::Range { relation, limit: limit.to_string() };
    let kind = match error.kind() {
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => return Some(best(error, context)),
        Kind::OneOfMultipleValid { .. } => ViolationKind::SeveralFit,
        Kind::PropertyNames { error: inner } => return Some(key_name(error, inner)),
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => unknown(unexpected.first()?),
        Kind::Required { property } => ViolationKind::Required { key: word(property) },
        Kind::Type { kind } => ViolationKind::Type { expected: types(kind), found: found(error.instance()) },
        Kind::Enum { options } => {
            let allowed = options.as_array().map(|options| options.iter().map(word).collect()).unwrap_or_default();
            ViolationKind::Enum { allowed, did_you_mean: None }
        }
        Kind::Constant { expected_value } => ViolationKind::Const { expected: word(expected_value) },
        Kind::Pattern { pattern } => ViolationKind::Pattern { pattern: pattern.clone() },
        Kind::Format { format } => ViolationKind::Format { format: format.clone() },
        Kind::MinLength { limit } => size(Counted::Characters, Some(*limit), None),
        Kind::MaxLength { limit } => size(Counted::Characters, None, Some(*limit)),
        Kind::MinItems { limit } => size(Counted::Items, Some(*limit), None),
        Kind::MaxItems { limit } => size(Counted::Items, None, Some(*limit)),
        Kind::AdditionalItems { limit } => size(Counted::Items, None, Some(*limit as u64)),
        Kind::MinProperties { limit } => size(Counted::Keys, Some(*limit), None),
        Kind::MaxProperties { limit } => size(Counted::Keys, None, Some(*limit)),
        Kind::Minimum { limit } => range(">=", limit),
        Kind::ExclusiveMinimum { limit } => range(">", limit),
        Kind::Maximum { limit } => range("<=", limit),
        Kind::ExclusiveMaximum { limit } => range("<", limit),
        Kind::MultipleOf { multiple_of } => ViolationKind::MultipleOf { of: multiple_of.to_string() },
        Kind::UniqueItems => ViolationKind::Duplicates,
        Kind::Contains => ViolationKind::Contains,
        Kind::FalseSchema | Kind::Not { .. } | Kind::UnevaluatedItems { .. } => ViolationKind::Forbidden,
        _ => ViolationKind::Other { message: error.to_string() },
    };
    Some(Raw { path: segments(error), kind })
}

/// A key whose name breaks `propertyNames`.
fn key_name(error: &ValidationError<'_>, inner: &ValidationError<'_>) -> Raw {
    let key = word(inner.instance());
    let did_you_mean = match raw(inner).map(|raw| raw.kind) {
        Some(ViolationKind::Enum { allowed, .. }) => {
            crate::text::normalise::nearest(&key, allowed.iter().map(String::as_str)).map(str::to_owned)
        }
        _ => None,
    };
    Raw { path: segments(error), kind: ViolationKind::UnknownKey { key, did_you_mean } }
}

/// One violation for a value that fits none of several alternatives: what is wrong with the one it is nearest to, or
/// all their types or words together where they differ in nothing else.
fn best(error: &ValidationError<'_>, context: &[Vec<ValidationError<'static>>]) -> Raw {
    let own = segments(error);
    let branches: Vec<Vec<Raw>> = context.iter().map(|branch| branch.iter().filter_map(raw).collect()).collect();
    let wrong_type = |raw: &Raw| raw.path == own && matches!(raw.kind, ViolationKind::Type { .. });
    // Alternatives for a value of this type; where there are none, any type of theirs would do.
    let right: Vec<_> = branches.iter().filter(|branch| !branch.iter().any(wrong_type)).collect();
    if right.is_empty() {
        return Raw { path: own, kind: merged_types(&branches).unwrap_or(ViolationKind::NoneFits) };
    }
    if let Some(kind) = merged_words(&right, &own) {
        return Raw { path: own, kind };
    }
    // A mapping says by a constant (`node: file`) which alternative it wants to be.
    let chosen = |branch: &&Vec<Raw>| {
        let other =
            branch.iter().filter(|raw| matches!(raw.kind, ViolationKind::Const { .. } | ViolationKind::Enum { .. })).count();
        let unknown = branch
            .iter()
            .filter(|raw| matches!(raw.kind, ViolationKind::UnknownKey { .. } | ViolationKind::Required { .. }))
            .count();
        let depth = branch.iter().map(|raw| raw.path.len()).min().unwrap_or(0);
        (other, std::cmp::Reverse(depth), unknown, branch.len())
    };
    let nearest = right.into_iter().filter(|branch| !branch.is_empty()).min_by_key(chosen);
    nearest.and_then(|branch| branch.first().cloned()).unwrap_or(Raw { path: own, kind: ViolationKind::NoneFits })
}

/// The types of alternatives that all fail by their type.
fn merged_types(branches: &[Vec<Raw>]) -> Option<ViolationKind> {
    let mut expected = Vec::new();
    let mut actual = None;
    for raw in branches.iter().flatten() {
        if let ViolationKind::Type { expected: types, found } = &raw.kind {
            expected.extend(types.iter().copied());
            actual.get_or_insert(*found);
        }
    }
    expected.sort();
    expected.dedup();
    actual.map(|found| ViolationKind::Type { expected, found })
}

/// The words of alternatives that all fail by a word.
fn merged_words(branches: &[&Vec<Raw>], own: &[Segment]) -> Option<ViolationKind> {
    let mut words = Vec::new();
    for branch in branches {
        match branch.as_slice() {
            [Raw { path, kind: ViolationKind::Const { expected } }] if path == own => words.push(expected.clone()),
            [Raw { path, kind: ViolationKind::Enum { allowed, .. } }] if path == own => words.extend(allowed.iter().cloned()),
            _ => return None,
        }
    }
    Some(ViolationKind::Enum { allowed: words, did_you_mean: None })
}

fn segments(error: &ValidationError<'_>) -> Vec<Segment> {
    error
        .instance_path()
        .into_iter()
        .map(|segment| match segment {
            LocationSegment::Property(key) => Segment::Key(key.into_owned()),
            LocationSegment::Index(index) => Segment::Index(index),
        })
        .collect()
}

/// A path as people write it: `a.b[0]`.
pub(super) fn dotted(path: &[Segment]) -> String {
    let mut out = String::new();
    for segment in path {
        match segment {
            Segment::Key(key) => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(key);
            }
            Segment::Index(index) => out.push_str(&format!("[{index}]")),
        }
    }
    out
}

fn types(kind: &TypeKind) -> Vec<Type> {
    let mut out: Vec<Type> = match kind {
        TypeKind::Single(one) => Type::parse(one.as_str()).into_iter().collect(),
        TypeKind::Multiple(set) => set.iter().filter_map(|one| Type::parse(one.as_str())).collect(),
    };
    out.sort();
    out
}

fn found(value: &Json) -> Type {
    match value {
        Json::Null => Type::Null,
        Json::Bool(_) => Type::Boolean,
        Json::Number(number) if number.is_f64() => Type::Number,
        Json::Number(_) => Type::Integer,
        Json::String(_) => Type::String,
        Json::Array(_) => Type::Array,
        Json::Object(_) => Type::Object,
    }
}

/// A value as it would be written: a string without quotes.
fn word(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
