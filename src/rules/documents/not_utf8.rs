//! `document-not-utf8`: a file whose bytes are not UTF-8.

use crate::rules::{Check, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "document-not-utf8", check: Check::Stage("pipeline") };
