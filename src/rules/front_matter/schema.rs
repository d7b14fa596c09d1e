//! `front-matter-schema`: front matter that breaks the schema of its content group.

mod misspelt;

use crate::config::{FrontMatterRules, SchemaSource};
use crate::data::{Node, Schema, Violation, ViolationKind};
use crate::document::{Document, FrontMatter, FrontMatterFormat};
use crate::finding::Finding;
use crate::language::Language;
use crate::rules::{Check, Context, Rule};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule { id: "front-matter-schema", check: Check::Document(check) };

fn check(document: &Document, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(front) = document.front_matter.filter(|front| front.closed) else { return };
    let mut seen: Vec<Violation> = Vec::new();
    for (schema, root, rules) in with_rules(document, context) {
        let violations = schema.violations(root, front.open);
        let misspelt = misspelt::found(schema, root, &violations);
        for violation in violations {
            // Two groups may share a constraint; of a key that is misspelt nothing else is said.
            let said = misspelt.iter().any(|(_, entry)| violation.key_span == Some(entry.key_span));
            if seen.contains(&violation) || said {
                continue;
            }
            let found = match &violation.kind {
                ViolationKind::Required { key } if violation.path.is_empty() => {
                    match misspelt.iter().find(|(missing, _)| missing == key) {
                        Some((_, entry)) => misspelt::rename(document, entry, key),
                        None => finding(document, front, schema, &violation),
                    }
                }
                _ => finding(document, front, schema, &violation),
            };
            let place = place(rules, &violation);
            findings.push(found.worded("schema", |_| place.clone()).hints(&["schema"]));
            seen.push(violation);
        }
    }
}

/// Where the schema asks for it, in parentheses, where it is a file: ` (schemas/page.json:12)`.
fn place(rules: &FrontMatterRules, violation: &Violation) -> String {
    let Some(file) = &rules.file else { return String::new() };
    let first = violation.path.split(['.', '[']).next().unwrap_or_default();
    let key = match &violation.kind {
        ViolationKind::Required { key } if violation.path.is_empty() => key,
        _ => first,
    };
    match file.line(key) {
        Some(line) => format!(" ({}:{line})", file.path),
        None => format!(" ({})", file.path),
    }
}

/// The schemas of the groups that `document` belongs to, with the value to check.
pub(super) fn schemas<'a>(document: &'a Document, context: &Context<'a>) -> impl Iterator<Item = (&'a Schema, &'a Node)> {
    with_rules(document, context).map(|(schema, root, _)| (schema, root))
}

/// The same with what the group says of front matter.
fn with_rules<'a>(
    document: &'a Document,
    context: &Context<'a>,
) -> impl Iterator<Item = (&'a Schema, &'a Node, &'a FrontMatterRules)> {
    let groups = document.front_matter.into_iter().flat_map(|_| context.groups(document.source.path()));
    groups.filter_map(move |group| {
        let Some(SchemaSource::Inline(schema)) = &group.front_matter.schema else { return None };
        let root = document.data_root()?;
        belongs(root, &group.front_matter).then_some((&**schema, root, &group.front_matter))
    })
}

/// Whether the values are those that make a file part of the group.
fn belongs(root: &Node, rules: &FrontMatterRules) -> bool {
    let text = |key: &str| root.get(key).and_then(Node::scalar_text).unwrap_or_default();
    rules.matches.iter().all(|(key, regex)| regex.is_match(&text(key)))
}

fn finding(document: &Document, front: FrontMatter, schema: &Schema, violation: &Violation) -> Finding {
    let mut found = Finding::new(RULE.id, &document.source, violation.span);
    found = found.worded("problem", |language| violation.message(language));
    if violation.help(Language::En).is_some() {
        found = found.variant("advice").worded("advice", |language| sentence(&violation.help(language).unwrap_or_default()));
    }
    match &violation.kind {
        ViolationKind::Required { key } if violation.path.is_empty() && is_plain(key) => insert(found, front, schema, key),
        ViolationKind::UnknownKey { did_you_mean: Some(key), .. } | ViolationKind::Enum { did_you_mean: Some(key), .. } => {
            let written = document.source.text().get(violation.span.range()).unwrap_or_default();
            let inner = written.trim_matches(['"', '\'']);
            let quote = (written.len() - inner.len()) as u32 / 2;
            let place = Span { start: violation.span.start + quote, end: violation.span.end - quote };
            match is_plain(key) {
                // A value that the schema allows but for its letter case can be no other one.
                true if inner.to_lowercase() == key.to_lowercase() => found.safe_fix(place, key),
                true => found.suggestion(place, key),
                false => found,
            }
        }
        _ => found,
    }
}

/// A clause as a sentence.
fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    let text: String = first.chain(letters).collect();
    if text.ends_with('?') { text } else { text + "." }
}

/// Adds the line of the missing `key`: with the value that the schema gives, else for its author to fill in.
fn insert(found: Finding, front: FrontMatter, schema: &Schema, key: &str) -> Finding {
    let given = schema.given(key).and_then(|(value, sure)| Some((scalar(value)?, sure)));
    let sure = given.as_ref().is_some_and(|(_, sure)| *sure);
    let toml = front.format == FrontMatterFormat::Toml;
    let (at, line) = match (toml, given) {
        (false, Some((value, _))) => (front.content.end, format!("{key}: {value}\n")),
        (false, None) => (front.content.end, format!("{key}:\n")),
        // At the end it would belong to the last table.
        (true, Some((value, _))) => (front.content.start, format!("{key} = {value}\n")),
        (true, None) => (front.content.start, format!("{key} = \"\"\n")),
    };
    let place = Span { start: at, end: at };
    if sure { found.safe_fix(place, line) } else { found.suggestion(place, line) }
}

/// A text, number or truth value as YAML and TOML both write it. Text is quoted: `no` or `12` would else be something else.
fn scalar(value: &serde_json::Value) -> Option<String> {
    (value.is_string() || value.is_number() || value.is_boolean()).then(|| value.to_string())
}

/// Whether a word needs no quotes, neither in YAML nor in TOML.
fn is_plain(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}
