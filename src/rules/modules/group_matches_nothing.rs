//! `group-matches-nothing`: a group of the configuration that takes no file, finds no module, or counts files of another one.

use crate::rules::{Check, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "group-matches-nothing", check: Check::Stage("pipeline::groups") };
