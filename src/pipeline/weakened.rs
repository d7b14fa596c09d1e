//! What a contribution no longer has checked. Its own configuration judges it, so that whoever changes it is told at once what it
//! means; and so that nobody is told too little, what is asked of each document is compared with what the base asks of it.

mod documents;
mod reach;
mod settings;
mod undecided;
mod unread;

use super::compared::{Before, Head};
use super::configure::{Configured, configure};
use super::{Base, Error, Fate, Judge, Known, Outcome, Reported, Request, Status, read};
use crate::config::{Config, ConfigFile, SchemaSource};
use crate::document::Source;
use crate::finding::Finding;
use crate::git::{ReadError, Repository};
use crate::rules::contribution::checks_weakened::RULE;
use crate::text::Span;
use crate::verdict::Moved;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
pub(super) use unread::inline;

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

/// What is compared.
pub(super) struct Sides<'a> {
    pub(super) repository: &'a Repository,
    pub(super) request: &'a Request,
    pub(super) asked: &'a Base,
    /// The configuration of the base; `None` where it is broken, and checked nothing.
    pub(super) before: Option<OwnConfig>,
    pub(super) base: &'a Before,
    pub(super) head: &'a Head,
}

/// A configuration, and the files of schemas that it names.
pub(super) struct OwnConfig {
    pub(super) configured: Configured,
    schemas: BTreeSet<String>,
    /// Whether the schemas could be read.
    whole: bool,
}

/// The configuration that judged the base by itself: that of its own files, the profile that its documents are evidence of
/// included. `None` where it is broken: it checked nothing. `read` is the contribution.
pub(super) fn configured(
    repository: &Repository,
    request: &Request,
    moved: &Moved,
    read: &super::stages::Read,
) -> Result<Option<OwnConfig>, Error> {
    let before = moved.before();
    let mut request = request.clone();
    if let Judge::Named { inside, .. } = &request.config {
        let inside = inside.as_deref();
        // A file that is none of the repository's is nobody's to change.
        let Some(path) = inside else {
            return Ok(Some(OwnConfig { configured: read.configured.clone(), schemas: BTreeSet::new(), whole: true }));
        };
        let bytes = before.get(path).and_then(|entry| before.read(entry).ok());
        let Some(Ok(file)) = bytes.map(|bytes| ConfigFile::new(path, bytes)) else { return Ok(None) };
        request.config = Judge::Named { file: ConfigFile { path: read.configured.name(), ..file }, inside: None };
    }
    let mut configured = match configure(before, repository.prefix(), &request) {
        Ok(configured) => configured,
        // What is not there can't be compared with; what is broken checked nothing.
        Err(error @ Error::Unreadable { reason: ReadError::Object { .. }, .. }) => return Err(error),
        Err(_) => return Ok(None),
    };
    let schemas = schema_files(&configured.config);
    let entries = read::documents(before, &configured.config);
    let as_written = configured.clone();
    match configured.choose_by_sample(before, &entries, &request) {
        Ok(false) => {}
        Ok(true) => {
            let evidence = read.evidence_before(moved, &entries);
            if configured.choose_by_evidence(&evidence, &request)? {
                configured.read_schemas(before)?;
            }
        }
        // With a broken schema nothing was checked.
        Err(_) => return Ok(Some(OwnConfig { configured: as_written, schemas, whole: false })),
    }
    Ok(Some(OwnConfig { configured, schemas, whole: true }))
}

/// Compares what is asked of the contribution with what its base asks.
pub(super) fn weakened(sides: &Sides<'_>) -> Result<Weakened, Error> {
    let Sides { request, base, head, .. } = sides;
    let after = &head.judged.configured;
    let Some(OwnConfig { configured: before, schemas, whole }) =
        sides.before.as_ref().filter(|_| !matches!(request.config, Judge::Of(..)))
    else {
        return Ok(Weakened::default());
    };
    let mut findings = documents::left(&before.config, base, head);
    let told = findings.iter().map(|finding| finding.place.path().to_owned()).collect();
    findings.extend(unread::unread(base, head, &told));
    findings.extend(reach::further(base, head));
    findings.extend(undecided::more(base, head));
    let schemas = changed_schemas(schemas, &base.moved);
    let changed = |place: &Place| place.finding(None).variant("schema").argument("path", place.source.path());
    findings.extend(schemas.iter().map(changed));
    let same = before.config.effective == after.config.effective;
    if same && schemas.is_empty() {
        return Ok(Weakened { findings, hidden: Vec::new(), config: Some(before.config.clone()) });
    }
    let place = Place::of(before, after, request).filter(|_| !same);
    if let Some(place) = &place {
        findings.extend(settings::told(&before.config, &after.config, head, place));
    }
    let Some(place) = place.or(schemas.into_iter().next()).filter(|_| *whole) else {
        return Ok(Weakened { findings, hidden: Vec::new(), config: Some(before.config.clone()) });
    };
    let would = would(sides, before)?;
    let told = findings.iter().any(|finding| matches!(finding.variant, Some("documents" | "group" | "group-documents")));
    findings.extend(settings::modules(&would, head, &place).filter(|_| !told));
    let shown: HashSet<&str> = head.ledger.entries().iter().map(|entry| entry.fingerprint.as_str()).collect();
    let mut ledger = would.ledger;
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
    Ok(Weakened { findings, hidden, config: Some(before.config.clone()) })
}

/// What the check of the contribution would be if the base's configuration judged it. The contribution's baseline is its own
/// word too.
fn would(sides: &Sides<'_>, before: &Configured) -> Result<Outcome, Error> {
    let mut again = Request {
        config: Judge::Of(before.file().cloned(), Arc::clone(sides.base.moved.before())),
        base: Some(Base { name: sides.asked.name.clone(), all: false }),
        baseline: Known::Nowhere,
        online: None,
        ..sides.request.clone()
    };
    if let Some(choice) = &before.evidence {
        again.overrides.profiles = Some(vec![choice.name.clone()]);
    }
    super::check(sides.repository, &again)
}

/// The files of schemas of front matter that `config` names, before they are read.
fn schema_files(config: &Config) -> BTreeSet<String> {
    let file = |group: &crate::config::Group| match &group.front_matter.schema {
        Some(SchemaSource::File { path, .. }) => Some(path.clone()),
        _ => None,
    };
    config.groups.iter().filter_map(file).collect()
}

/// Those of `schemas` that the contribution changes: it is judged by them as they are now.
fn changed_schemas(schemas: &BTreeSet<String>, moved: &Moved) -> Vec<Place> {
    let place = |path: &String| {
        let now = moved.source(moved.changes.now(path));
        let there = now.is_some();
        Some(Place { source: now.or_else(|| moved.source_before(path))?, there, extends: false })
    };
    schemas.iter().filter(|path| moved.touches(path)).filter_map(place).collect()
}

/// Where something is said of a file that decides what is checked.
pub(super) struct Place {
    source: Arc<Source>,
    /// Whether the contribution still has the file.
    there: bool,
    /// Whether what it does not name may stand in a file that it extends.
    extends: bool,
}

impl Place {
    /// In the configuration: the contribution's, else that of the base, which it removed.
    fn of(before: &Configured, after: &Configured, request: &Request) -> Option<Self> {
        let file = after.file().or(before.file())?;
        let path = match &request.config {
            Judge::Named { inside: Some(inside), .. } => inside,
            _ => &file.path,
        };
        let extends = !after.config.extended.is_empty();
        Some(Self { source: Source::new(path.as_str(), file.text.clone()), there: after.file().is_some(), extends })
    }

    /// At `span` of the file; at its beginning, where it says nothing of it.
    fn finding(&self, span: Option<Span>) -> Finding {
        let first = self.source.line_span(1).unwrap_or_default();
        Finding::new(RULE.id, &self.source, span.filter(|_| self.there).unwrap_or(first))
    }

    /// Where the configuration names the setting with these keys.
    fn setting(&self, keys: &[String]) -> Finding {
        let named = |keys: &[String]| crate::config::place_of(self.source.text(), keys).filter(|_| self.there);
        self.finding(named(keys).or_else(|| named(&["extends".to_owned()]).filter(|_| self.extends)))
    }
}
