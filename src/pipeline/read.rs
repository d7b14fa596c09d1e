//! Reading: every Markdown file of the snapshot, once; what can't be read becomes a finding.

use crate::config::Config;
use crate::document::{Reread, Source};
use crate::finding::Finding;
use crate::git::{Entry, EntryKind, ReadError, Snapshot};
use crate::rules::documents;
use crate::text::path::is_markdown;
use crate::text::{Span, spare};
use rayon::prelude::*;
use std::sync::Arc;

/// Whether `entry` is a file that is read as Markdown.
pub(super) fn is_document(entry: &Entry) -> bool {
    matches!(entry.kind, EntryKind::File | EntryKind::Executable) && is_markdown(&entry.path)
}

/// Whether a configuration speaks of the file at `path`: it stands in the folder of the configuration file, and is not
/// excluded.
pub(super) fn in_scope(config: &Config, path: &str) -> bool {
    let inside = config.folder.is_empty() || path.strip_prefix(&config.folder).is_some_and(|rest| rest.starts_with('/'));
    inside && config.in_scope(path)
}

/// The Markdown files in the configuration's scope, sorted by path.
pub(super) fn documents<'s>(snapshot: &'s Snapshot, config: &Config) -> Vec<&'s Entry> {
    let wanted = |entry: &&Entry| is_document(entry) && in_scope(config, &entry.path);
    snapshot.entries().iter().filter(wanted).collect()
}

/// Reads a document's text again.
pub(super) fn reread(snapshot: &Arc<Snapshot>) -> Reread {
    let snapshot = Arc::clone(snapshot);
    Arc::new(move |path| Some(simdutf8::basic::from_utf8(&snapshot.read(snapshot.get(path)?).ok()?).ok()?.to_owned()))
}

/// One file's text; `None` if it vanished since the snapshot was taken, which is no fault of its content.
pub(super) fn source(snapshot: &Snapshot, entry: &Entry) -> Option<Result<Arc<Source>, Box<Finding>>> {
    let bytes = match snapshot.read(entry) {
        Ok(bytes) => bytes,
        Err(ReadError::Gone) => return None,
        Err(reason) => {
            return Some(Err(Box::new(unreadable(&entry.path, &reason))));
        }
    };
    let read = text(&entry.path, &bytes);
    spare::give(bytes);
    Some(read)
}

/// The folders in the configuration's scope that could not be listed. Whether they hold documents is unknown.
pub(super) fn unlisted(snapshot: &Snapshot, config: &Config) -> Vec<Finding> {
    let inside = |folder: &str| in_scope(config, folder) && in_scope(config, &format!("{folder}/document.md"));
    let problems = snapshot.problems().iter().filter(|problem| problem.path.is_empty() || inside(&problem.path));
    problems.map(|problem| unreadable(&problem.path.as_str().into(), &problem.reason).variant("folder")).collect()
}

/// `findings`, with one that says so in place of those in a document whose text was given back and is lost since:
/// nothing exact can be said of it.
pub(super) fn settled(findings: Vec<Finding>) -> Vec<Finding> {
    let settle = |finding: Finding| {
        let places = std::iter::once(&finding.place).chain(finding.related.iter().map(|related| &related.place));
        let lost = places.map(|place| &place.source).find(|source| source.text().is_empty() && source.is_lost());
        lost.map(|source| unreadable(&source.path, &ReadError::Gone)).unwrap_or(finding)
    };
    findings.into_par_iter().map(settle).collect()
}

/// The finding that the file or folder at `path` can't be read: it has no text to show.
pub(super) fn unreadable(path: &Arc<str>, reason: &ReadError) -> Finding {
    Finding::on_file(documents::unreadable::RULE.id, path).worded("reason", |language| reason.message(language))
}

/// What a file begins with that git-crypt encrypted.
const GIT_CRYPT: &[u8] = b"\0GITCRYPT\0";

/// The text in `bytes`. Of a file that is not UTF-8, what comes before the fault is kept to show the place.
fn text(path: &Arc<str>, bytes: &[u8]) -> Result<Arc<Source>, Box<Finding>> {
    if let Some(at) = memchr::memchr(0, bytes) {
        let source = Source::new(Arc::clone(path), String::from_utf8_lossy(&bytes[..at]).into_owned());
        let end = source.text().len();
        let finding = Finding::new(documents::document_nul::RULE.id, &source, Span::at(end));
        let encrypted = bytes.starts_with(GIT_CRYPT);
        return Err(Box::new(if encrypted { finding.variant("encrypted").minor(true) } else { finding }));
    }
    let source = |text: &str| {
        let mut held = spare::string(text.len());
        held.push_str(text);
        Source::new(Arc::clone(path), held)
    };
    simdutf8::compat::from_utf8(bytes).map(source).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        let source = Source::new(Arc::clone(path), String::from_utf8_lossy(&bytes[..at]).into_owned());
        let finding = Finding::new(documents::not_utf8::RULE.id, &source, Span::at(at));
        Box::new(finding.argument("byte", format!("0x{byte:02X}")).argument("offset", at))
    })
}
