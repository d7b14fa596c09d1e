//! Assessments that stand in files of their own, tied to a lesson by folder or by name.

use super::lessons::assessor;
use super::page::Page;
use crate::text::path::{file_name, folder_of, stem, under};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// So many lessons show that a path is the form of the whole.
const LEAST: usize = 2;

/// Lessons of one name in more folders than these are not known by it.
const SAME: usize = 3;

/// The templates of paths (`{dir}` and `{name}` are those of the lesson) at which `pages` assess `lessons`, each with those lessons;
/// those of most lessons first.
pub(super) fn templates(pages: &[Page], lessons: &[&Page]) -> Vec<(String, BTreeSet<Arc<str>>)> {
    let mut in_folder: HashMap<&str, Vec<&Arc<str>>> = HashMap::new();
    let mut of_name: HashMap<&str, Vec<&Arc<str>>> = HashMap::new();
    for lesson in lessons {
        in_folder.entry(folder_of(&lesson.path)).or_default().push(&lesson.path);
        of_name.entry(stem(&lesson.path)).or_default().push(&lesson.path);
    }
    let mut found: BTreeMap<String, BTreeSet<Arc<str>>> = BTreeMap::new();
    let mut add = |template: String, lesson: &Arc<str>| {
        found.entry(template).or_default().insert(Arc::clone(lesson));
    };
    for path in pages.iter().map(|page| &*page.path).filter(|path| assessor(path).is_some()) {
        let (folder, file) = (folder_of(path), file_name(path));
        for (holder, inside) in [(folder, ""), (folder_of(folder), file_name(folder))] {
            let lessons = in_folder.get(holder).map(Vec::as_slice).unwrap_or_default();
            let below = |file: &str| format!("{{dir}}/{}", under(inside, file));
            for lesson in lessons.iter().filter(|lesson| &****lesson != path) {
                match file.strip_prefix(stem(lesson)).filter(|rest| !rest.starts_with(char::is_alphanumeric)) {
                    Some(rest) => add(below(&format!("{{name}}{rest}")), lesson),
                    None if lessons.len() == 1 => add(below(file), lesson),
                    None => {}
                }
            }
            if holder.is_empty() {
                break;
            }
        }
        let same = of_name.get(stem(path)).filter(|same| same.len() <= SAME);
        let end = file.strip_prefix(stem(path)).unwrap_or_default();
        for lesson in same.into_iter().flatten().filter(|lesson| !folder.starts_with(folder_of(lesson))) {
            add(under(folder, &format!("{{name}}{end}")), lesson);
        }
    }
    let mut found: Vec<_> = found.into_iter().filter(|(_, lessons)| lessons.len() >= LEAST).collect();
    found.sort_by(|(one, of_one), (other, of_other)| of_other.len().cmp(&of_one.len()).then_with(|| one.cmp(other)));
    found
}
