//! `directive-without-reason`: a directive that does not say why.

use crate::rules::{Check, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "directive-without-reason", check: Check::Stage("select::suppress") };
