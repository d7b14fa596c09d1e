//! What the documents of a repository show of their form, where no module is found in them.

use super::read;
use crate::curriculum::mine::Page;
use crate::document::Document;
use crate::git::{At, Repository};
use crate::language::Language;
use crate::text::spoken;
use rayon::prelude::*;
use std::sync::Arc;

/// What the documents at `paths` of `repository` show, in that order; nothing of those that can't be read.
pub fn pages(repository: &Repository, at: &At, paths: &[Arc<str>]) -> Vec<Page> {
    let Ok(snapshot) = repository.snapshot(at) else { return Vec::new() };
    let read = |path: &Arc<str>| Some(Page::of(&Document::parse(read::source(&snapshot, snapshot.get(path)?)?.ok()?)));
    paths.par_iter().filter_map(read).collect()
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
