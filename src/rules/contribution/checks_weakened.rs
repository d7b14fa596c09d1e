//! `checks-weakened`: a contribution changes the configuration so that less is checked than in its base.

use crate::rules::{Check, Rule};

/// The rule; the comparison of the two configurations finds it.
pub const RULE: Rule = Rule { id: "checks-weakened", check: Check::Asked };
