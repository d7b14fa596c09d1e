//! `link-sibling-absent`: a clone that the configuration names is not where it says.

use crate::rules::{Check, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "link-sibling-absent", check: Check::Stage("pipeline::addresses") };
