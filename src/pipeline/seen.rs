//! What the documents of a repository show of their form, where no module is found in them.

use super::read;
use crate::curriculum::mine::Page;
use crate::document::Document;
use crate::git::{At, Repository};
use rayon::prelude::*;
use std::sync::Arc;

/// What the documents at `paths` of `repository` show, in that order; nothing of those that can't be read.
pub fn pages(repository: &Repository, at: &At, paths: &[Arc<str>]) -> Vec<Page> {
    let Ok(snapshot) = repository.snapshot(at) else { return Vec::new() };
    let read = |path: &Arc<str>| Some(Page::of(&Document::parse(read::source(&snapshot, snapshot.get(path)?)?.ok()?)));
    paths.par_iter().filter_map(read).collect()
}
