//! Which files are the lessons of a curriculum: globs that take them, found by what pages teach and how they are called.

use super::lexicon::lexicon;
use super::page::Page;
use super::series::{self, Series, letters_of};
use super::translations::translations;
use crate::config::PathSet;
use crate::site::is_about_repository;
use crate::text::path::{self, below, file_name, folder_of, folders_above, under};
use std::collections::{BTreeMap, BTreeSet};

/// Files that are lessons.
#[derive(Debug)]
pub(super) struct Lessons<'p> {
    /// Globs that take them.
    pub(super) files: Vec<String>,
    /// Globs that leave files out of these.
    pub(super) exclude: Vec<String>,
    /// Globs of translations, which are among [`Self::exclude`].
    pub(super) translations: Vec<String>,
    /// Their pages, in the order in which they were given.
    pub(super) pages: Vec<&'p Page>,
}

/// So many pages tell of a form, and no fewer.
const LEAST: usize = 3;

/// Of all pages, one in so many is none that is called as assessments are.
const NEARLY: usize = 6;

/// Of a folder with lessons, one page in so many teaches.
const SHARE: usize = 10;

/// So many folders are named one by one; more are taken by a star.
const FOLDERS: usize = 3;

/// Pages of the same name in so many folders are one kind of page.
const SAME_NAME: usize = 3;

/// So many kinds of pages accompany lessons; where more names stand in several folders, names tell nothing.
const KINDS: usize = 6;

/// The lessons among `pages`; `None` where the repository shows none.
pub(super) fn find(pages: &[Page]) -> Option<Lessons<'_>> {
    let paths: Vec<&str> = pages.iter().map(|page| &*page.path).collect();
    let translations = translations(&paths);
    let translated = PathSet::of(&translations);
    let is_own =
        |page: &&Page| !is_about_repository(&page.path, "") && aside(&page.path).is_none() && !translated.is_match(&page.path);
    let own: Vec<&Page> = pages.iter().filter(is_own).collect();
    let candidates: Vec<&Page> = own.iter().copied().filter(|page| assessor(&page.path).is_none()).collect();
    // Where nearly all are called exercises, these are the lessons.
    let (candidates, apart) = if candidates.len() * NEARLY < own.len() { (own, false) } else { (candidates, true) };
    let series = series::of(&candidates);
    if !teaches(pages, &candidates, &series) {
        return None;
    }
    let mut files = series::globs(&candidates, &series);
    if files.is_empty() {
        let globs: BTreeSet<String> = roots(&candidates).iter().flat_map(|root| root.globs(&candidates)).collect();
        files.extend(globs);
    }
    let taken = PathSet::of(&files);
    let all: Vec<&Page> = pages.iter().filter(|page| taken.is_match(&page.path)).collect();
    let mut exclude = excluded(&all, &translated, &files, apart);
    let used = |glob: &&String| {
        let takes = PathSet::of(std::slice::from_ref(glob));
        all.iter().any(|page| takes.is_match(&page.path))
    };
    let translations: Vec<String> = translations.iter().filter(used).cloned().collect();
    exclude.extend(translations.iter().cloned());
    let left_out = PathSet::of(&exclude);
    let pages: Vec<&Page> = all.into_iter().filter(|page| !left_out.is_match(&page.path)).collect();
    (pages.len() >= LEAST).then_some(Lessons { files, exclude, translations, pages })
}

/// Whether the repository teaches at all: several of its `candidates` name an assessment or an objective, or its own pages say so.
fn teaches(pages: &[Page], candidates: &[&Page], series: &[Series<'_>]) -> bool {
    candidates.iter().filter(|page| page.teaches()).take(LEAST).count() == LEAST
        || pages.iter().any(|page| page.training && !page.path.contains('/'))
        || series.iter().any(Series::is_of_many_lessons)
}

/// The folder of `path` that keeps it from being a lesson of today, from the root.
fn aside(path: &str) -> Option<&str> {
    let kept = |folder: &&str| {
        let name = file_name(folder).to_lowercase();
        name.starts_with('.') || name.starts_with('_') && name.len() > 1 || lexicon().aside.contains(&name)
    };
    folders_above(path).filter(|folder| !folder.is_empty()).filter(kept).last()
}

/// The glob of the folder or the file of `path` that is called as assessments are: it assesses lessons, and is none.
pub(super) fn assessor(path: &str) -> Option<String> {
    let folder =
        folders_above(path).filter(|folder| !folder.is_empty()).map(file_name).find(|name| lexicon().is_assessment(name));
    let file = || lexicon().is_assessment(path::stem(path)).then(|| format!("**/{}{}", starred(path::stem(path)), end(path)));
    let behind = || lexicon().ends_as_assessment(path::stem(path)).map(|at| format!("**/*{}", &file_name(path)[at..]));
    folder.map(|name| format!("**/{}/**", starred(name))).or_else(file).or_else(behind)
}

/// `name` with a star for the numbers before and after its words: those of a family differ in nothing else.
fn starred(name: &str) -> String {
    let words = name.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '_' | '.'));
    let words = words.trim_matches(|c: char| c.is_ascii_digit());
    let (before, after) = name.split_once(words).unwrap_or_default();
    let star = |part: &str| if part.is_empty() { "" } else { "*" };
    format!("{}{words}{}", star(before), star(after))
}

/// Whether a name of `path` is that of a lesson.
fn is_named(path: &str) -> bool {
    lexicon().is_lesson(path::stem(path))
        || folders_above(path).any(|folder| !folder.is_empty() && lexicon().is_lesson(file_name(folder)))
}

/// A folder that holds lessons.
struct Root<'p> {
    /// It, or a glob of several such.
    folder: String,
    /// Its pages that teach, or that are called as lessons are where none teaches.
    shown: Vec<&'p str>,
}

/// The first folder of `path`; empty where it stands at the root.
pub(super) fn top(path: &str) -> &str {
    path.split_once('/').map_or("", |(top, _)| top)
}

/// The folders that hold lessons.
fn roots<'p>(candidates: &[&'p Page]) -> Vec<Root<'p>> {
    let mut tops: BTreeMap<(bool, &str), Vec<&'p Page>> = BTreeMap::new();
    for page in candidates {
        let top = top(&page.path);
        tops.entry((!top.is_empty(), letters_of(top))).or_default().push(page);
    }
    let with: Vec<((bool, &str), Vec<&str>)> = tops.iter().filter_map(|(top, pages)| Some((*top, shown(pages)?))).collect();
    let all: usize = with.iter().map(|(_, shown)| shown.len()).sum();
    let (own, inside): (Vec<_>, Vec<_>) = with.into_iter().partition(|((inside, _), _)| !inside);
    // Where lessons stand in folders, a few pages at the root are about all of them.
    let own = own.into_iter().filter(|(_, shown)| shown.len() * FEW >= all);
    let own = own.map(|(_, shown)| Root { folder: String::new(), shown });
    let inside = inside.into_iter().filter(|(_, shown)| shown.len() * SCARCE >= all).collect::<Vec<_>>();
    if inside.len() > FOLDERS {
        let shown = inside.into_iter().flat_map(|(_, shown)| shown).collect();
        return std::iter::once(Root { folder: "*".to_owned(), shown }).chain(own).collect();
    }
    let root = |((_, stem), shown): ((bool, &str), Vec<&'p str>)| {
        let tops: BTreeSet<&str> = shown.iter().map(|path| top(path)).collect();
        let folder = match (tops.len(), stem) {
            (1, _) => shown.iter().map(|path| folder_of(path)).reduce(common).unwrap_or_default().to_owned(),
            (_, "") => "[0-9]*".to_owned(),
            (_, stem) => format!("{stem}[0-9]*"),
        };
        Root { folder, shown }
    };
    inside.into_iter().map(root).chain(own).collect()
}

/// Of all that is shown, one page in so many stands at the root, or in one folder, at least.
const FEW: usize = 5;
const SCARCE: usize = 25;

/// The `pages` of a folder that teach, or that are called as lessons are where none teaches; `None` where these are too few.
fn shown<'p>(pages: &[&'p Page]) -> Option<Vec<&'p str>> {
    let those = |is: &dyn Fn(&Page) -> bool| pages.iter().filter(|page| is(page)).map(|page| &*page.path).collect::<Vec<_>>();
    let teaching = those(&Page::teaches);
    if teaching.len() >= 2 && teaching.len() * SHARE >= pages.len() {
        return Some(teaching);
    }
    let named = those(&|page| is_named(&page.path));
    (named.len() >= LEAST && named.len() * 2 >= pages.len()).then_some(named)
}

/// The folder that holds both.
pub(super) fn common<'p>(one: &'p str, other: &'p str) -> &'p str {
    std::iter::once(one)
        .chain(folders_above(one))
        .find(|folder| folder.is_empty() || *folder == other || below(folder, other).is_some())
        .unwrap_or_default()
}

/// The extension of `path`, with its point.
pub(super) fn end(path: &str) -> &str {
    file_name(path).rfind('.').map_or("", |at| &file_name(path)[at..])
}

impl Root<'_> {
    /// Globs of its lessons.
    fn globs(&self, candidates: &[&Page]) -> Vec<String> {
        let stars = self.folder.contains('*');
        let depth = |path: &str| path.matches('/').count();
        let own = if self.folder.is_empty() { 0 } else { depth(&self.folder) + 1 };
        let depths: BTreeSet<usize> = self.shown.iter().map(|path| depth(path)).collect();
        let names: BTreeSet<&str> = self.shown.iter().map(|path| file_name(path)).collect();
        let name = (names.len() == 1 && self.shown.len() > 1).then(|| names.first().copied()).flatten();
        let ends: BTreeSet<&str> = self.shown.iter().map(|path| end(path)).collect();
        // Pages at one depth are siblings; what lies elsewhere is another thing.
        let levels = match depths.first().filter(|_| depths.len() == 1) {
            Some(depth) => "*/".repeat(depth.saturating_sub(own)),
            None => "**/".to_owned(),
        };
        let at_root = self.folder.is_empty() && candidates.iter().any(|page| !page.path.contains('/') && page.teaches());
        let levels = if self.folder.is_empty() && levels == "**/" && !at_root && !stars { "*/**/".to_owned() } else { levels };
        let file = |end: &str| under(&self.folder, &format!("{levels}{}", name.map_or_else(|| format!("*{end}"), str::to_owned)));
        if name.is_some() { vec![file("")] } else { ends.into_iter().map(file).collect() }
    }
}

/// Globs that leave out of `all` what is no lesson: folders aside, pages about the repository, first folders where nothing teaches,
/// pages of one name that accompany lessons; `apart`: files of assessments.
fn excluded(all: &[&Page], translated: &PathSet, files: &[String], apart: bool) -> Vec<String> {
    let mut globs: BTreeSet<String> = BTreeSet::new();
    let mut tops: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    let mut names: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for page in all.iter().filter(|page| !translated.is_match(&page.path)) {
        let path = &*page.path;
        if let Some(folder) = aside(path) {
            globs.insert(if folder.contains('/') { format!("**/{}/**", file_name(folder)) } else { format!("{folder}/**") });
        } else if is_about_repository(path, "") {
            globs.insert(path.to_owned());
        } else if let Some(glob) = assessor(path).filter(|_| apart) {
            globs.insert(glob);
        } else {
            let top = tops.entry(top(path)).or_default();
            *top = (top.0 + 1, top.1 || page.teaches() || is_named(path));
            let name = names.entry(file_name(path)).or_default();
            *name = (name.0 + 1, name.1 + usize::from(page.teaches()));
        }
    }
    globs.extend(tops.iter().filter(|(top, (_, shows))| !top.is_empty() && !shows).map(|(top, _)| format!("{top}/**")));
    let of_name = |name: &str| files.iter().any(|glob| file_name(glob) == name) || lexicon().is_lesson(path::stem(name));
    let companions = names.iter().filter(|(name, (of, teach))| *of >= SAME_NAME && teach * SHARE < *of && !of_name(name));
    // Where all are called alike, the name tells nothing.
    let most = all.len() / 2;
    let companions: Vec<String> = companions.filter(|(_, (of, _))| *of <= most).map(|(name, _)| format!("**/{name}")).collect();
    globs.extend(companions.iter().filter(|_| companions.len() <= KINDS).cloned());
    globs.into_iter().collect()
}
