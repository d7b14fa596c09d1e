//! What was found in every document of a snapshot, brought together: announced and defined, twice defined, assessed by
//! another file.

use super::files::{Files, faults};
use super::names::{LookedUp, UnknownName};
use super::{Announced, Assessment, Found, Miscount, Module, NearMiss, Text, coverage::Report, declared, folders, made};
use crate::data::SyntaxError;
use crate::document::Source;
use crate::text::normalise;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

/// At most so many pairs of titles are compared.
const LOOSE: usize = 4_000_000;

/// The learning content of a snapshot.
#[derive(Clone, Debug, Default)]
pub struct Curriculum {
    /// The modules, by path and place.
    pub report: Report,
    /// Announced, but defined nowhere.
    pub not_defined: Vec<(Arc<Source>, Announced)>,
    /// Defined, but not in the list that announces: indexes of the report's modules, and the last announced item.
    pub not_announced: Vec<(usize, Arc<Source>, Announced)>,
    /// Defined twice in one file: index of the later one, and of the first.
    pub duplicates: Vec<(usize, usize)>,
    /// Assessments in no module of any group.
    pub orphans: Vec<(Arc<Source>, Assessment)>,
    /// Markers that are nearly right.
    pub near_misses: Vec<(Arc<Source>, NearMiss)>,
    /// Names in assessments that no competency has.
    pub unknown_names: Vec<UnknownName>,
    /// Headings that announce an assessment and have nothing under them, those of exempt modules apart.
    pub empty_sections: Vec<(Arc<Source>, Text)>,
    /// Figures in front matter that are not what the files hold.
    pub miscounts: Vec<Miscount>,
    /// Files of data that assess modules and can't be read.
    pub faults: Vec<(Arc<Source>, SyntaxError)>,
}

/// Brings together what [`super::Models::read`] found in every document of a snapshot, in any order.
pub fn link(mut found: Vec<Found>) -> Curriculum {
    // Stable: the groups of a document stay in the order of the configuration.
    found.sort_by(|a, b| a.source.path().cmp(b.source.path()));
    made::drop_written(&mut found);
    let files = Files::take(&mut found);
    let mut names = LookedUp::default();
    folders::share(found.iter_mut().flat_map(|found| &mut found.modules));
    found.iter_mut().flat_map(|found| &mut found.modules).for_each(|module| files.give(module));
    folders::join_found(&mut found);
    for module in found.iter_mut().flat_map(|found| &mut found.modules) {
        names.look_up(module);
        module.excuse_itself();
    }
    let unknown_names = names.unknown();
    let mut curriculum = Curriculum {
        faults: faults(&found),
        miscounts: declared::wrong(&found, &files),
        unknown_names,
        near_misses: near_misses(&found),
        orphans: orphans(&found),
        ..Curriculum::default()
    };
    curriculum.empty_sections = empty_sections(&found);
    announcements(&found, &mut curriculum);
    // What was said of modules by document becomes indexes of the sorted whole.
    let mut modules: Vec<Module> = found.into_iter().flat_map(|found| found.modules).collect();
    modules.sort_by(|a, b| (a.source.path(), a.span.start).cmp(&(b.source.path(), b.span.start)));
    curriculum.duplicates = duplicates(&modules);
    let again: Vec<usize> = curriculum.duplicates.iter().map(|(later, _)| *later).collect();
    curriculum.not_announced.retain(|(at, ..)| !again.contains(at));
    curriculum.report = Report { modules };
    curriculum
}

/// What files give to modules of other files, for whoever brings modules and files together in parts.
#[derive(Default)]
pub(crate) struct Given(Files);

impl Given {
    /// Of what [`super::Models::read`] and [`super::Models::read_file`] found.
    pub(crate) fn new(mut found: Vec<Found>) -> Self {
        Self(Files::take(&mut found))
    }

    /// Makes of `modules` what [`link`] would.
    pub(crate) fn settle(&self, mut modules: Vec<Module>) -> Vec<Module> {
        folders::share(modules.iter_mut());
        modules.iter_mut().for_each(|module| self.0.give(module));
        let mut modules = folders::join(modules);
        for module in &mut modules {
            LookedUp::default().look_up(module);
            module.excuse_itself();
        }
        modules
    }
}

fn empty_sections(found: &[Found]) -> Vec<(Arc<Source>, Text)> {
    let exempt = |found: &Found, place: &Text| {
        let mut modules = found.modules.iter().filter(|module| module.exempt.is_some());
        modules.any(|module| module.span.contains(place.span))
    };
    let all = found.iter().flat_map(|found| found.empty_sections.iter().map(move |text| (found, text)));
    all.filter(|(found, text)| !exempt(found, text)).map(|(found, text)| (Arc::clone(&found.source), text.clone())).collect()
}

/// Two groups may read the same file: a place is reported once.
fn near_misses(found: &[Found]) -> Vec<(Arc<Source>, NearMiss)> {
    let mut all: Vec<(Arc<Source>, NearMiss)> = Vec::new();
    for found in found {
        for miss in &found.near_misses {
            let same = |(source, other): &(Arc<Source>, NearMiss)| {
                source.path() == found.source.path() && other.text.span == miss.text.span
            };
            if !all.iter().rev().take(64).any(same) {
                all.push((Arc::clone(&found.source), miss.clone()));
            }
        }
    }
    all
}

/// Assessments that no group has in a module.
fn orphans(found: &[Found]) -> Vec<(Arc<Source>, Assessment)> {
    let mut by_path: HashMap<&str, Vec<&Found>> = HashMap::new();
    for found in found {
        by_path.entry(found.source.path()).or_default().push(found);
    }
    let mut all: Vec<(Arc<Source>, Assessment)> = Vec::new();
    for found in found {
        let same = &by_path[found.source.path()];
        let defines = same.iter().any(|found| !found.modules.is_empty());
        for orphan in &found.orphans {
            let start = orphan.marker.span.start;
            let held = same.iter().flat_map(|found| &found.modules).any(|m| m.span.start <= start && start < m.span.end);
            let told =
                all.last().is_some_and(|(source, last)| Arc::ptr_eq(source, &found.source) && last.marker.span.start >= start);
            if !held && !told && (defines || orphan.complete) {
                all.push((Arc::clone(&found.source), orphan.clone()));
            }
        }
    }
    all
}

/// Later modules of the same title in the same file, with the first.
fn duplicates(modules: &[Module]) -> Vec<(usize, usize)> {
    let mut first: HashMap<(&str, &str, &str), usize> = HashMap::new();
    let mut found = Vec::new();
    let keys: Vec<String> = modules.par_iter().map(|module| normalise::key(&module.title.text)).collect();
    for (at, (module, key)) in modules.iter().zip(&keys).enumerate() {
        match first.entry((&*module.group, module.source.path(), key)) {
            std::collections::hash_map::Entry::Occupied(entry) => found.push((at, *entry.get())),
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(at);
            }
        }
    }
    found
}

/// Compares what is announced with what is defined.
///
/// A list in a document that defines modules speaks of that document; one in a document without modules (an index
/// page) speaks of the whole group.
fn announcements(found: &[Found], curriculum: &mut Curriculum) {
    let mut index = 0;
    let mut order: Vec<(&Module, &Found)> =
        found.iter().flat_map(|found| found.modules.iter().map(move |module| (module, found))).collect();
    order.sort_by(|a, b| (a.0.source.path(), a.0.span.start).cmp(&(b.0.source.path(), b.0.span.start)));
    let keys: Vec<String> = order.par_iter().map(|(module, _)| normalise::key(&module.title.text)).collect();
    let mut announced = vec![false; order.len()];
    let mut speaks: Vec<Option<usize>> = vec![None; order.len()];
    for (number, found) in found.iter().enumerate().filter(|(_, found)| !found.announced.is_empty()) {
        let own: Vec<usize> = (0..order.len()).filter(|&at| order[at].1.source.path() == found.source.path()).collect();
        let spoken = if found.modules.is_empty() {
            (0..order.len()).filter(|&at| order[at].0.group == found.group).collect()
        } else {
            own
        };
        let candidates: Vec<(usize, &str)> = (0..order.len()).map(|at| (at, &*keys[at])).collect();
        let answers = answers(&found.announced, &candidates);
        for (item, answer) in found.announced.iter().zip(&answers) {
            match answer {
                Some(at) => announced[*at] = true,
                None => curriculum.not_defined.push((Arc::clone(&found.source), item.clone())),
            }
            index += 1;
        }
        for at in spoken {
            if order[at].1.announces {
                speaks[at] = Some(number);
            }
        }
    }
    if index == 0 {
        return;
    }
    let told: HashSet<&str> = (0..order.len()).filter(|&at| announced[at]).map(|at| &*keys[at]).collect();
    for at in 0..order.len() {
        if let Some(last) = speaks[at]
            .filter(|_| !told.contains(&*keys[at]))
            .and_then(|number| Some((Arc::clone(&found[number].source), found[number].announced.last()?.clone())))
        {
            curriculum.not_announced.push((at, last.0, last.1));
        }
    }
}

/// For each announced item the module that answers it; the nearest titles first, each module once.
fn answers(announced: &[Announced], candidates: &[(usize, &str)]) -> Vec<Option<usize>> {
    let mut found = vec![None; announced.len()];
    let mut taken = vec![false; candidates.len()];
    let keys: Vec<(String, String)> =
        announced.iter().map(|item| (normalise::key(&item.text.text), normalise::key(&item.title))).collect();
    let mut titles: HashMap<&str, VecDeque<usize>> = HashMap::new();
    candidates.iter().enumerate().for_each(|(at, (_, key))| titles.entry(key).or_default().push_back(at));
    for (item, (whole, before)) in keys.iter().enumerate() {
        let first = |key: &str| titles.get(key)?.front().copied();
        let same = first(before).into_iter().chain(first(whole)).min();
        if let Some(at) = same {
            titles.entry(candidates[at].1).or_default().pop_front();
            taken[at] = true;
            found[item] = Some(candidates[at].0);
        }
    }
    // Hostile lists must not cost their product.
    let open = found.iter().filter(|answer| answer.is_none()).count();
    let near = &candidates[..candidates.len().min(LOOSE / open.max(1))];
    for nearness in [begins, holds, misspelt] {
        for (item, (whole, before)) in keys.iter().enumerate() {
            if found[item].is_some() {
                continue;
            }
            let answer = near.iter().position(|(_, key)| nearness(before, key) || nearness(whole, key));
            if let Some(answer) = answer.filter(|&answer| !std::mem::replace(&mut taken[answer], true)) {
                found[item] = Some(candidates[answer].0);
            }
        }
    }
    found
}

/// Whether one is the first words of the other.
fn begins(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.chars().count() >= 4 && long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '))
}

/// Whether the words of one stand in the other, one after another.
fn holds(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.chars().count() >= 8 && format!(" {long} ").contains(&format!(" {short} "))
}

/// Whether they differ in a letter or two: a plural, a slip.
fn misspelt(a: &str, b: &str) -> bool {
    let longest = a.chars().count().max(b.chars().count());
    longest >= 6 && normalise::distance_within(a, b, longest / 8 + usize::from(longest < 8)).is_some()
}
