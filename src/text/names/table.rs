//! An index of names by hashes, and what they are indexed by.

use super::Names;
use xxhash_rust::xxh3::xxh3_64;

/// Names by hashes of what they have: those whose hashes share a place are not told apart.
#[derive(Debug)]
pub(super) struct Table {
    /// Where the names of each place begin among all of them; one more than there are places, which are a power of two.
    starts: Vec<u32>,
    names: Vec<u32>,
}

impl Table {
    /// Of `names`; `hashes` gives those of a key.
    pub(super) fn new(names: &Names, hashes: impl Fn(&str, &mut dyn FnMut(u64))) -> Self {
        let mut table = Self { starts: vec![0; names.keys.len().next_power_of_two().max(2) + 1], names: Vec::new() };
        for name in &names.all {
            hashes(names.text(name), &mut |hash| {
                let next = table.place(hash) + 1;
                table.starts[next] += 1;
            });
        }
        let mut total = 0;
        for start in &mut table.starts {
            total += *start;
            *start = total;
        }
        let mut free = table.starts.clone();
        table.names = vec![0; total as usize];
        for (at, name) in (0..).zip(&names.all) {
            hashes(names.text(name), &mut |hash| {
                let next = &mut free[table.place(hash)];
                table.names[*next as usize] = at;
                *next += 1;
            });
        }
        table
    }

    fn place(&self, hash: u64) -> usize {
        // Fibonacci hashing: the upper half of the product depends on all bits.
        (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & (self.starts.len() - 2)
    }

    pub(super) fn names(&self, hash: u64) -> &[u32] {
        let at = self.place(hash);
        &self.names[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// A hash of the last word of `key`.
pub(super) fn last_word(key: &str) -> u64 {
    xxh3_64(key.rsplit(' ').next().unwrap_or_default().as_bytes())
}

/// The runs of three letters of `key`, with one blank before it and one behind it.
pub(super) fn runs(key: &str, give: impl FnMut(u64)) {
    let (mut first, mut second) = (u64::from(' '), key.chars().next().map_or(0, u64::from));
    let runs = key.chars().skip(1).chain([' ']).map(|third| {
        let run = first << 42 | second << 21 | u64::from(third);
        (first, second) = (second, third.into());
        run
    });
    runs.for_each(give);
}

/// Hashes of `key`, and of what remains of it when each of its letters is taken out.
///
/// A letter counts as many times a power of one odd number as letters follow it, so that each hash follows from the one before.
pub(super) fn slips(key: &str, mut give: impl FnMut(u64)) {
    let value = |c: char| u64::from(c) + 1;
    let add = |hash: u64, c: char| hash.wrapping_mul(FACTOR).wrapping_add(value(c));
    let whole = key.chars().fold(0, add);
    give(whole);
    let following = key.chars().count().saturating_sub(1);
    let mut power = FACTOR.wrapping_pow(u32::try_from(following).unwrap_or(u32::MAX));
    let (mut before, mut behind) = (0_u64, whole);
    let mut letters = key.chars().peekable();
    while let Some(c) = letters.next() {
        behind = behind.wrapping_sub(value(c).wrapping_mul(power));
        // Of two that are the same, either leaves the same.
        if letters.peek() != Some(&c) {
            give(before.wrapping_mul(power).wrapping_add(behind));
        }
        before = add(before, c);
        power = power.wrapping_mul(INVERSE);
    }
}

const FACTOR: u64 = 0xD6E8_FEB8_6659_FD93;

/// What times [`FACTOR`] is 1.
const INVERSE: u64 = {
    // Each step doubles the number of bits that are right, of which an odd number itself has three.
    let (mut inverse, mut steps) = (FACTOR, 0);
    while steps < 5 {
        inverse = inverse.wrapping_mul(2_u64.wrapping_sub(FACTOR.wrapping_mul(inverse)));
        steps += 1;
    }
    inverse
};
