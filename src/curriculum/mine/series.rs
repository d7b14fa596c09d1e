//! Series of pages: those that stand equally deep and are called alike, as lessons are (`module-2/lessons/lesson-07.md`,
//! `week-3/lesson-1/README.md`, `03_loops.md`).

use super::lessons::{common, end, top};
use super::lexicon::lexicon;
use super::page::Page;
use crate::text::path::{file_name, folder_of, stem, under};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How the pages of a series are called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Called {
    /// By the same name, in folders of their own.
    Same(String),
    /// By a number behind these letters, which may be none.
    Numbered(String),
    /// By a name each.
    Each,
}

/// What the pages of a series have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    depth: usize,
    /// What stands before the number of the first folder, where it has one.
    top: Option<String>,
    /// The name of the folder that holds them, where several folders of that name do.
    folder: Option<String>,
    called: Called,
    end: String,
}

/// Pages that are called alike.
pub(super) struct Series<'p> {
    key: Key,
    pages: Vec<&'p Page>,
}

/// So many pages are a series.
const LEAST: usize = 3;

/// So many of a hundred pages of a series of lessons teach; and the series that are taken have so many of all that teach.
const TEACH: usize = 50;
const COVERED: usize = 60;

/// A series has one page for so many of the largest one, at least.
const SMALL: usize = 5;

/// Of two series with so many names of a hundred in common, one is a copy.
const COPIED: usize = 70;

/// With so many others each is compared, at most.
const COMPARED: usize = 64;

/// So many top folders are named one by one.
const TOPS: usize = 3;

/// The number of a lesson has so many digits at most.
const LONGEST: usize = 3;

/// Of a series without a common name and one with it, the latter is of lessons where it has one page for so many of the other.
const RATHER: usize = 3;

/// A page of this name stands for its folder.
const WHOLE: &[&str] = &["readme", "index", "_index", "lesson", "lecture"];

/// Globs of those of `all` series of `pages` that are lessons; none where most lessons stand in no series.
pub(super) fn globs(pages: &[&Page], all: &[Series<'_>]) -> Vec<String> {
    let teaching = |one: &Series<'_>| one.pages.iter().filter(|page| page.teaches()).count();
    let whole: usize = pages.iter().filter(|page| page.teaches()).count();
    let mut taken: Vec<&Series<'_>> = all.iter().filter(|one| teaching(one) * 100 >= one.pages.len() * TEACH).collect();
    let covered: usize = taken.iter().map(|one| teaching(one)).sum();
    if covered * 100 < whole * COVERED || covered < LEAST {
        // Few pages teach by what they show: numbers and names tell.
        taken = all.iter().filter(|one| one.is_of_lessons()).collect();
        let named: usize = taken.iter().map(|one| one.pages.len()).sum();
        if named * 2 < pages.len() {
            return Vec::new();
        }
    }
    let largest = taken.iter().map(|one| one.pages.len()).max().unwrap_or_default();
    taken.retain(|one| one.pages.len() * SMALL >= largest);
    let called = |one: &&&Series<'_>| one.key.called != Called::Each;
    let alike = taken.iter().filter(called).map(|one| one.pages.len()).max().unwrap_or_default();
    taken.retain(|one| one.key.called != Called::Each || alike * RATHER < one.pages.len());
    without_copies(&mut taken);
    let globs: BTreeSet<String> = taken.iter().flat_map(|one| one.globs()).collect();
    globs.into_iter().collect()
}

/// So many pages with names of lessons show a training by themselves.
const MANY: usize = 8;

/// The series of `pages`, those of most pages first.
pub(super) fn of<'p>(pages: &[&'p Page]) -> Vec<Series<'p>> {
    // Folders of one name in several places, and names that stand in several folders.
    let mut holders: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    let mut names: HashMap<&str, usize> = HashMap::new();
    for page in pages {
        let folder = folder_of(&page.path);
        holders.entry(file_name(folder)).or_default().insert(folder);
        *names.entry(file_name(&page.path)).or_default() += 1;
    }
    let key = |page: &Page| {
        let (folder, name, stem) = (folder_of(&page.path), file_name(&page.path), stem(&page.path));
        // A date is no number of a lesson.
        let digits = stem.find(|c: char| c.is_ascii_digit()).filter(|at| number_at(&stem[*at..]).len() <= LONGEST);
        let called = match digits {
            _ if WHOLE.contains(&stem.to_lowercase().as_str()) && names.get(name).is_some_and(|of| *of >= LEAST) => {
                Called::Same(name.to_owned())
            }
            Some(at) => Called::Numbered(stem[..at].to_owned()),
            None => Called::Each,
        };
        let shared = holders.get(file_name(folder)).is_some_and(|folders| folders.len() >= LEAST);
        let top = Some(top(&page.path)).filter(|top| top.contains(|c: char| c.is_ascii_digit()));
        Key {
            depth: page.path.matches('/').count(),
            top: top.map(|top| letters_of(top).to_owned()),
            folder: Some(file_name(folder).to_owned()).filter(|_| shared && !matches!(called, Called::Same(_))),
            called,
            end: end(&page.path).to_owned(),
        }
    };
    let mut found: BTreeMap<Key, Vec<&'p Page>> = BTreeMap::new();
    for page in pages {
        found.entry(key(page)).or_default().push(page);
    }
    let all = found.into_iter().flat_map(|(key, pages)| by_top(key, pages));
    let mut all: Vec<Series<'p>> = all.filter(|one| one.pages.len() >= LEAST).collect();
    all.sort_by(|one, other| other.pages.len().cmp(&one.pages.len()).then_with(|| one.key.cmp(&other.key)));
    all
}

/// The pages of `key`, apart by their first folder where these are few and not numbered: one may hold copies of another.
fn by_top<'p>(key: Key, pages: Vec<&'p Page>) -> Vec<Series<'p>> {
    let mut tops: BTreeMap<&'p str, Vec<&'p Page>> = BTreeMap::new();
    for &page in &pages {
        tops.entry(top(&page.path)).or_default().push(page);
    }
    if key.depth == 0 || key.top.is_some() || tops.len() > TOPS {
        return vec![Series { key, pages }];
    }
    tops.into_values().map(|pages| Series { key: key.clone(), pages }).collect()
}

/// Leaves out the series whose pages have the names of another one's.
fn without_copies(taken: &mut Vec<&Series<'_>>) {
    // The one in folders of lessons is the original.
    taken.sort_by_key(|one| !one.key.folder.as_deref().is_some_and(|folder| lexicon().is_lesson(folder)));
    let mut kept: Vec<BTreeSet<String>> = Vec::new();
    taken.retain(|one| {
        if matches!(one.key.called, Called::Same(_)) {
            return true;
        }
        let names: BTreeSet<String> = one.pages.iter().map(|page| numbers(&page.path)).collect();
        let is_copy = |other: &BTreeSet<String>| names.intersection(other).count() * 100 >= names.len().min(other.len()) * COPIED;
        let copy = names.len() >= LEAST && kept.iter().take(COMPARED).any(is_copy);
        if !copy {
            kept.push(names);
        }
        !copy
    });
}

impl Series<'_> {
    /// Whether it has many pages whose name, or that of their folder, is a word for lessons.
    pub(super) fn is_of_many_lessons(&self) -> bool {
        // A number alone is no word for a lesson.
        let named = |name: &str| lexicon().is_lesson(name.trim_start_matches(|c: char| !c.is_alphabetic()));
        let folder = self.pages.first().map(|page| file_name(folder_of(&page.path))).unwrap_or_default();
        let letters = if let Called::Numbered(letters) = &self.key.called { letters.as_str() } else { "" };
        self.pages.len() >= MANY && self.key.called != Called::Each && (named(letters) || named(folder))
    }

    /// Whether its names are those of lessons: numbers alone, or behind a word for one.
    fn is_of_lessons(&self) -> bool {
        let named = |name: &str| lexicon().is_lesson(name);
        match &self.key.called {
            Called::Numbered(letters) => letters.is_empty() || named(letters),
            Called::Same(name) => named(name),
            Called::Each => self.key.folder.as_deref().is_some_and(named),
        }
    }

    /// Globs that take its pages.
    fn globs(&self) -> Vec<String> {
        let name = match &self.key.called {
            Called::Same(name) => name.clone(),
            Called::Numbered(letters) => format!("{letters}[0-9]*{}", self.key.end),
            Called::Each => format!("*{}", self.key.end),
        };
        let depth = self.key.depth;
        if depth == 0 {
            return vec![name];
        }
        let tops: BTreeSet<&str> = self.pages.iter().map(|page| top(&page.path)).collect();
        let tops: Vec<String> = match self.key.top.as_deref().filter(|_| tops.len() > 1) {
            Some(letters) => vec![format!("{letters}[0-9]*")],
            None if tops.len() > TOPS => vec!["*".to_owned()],
            None if tops.len() > 1 => tops.iter().map(|top| (*top).to_owned()).collect(),
            None => {
                let shared = self.pages.iter().map(|page| folder_of(&page.path)).reduce(common);
                shared.map(str::to_owned).into_iter().collect()
            }
        };
        let rest = depth.saturating_sub(tops.first().map_or(0, |top| top.split('/').count()));
        let last = self.key.folder.as_deref().filter(|_| rest > 0);
        let between = "*/".repeat(rest - usize::from(last.is_some()));
        let below = last.map_or_else(|| format!("{between}{name}"), |last| format!("{between}{last}/{name}"));
        tops.iter().map(|top| under(top, &below)).collect()
    }
}

/// The digits that `text` begins with.
fn number_at(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len())]
}

/// The first number of each folder and of the name of `path`, and the name itself where it has none: of copies they are the same.
fn numbers(path: &str) -> String {
    let number = |part: &str| {
        let number = part.find(|c: char| c.is_ascii_digit()).map(|at| number_at(&part[at..]));
        number.map(|number| number.trim_start_matches('0').to_owned())
    };
    let own = number(stem(path)).unwrap_or_else(|| file_name(path).to_owned());
    folder_of(path).split('/').filter_map(number).chain([own]).collect::<Vec<_>>().join("/")
}

/// What stands before the first digit of `name`.
pub(super) fn letters_of(name: &str) -> &str {
    name.find(|c: char| c.is_ascii_digit()).map_or(name, |at| &name[..at])
}
