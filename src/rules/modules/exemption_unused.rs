//! `exemption-unused`: an exemption of a module that is not there.

use crate::rules::{Check, Rule};

/// The rule.
pub const RULE: Rule = Rule { id: "exemption-unused", check: Check::Stage("pipeline::exemptions") };
