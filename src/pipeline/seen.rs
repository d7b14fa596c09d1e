//! What the documents of a repository show of their form, where no module is found in them.

use super::read;
use crate::curriculum::mine::{Recurring, assessments};
use crate::document::Document;
use crate::git::{At, Repository};
use crate::language::Language;
use crate::text::spoken;
use rayon::prelude::*;
use std::sync::Arc;

/// The headings that name an assessment in the documents at `paths` of `repository`, those of most pages first; none where they can't
/// be read.
pub fn recurring(repository: &Repository, at: &At, paths: &[Arc<str>]) -> Vec<Recurring> {
    let Ok(snapshot) = repository.snapshot(at) else { return Vec::new() };
    let parse = |path: &Arc<str>| Some(Document::parse(read::source(&snapshot, snapshot.get(path)?)?.ok()?));
    let documents: Vec<Document> = paths.par_iter().filter_map(parse).collect();
    assessments(&documents)
}

/// How many documents, evenly spread, tell the language of all of them.
const SAMPLE: usize = 200;

/// The language in which the documents at `paths` of `repository` are written, if it is one of ours.
pub fn language(repository: &Repository, at: &At, paths: &[Arc<str>]) -> Option<Language> {
    let snapshot = repository.snapshot(at).ok()?;
    let source = |path: &Arc<str>| read::source(&snapshot, snapshot.get(path)?)?.ok();
    let sample = paths.iter().step_by(paths.len().div_ceil(SAMPLE).max(1));
    let sources: Vec<_> = sample.filter_map(source).collect();
    spoken(sources.iter().map(|source| source.text()))
}
