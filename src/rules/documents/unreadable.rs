//! `document-unreadable`: a file that could not be read.

use crate::rules::{Check, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "document-unreadable", check: Check::Stage("pipeline") };
