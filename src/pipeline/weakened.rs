//! What a contribution's own configuration no longer checks. It judges the contribution, so that whoever changes it is told
//! at once what it means; and so that nobody is told too little, what the base's configuration would have said is said too.

use super::configure::{Configured, configure};
use super::{Base, Error, Fate, Judge, Known, Outcome, Reported, Request, Status};
use crate::config::{Config, Exemption, SchemaSource};
use crate::document::Source;
use crate::finding::{Finding, Severity};
use crate::git::Repository;
use crate::rules::contribution::checks_weakened::RULE;
use crate::rules::{RULES, Rule};
use crate::select;
use crate::text::Span;
use crate::verdict::Moved;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// What is checked less.
#[derive(Default)]
pub(super) struct Weakened {
    /// One for each change.
    pub(super) findings: Vec<Finding>,
    /// New findings that the base's configuration would have given, and the contribution's does not.
    pub(super) hidden: Vec<Reported>,
    /// The base's configuration, which says how grave the findings are: the contribution's own could turn them off.
    pub(super) config: Option<Config>,
}

/// Compares the configuration of the contribution, `head`, with that of the base. One that the command line names is
/// nobody's to change, and nothing is compared then. `shown` are the fingerprints of the findings given anyway.
pub(super) fn weakened(
    repository: &Repository,
    request: &Request,
    head: &Configured,
    moved: &Moved,
    asked: &Base,
    shown: &HashSet<&str>,
) -> Result<Weakened, Error> {
    if !matches!(request.config, Judge::Nearest) {
        return Ok(Weakened::default());
    }
    // A base whose own configuration is broken checked nothing.
    let Ok(before) = configure(moved.before(), repository.prefix(), request) else { return Ok(Weakened::default()) };
    let schemas = schemas(&before.config, moved);
    let changed = |place: &Place| place.finding(None).variant("schema").argument("path", place.source.path());
    let mut findings: Vec<Finding> = schemas.iter().map(changed).collect();
    let text = |configured: &Configured| configured.file().map(|file| (file.path.clone(), file.text.clone()));
    let file = head.file().or(before.file()).filter(|_| text(head) != text(&before));
    let place =
        file.map(|file| Place { source: Source::new(file.path.as_str(), file.text.clone()), there: head.file().is_some() });
    findings.extend(place.iter().flat_map(|place| settings(&before.config, &head.config, place)));
    // Nor did one whose schemas are.
    let whole = before.clone().read_schemas(moved.before()).is_ok();
    let Some(place) = place.or(schemas.into_iter().next()).filter(|_| whole) else {
        return Ok(Weakened { findings, hidden: Vec::new(), config: Some(before.config) });
    };
    // The contribution's baseline is its own word too.
    let again = Request {
        config: Judge::Of(before.file().cloned(), Arc::clone(moved.before())),
        base: Some(Base { name: asked.name.clone(), all: false }),
        baseline: Known::Nowhere,
        online: None,
        ..request.clone()
    };
    let Outcome { mut ledger, .. } = super::check(repository, &again)?;
    ledger.retain(|entry| {
        let would = entry.fate == Fate::Told && entry.status == Status::New && !shown.contains(entry.fingerprint.as_str());
        entry.fate = Fate::Hidden;
        would
    });
    let hidden = ledger.entries().to_vec();
    if !hidden.is_empty() {
        let rules: BTreeSet<&str> = hidden.iter().map(|reported| reported.finding.rule).collect();
        let rules: Vec<&str> = rules.into_iter().collect();
        let finding = place.finding(None).variant("hidden").argument("count", hidden.len());
        findings.push(finding.argument("rules", rules.join(", ")));
    }
    Ok(Weakened { findings, hidden, config: Some(before.config) })
}

/// The schemas of front matter that the contribution changes: it is judged by them as they are now.
fn schemas(before: &Config, moved: &Moved) -> Vec<Place> {
    let files = before.groups.iter().filter_map(|group| match &group.front_matter.schema {
        Some(SchemaSource::File { path, .. }) => Some(path.as_str()),
        _ => None,
    });
    let changed: BTreeSet<&str> = files.filter(|path| moved.touches(path)).collect();
    let source = |path: &str| moved.source(path).or_else(|| moved.source_before(path));
    changed.into_iter().filter_map(|path| Some(Place { source: source(path)?, there: true })).collect()
}

/// Where changes of the configuration are shown.
struct Place {
    source: Arc<Source>,
    /// Whether the contribution still has the file.
    there: bool,
}

impl Place {
    /// At `span` of the configuration; at its beginning, where it says nothing of it.
    fn finding(&self, span: Option<Span>) -> Finding {
        let first = self.source.lines().line_span(self.source.text(), 1).unwrap_or_default();
        Finding::new(RULE.id, &self.source, span.filter(|_| self.there).unwrap_or(first))
    }
}

/// The settings that ask for less than before.
fn settings(before: &Config, after: &Config, place: &Place) -> Vec<Finding> {
    let name = |level: Option<Severity>| level.map_or("off", Severity::name);
    let rule = |rule: &Rule| {
        let (old, new) = (select::severity(rule.id, before), select::severity(rule.id, after));
        let setting = after.rules.get(rule.id);
        (new < old).then(|| {
            let finding = place.finding(setting.and_then(|setting| setting.span)).argument("rule", rule.id);
            finding.argument("before", name(old)).argument("after", name(new))
        })
    };
    let mut findings: Vec<Finding> = RULES.iter().filter_map(rule).collect();
    if after.fail_on > before.fail_on {
        let finding = place.finding(None).variant("fail-on");
        findings.push(finding.argument("before", before.fail_on.name()).argument("after", after.fail_on.name()));
    }
    for group in &after.groups {
        let known = before.groups.iter().find(|known| known.name == group.name);
        let known: HashSet<String> = known.into_iter().flat_map(|known| &known.exempt).map(Exemption::name).collect();
        for exempt in group.exempt.iter().filter(|exempt| !known.contains(&exempt.name())) {
            let finding = place.finding(exempt.span).variant("exemption").argument("module", exempt.name());
            findings.push(finding.argument("reason", &exempt.reason));
        }
    }
    for group in before.groups.iter().filter(|group| !after.groups.iter().any(|now| now.name == group.name)) {
        findings.push(place.finding(None).variant("group").argument("group", &group.name));
    }
    findings
}
