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

/// The severity at which findings of `rule` are reported in the file at `path`; `None` when it is off there.
pub fn severity_at(rule: &str, path: &str, config: &Config) -> Option<Severity> {
    if config.overrides.is_empty() {
        return severity(rule, config);
    }
    match config.rule_level_at(rule, path) {
        Some(level) => level.severity(),
        None => severity(rule, config),
    }
}

/// Whether `rule` is asked for in any file.
pub fn runs(rule: &str, config: &Config) -> bool {
    severity(rule, config).is_some() || config.asks_somewhere(rule)
}

/// Parts `findings` into those that stay and those of rules that the configuration turns off for their file, each with the reason
/// given there. A rule that is off everywhere is nobody's to tell.
pub fn turned_off(findings: Vec<Finding>, config: &Config) -> Selection {
    if config.overrides.is_empty() {
        return Selection { kept: findings, ..Selection::default() };
    }
    let mut selection = Selection::default();
    for finding in findings {
        let off = config.turned_off(finding.rule, finding.place.path());
        match off.filter(|_| !book::page(finding.rule).is_some_and(|page| page.never_silenced)) {
            Some(by) if severity(finding.rule, config).is_some() => {
                selection.silenced.push((finding, by.reason.as_deref().map(Into::into)));
            }
            _ => selection.kept.push(finding),
        }
    }
    selection
}

/// The severity of `finding`; `None` when its rule is off. One that is minor is worth knowing and no more, unless the
/// configuration itself says how grave its rule's findings are. One that only its file's path turns off has that of all others.
pub fn severity_of(finding: &Finding, config: &Config) -> Option<Severity> {
    let path = finding.place.path();
    let said = config.rule_level_at(finding.rule, path).is_some();
    let severity = severity_at(finding.rule, path, config).or_else(|| severity(finding.rule, config))?;
    Some(if finding.minor && !said { severity.min(Severity::Info) } else { severity })
}
