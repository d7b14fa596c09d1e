//! What the documents of a repository show of their form, where no module is found in them.

use super::read;
use crate::curriculum::mine::{Recurring, assessments};
use crate::document::Document;
use crate::git::{At, Repository};
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
