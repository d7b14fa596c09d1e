//! Many names, of which the nearest to a misspelt one is found without comparing it with each of them.
//!
//! Few names are all compared. Of many, those are that share one of its rarest runs of three letters: a search costs the same
//! among ten thousand names as among two hundred, and what it finds depends on the names alone.

use super::Span;
use super::normalise::{Misspelt, Shape, key};
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

/// So many names are compared one by one.
const FEW: usize = 128;

/// How many names are looked at, most of them in vain, because they share a run of letters with the one that is looked for.
/// A run that more names share tells too little of any.
const LOOKED_AT: usize = 1_024;

/// Names, each known by its number: the first has 0.
#[derive(Debug, Default)]
pub struct Names {
    /// Their keys, one after another.
    keys: String,
    /// Sorted by key, then by number.
    all: Vec<Name>,
    runs: OnceLock<Runs>,
}

/// What was answered already, for all threads.
#[derive(Debug, Default)]
pub struct Answers<T>(Mutex<HashMap<Box<str>, T>>);

impl<T: Copy> Answers<T> {
    /// The answer to `question`, which `search` finds where nobody asked before.
    pub fn get_or(&self, question: &str, search: impl FnOnce() -> T) -> T {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known().get(question) {
            return *answer;
        }
        // Not under the lock: two threads may search for the same, and find the same.
        let answer = search();
        known().insert(question.into(), answer);
        answer
    }
}

#[derive(Debug)]
struct Name {
    key: Span,
    shape: Shape,
    number: u32,
}

/// Which names have a run of three letters, by a hash of it.
#[derive(Debug)]
struct Runs {
    /// Where the names of each hash begin among all of them; one more than there are hashes.
    starts: Vec<u32>,
    names: Vec<u32>,
}

impl Names {
    /// Of all `names`.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let (mut keys, mut all) = (String::new(), Vec::new());
        for (number, name) in (0..).zip(names) {
            let key = key(name);
            let start = keys.len();
            keys.push_str(&key);
            all.push(Name { key: Span::new(start, keys.len()), shape: Shape::of(&key), number });
        }
        let text = |name: &Name| keys.get(name.key.range()).unwrap_or_default();
        all.sort_unstable_by(|a, b| text(a).cmp(text(b)).then(a.number.cmp(&b.number)));
        Self { keys, all, runs: OnceLock::new() }
    }

    fn text(&self, name: &Name) -> &str {
        self.keys.get(name.key.range()).unwrap_or_default()
    }

    /// The first name that is `word` but for marks, accents and letter case.
    pub fn same(&self, word: &str) -> Option<u32> {
        let key = key(word);
        let name = self.all.get(self.all.partition_point(|name| self.text(name) < key.as_str()))?;
        (!key.is_empty() && self.text(name) == key).then_some(name.number)
    }

    /// The name that `word` most likely stands for, and the one that would be next.
    pub fn nearest(&self, word: &str) -> [Option<u32>; 2] {
        let Some(word) = Misspelt::new(word) else { return [None; 2] };
        let mut best = Vec::with_capacity(3);
        let mut compare = |name: &Name| {
            let text = self.text(name);
            let Some(rank) = word.rank(text, name.shape) else { return };
            let found = (rank, text, name.number);
            best.insert(best.partition_point(|known| *known < found), found);
            best.truncate(2);
        };
        if self.all.len() <= FEW {
            self.all.iter().for_each(compare);
        } else {
            self.likely(&word).into_iter().filter_map(|at| self.all.get(at as usize)).for_each(&mut compare);
        }
        [0, 1].map(|at| best.get(at).map(|(.., number)| *number))
    }

    /// The places of the names that share the rarest runs of `word`, and may be near it.
    fn likely(&self, word: &Misspelt) -> Vec<u32> {
        let known = self.runs.get_or_init(|| Runs::new(self));
        let mut shared: Vec<&[u32]> = runs(word.key()).map(|run| known.names(run)).collect();
        shared.sort_by_key(|names| names.len());
        let (mut likely, mut left) = (Vec::new(), LOOKED_AT);
        for names in shared {
            let Some(rest) = left.checked_sub(names.len()) else { break };
            left = rest;
            likely.extend(names.iter().filter(|at| self.all.get(**at as usize).is_some_and(|name| word.may_be(name.shape))));
        }
        likely.sort_unstable();
        likely.dedup();
        likely
    }
}

impl Runs {
    fn new(names: &Names) -> Self {
        // Eight hashes a name: of English names, next to no two runs share one.
        let mut starts = vec![0_u32; (names.all.len() * 8).next_power_of_two() + 1];
        let mut runs_known = Self { starts: Vec::new(), names: Vec::new() };
        let hashes = starts.len() - 1;
        for name in &names.all {
            runs(names.text(name)).for_each(|run| starts[place(run, hashes) + 1] += 1);
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut next = starts.clone();
        runs_known.names = vec![0; total as usize];
        for (at, name) in (0..).zip(&names.all) {
            for run in runs(names.text(name)) {
                let free = &mut next[place(run, hashes)];
                runs_known.names[*free as usize] = at;
                *free += 1;
            }
        }
        runs_known.starts = starts;
        runs_known
    }

    fn names(&self, run: u64) -> &[u32] {
        let at = place(run, self.starts.len() - 1);
        &self.names[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// The runs of three letters of `key`, with one blank before it and one behind it.
fn runs(key: &str) -> impl Iterator<Item = u64> {
    let (mut first, mut second) = (u64::from(' '), key.chars().next().map_or(0, u64::from));
    key.chars().skip(1).chain([' ']).map(move |third| {
        let run = first << 42 | second << 21 | u64::from(third);
        (first, second) = (second, third.into());
        run
    })
}

/// The hash of `run`, of so many, a power of two.
fn place(run: u64, hashes: usize) -> usize {
    // Fibonacci hashing: the upper half of the product depends on all bits.
    (run.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & (hashes - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalise::nearest;

    /// So many names as documentation has them: three words and a number, no two alike.
    fn many(count: usize) -> Vec<String> {
        let words = [
            "install",
            "configure",
            "upgrade",
            "deploy",
            "monitor",
            "network",
            "storage",
            "security",
            "overview",
            "tutorial",
            "reference",
            "glossary",
            "migration",
            "backup",
            "restore",
            "scaling",
            "logging",
            "tracing",
            "metrics",
            "alerts",
        ];
        let word = |number: usize| words[number % words.len()];
        (0..count).map(|n| format!("{}-{}-{}-{n}", word(n), word(n / 20 + 7), word(n / 400 + 13))).collect()
    }

    fn found<'n>(names: &'n [String], index: &Names, word: &str) -> Option<&'n str> {
        index.nearest(word)[0].map(|number| names[number as usize].as_str())
    }

    #[test]
    fn few_names_are_compared_as_everywhere() {
        let names = many(FEW);
        let index = Names::new(names.iter().map(String::as_str));
        for word in ["install-network-migration", "Instal-Scaling-Migration-0", "quite-another-thing", "", "é", "0"] {
            assert_eq!(found(&names, &index, word), nearest(word, names.iter().map(String::as_str)), "{word}");
        }
    }

    #[test]
    fn a_slip_is_found_among_thousands() {
        let names = many(6_000);
        let index = Names::new(names.iter().map(String::as_str));
        for (number, name) in names.iter().enumerate().step_by(113) {
            let at = 1 + number % (name.len() - 3);
            let (before, after) = name.split_at(at);
            let (one, two) = (&after[..1], &after[1..2]);
            let slips = [
                format!("{before}{}", &after[1..]),
                format!("{before}x{after}"),
                format!("{before}z{}", &after[1..]),
                format!("{before}{two}{one}{}", &after[2..]),
                name.replace('-', "_").to_uppercase(),
            ];
            for slip in slips {
                // Two names may be as near as each other: digits are slips too.
                let meant = found(&names, &index, &slip).unwrap_or_default();
                let distance = |other: &str| edits(&key(&slip), &key(other));
                assert!(distance(meant) <= distance(name), "{slip}: {meant} rather than {name}");
            }
        }
        assert_eq!(found(&names, &index, "something-entirely-different"), None);
    }

    /// The edit distance of short words.
    fn edits(a: &str, b: &str) -> usize {
        crate::text::normalise::distance_within(a, b, 64).unwrap_or(64)
    }

    #[test]
    fn the_same_but_for_marks_is_the_first_of_them() {
        let index = Names::new(["Été-1", "ete 1", "ete-2", "", "!"]);
        assert_eq!(index.same("été 1"), Some(0));
        assert_eq!(index.same("ÉTÉ.2"), Some(2));
        assert_eq!((index.same(""), index.same("?"), index.same("ete")), (None, None, None));
    }

    #[test]
    fn the_next_best_is_known_too() {
        let index = Names::new(["semer", "semes", "arroser"]);
        assert_eq!(index.nearest("semr"), [Some(0), Some(1)]);
        assert_eq!(index.nearest("arrosr"), [Some(2), None]);
    }

    #[test]
    fn names_of_any_kind_are_no_trouble() {
        let long = "a".repeat(100_000);
        let same: Vec<String> = (0..3_000).map(|_| "ab".repeat(60)).collect();
        let names = same.iter().map(String::as_str).chain([long.as_str(), "", "\0", "日本", "日本語", "🙂"]);
        let index = Names::new(names);
        for word in [long.as_str(), "", "\0", "日本誤", "🙂🙂", same[0].as_str(), "abba"] {
            index.nearest(word);
            index.same(word);
        }
        assert_eq!(index.same(&same[0]), Some(0));
    }
}
