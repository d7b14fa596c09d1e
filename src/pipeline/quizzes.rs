//! The files that assess modules and are no documents of the configuration: quizzes of YAML or JSON, most of all. Read
//! once, through the snapshot, when the documents have said which they are.

use super::read;
use super::stages::Documents;
use crate::config::Config;
use crate::curriculum::{Found, Models};
use crate::document::Dialect;
use crate::finding::Finding;
use crate::git::{Entry, ReadError, Snapshot};
use crate::site::Sites;
use rayon::prelude::*;
use std::sync::Arc;

/// The largest that is read, in bytes: a larger one was written by no teacher.
const LARGEST: u64 = 4 << 20;

/// Adds to `documents` what the files give that their modules are assessed by. Those that are not there give nothing.
pub(super) fn read(snapshot: &Snapshot, config: &Config, sites: &Sites, documents: &mut Documents) {
    let models = Models::new(config);
    let wanted = models.wanted(&documents.found);
    let read = wanted.par_iter().filter_map(|path| one(snapshot, (&models, sites.dialect(path)), path, snapshot.get(path)?));
    let read: Vec<(Vec<Found>, Option<Finding>)> = read.collect();
    for (found, finding) in read {
        documents.found.extend(found);
        documents.findings.extend(finding);
    }
}

/// What one file gives, and the finding that it can't be read; `None` if it is gone.
fn one(
    snapshot: &Snapshot,
    (models, dialect): (&Models, Dialect),
    path: &Arc<str>,
    entry: &Entry,
) -> Option<(Vec<Found>, Option<Finding>)> {
    let size = snapshot.size(entry).filter(|&size| size > LARGEST);
    let source = match size {
        Some(size) => Err(Box::new(read::unreadable(path, &ReadError::TooLarge { size }))),
        None => read::source(snapshot, entry)?,
    };
    Some(match source {
        Ok(source) => (models.read_file(path, Some(source), dialect), None),
        Err(finding) => (models.read_file(path, None, dialect), Some(*finding)),
    })
}
