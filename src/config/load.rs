//! From the text of a configuration to one that is ready to use; everything that is wrong is told, each at its place.

use super::compile::Compiler;
use super::error::{ConfigError, Origin, PatternProblem, Problem};
use super::written::{Level, OneOrMany, Written, WrittenRule};
use super::{Config, ConfigFile, json_schema, merge, profiles};
use crate::data::{self, Entry, Node, Schema, Tree, Violation, ViolationKind};
use crate::finding::Severity;
use crate::language::Language;
use crate::text::{Span, normalise};

/// What the command line says; it wins over the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overrides {
    /// Profiles, instead of those that the file extends.
    pub profiles: Option<Vec<String>>,
    /// Language of the messages.
    pub language: Option<Language>,
    /// The lightest severity that makes a check fail.
    pub fail_on: Option<Severity>,
    /// Severities of rules.
    pub rules: Vec<(String, Level)>,
}

/// Makes the configuration of `file` (none: of the profiles alone) and `overrides`. `known_rules` are the names that
/// `rules` may hold; with none given, names are not checked.
///
/// # Errors
/// Everything that is wrong, in the order of the file.
pub fn load(file: Option<&ConfigFile>, overrides: &Overrides, known_rules: &[&str]) -> Result<Config, Vec<ConfigError>> {
    let text = file.map(|file| file.text.as_str()).unwrap_or_default();
    let (tree, written, mut errors) = match file {
        Some(_) => read(text, json_schema::config()),
        None => (None, Written::default(), Vec::new()),
    };
    let root = tree.as_ref().map(|tree| &tree.root);
    let names = match &overrides.profiles {
        Some(names) => names.clone(),
        None => written.extends.as_ref().map(|names| names.as_slice().to_vec()).unwrap_or_default(),
    };
    let from_file = overrides.profiles.is_none();
    let describes = written.extends.is_some() || !written.content.is_empty();
    let mut base = Written::default();
    let mut used = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let node = root.filter(|_| from_file).and_then(|root| root.get("extends"));
        let node = node.map(|node| node.items().get(index).unwrap_or(node));
        if let Err(problem) = extend(name, &mut Vec::new(), &mut used, &mut base) {
            let mut error = ConfigError::new(node.map(|node| node.span).unwrap_or_default(), problem);
            error.origin = if from_file { Origin::File } else { Origin::CommandLine };
            errors.push(error);
        }
    }
    errors.extend(unknown_rules(root, known_rules));
    let mut merged = merge::onto(base, written);
    command_line(&mut merged, overrides, known_rules, &mut errors);
    let effective = serde_json::to_value(&merged).unwrap_or_default();
    let mut compiler = Compiler::new(text, file.map(ConfigFile::folder).unwrap_or_default(), root);
    let mut config = compiler.config(merged);
    compiler.errors.retain(|error| !follows(error, &errors, root));
    errors.append(&mut compiler.errors);
    if !errors.is_empty() {
        errors.sort_by_key(|error| error.span);
        return Err(errors);
    }
    config.path = file.map(|file| file.path.clone());
    config.profiles = used;
    config.describes = describes;
    config.effective = effective;
    Ok(config)
}

/// Whether `error` only follows from one of `others`: what is wrong in a group was taken out, and a profile that does not exist
/// brings none of its groups.
fn follows(error: &ConfigError, others: &[ConfigError], root: Option<&Node>) -> bool {
    let within = |whole: Span| others.iter().any(|other| whole.start <= other.span.start && other.span.end <= whole.end);
    let (Problem::NoFiles(name) | Problem::Pattern(PatternProblem::NoModule(name))) = &error.problem else {
        return matches!(error.problem, Problem::Pattern(PatternProblem::NoPath)) && within(error.span);
    };
    let groups = root.and_then(|root| root.get("content")).map(Node::items).unwrap_or_default();
    let own = groups.iter().find(|group| group.get("name").and_then(Node::as_str) == Some(name));
    let brings = |meant: &str| {
        let groups = profiles::profile(meant).map(|profile| profile.written.content.as_slice()).unwrap_or_default();
        groups.iter().any(|group| group.name == *name)
    };
    let profile = others.iter().any(|other| match &other.problem {
        Problem::Profile { did_you_mean, .. } => did_you_mean.as_deref().is_none_or(brings),
        _ => false,
    });
    profile || own.is_some_and(|group| within(group.span))
}

/// Puts the profile `name`, and those that it extends, on top of `base`.
fn extend(name: &str, open: &mut Vec<String>, used: &mut Vec<String>, base: &mut Written) -> Result<(), Problem> {
    if open.iter().any(|known| known == name) {
        return Err(Problem::ProfileCycle(name.to_owned()));
    }
    let Some(profile) = profiles::profile(name) else {
        let known: Vec<_> = profiles::profiles().iter().map(|profile| profile.name.clone()).collect();
        let did_you_mean = normalise::nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
        return Err(Problem::Profile { name: name.to_owned(), did_you_mean, known });
    };
    open.push(name.to_owned());
    for inner in profile.written.extends.iter().flat_map(OneOrMany::as_slice) {
        extend(inner, open, used, base)?;
    }
    open.pop();
    used.push(name.to_owned());
    *base = merge::onto(std::mem::take(base), profile.written.clone());
    Ok(())
}

fn unknown_rule(name: &str, span: Span, known_rules: &[&str]) -> Option<ConfigError> {
    if known_rules.is_empty() || known_rules.contains(&name) {
        return None;
    }
    let did_you_mean = normalise::nearest(name, known_rules.iter().copied()).map(str::to_owned);
    Some(ConfigError::new(span, Problem::Rule { name: name.to_owned(), did_you_mean }))
}

fn unknown_rules(root: Option<&Node>, known_rules: &[&str]) -> Vec<ConfigError> {
    let rules = root.and_then(|root| root.get("rules")).map(Node::entries).unwrap_or_default();
    let unknown = rules.iter().filter_map(|entry| unknown_rule(&entry.key, entry.key_span, known_rules));
    let severities =
        rules.iter().flat_map(|rule| rule.value.entries().iter().filter_map(|option| misspelt_severity(rule, option)));
    unknown.chain(severities).collect()
}

/// The options of rules are their own affair, but for the one that all of them have.
fn misspelt_severity(rule: &Entry, option: &Entry) -> Option<ConfigError> {
    const KEY: &str = "severity";
    if option.key == KEY || rule.value.get(KEY).is_some() || normalise::nearest(&option.key, [KEY]).is_none() {
        return None;
    }
    let kind = Box::new(ViolationKind::UnknownKey { key: option.key.clone(), did_you_mean: Some(KEY.to_owned()) });
    let problem = Problem::Schema { kind, path: format!("rules.{}", rule.key), written: String::new() };
    Some(ConfigError::new(option.key_span, problem))
}

fn command_line(merged: &mut Written, overrides: &Overrides, known_rules: &[&str], errors: &mut Vec<ConfigError>) {
    merged.language = overrides.language.or(merged.language);
    merged.fail_on = overrides.fail_on.or(merged.fail_on);
    for (rule, level) in &overrides.rules {
        if let Some(mut error) = unknown_rule(rule, Span::default(), known_rules) {
            error.origin = Origin::CommandLine;
            errors.push(error);
        }
        // Options stay: the command line only says how grave the rule is.
        match merged.rules.get_mut(rule) {
            Some(WrittenRule::Options(options)) => options.severity = Some(*level),
            _ => drop(merged.rules.insert(rule.clone(), WrittenRule::Level(*level))),
        }
    }
}

/// No word that is meant for another has more letters.
const LONGEST_WORD: usize = 32;

/// Reads `text` against `schema`: its tree, what is sound of it, and what is wrong.
pub(super) fn read(text: &str, schema: Option<&Schema>) -> (Option<Tree>, Written, Vec<ConfigError>) {
    let mut tree = match data::parse_yaml(text, Span::new(0, text.len())) {
        Ok(tree) => tree,
        Err(error) => return (None, Written::default(), vec![ConfigError::new(error.span, Problem::Syntax(error))]),
    };
    let mut errors: Vec<_> = tree
        .duplicates
        .iter()
        .map(|double| ConfigError {
            related: Some(double.first),
            ..ConfigError::new(double.span, Problem::Duplicate(double.key.clone()))
        })
        .collect();
    if tree.root.is_null() {
        return (Some(tree), Written::default(), errors);
    }
    if let Some(schema) = schema {
        let mut violations = schema.violations(&tree.root, Span::at(tree.root.span.start as usize));
        errors.extend(violations.iter().map(|v| {
            let (kind, path) = (Box::new(v.kind.clone()), v.path.clone());
            let written = text.get(v.value.range()).unwrap_or_default().chars().take(LONGEST_WORD).collect();
            ConfigError::new(v.span, Problem::Schema { kind, path, written })
        }));
        // What is wrong is taken out, so that the rest is looked at too; each round takes something out.
        while !violations.is_empty() {
            if !violations.iter().any(|violation| take_out(&mut tree.root, violation)) {
                return (Some(tree), Written::default(), errors);
            }
            violations = schema.violations(&tree.root, Span::default());
        }
    }
    match data::typed(&tree.root) {
        Ok(written) => (Some(tree), written, errors),
        Err(reason) => {
            errors.push(ConfigError::new(Span::at(tree.root.span.start as usize), Problem::Typed(reason)));
            (Some(tree), Written::default(), errors)
        }
    }
}

/// Takes the value that breaks the schema out of the tree; whether it was there.
fn take_out(root: &mut Node, violation: &Violation) -> bool {
    let key = match &violation.kind {
        ViolationKind::UnknownKey { .. } => violation.key_span,
        _ => None,
    };
    let value = violation.value;
    remove(root, &|span_of_key, span| key.map_or(span == value, |key| span_of_key == Some(key)))
}

fn remove(node: &mut Node, wanted: &impl Fn(Option<Span>, Span) -> bool) -> bool {
    match &mut node.value {
        data::Value::Mapping(entries) => {
            let before = entries.len();
            entries.retain(|entry| !wanted(Some(entry.key_span), entry.value.span));
            entries.len() < before || entries.iter_mut().any(|entry| remove(&mut entry.value, wanted))
        }
        data::Value::Sequence(items) => {
            let before = items.len();
            items.retain(|item| !wanted(None, item.span));
            items.len() < before || items.iter_mut().any(|item| remove(item, wanted))
        }
        _ => false,
    }
}
