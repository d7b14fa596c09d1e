//! The same modules in two snapshots: which one became which, though titles, places and files may have changed.

use super::Module;
use super::coverage::Report;
use crate::text::normalise;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// At most so many pairs of modules are likened to each other.
const MAX_LIKENED: usize = 20_000;

/// A word of so many letters tells a title from others.
const TELLING: usize = 4;

/// A module by its index, and its words.
type Worded = (usize, HashSet<String>);

/// Which module is which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// For each module of the later report, its index in the earlier one.
    pub before: Vec<Option<usize>>,
    /// For each module of the earlier report, its index in the later one.
    pub after: Vec<Option<usize>>,
}

/// What is known of how paths and lines moved.
pub trait Moves {
    /// The path that the file has now.
    fn path<'a>(&'a self, before: &'a str) -> &'a str;
    /// The lines (from 1) of that file where the line `before` of its old text is now, or what replaced it.
    fn lines(&self, path: &str, before: u32) -> Option<Range<u32>>;
}

/// Pairs the modules of the report `before` with those of `after`: by file and title, else by title alone where only one
/// has it, else by what their words have in common, else by the line of the marker, else by the competencies that they share.
pub fn pair(before: &Report, after: &Report, moves: &dyn Moves) -> Pairs {
    let mut pairs = Pairs { before: vec![None; after.modules.len()], after: vec![None; before.modules.len()] };
    let file = |module: &Module| moves.path(module.source.path()).to_owned();
    let title = |module: &Module| normalise::key(&module.title.text);
    let here = |module: &Module| module.source.path().to_owned();
    pairs.by(before, after, |old| vec![file(old), title(old)], |new| vec![here(new), title(new)]);
    pairs.by(before, after, |old| vec![title(old)], |new| vec![title(new)]);
    // A file that is a module has its title from elsewhere: the file is what stays.
    let whole = |module: &Module, path: String| if module.marker.is_whole() { vec![path] } else { Vec::new() };
    pairs.by(before, after, |old| whole(old, file(old)), |new| whole(new, here(new)));
    pairs.by_words(before, after, moves);
    pairs.by_line(before, after, moves);
    pairs.by_competencies(before, after);
    pairs
}

impl Pairs {
    fn join(&mut self, old: usize, new: usize) {
        self.after[old] = Some(new);
        self.before[new] = Some(old);
    }

    fn open(taken: &[Option<usize>]) -> Vec<usize> {
        taken.iter().enumerate().filter(|(_, other)| other.is_none()).map(|(at, _)| at).collect()
    }

    /// Joins those that are still alone and alone have their key; an empty key is none.
    fn by(
        &mut self,
        before: &Report,
        after: &Report,
        old_key: impl Fn(&Module) -> Vec<String>,
        new_key: impl Fn(&Module) -> Vec<String>,
    ) {
        let mut olds: HashMap<(String, Vec<String>), Vec<usize>> = HashMap::new();
        for at in Self::open(&self.after) {
            let module = &before.modules[at];
            olds.entry((module.group.to_string(), old_key(module))).or_default().push(at);
        }
        let mut news: HashMap<(String, Vec<String>), Vec<usize>> = HashMap::new();
        for at in Self::open(&self.before) {
            let module = &after.modules[at];
            news.entry((module.group.to_string(), new_key(module))).or_default().push(at);
        }
        for (key, old) in olds.into_iter().filter(|((_, key), _)| !key.is_empty()) {
            if let (Some(new), [old]) = (news.get(&key), old.as_slice())
                && let [new] = new.as_slice()
            {
                self.join(*old, *new);
            }
        }
    }

    /// Joins modules of one file that have half of their words in common, or more; those first that are most alike. The line
    /// alone would tell little of a passage in which several modules were rewritten.
    fn by_words(&mut self, before: &Report, after: &Report, moves: &dyn Moves) {
        let mut news: HashMap<(&str, &str), Vec<Worded>> = HashMap::new();
        for new in Self::open(&self.before) {
            let module = &after.modules[new];
            news.entry((&module.group, module.source.path())).or_default().push((new, words(module)));
        }
        let mut left = MAX_LIKENED;
        let mut alike: Vec<(usize, usize, usize)> = Vec::new();
        for old in Self::open(&self.after) {
            let module = &before.modules[old];
            let Some(news) = news.get(&(&*module.group, moves.path(module.source.path()))) else { continue };
            let Some(rest) = left.checked_sub(news.len()) else { break };
            left = rest;
            let own = words(module);
            let likeness = |other: &HashSet<String>| own.intersection(other).count() * 1_000 / own.len().max(other.len()).max(1);
            alike.extend(news.iter().map(|(new, other)| (likeness(other), old, *new)).filter(|(alike, ..)| *alike >= 500));
        }
        alike.sort_by_key(|&(likeness, old, new)| (std::cmp::Reverse(likeness), old, new));
        for (_, old, new) in alike {
            if self.after[old].is_none() && self.before[new].is_none() {
                self.join(old, new);
            }
        }
    }

    fn by_line(&mut self, before: &Report, after: &Report, moves: &dyn Moves) {
        let mut markers: HashMap<(&str, &str, u32), usize> = HashMap::new();
        for new in Self::open(&self.before) {
            let module = &after.modules[new];
            markers.insert((&module.group, module.source.path(), module.source.line(module.title.span.start)), new);
        }
        for old in Self::open(&self.after) {
            let module = &before.modules[old];
            let path = moves.path(module.source.path());
            let lines = moves.lines(path, module.source.line(module.title.span.start));
            // What replaces a line is no more than a few of them, or says nothing of where it went.
            let lines = lines.filter(|lines| lines.len() <= 64).into_iter().flatten();
            let new = lines.filter_map(|line| markers.get(&(&*module.group, path, line))).copied();
            if let Some(new) = new.into_iter().find(|new| self.before[*new].is_none() && is_kin(module, &after.modules[*new])) {
                self.join(old, new);
            }
        }
    }

    /// Joins modules half of whose competencies, or more, are the same.
    fn by_competencies(&mut self, before: &Report, after: &Report) {
        let texts = |module: &Module| -> Vec<String> {
            module.competencies.iter().map(|competency| normalise::key(&competency.text.text)).collect()
        };
        let mut holders: HashMap<(String, String), Vec<usize>> = HashMap::new();
        for new in Self::open(&self.before) {
            for text in texts(&after.modules[new]) {
                holders.entry((after.modules[new].group.to_string(), text)).or_default().push(new);
            }
        }
        for old in Self::open(&self.after) {
            let module = &before.modules[old];
            let mut shared: HashMap<usize, usize> = HashMap::new();
            for text in texts(module) {
                let found = holders.get(&(module.group.to_string(), text)).into_iter().flatten();
                found.filter(|new| self.before[**new].is_none()).for_each(|new| *shared.entry(*new).or_default() += 1);
            }
            let best = shared.into_iter().max_by_key(|(new, count)| (*count, std::cmp::Reverse(*new)));
            if let Some((new, count)) = best.filter(|(new, count)| {
                let most = module.competencies.len().max(after.modules[*new].competencies.len());
                2 * count >= most
            }) {
                debug_assert!(count > 0);
                self.join(old, new);
            }
        }
    }
}

/// Whether something of `old` is in `new`: a competency, a word of the title, or, where neither has competencies, a line. Another
/// module in the place of one brings debt of its own.
fn is_kin(old: &Module, new: &Module) -> bool {
    let competencies = |module: &Module| -> HashSet<String> {
        module.competencies.iter().map(|competency| normalise::key(&competency.text.text)).collect()
    };
    let title = |module: &Module| -> HashSet<String> {
        let words = normalise::key(&module.title.text);
        words.split(' ').filter(|word| word.chars().count() >= TELLING).map(str::to_owned).collect()
    };
    let (before, after) = (competencies(old), competencies(new));
    if !before.is_disjoint(&after) || !title(old).is_disjoint(&title(new)) {
        return true;
    }
    let lines = |module: &Module| -> HashSet<String> {
        let text = module.source.text().get(module.span.range()).unwrap_or_default();
        text.lines().skip(1).map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    };
    let (was, is) = (lines(old), lines(new));
    before.is_empty() && after.is_empty() && (was.is_empty() && is.is_empty() || !was.is_disjoint(&is))
}

/// The words of the title and the competencies of `module`.
fn words(module: &Module) -> HashSet<String> {
    let texts = module.competencies.iter().map(|competency| &competency.text).chain([&module.title]);
    texts.flat_map(|text| normalise::key(&text.text).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
}
