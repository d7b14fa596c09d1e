//! A verdict that is wrong does not pass: what is said of stories is falsified, and the truth of the story tells.

use crate::Story;
use crate::said::{Said, Tester};

/// What is said with one thing changed, and how many stories had something to change.
struct Falsified {
    what: &'static str,
    count: usize,
}

impl Falsified {
    fn new(what: &'static str) -> Self {
        Self { what, count: 0 }
    }

    /// That `story` does not take `said` for the truth.
    fn is_seen(&mut self, story: &Story, said: &Said) {
        self.count += 1;
        assert!(story.expected().met(said).is_err(), "{}: {said:?}\n{:?}", self.what, story.edits);
    }
}

#[test]
fn a_verdict_that_is_falsified_is_seen() {
    let mut tester = Tester::new();
    let [mut lost, mut blamed, mut unfixed] =
        ["a new fault is not said", "an old fault is said to be new", "a fixed fault is not said"].map(Falsified::new);
    let [mut hushed, mut invented, mut swapped] =
        ["that less is asked is not said", "that less is asked is said of all", "both sides are swapped"].map(Falsified::new);
    for story in (0..40).map(Story::new) {
        let [base, head] = story.files();
        let (said, expected) = (tester.verdict(&base, &head).unwrap(), story.expected());
        expected.met(&said).unwrap();
        let times = |fault: u32| said.new.iter().filter(|other| **other == fault).count();
        for (fault, (least, most)) in &expected.new {
            if *least > 0 && times(*fault) == *least {
                let mut less = said.clone();
                less.new.remove(less.new.iter().position(|other| other == fault).unwrap());
                lost.is_seen(&story, &less);
            }
            if times(*fault) == *most {
                let new = said.new.iter().copied().chain([*fault]).collect();
                blamed.is_seen(&story, &Said { new, ..said.clone() });
            }
        }
        for fault in &expected.fixed {
            let fixed = said.fixed.iter().copied().filter(|other| other != fault).collect();
            unfixed.is_seen(&story, &Said { fixed, ..said.clone() });
        }
        let less = Said { less: 0, ..said.clone() };
        if expected.less {
            hushed.is_seen(&story, &less);
        } else {
            invented.is_seen(&story, &Said { less: 1, ..less });
        }
        if !expected.fixed.is_empty() {
            swapped.is_seen(&story, &tester.verdict(&head, &base).unwrap());
        }
    }
    for falsified in [lost, blamed, unfixed, hushed, invented, swapped] {
        assert!(falsified.count >= 5, "{}: {} times", falsified.what, falsified.count);
    }
}
