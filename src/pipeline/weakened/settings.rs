//! The settings that ask for less than before, each with how much it concerns.

use super::super::compared::Head;
use super::super::{Outcome, read};
use super::Place;
use crate::config::{Bearing, Config, Difference, Exemption, differences};
use crate::curriculum::Module;
use crate::finding::{Finding, Severity};
use crate::git::Entry;
use crate::rules::{RULES, Rule};
use crate::select;
use std::collections::HashSet;

/// How many characters of a setting's value are shown.
const SHOWN: usize = 60;

/// What `after`, the configuration of `head`, asks less than `before`.
pub(super) fn told(before: &Config, after: &Config, head: &Head, place: &Place) -> Vec<Finding> {
    let mut findings: Vec<Finding> = RULES.iter().filter_map(|rule| lowered(rule, before, after, place)).collect();
    if after.fail_on > before.fail_on {
        let finding = place.setting(&["fail-on".to_owned()]).variant("fail-on");
        findings.push(finding.argument("before", before.fail_on.name()).argument("after", after.fail_on.name()));
    }
    for group in &after.groups {
        let known = before.groups.iter().find(|known| known.name == group.name);
        let known: HashSet<_> = known.into_iter().flat_map(|known| &known.exempt).map(Exemption::meaning).collect();
        for exempt in group.exempt.iter().filter(|exempt| !known.contains(&exempt.meaning())) {
            let finding = place.finding(exempt.span).variant("exemption").argument("module", exempt.name());
            findings.push(finding.argument("reason", &exempt.reason));
        }
    }
    for group in before.groups.iter().filter(|group| !after.groups.iter().any(|now| now.name == group.name)) {
        findings.push(place.finding(None).variant("group").argument("group", &group.name));
    }
    let documents: Vec<&str> = head.judged.snapshot.entries().iter().filter(|entry| read::is_document(entry)).map(path).collect();
    let left: Vec<&str> =
        documents.iter().copied().filter(|path| read::in_scope(before, path) && !read::in_scope(after, path)).collect();
    if let Some(first) = left.first() {
        let finding = place.setting(&["exclude".to_owned()]).variant("documents");
        findings.push(finding.argument("count", left.len()).argument("example", first));
    }
    let paths = lowered_for_paths(before, after, &documents, place);
    let mut narrowed = HashSet::new();
    for difference in differences(&before.effective, &after.effective) {
        if difference.name() == "exclude" && !left.is_empty() || difference.name() == "overrides" && !paths.is_empty() {
            continue;
        }
        if let Some(finding) = membership(&difference, before, after, &documents, place) {
            // Both settings that say which files are in the group tell of the same.
            if narrowed.insert(difference.group().map(str::to_owned)) {
                findings.push(finding);
            }
            continue;
        }
        findings.extend(setting(&difference, before, &documents, place));
    }
    findings.extend(paths);
    findings
}

/// The rules that `after` takes more lightly than `before` in some documents, and not in all.
fn lowered_for_paths(before: &Config, after: &Config, documents: &[&str], place: &Place) -> Vec<Finding> {
    let named =
        |rule: &&Rule| [before, after].iter().any(|side| side.overrides.iter().any(|one| one.rules.contains_key(rule.id)));
    let told = |rule: &Rule| {
        let (old, new) = (select::severity(rule.id, before), select::severity(rule.id, after));
        let at = |path: &str| (select::severity_at(rule.id, path, before), select::severity_at(rule.id, path, after));
        // What is lowered for all is told for all.
        let lower = |path: &&&str| {
            let (was, is) = at(path);
            is < was && !(new < old && (was, is) == (old, new)) && read::in_scope(after, path)
        };
        let first = documents.iter().find(lower)?;
        let (was, is) = at(first);
        let by = after.overrides.iter().rev().find(|one| one.rules.contains_key(rule.id) && one.files.takes(first));
        let finding = match by.and_then(|one| one.span) {
            Some(span) => place.finding(Some(span)),
            None => place.setting(&["overrides".to_owned()]),
        };
        let finding = finding.variant("paths").argument("rule", rule.id).argument("before", name_of(was));
        let finding = finding.argument("after", name_of(is)).argument("example", first);
        Some(finding.argument("count", documents.iter().filter(lower).count()))
    };
    RULES.iter().filter(named).filter_map(told).collect()
}

fn name_of(level: Option<Severity>) -> &'static str {
    level.map_or("off", Severity::name)
}

fn path(entry: &Entry) -> &str {
    &entry.path
}

fn lowered(rule: &Rule, before: &Config, after: &Config, place: &Place) -> Option<Finding> {
    let (old, new) = (select::severity(rule.id, before), select::severity(rule.id, after));
    let span = after.rules.get(rule.id).and_then(|setting| setting.span);
    let finding =
        || place.finding(span).argument("rule", rule.id).argument("before", name_of(old)).argument("after", name_of(new));
    (new < old).then(finding)
}

/// The documents that a group loses because of the files that it names.
fn membership(difference: &Difference, before: &Config, after: &Config, documents: &[&str], place: &Place) -> Option<Finding> {
    let group = difference.group()?;
    if !matches!(difference.keys.last().map(String::as_str), Some("files" | "exclude")) {
        return None;
    }
    let is_in = |config: &Config, path: &str| config.groups_for(path).any(|known| known.name == group);
    let lost: Vec<&str> = documents
        .iter()
        .copied()
        .filter(|path| read::in_scope(after, path) && is_in(before, path) && !is_in(after, path))
        .collect();
    let first = lost.first()?;
    let finding = place.setting(&difference.keys).variant("group-documents").argument("group", group);
    Some(finding.argument("count", lost.len()).argument("example", first))
}

/// A setting that asks less, or of which nobody can say whether it does.
fn setting(difference: &Difference, before: &Config, documents: &[&str], place: &Place) -> Option<Finding> {
    let concerned = |path: &&&str| match difference.group() {
        Some(group) => before.groups_for(path).any(|known| known.name == group),
        None => read::in_scope(before, path),
    };
    let variant = match difference.bearing() {
        Bearing::More => return None,
        Bearing::Less => "setting",
        Bearing::Other => "changed",
    };
    let mut finding = place.setting(&difference.keys).variant(variant).argument("setting", difference.name());
    finding = finding.argument("before", short(&difference.before)).argument("after", short(&difference.after));
    finding.minor = difference.bearing() == Bearing::Other;
    Some(finding.argument("count", documents.iter().filter(concerned).count()))
}

fn short(value: &serde_json::Value) -> String {
    if value.is_null() {
        return "–".to_owned();
    }
    let text = value.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The modules of the contribution that the base's configuration finds, by what it `would` have said, and its own does not.
pub(super) fn modules(would: &Outcome, head: &Head, place: &Place) -> impl Iterator<Item = Finding> {
    let at = |module: &Module| (module.source.path().to_owned(), module.title.span);
    let now: HashSet<_> = head.curriculum.report.modules.iter().map(at).collect();
    let lost: Vec<&Module> = would.curriculum.report.modules.iter().filter(|module| !now.contains(&at(module))).collect();
    let finding = lost.first().map(|first| {
        let finding = place.finding(None).variant("modules").argument("count", lost.len());
        finding.argument("example", &first.title.text)
    });
    finding.into_iter()
}
