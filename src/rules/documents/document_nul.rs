//! `document-nul`: a file that holds a NUL byte: not text.

use crate::rules::{Check, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "document-nul", check: Check::Stage("pipeline") };
