//! Many names, of which the nearest to a misspelt one is found without comparing it with each of them.
//!
//! Few names are all compared. Of many, first those are that one slip parts from it: taking one letter out of both leaves the
//! same. Else those are that share most of its rarest runs of three letters. So a search costs the same among ten thousand
//! names as among some hundred, and what it finds depends on the names alone.

mod table;

use super::Span;
use super::normalise::{Misspelt, Numbered, Rank, Shape, has_word, key, numbered, same_letters_and_numbers};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::OnceLock;
use table::{Table, last_word, runs, slips};

/// Of a shorter word nobody can say which name it ends, in bytes.
const SHORT: usize = 6;

/// A name that goes on for more words than these is another one.
const FURTHER: usize = 3;

/// So many names are compared one by one.
const FEW: usize = 64;

/// How many names are looked at in each way: what more names share tells too little of any.
const LOOKED_AT: usize = 512;

/// How many of those that share a run are compared, the ones that share most.
const COMPARED: usize = 16;

/// Names, each known by its number: the first has 0.
#[derive(Debug, Default)]
pub struct Names {
    /// Their keys, one after another.
    keys: String,
    /// Sorted by key, then by number.
    all: Vec<Name>,
    /// By what remains of a name when a letter is taken out.
    slips: OnceLock<Table>,
    /// By runs of three letters.
    runs: OnceLock<Table>,
    /// By the last word.
    ends: OnceLock<Table>,
    /// Places in `all` by letters and digits, without what parts the words; `None` where several names have them.
    letters: OnceLock<HashMap<String, Option<usize>>>,
}

#[derive(Debug)]
struct Name {
    key: Span,
    shape: Shape,
    number: u32,
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
        Self { keys, all, slips: OnceLock::new(), runs: OnceLock::new(), ends: OnceLock::new(), letters: OnceLock::new() }
    }

    fn text(&self, name: &Name) -> &str {
        self.keys.get(name.key.range()).unwrap_or_default()
    }

    /// Where `key` stands in the alphabet among them.
    fn place(&self, key: &str) -> usize {
        self.all.partition_point(|name| self.text(name) < key)
    }

    /// The only name that has the letters and digits of `word` and parts them into more or fewer words: `1-3-hive` for `13-hive`.
    pub fn parted(&self, word: &str) -> Option<u32> {
        let letters = self.letters.get_or_init(|| {
            let mut letters = HashMap::with_capacity(self.all.len());
            for (at, name) in self.all.iter().enumerate() {
                letters.entry(together(self.text(name))).and_modify(|one| *one = None).or_insert(Some(at));
            }
            letters
        });
        let key = key(word);
        let found = self.all.get(letters.get(&together(&key)).copied()??)?;
        (self.text(found).split(' ').count() != key.split(' ').count()).then_some(found.number)
    }

    /// The first name that is `word` but for marks, accents and letter case.
    pub fn same(&self, word: &str) -> Option<u32> {
        let key = key(word);
        let name = self.all.get(self.place(&key))?;
        (!key.is_empty() && self.text(name) == key).then_some(name.number)
    }

    /// The same, where no other name is so.
    pub fn only_same(&self, word: &str) -> Option<u32> {
        let key = key(word);
        let mut alike = self.all[self.place(&key)..].iter().take_while(|name| !key.is_empty() && self.text(name) == key);
        alike.next().filter(|_| alike.next().is_none()).map(|name| name.number)
    }

    /// The only name that has all words of `words`, be they plural or singular there; `None` where there are more than `most` names.
    pub fn having(&self, words: &str, most: usize) -> Option<u32> {
        let key = key(words);
        let shape = Shape::of(&key);
        let has = |name: &&Name| name.shape.may_hold(shape) && key.split(' ').all(|word| has_word(self.text(name), word));
        let mut found = self.all.iter().filter(|_| self.all.len() <= most).filter(has);
        found.next().filter(|_| found.next().is_none()).map(|name| name.number)
    }

    /// The only name that ends with `word`, behind other words.
    pub fn ending(&self, word: &str) -> Option<u32> {
        let end = format!(" {}", key(word));
        if end.len() <= SHORT {
            return None;
        }
        let alike = self.ends.get_or_init(|| Table::new(self, |key, give| give(last_word(key)))).names(last_word(&end));
        // Of a word that very many end with nobody knows which is meant.
        let few = alike.get(..LOOKED_AT).is_none().then_some(alike)?;
        let mut found = few.iter().map(|&at| &self.all[at as usize]).filter(|name| self.text(name).ends_with(&end));
        found.next().filter(|_| found.next().is_none()).map(|name| name.number)
    }

    /// The only name that begins with `word`, before other words; else the only one whose first letters it is.
    pub fn beginning(&self, word: &str) -> Option<u32> {
        let key = key(word);
        let number = key.ends_with(|c: char| c.is_ascii_digit());
        let rest = |name: &Name| self.text(name).get(key.len()..).unwrap_or_default().to_owned();
        let begin = |name: &&Name| self.text(name).starts_with(&key);
        // `day-5` is not the beginning of `day-50`.
        let other = |name: &&Name| number && rest(name).starts_with(|c: char| c.is_ascii_digit());
        let alike = || self.all[self.place(&key)..].iter().take(LOOKED_AT).take_while(begin).filter(|name| !other(name));
        let only = |mut names: Box<dyn Iterator<Item = &Name> + '_>| {
            let found = names.next()?;
            names.all(|name| name.key == found.key).then_some(found.number)
        };
        if key.len() + 1 < SHORT {
            return None;
        }
        let goes_on = |name: &&Name| (2..=FURTHER + 1).contains(&rest(name).split(' ').count()) && rest(name).starts_with(' ');
        let words = only(Box::new(alike().filter(goes_on)));
        words.or_else(|| if key.len() < SHORT { None } else { only(Box::new(alike())) })
    }

    /// The number of the name that `word` most likely stands for, and which is not `but`.
    pub fn nearest(&self, word: &str, but: Option<u32>) -> Option<u32> {
        let word = Misspelt::new(word)?;
        let mut best = Best { names: self, word: &word, but, found: None, moved: Moved::Nothing, apart: usize::MAX };
        if self.all.len() <= FEW {
            // From where it would stand itself, to both sides: people misspell the middle of words, and what is seen after the
            // nearest is soon left.
            // What a slip parts from it is known at little cost, and nothing farther is compared then.
            let (before, after) = self.all.split_at(self.place(word.key()));
            (0..self.all.len()).for_each(|at| best.see(at, 1));
            for distance in 0..before.len().max(after.len()) {
                best.see(before.len() + distance, u32::MAX);
                before.len().checked_sub(distance + 1).into_iter().for_each(|at| best.see(at, u32::MAX));
            }
        } else {
            self.parted_by_a_slip(&word).for_each(|at| best.see(at, u32::MAX));
            if best.found.is_none() {
                self.likely(&word).for_each(|at| best.see(at, u32::MAX));
            }
        }
        best.number()
    }

    /// The places of the names of which one letter more or less, another one or two exchanged make `word`.
    fn parted_by_a_slip(&self, word: &Misspelt) -> impl Iterator<Item = usize> {
        let table = self.slips.get_or_init(|| Table::new(self, |key, give| slips(key, give)));
        let mut found = Vec::new();
        slips(word.key(), |slip| found.extend(table.names(slip).iter().take(LOOKED_AT.saturating_sub(found.len()))));
        found.into_iter().map(|at: u32| at as usize)
    }

    /// The places of the names that share most of the rarest runs of `word`, and may be near it.
    fn likely(&self, word: &Misspelt) -> impl Iterator<Item = usize> {
        let table = self.runs.get_or_init(|| Table::new(self, |key, give| runs(key, give)));
        let mut shared: Vec<&[u32]> = Vec::with_capacity(word.key().len() + 1);
        runs(word.key(), |run| shared.push(table.names(run)));
        shared.sort_by_key(|names| names.len());
        let mut counts = vec![0_u8; self.all.len()];
        let (mut likely, mut left) = (Vec::new(), LOOKED_AT);
        for names in shared {
            let Some(rest) = left.checked_sub(names.len()) else { break };
            left = rest;
            for at in names.iter().map(|&at| at as usize) {
                if counts[at] == 0 && word.may_be(self.all[at].shape, u32::MAX) {
                    likely.push(at);
                }
                counts[at] = counts[at].saturating_add(1);
            }
        }
        let rank = |at: &usize| (Reverse(counts[*at]), *at);
        if likely.len() > COMPARED {
            likely.select_nth_unstable_by_key(COMPARED, rank);
            likely.truncate(COMPARED);
        }
        likely.sort_unstable_by_key(rank);
        likely.into_iter()
    }
}

/// The nearest name so far.
struct Best<'n> {
    names: &'n Names,
    word: &'n Misspelt,
    but: Option<u32>,
    found: Option<(Rank, &'n str, u32)>,
    moved: Moved,
    /// How far the nearest is that another number tells apart.
    apart: usize,
}

/// The names that are the word but for their place in an order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Moved {
    Nothing,
    One(u32),
    /// Nobody can say which of them was meant.
    Several,
}

impl Best<'_> {
    /// Compares the name at that place, if it can be no farther than `most`.
    fn see(&mut self, at: usize, most: u32) {
        let is_meant = |name: &&Name| self.but != Some(name.number) && self.word.may_be(name.shape, most);
        let Some(name) = self.names.all.get(at).filter(is_meant) else { return };
        let farthest = self.found.map_or(most as usize, |((distance, _), ..)| distance.min(most as usize));
        let text = self.names.text(name);
        match numbered(self.word.key(), text) {
            Numbered::Apart => {
                let distance = self.word.rank(text, name.shape, self.apart).map(|(distance, _)| distance);
                self.apart = distance.unwrap_or(self.apart);
                return;
            }
            Numbered::Order if matches!(self.moved, Moved::Nothing) => self.moved = Moved::One(name.number),
            Numbered::Order if self.moved != Moved::One(name.number) => self.moved = Moved::Several,
            Numbered::Order | Numbered::Alike => {}
        }
        let Some(rank) = self.word.rank(text, name.shape, farthest) else { return };
        let seen = (rank, text, name.number);
        if self.found.is_none_or(|found| seen < found) {
            self.found = Some(seen);
        }
    }

    /// The number of the nearest: what is no nearer than another number of the same is not meant, but where it has the same number.
    fn number(&self) -> Option<u32> {
        let ((distance, _), text, number) = self.found?;
        let word = self.word.key();
        let undecided = self.moved == Moved::Several && numbered(word, text) == Numbered::Order;
        (!undecided && (distance < self.apart || same_letters_and_numbers(word, text))).then_some(number)
    }
}

/// The letters and digits of `key`.
fn together(key: &str) -> String {
    key.chars().filter(|c| *c != ' ').collect()
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
        index.nearest(word, None).map(|number| names[number as usize].as_str())
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
            // Another number is another thing.
            for slip in slips.into_iter().filter(|slip| numbered(&key(slip), &key(name)) == Numbered::Alike) {
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
    fn a_name_is_known_by_its_end_if_no_other_has_it() {
        let index = Names::new(["type-aliases-RouteName", "properties-instances", "methods-instances", "a-sow"]);
        assert_eq!((index.ending("routename"), index.ending("Instances"), index.ending("sow")), (Some(0), None, None));
    }

    #[test]
    fn a_name_is_known_by_its_beginning_if_no_other_has_it() {
        let index =
            Names::new(["instill", "installation-guide", "sow-in-spring", "sow-in-autumn", "sowing", "day-50", "harvest"]);
        let beginning = |word: &str| index.beginning(word);
        assert_eq!((beginning("install"), beginning("Sow in s"), beginning("harv")), (Some(1), Some(2), None));
        assert_eq!((beginning("sow"), beginning("sow-in"), beginning("day-5"), beginning("day")), (None, None, None, None));
        assert_eq!((beginning(""), beginning("zz-zz-zz")), (None, None));
        let index = Names::new(["planning-and-building-and-testing-and-running", "planningplan"]);
        assert_eq!(index.beginning("planning"), None);
    }

    #[test]
    fn one_of_them_can_be_left_out() {
        let index = Names::new(["semer", "semes", "arroser"]);
        assert_eq!((index.nearest("semr", None), index.nearest("semr", Some(0))), (Some(0), Some(1)));
        assert_eq!((index.nearest("arrosr", None), index.nearest("arrosr", Some(2))), (Some(2), None));
    }

    #[test]
    fn another_number_is_another_thing() {
        let index = Names::new(["01.1", "02.1", "2-semer", "4-arroser", "5-arroser", "etape-2", "jour-50", "jour-05", "stage-3"]);
        let nearest = |word: &str| index.nearest(word, None);
        assert_eq!((nearest("03.1"), nearest("etape-3"), nearest("3-arroser")), (None, None, None));
        assert_eq!(nearest("jour-5"), Some(7));
        assert_eq!((nearest("3-semer"), nearest("02-semer"), nearest("semer")), (Some(2), Some(2), Some(2)));
    }

    #[test]
    fn names_of_any_kind_are_no_trouble() {
        let long = "a".repeat(100_000);
        let same: Vec<String> = (0..3_000).map(|_| "ab".repeat(60)).collect();
        let names = same.iter().map(String::as_str).chain([long.as_str(), "", "\0", "日本", "日本語", "🙂"]);
        let index = Names::new(names);
        for word in [long.as_str(), "", "\0", "日本誤", "🙂🙂", same[0].as_str(), "abba"] {
            index.nearest(word, None);
            index.same(word);
        }
        assert_eq!(index.same(&same[0]), Some(0));
    }
}
