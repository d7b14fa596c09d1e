//! From the text of a configuration to one that is ready to use; everything that is wrong is told, each at its place.

use super::compile::Compiler;
use super::error::{ConfigError, Origin, PatternProblem, Problem};
use super::extend::Extending;
use super::written::{Level, Written, WrittenRule};
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
/// `rules` may hold; with none given, names are not checked. It extends no files.
///
/// # Errors
/// Everything that is wrong, in the order of the file.
pub fn load(file: Option<&ConfigFile>, overrides: &Overrides, known_rules: &[&str]) -> Result<Config, Vec<ConfigError>> {
    load_with(file, overrides, known_rules, &|_| None)
}

/// The same where it may extend files: `read_file` gives their bytes, by path from the root of the repository.
///
/// # Errors
/// As for [`load`].
pub fn load_with(
    file: Option<&ConfigFile>,
    overrides: &Overrides,
    known_rules: &[&str],
    read_file: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<Config, Vec<ConfigError>> {
    let text = file.map(|file| file.text.as_str()).unwrap_or_default();
    let folder = file.map(ConfigFile::folder).unwrap_or_default();
    let (tree, written, mut errors) = match file {
        Some(_) => read(text, json_schema::config()),
        None => (None, Written::default(), Vec::new()),
    };
    let root = tree.as_ref().map(|tree| &tree.root);
    let describes = written.extends.is_some() || !written.content.is_empty();
    let mut extending = Extending::new(read_file, folder, known_rules);
    errors.extend(extended(&mut extending, &written, root, overrides));
    let Extending { profiles: used, files, base, .. } = extending;
    errors.extend(unknown_rules(root, known_rules));
    let mut merged = merge::onto(base, written);
    command_line(&mut merged, overrides, known_rules, &mut errors);
    errors.extend(alike(&mut merged, root));
    let effective = serde_json::to_value(&merged).unwrap_or_default();
    let mut compiler = Compiler::new(text, folder, root);
    let mut config = compiler.config(merged);
    compiler.errors.retain(|error| !follows(error, &errors, root));
    // What is wrong in an extended file was told with its place there.
    let inner = |error: &ConfigError| match &error.problem {
        Problem::Extended { error, .. } => Some(error.problem.clone()),
        _ => None,
    };
    let told: Vec<Problem> = errors.iter().filter_map(inner).collect();
    compiler.errors.retain(|error| !told.contains(&error.problem));
    errors.append(&mut compiler.errors);
    if !errors.is_empty() {
        errors.sort_by_key(|error| error.span);
        // What two groups share is wrong once.
        errors.dedup();
        return Err(errors);
    }
    config.path = file.map(|file| file.path.clone());
    config.profiles = used;
    config.describes = describes;
    config.extended = files;
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

/// Takes what the command line names, else what the file does, into `extending`; what is wrong with it.
fn extended(extending: &mut Extending<'_>, written: &Written, root: Option<&Node>, overrides: &Overrides) -> Vec<ConfigError> {
    let from_file = overrides.profiles.is_none();
    let names = overrides.profiles.clone();
    let names = names.unwrap_or_else(|| written.extends.as_ref().map(|names| names.as_slice().to_vec()).unwrap_or_default());
    let node = root.filter(|_| from_file).and_then(|root| root.get("extends"));
    let mut errors = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let span = node.map(|node| node.items().get(index).unwrap_or(node).span).unwrap_or_default();
        let origin = || if from_file { Origin::File } else { Origin::CommandLine };
        let error = |problem| ConfigError { origin: origin(), ..ConfigError::new(span, problem) };
        errors.extend(extending.add(name, extending.folder).err().into_iter().flatten().map(error));
    }
    errors
}

/// Gives each group what it shares with the one that it is like; what is wrong with that.
fn alike(merged: &mut Written, root: Option<&Node>) -> Vec<ConfigError> {
    let wrong = merge::alike(&mut merged.content);
    let error = |(at, name): (usize, String)| {
        let own = &merged.content[at].name;
        let groups = root.and_then(|root| root.get("content")).map(Node::items).unwrap_or_default();
        let node = groups.iter().find(|node| node.get("name").and_then(Node::as_str) == Some(own));
        let span = node.and_then(|node| node.get("like")).map(|like| like.span).unwrap_or_default();
        if merged.content.iter().any(|group| group.name == name) {
            return ConfigError::new(span, Problem::LikeItself(own.clone()));
        }
        let others = merged.content.iter().map(|group| group.name.as_str()).filter(|other| other != own);
        let did_you_mean = normalise::nearest(&name, others).filter(|near| *near != name).map(str::to_owned);
        ConfigError::new(span, Problem::Like { name, did_you_mean })
    };
    wrong.into_iter().map(error).collect()
}

fn unknown_rule(name: &str, span: Span, known_rules: &[&str]) -> Option<ConfigError> {
    if known_rules.is_empty() || known_rules.contains(&name) {
        return None;
    }
    let did_you_mean = normalise::nearest(name, known_rules.iter().copied()).map(str::to_owned);
    Some(ConfigError::new(span, Problem::Rule { name: name.to_owned(), did_you_mean }))
}

pub(super) fn unknown_rules(root: Option<&Node>, known_rules: &[&str]) -> Vec<ConfigError> {
    let overrides = root.and_then(|root| root.get("overrides")).map(Node::items).unwrap_or_default();
    let places = root.into_iter().chain(overrides).filter_map(|node| node.get("rules"));
    let rules: Vec<&Entry> = places.flat_map(Node::entries).collect();
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
        for one in &mut merged.overrides {
            one.rules.remove(rule);
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
