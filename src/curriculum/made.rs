//! A lesson that a program writes of a notebook beside it is the notebook's lesson, and counts once.

use super::Found;
use crate::text::path::NOTEBOOKS;
use std::collections::HashMap;

/// Takes out what was found in `a.md` where `a.Rmd` beside it has the same modules, in the same group.
pub(super) fn drop_written(found: &mut Vec<Found>) {
    let modules: HashMap<(&str, &str), Vec<&str>> =
        found.iter().map(|found| ((&*found.group, found.source.path()), titles(found))).collect();
    let is_written = |one: &Found| {
        let stem = one.source.path().strip_suffix(".md").filter(|_| !one.modules.is_empty());
        let sources = stem.into_iter().flat_map(|stem| NOTEBOOKS.iter().map(move |end| format!("{stem}.{end}")));
        sources.into_iter().any(|source| modules.get(&(&*one.group, &*source)) == Some(&titles(one)))
    };
    let kept: Vec<bool> = found.iter().map(|one| !is_written(one)).collect();
    let mut kept = kept.into_iter();
    found.retain(|_| kept.next().unwrap_or(true));
}

fn titles(found: &Found) -> Vec<&str> {
    found.modules.iter().map(|module| &*module.title.text).collect()
}
