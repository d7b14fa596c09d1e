//! What nearly all lessons have besides: sections, in their order, and keys of front matter.

use super::lexicon::lexicon;
use super::page::Page;
use crate::text::normalise;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Something that nearly all lessons have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared<K> {
    /// Its name, as the first lesson that has it writes it.
    pub name: Box<str>,
    /// Of a section its level, of a key the type of its values, where it is the same everywhere.
    pub kind: K,
    /// The lessons that have none.
    pub without: Vec<Arc<str>>,
}

/// So many lessons, and no fewer, show what lessons have.
const LEAST: usize = 8;

/// So many of a hundred lessons have it.
const NEARLY_ALL: usize = 90;

/// So many of a hundred may have their sections in another order.
const OTHERWISE: usize = 5;

fn is_shared(count: usize, of: usize) -> bool {
    of >= LEAST && count * 100 >= of * NEARLY_ALL
}

/// The sections that nearly all `lessons` have, in order; none where the order is not one. What names an assessment is not among them:
/// its absence has a rule of its own.
pub(super) fn sections(lessons: &[&Page]) -> Vec<Shared<u8>> {
    let mut known: HashMap<(u8, String), (usize, usize, Box<str>)> = HashMap::new();
    for page in lessons {
        let mut seen: HashSet<(u8, String)> = HashSet::new();
        for (at, (level, text)) in page.headings.iter().enumerate() {
            let key = (*level, normalise::key(text));
            if seen.insert(key.clone()) {
                let (count, places, _) = known.entry(key).or_insert_with(|| (0, 0, text.clone()));
                (*count, *places) = (*count + 1, *places + at);
            }
        }
    }
    let is = |key: &(u8, String), count: usize| is_shared(count, lessons.len()) && lexicon().assessment(&key.1).is_none();
    let mut shared: Vec<_> = known.into_iter().filter(|(key, (count, ..))| is(key, *count)).collect();
    // By the mean of their places.
    shared.sort_by(|(one_key, (one, at, _)), (other_key, (other, place, _))| {
        (at * other).cmp(&(place * one)).then_with(|| one_key.cmp(other_key))
    });
    let order: Vec<&(u8, String)> = shared.iter().map(|(key, _)| key).collect();
    let has = |page: &Page, key: &(u8, String)| {
        page.headings.iter().position(|(level, text)| *level == key.0 && normalise::key(text) == key.1)
    };
    let in_order = |page: &&Page| order.iter().filter_map(|key| has(page, key)).is_sorted();
    let otherwise = lessons.iter().filter(|page| !in_order(page)).count();
    if otherwise * 100 > lessons.len() * OTHERWISE {
        return Vec::new();
    }
    let without =
        |key: &(u8, String)| lessons.iter().filter(|page| has(page, key).is_none()).map(|page| Arc::clone(&page.path)).collect();
    shared.iter().map(|(key, (_, _, name))| Shared { name: name.clone(), kind: key.0, without: without(key) }).collect()
}

/// The keys of front matter that nearly all `lessons` have.
pub(super) fn keys(lessons: &[&Page]) -> Vec<Shared<Option<&'static str>>> {
    let mut known: BTreeMap<&str, (usize, Option<&'static str>)> = BTreeMap::new();
    for (key, kind) in lessons.iter().flat_map(|page| &page.keys) {
        let (count, same) = known.entry(key).or_insert((0, Some(kind)));
        (*count, *same) = (*count + 1, same.filter(|same| same == kind));
    }
    let shared = known.into_iter().filter(|(_, (count, _))| is_shared(*count, lessons.len()));
    let without = |key: &str| {
        let has = |page: &&&Page| !page.keys.iter().any(|(own, _)| &**own == key);
        lessons.iter().filter(has).map(|page| Arc::clone(&page.path)).collect()
    };
    shared.map(|(key, (_, kind))| Shared { name: key.into(), kind, without: without(key) }).collect()
}
