//! Which findings are reported, and how gravely: severities of the configuration, then suppression, then the baseline; and what
//! became of each.
//!
//! It shows nothing.

pub mod baseline;
pub mod ledger;
mod suppress;

pub use suppress::{Reach, Selection, reach, silence, suppress};

use crate::config::Config;
use crate::finding::{Finding, Severity};
use crate::rules::book;

/// The severity at which findings of `rule` are reported; `None` when it is off.
pub fn severity(rule: &str, config: &Config) -> Option<Severity> {
    match config.rule_level(rule) {
        Some(level) => level.severity(),
        None => book::page(rule).and_then(|page| page.default_on.then_some(page.severity)),
    }
}

/// The severity of `finding`; `None` when its rule is off. One that is minor is worth knowing and no more, unless the
/// configuration itself says how grave its rule's findings are.
pub fn severity_of(finding: &Finding, config: &Config) -> Option<Severity> {
    let said = config.rule_level(finding.rule).is_some();
    let severity = severity(finding.rule, config)?;
    Some(if finding.minor && !said { severity.min(Severity::Info) } else { severity })
}
