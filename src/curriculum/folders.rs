//! Modules of several files: one for each folder that holds a file of the group.
//!
//! A document is read by itself, so that each file gives a part of its module; here the parts become one. Its competencies are those
//! of one file, so that each has its place in the module's own file; an assessment may stand in any of them.

use super::{Found, Marker, Module};
use crate::text::path::folder_of;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// The names, without extension, of the file that presents its folder.
const PRESENTS: [&str; 3] = ["readme", "index", "_index"];

/// Whether the file at `path` presents its folder.
pub(super) fn presents(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    PRESENTS.iter().any(|own| stem.eq_ignore_ascii_case(own))
}

fn is_part(module: &Module) -> bool {
    module.marker == Marker::Folder
}

fn key(module: &Module) -> (Arc<str>, String) {
    (Arc::clone(&module.group), folder_of(module.source.path()).to_owned())
}

/// Has each file that assesses a whole folder be one assessment of it, whichever of its parts name it.
pub(super) fn share<'m>(modules: impl Iterator<Item = &'m mut Module>) {
    let mut named = HashSet::new();
    for module in modules.filter(|module| is_part(module)) {
        let folder = key(module);
        module.assessed_by.retain(|path| named.insert((folder.clone(), path.clone())));
    }
}

/// Makes one module of the parts of each folder in `found`; it stands where its main file does.
pub(super) fn join_found(found: &mut [Found]) {
    let modules = found.iter_mut().filter(|found| found.modules.iter().any(is_part)).flat_map(|found| found.modules.drain(..));
    let joined = join(modules.collect());
    if joined.is_empty() {
        return;
    }
    let places = found.iter().enumerate().map(|(at, found)| ((Arc::clone(&found.group), Arc::clone(&found.source.path)), at));
    let places: HashMap<_, _> = places.collect();
    for module in joined {
        let place = places.get(&(Arc::clone(&module.group), Arc::clone(&module.source.path)));
        if let Some(found) = place.and_then(|at| found.get_mut(*at)) {
            found.modules.push(module);
        }
    }
}

/// Makes one module of the parts of each folder; all others stay as they are.
pub(crate) fn join(modules: Vec<Module>) -> Vec<Module> {
    let (parts, mut whole): (Vec<Module>, Vec<Module>) = modules.into_iter().partition(is_part);
    let mut folders: BTreeMap<(Arc<str>, String), Vec<Module>> = BTreeMap::new();
    for part in parts {
        folders.entry(key(&part)).or_default().push(part);
    }
    whole.extend(folders.into_values().filter_map(one));
    whole
}

/// The module of the parts of one folder.
fn one(mut parts: Vec<Module>) -> Option<Module> {
    parts.sort_by(|a, b| {
        let order = |module: &Module| !presents(module.source.path());
        order(a).cmp(&order(b)).then_with(|| a.source.path().cmp(b.source.path()))
    });
    // That of the file that presents the folder; all others have the folder's name.
    let title = parts.first()?.title.text.clone();
    let main = parts.iter().position(|part| !part.competencies.is_empty()).unwrap_or(0);
    let mut module = parts.remove(main);
    module.title.text = title;
    for part in parts {
        add(&mut module, part);
    }
    Some(module)
}

fn add(module: &mut Module, part: Module) {
    for mut assessment in part.assessments {
        // What another file links to, or holds, stands there for this one.
        assessment.link = None;
        assessment.source.get_or_insert_with(|| Arc::clone(&part.source));
        if assessment.complete && assessment.names.is_empty() {
            let number = module.assessments.len() as u32;
            module.competencies.iter_mut().for_each(|competency| competency.assessed_by.push(number));
        }
        module.assessments.push(assessment);
    }
    module.assessed_by.extend(part.assessed_by);
    // What exempts one file of several exempts none of the others.
    module.exempt = module.exempt.take().filter(|_| part.exempt.is_some());
    module.excuse = module.excuse.take().filter(|_| part.excuse.is_some());
    module.id = module.id.take().or(part.id);
    if module.objective.is_none() {
        // Its place is in another file: it is said at the beginning of this one.
        module.objective = part.objective.map(|mut text| {
            text.span = module.title.span;
            text
        });
    }
}
