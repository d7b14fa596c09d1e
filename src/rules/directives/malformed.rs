//! `directive-malformed`: a directive that can't work.

use crate::rules::{Check, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "directive-malformed", check: Check::Stage("select::suppress") };
