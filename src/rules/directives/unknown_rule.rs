//! `directive-unknown-rule`: a directive that names a rule that does not exist.

use crate::rules::{Check, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "directive-unknown-rule", check: Check::Stage("select::suppress") };
