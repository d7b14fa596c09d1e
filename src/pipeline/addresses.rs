//! The repositories whose addresses are resolved without the network: the one that is checked, and the clones that the
//! configuration names.
//!
//! A configuration may be a stranger's: that of a pull request, for instance. What it can reach is bounded: a relative
//! path to the very folder of a clone outside of this repository (a folder inside could be made to look like one), whose
//! own remotes carry the name; of it objects alone are read, those of the branches and tags that links name. A folder that
//! is no such clone, is not there or may not be read gives one and the same answer.

use super::configure::Configured;
use crate::config::Sibling;
use crate::corpus::Addresses;
use crate::document::Source;
use crate::finding::Finding;
use crate::git::{Refs, Repository};
use crate::rules::links::sibling_absent;
use crate::text::Span;
use std::path::Path;
use std::sync::Arc;

/// The addresses, and what is to be said of clones that are not there.
pub(super) fn addresses(repository: &Repository, configured: &Configured) -> (Addresses, Vec<Finding>) {
    let config = &configured.config;
    let mut addresses = Addresses::default();
    let mut names = repository.names();
    names.extend(config.names.iter().cloned());
    if !names.is_empty() {
        addresses.add(names, repository.refs(), true);
    }
    let mut findings = Vec::new();
    let source = configured.source();
    for sibling in &config.siblings {
        match clone(repository, &config.folder, sibling) {
            Some(refs) => addresses.add(vec![sibling.name.clone()], refs, false),
            None => findings.extend(source.as_ref().map(|source| absent(source, sibling))),
        }
    }
    (addresses, findings)
}

/// Takes out of `configured`, that of a contribution, the clones that its `base` does not name, and tells of each: whoever wants
/// to know what they hold does not choose them. Without a base that can be read all of them go.
pub(super) fn keep_known(configured: &mut Configured, base: Option<&Configured>) -> Vec<Finding> {
    let base = base.map(|base| &base.config).filter(|base| base.folder == configured.config.folder);
    let is_known = |sibling: &Sibling| {
        let named = base.into_iter().flat_map(|base| &base.siblings);
        named.into_iter().any(|known| known.path == sibling.path && known.name.is_same(&sibling.name))
    };
    let (known, unknown): (Vec<_>, Vec<_>) = std::mem::take(&mut configured.config.siblings).into_iter().partition(is_known);
    configured.config.siblings = known;
    let source = configured.source();
    let told = |sibling: &Sibling| Some(absent(source.as_ref()?, sibling).variant("not-in-base"));
    unknown.iter().filter_map(told).collect()
}

fn clone(repository: &Repository, folder: &str, sibling: &Sibling) -> Option<Refs> {
    let root = repository.workdir()?;
    let dir = root.join(folder).join(Path::new(&sibling.path)).canonicalize().ok()?;
    if dir.starts_with(root) {
        return None;
    }
    Refs::of_clone(&dir, &sibling.name)
}

fn absent(source: &Arc<Source>, sibling: &Sibling) -> Finding {
    let span = sibling.span.unwrap_or(Span::at(0));
    Finding::new(sibling_absent::RULE.id, source, span).argument("repository", &sibling.name.path).argument("path", &sibling.path)
}
