//! Which lines of a text are which lines of an older one.

use std::borrow::Cow;

/// The largest texts whose lines are compared, in bytes.
const MAX_COMPARED: usize = 4 << 20;

/// Which line of a text is which line of an older one.
#[derive(Clone, Debug, Default)]
pub struct LineMap {
    hunks: Vec<Hunk>,
}

/// Lines (from 1) that were replaced by others; `old` or `new` may be no line at all, then it starts where they would be.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Hunk {
    old: std::ops::Range<u32>,
    new: std::ops::Range<u32>,
}

/// A line of both texts, or a change in which lines of one stand for lines of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    /// The line of that number (from 1) in the new text, which the old one has too.
    Line(u32),
    /// A line of the change of that number (from 0).
    Hunk(usize),
}

impl LineMap {
    /// From the lines of `old` to those of `new`. How a line ends, which git may convert, makes it no other. Of texts that are too
    /// large to compare, every line is another one.
    pub fn new(old: &str, new: &str) -> Self {
        let (old, new) = (&*plain_ends(old), &*plain_ends(new));
        if old == new {
            return Self::default();
        }
        let whole = || Self { hunks: vec![Hunk { old: 1..u32::MAX, new: 1..u32::MAX }] };
        if old.len().max(new.len()) > MAX_COMPARED {
            return whole();
        }
        let mut options = git2::DiffOptions::new();
        options.context_lines(0).interhunk_lines(0);
        let Ok(patch) = git2::Patch::from_buffers(old.as_bytes(), None, new.as_bytes(), None, Some(&mut options)) else {
            return whole();
        };
        // Git gives the line before an empty range.
        let range = |start: u32, lines: u32| if lines == 0 { start + 1..start + 1 } else { start..start + lines };
        let hunk = |at: usize| {
            let (hunk, _) = patch.hunk(at).ok()?;
            let (old, new) = (range(hunk.old_start(), hunk.old_lines()), range(hunk.new_start(), hunk.new_lines()));
            Some(Hunk { old, new })
        };
        Self { hunks: (0..patch.num_hunks()).filter_map(hunk).collect() }
    }

    /// Where the line `old` (from 1) of the old text is now.
    pub fn of_old(&self, old: u32) -> Spot {
        // Hunks are in order, and none overlaps another: the last that does not begin behind the line.
        let behind = self.hunks.partition_point(|hunk| hunk.old.start <= old);
        match behind.checked_sub(1).map(|at| (at, &self.hunks[at])) {
            None => Spot::Line(old),
            Some((at, hunk)) if hunk.old.contains(&old) => Spot::Hunk(at),
            Some((_, hunk)) => Spot::Line(old - hunk.old.end + hunk.new.end),
        }
    }

    /// What the line `new` (from 1) of the new text is.
    pub fn of_new(&self, new: u32) -> Spot {
        let behind = self.hunks.partition_point(|hunk| hunk.new.start <= new);
        match behind.checked_sub(1).filter(|&at| self.hunks[at].new.contains(&new)) {
            Some(at) => Spot::Hunk(at),
            None => Spot::Line(new),
        }
    }

    /// The line (from 1) where `old` is now; `None` if it was removed or changed.
    pub fn now(&self, old: u32) -> Option<u32> {
        match self.of_old(old) {
            Spot::Line(now) => Some(now),
            Spot::Hunk(_) => None,
        }
    }

    /// The line (from 1) that `new` was; `None` if it was not there before.
    pub fn before(&self, new: u32) -> Option<u32> {
        let behind = self.hunks.partition_point(|hunk| hunk.new.start <= new);
        match behind.checked_sub(1).and_then(|at| self.hunks.get(at)) {
            None => Some(new),
            Some(hunk) if hunk.new.contains(&new) => None,
            Some(hunk) => Some(new - hunk.new.end + hunk.old.end),
        }
    }

    /// The lines (from 1) that stand where `old`, which was removed or changed, stood: what replaced it, else the line
    /// after it, as a range of no line.
    pub fn instead(&self, old: u32) -> Option<std::ops::Range<u32>> {
        match self.of_old(old) {
            Spot::Line(_) => None,
            Spot::Hunk(at) => self.hunks.get(at).map(|hunk| hunk.new.clone()),
        }
    }

    /// Whether the line `new` (from 1) was not there before.
    pub fn is_new(&self, new: u32) -> bool {
        matches!(self.of_new(new), Spot::Hunk(_))
    }
}

/// The same lines, each ended by a line feed.
fn plain_ends(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_followed() {
        let map = LineMap::new("a\nb\nc\nd\ne\n", "x\na\nb\nC\ne\nf\n");
        assert_eq!((1..=5).map(|line| map.now(line)).collect::<Vec<_>>(), [Some(2), Some(3), None, None, Some(5)]);
        assert_eq!((map.instead(3), map.instead(1)), (Some(4..5), None));
        assert_eq!((1..=6).filter(|line| map.is_new(*line)).collect::<Vec<_>>(), [1, 4, 6]);
        let before: Vec<_> = (1..=6).map(|line| map.before(line)).collect();
        assert_eq!(before, [None, Some(1), Some(2), None, Some(5), None]);
        assert_eq!(LineMap::new("a\n", "a\n").now(7), Some(7));
        assert_eq!(LineMap::new("a\r\nb\r\n", "a\nc\n").before(1), Some(1));
        let gone = LineMap::new("a\nb\nc\n", "a\nc\n");
        assert_eq!((gone.now(2), gone.now(3), gone.instead(2)), (None, Some(2), Some(2..2)));
    }
}
