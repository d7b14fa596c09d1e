//! `directive-unused`: a directive that silenced nothing.

use crate::rules::{Check, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "directive-unused", check: Check::Stage("select::suppress") };
