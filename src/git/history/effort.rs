//! How much of a history may be read, so that a search through it never takes longer than it is worth.
//!
//! Effort is counted, not timed: the same repository gives the same answers on every machine, whatever else that does.

/// What remains of it, in bytes of objects. Each object costs something beside its bytes, see the constants.
#[derive(Clone, Copy, Debug)]
pub(in crate::git) struct Effort {
    left: u64,
}

/// What a commit costs: measured, three times what a small folder does.
pub(super) const COMMIT: u64 = 3_000;

/// What finding and unpacking an object costs beside its bytes.
pub(super) const OBJECT: u64 = 1_000;

/// What an entry of a folder costs, its name included.
pub(super) const ENTRY: u64 = 40;

/// What comparing two contents costs once both are read.
pub(super) const PAIR: u64 = 200;

impl Effort {
    /// So many bytes.
    pub(super) fn new(left: u64) -> Self {
        Self { left }
    }

    /// As much as it takes.
    pub(in crate::git) fn unlimited() -> Self {
        Self { left: u64::MAX }
    }

    pub(super) fn spend(&mut self, cost: u64) {
        self.left = self.left.saturating_sub(cost);
    }

    pub(super) fn is_spent(self) -> bool {
        self.left == 0
    }

    /// Whether so much remains.
    pub(super) fn is_enough_for(self, cost: u64) -> bool {
        cost <= self.left
    }

    /// Takes one of so many equal parts away, to be given back later.
    pub(super) fn set_aside(&mut self, parts: u64) -> Self {
        let kept = Self { left: self.left / parts };
        self.left -= kept.left;
        kept
    }

    /// Has what was set aside again.
    pub(super) fn give_back(&mut self, kept: Self) {
        self.left += kept.left;
    }

    /// One of so many equal parts of what remains.
    pub(super) fn part(self, parts: u64) -> Self {
        Self { left: self.left.div_ceil(parts) }
    }

    /// How many things of that cost it is enough for.
    pub(super) fn worth(self, cost: u64) -> u64 {
        self.left / cost
    }

    /// What was spent since there was as much as in `before`.
    pub(super) fn spent_since(self, before: Self) -> u64 {
        before.left - self.left
    }
}
