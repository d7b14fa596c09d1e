//! Contributions made at random, whose truth is known, and what the verdict says of them.
//!
//! A story is a small repository and what somebody makes of it (`model`, `edits`). Its faults are links and pictures that lead to
//! what is not there; each has a number of its own, which stands in its target, so that a finding tells which fault it is about.
//! Whether a link is dead is known from the paths that the story's own files have, and from nothing that acquis says. Of each number:
//!
//! - dead in the contribution alone, it is new, as many times as it stands there: no fault that is added is silent;
//! - dead in the base alone, it is fixed, and fixed is nothing else;
//! - dead in both, it is existing: nothing that was there before is new, and of a fault that was copied only the copies are.
//!   That is asked where a reader recognises the text: its file is still the same one, or the words around it, more than a word
//!   or two, moved along unchanged and left the old place, however their lines are broken, marked and ended.
//!
//! Some stories ask less of their pages too (`hush`), in a way that touches no link: that is told, and where nothing less is asked nothing
//! is. `deceived` shows that a verdict which is wrong in any of these ways does not pass.
//!
//! `kept/` holds stories that once failed, as texts, with what is true of them. `ACQUIS_STORIES=0..100000` runs other seeds.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

#[path = "../common/mod.rs"]
mod common;

mod deceived;
mod edits;
mod hush;
mod kept;
mod model;
mod said;

use edits::Edit;
use hush::Hush;
use model::{Random, State};
use rayon::prelude::*;
use said::{Said, Tester};
use std::collections::{BTreeMap, BTreeSet};

/// A repository and what is done to it.
#[derive(Clone)]
struct Story {
    base: State,
    edits: Vec<Edit>,
    hush: Option<Hush>,
}

type Files = BTreeMap<String, String>;

impl Story {
    fn new(seed: u64) -> Self {
        let mut random = Random(seed);
        let base = State::new(&mut random);
        let edits = (0..1 + random.below(5)).map(|_| Edit::new(&mut random)).collect();
        Self { base, edits, hush: Hush::new(seed) }
    }

    fn head(&self) -> State {
        let mut head = self.base.clone();
        self.edits.iter().for_each(|edit| edit.apply(&mut head));
        head
    }

    /// The files of both sides.
    fn files(&self) -> [Files; 2] {
        let mut both = [self.base.files(), self.head().files()];
        if let Some(hush) = self.hush {
            hush.ask_less(&mut both);
        }
        both
    }

    fn expected(&self) -> Expected {
        Expected { less: self.hush.is_some(), ..Expected::of(&self.base, &self.head()) }
    }

    /// What is wrong with the verdict, if anything is.
    fn fault(&self, tester: &mut Tester) -> Option<String> {
        let [base, head] = self.files();
        tester.verdict(&base, &head).and_then(|said| self.expected().met(&said)).err()
    }

    /// The same with as few edits and pages as fail too.
    fn shrunk(mut self, tester: &mut Tester) -> Self {
        loop {
            let without_edit = (0..self.edits.len()).map(|at| {
                let mut less = self.clone();
                less.edits.remove(at);
                less
            });
            let without_text = self.base.less().into_iter().map(|base| Self { base, ..self.clone() });
            match without_edit.chain(without_text).find(|less| less.fault(tester).is_some()) {
                Some(less) => self = less,
                None => return self,
            }
        }
    }
}

/// What is true of a story: how many times each fault is new, at least and at most, and which are fixed.
#[derive(Default)]
struct Expected {
    new: BTreeMap<u32, (usize, usize)>,
    fixed: BTreeSet<u32>,
    /// Whether less is asked than before.
    less: bool,
}

impl Expected {
    fn of(base: &State, head: &State) -> Self {
        let (old, now) = (base.dead(), head.dead());
        let mut expected = Self::default();
        for (fault, places) in &now {
            let (there, more) = (old.contains_key(fault), places.len());
            let known = places.iter().any(|known| *known);
            let least = if there { more - 1 } else { more };
            let most = if there && known { more - 1 } else { more };
            expected.new.insert(*fault, (least, most));
        }
        expected.fixed = old.keys().filter(|fault| !now.contains_key(fault)).copied().collect();
        expected
    }

    fn met(&self, said: &Said) -> Result<(), String> {
        if self.less != (said.less > 0) {
            return Err(format!("it is said {} times that less is checked, which is {}", said.less, self.less));
        }
        let count = |faults: &[u32], fault: u32| faults.iter().filter(|other| **other == fault).count();
        for (fault, (least, most)) in &self.new {
            let new = count(&said.new, *fault);
            if !(least..=most).contains(&&new) {
                return Err(format!("{fault} is new {new} times, not {least} to {most}"));
            }
        }
        let known: BTreeSet<u32> = self.new.keys().copied().collect();
        let stray: Vec<_> = said.new.iter().filter(|fault| !known.contains(fault)).collect();
        if !stray.is_empty() {
            return Err(format!("{stray:?} are no faults and are new"));
        }
        // What a reader does not know again is new here and fixed there.
        let fixed = |fault: &&u32| self.fixed.contains(fault) || self.new.get(fault).is_some_and(|(least, most)| least < most);
        let silent: Vec<_> = self.fixed.iter().filter(|fault| count(&said.fixed, **fault) != 1).collect();
        let untrue: Vec<_> = said.fixed.iter().filter(|fault| !fixed(fault)).collect();
        if silent.is_empty() && untrue.is_empty() {
            Ok(())
        } else {
            Err(format!("{silent:?} are fixed unseen, {untrue:?} are not fixed"))
        }
    }
}

/// The seeds to run.
fn seeds() -> std::ops::Range<u64> {
    let asked = std::env::var("ACQUIS_STORIES").ok();
    let asked = asked.as_deref().and_then(|asked| asked.split_once(".."));
    asked.map_or(0..300, |(from, to)| from.parse().unwrap()..to.parse().unwrap())
}

#[test]
fn a_verdict_says_what_is_true() {
    let seeds: Vec<u64> = seeds().collect();
    let failed: Vec<(u64, String)> = seeds
        .par_chunks(50)
        .flat_map_iter(|seeds| {
            let mut tester = Tester::new();
            let fault = |seed: &u64| Some((*seed, Story::new(*seed).fault(&mut tester)?));
            seeds.iter().filter_map(fault).collect::<Vec<_>>()
        })
        .collect();
    let Some((seed, _)) = failed.first() else { return };
    let mut tester = Tester::new();
    let story = Story::new(*seed).shrunk(&mut tester);
    let [base, head] = story.files();
    let why = story.fault(&mut tester).unwrap_or_default();
    let all: Vec<String> = failed.iter().map(|(seed, why)| format!("{seed}: {why}")).collect();
    panic!(
        "{} of {} stories:\n{}\n\n{why}\n{:?}\n{}",
        failed.len(),
        seeds.len(),
        all.join("\n"),
        story.edits,
        kept::shown(&base, &head)
    );
}
