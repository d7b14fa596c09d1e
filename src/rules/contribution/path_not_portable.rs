//! `path-not-portable`: a name that some systems can't write, or take for another one.

use crate::config::options::PathLength;
use crate::finding::Finding;
use crate::rules::{Check, Context, Contribution, Rule};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// The rule.
pub const RULE: Rule = Rule { id: "path-not-portable", check: Check::Contribution(check) };

/// Names of devices on Windows, whatever their extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// The longest name of a file or folder that the usual file systems take, in UTF-16 units or bytes.
const MAX_NAME: usize = 255;

fn check(contribution: &Contribution<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let added: Vec<&Arc<str>> = contribution.files.iter().map(|entry| &entry.path).collect();
    let added: Vec<&Arc<str>> = added.into_iter().filter(|path| contribution.moved.changes.added.contains(*path)).collect();
    if added.is_empty() {
        return;
    }
    let PathLength { max_length } = context.options(RULE.id);
    let twins = twins(contribution, &added);
    let mut told: HashSet<&str> = HashSet::new();
    for path in added {
        // A folder is told once, and not if it was there already.
        let mut parts = prefixes(path).filter(|part| *part == &**path || !contribution.moved.before().has_folder(part));
        let found = parts.find_map(|part| Some((part, trouble(path, part, &twins)?)));
        match found {
            Some((part, finding)) if told.insert(part) => findings.push(finding),
            Some(_) => {}
            None => findings.extend(too_long(path, max_length)),
        }
    }
}

/// `a`, `a/b` and `a/b/c` of `a/b/c`.
fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    memchr::memchr_iter(b'/', path.as_bytes()).chain([path.len()]).map(|end| &path[..end])
}

/// What a disk that minds neither case nor the form of accents takes a path for.
fn folded(path: &str) -> String {
    path.nfc().flat_map(char::to_lowercase).collect()
}

/// Files and folders that a disk takes for another one, with that one: of two, the one that the contribution adds.
fn twins(contribution: &Contribution<'_>, added: &[&Arc<str>]) -> BTreeMap<String, String> {
    let mut first: BTreeMap<String, &str> = added.iter().flat_map(|path| prefixes(path)).map(|part| (folded(part), "")).collect();
    let mut twins = BTreeMap::new();
    let new = &contribution.moved.changes.added;
    let (old, own): (Vec<_>, Vec<_>) = contribution.moved.after().entries().iter().partition(|entry| !new.contains(&entry.path));
    for part in old.iter().chain(&own).flat_map(|entry| prefixes(&entry.path)) {
        match first.get_mut(&folded(part)) {
            Some(known) if known.is_empty() => *known = part,
            Some(known) if *known != part => drop(twins.insert(part.to_owned(), (*known).to_owned())),
            _ => {}
        }
    }
    twins
}

/// What is wrong with the last name of `part`, the path of a file or of a folder on the way to the file at `path`.
fn trouble(path: &Arc<str>, part: &str, twins: &BTreeMap<String, String>) -> Option<Finding> {
    let name = part.rsplit('/').next().unwrap_or(part);
    let finding = |variant| Finding::on_file(RULE.id, path).variant(variant).argument("name", name);
    if let Some(twin) = twins.get(part) {
        return Some(Finding::on_file(RULE.id, path).argument("name", part).argument("other", twin));
    }
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_lowercase();
    let numbered = ["com", "lpt"].iter().any(|device| {
        let number = stem.strip_prefix(device);
        number.is_some_and(|number| matches!(number, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"))
    });
    if numbered || DEVICES.contains(&&*stem) {
        return Some(finding("reserved"));
    }
    if let Some(c) = name.chars().find(|c| matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\') || c.is_control()) {
        return Some(finding("character").argument("character", c));
    }
    if name.ends_with(['.', ' ']) {
        return Some(finding("ending"));
    }
    (!is_nfc(name)).then(|| finding("decomposed").argument("composed", name.nfc().collect::<String>()))
}

fn too_long(path: &Arc<str>, max: usize) -> Option<Finding> {
    let units = path.encode_utf16().count();
    let longest = path.split('/').map(|name| (name.len(), name)).max().filter(|(length, _)| *length > MAX_NAME);
    let (length, max) = longest.map(|(length, _)| (length, MAX_NAME)).or((units > max).then_some((units, max)))?;
    Some(Finding::on_file(RULE.id, path).variant("long").argument("length", length).argument("max", max))
}
