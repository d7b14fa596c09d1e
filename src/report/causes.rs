//! Findings of one rule that say the same are one cause: what fixes the first of them most likely fixes the rest.
//!
//! It knows no rule by its name and writes nothing. The findings of a rule are a block; blocks and causes stand in the order in
//! which a maintainer should look at them.

use crate::finding::Severity;
use crate::pipeline::{Reported, Status};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Findings that are told together.
#[derive(Clone, Debug)]
pub(super) struct Cause<'a> {
    /// One or more, sorted by path and place.
    pub(super) findings: Vec<&'a Reported>,
    /// What they have in common beside their rule.
    pub(super) common: Common,
}

/// What the findings of a cause have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Common {
    /// The message.
    Message,
    /// The file, or the folder with a final `/`, that they stand in.
    Within(String),
    /// A folder, with a final `/`, of the paths that their messages name, or a name in all of these.
    About(String),
}

impl<'a> Cause<'a> {
    /// The finding that stands for all of them.
    pub(super) fn first(&self) -> Option<&'a Reported> {
        self.findings.first().copied()
    }

    /// The more places the earlier; then the nearer to the root, where more readers come by; then by path and place.
    fn order(&self) -> impl Ord + use<'a> {
        let place = self.first().map(|reported| &reported.finding.place);
        let path = place.map_or("", |place| place.path());
        (Reverse(self.findings.len()), path.matches('/').count(), path, place.map(|place| place.span))
    }
}

/// The findings of one rule and one severity.
#[derive(Clone, Debug)]
pub(super) struct Block<'a> {
    /// The severity.
    pub(super) severity: Severity,
    /// The rule's name.
    pub(super) rule: &'a str,
    /// In the order in which they are told.
    pub(super) causes: Vec<Cause<'a>>,
}

impl<'a> Block<'a> {
    /// How many findings there are.
    pub(super) fn count(&self) -> usize {
        self.causes.iter().map(|cause| cause.findings.len()).sum()
    }

    /// The gravest come first; among them the smallest, since a slip is found once or twice, and what is found a thousand times
    /// is a habit of the repository. What is as frequent stands as its places do.
    fn order(&self) -> impl Ord + use<'a> {
        let first = self.causes.first().and_then(Cause::first).map(|reported| &reported.finding.place);
        let path = first.map_or("", |place| place.path());
        (Reverse(self.severity), self.count(), path.matches('/').count(), path, first.map(|place| place.span), self.rule)
    }
}

/// The causes of `findings`, which are sorted by path and place, in the order in which they are told.
pub(super) fn blocks<'a>(findings: &[&'a Reported]) -> Vec<Block<'a>> {
    let mut at: HashMap<(Severity, &str), usize> = HashMap::new();
    let mut same: HashMap<(usize, bool, &str, Option<&str>), usize> = HashMap::new();
    let mut blocks: Vec<Block<'a>> = Vec::new();
    for reported in findings.iter().copied() {
        let (severity, rule) = (reported.severity, reported.finding.rule);
        let number = *at.entry((severity, rule)).or_insert(blocks.len());
        if number == blocks.len() {
            blocks.push(Block { severity, rule, causes: Vec::new() });
        }
        let causes = &mut blocks[number].causes;
        let known = reported.status == Status::Existing;
        // Advice of its own, such as the line that it is about, is true of no other finding.
        let advice = reported.help.as_deref().filter(|_| reported.finding.is_advised());
        let index = *same.entry((number, known, &reported.message, advice)).or_insert(causes.len());
        match causes.get_mut(index) {
            Some(cause) => cause.findings.push(reported),
            None => causes.push(Cause { findings: vec![reported], common: Common::Message }),
        }
    }
    for block in &mut blocks {
        sort(&mut block.causes);
    }
    blocks.sort_by_cached_key(Block::order);
    blocks
}

/// Puts causes in the order in which they are told.
pub(super) fn sort(causes: &mut [Cause<'_>]) {
    causes.sort_by_cached_key(Cause::order);
}
