//! How many findings each rule has, for people.

use super::rules::severity;
use super::summary::summary;
use super::words::{columns, fit};
use super::{Checked, Style, standing};
use crate::finding::Severity;
use crate::pipeline::Reported;
use crate::rules::book;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes a line a rule and severity, the most findings first: how many there are, and what the rule reports.
///
/// # Errors
/// Those of `out`.
pub fn statistics(checked: &Checked<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let findings: Vec<&Reported> = standing(checked).collect();
    let mut counts: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
    for reported in &findings {
        *counts.entry((reported.finding.rule, reported.severity)).or_default() += 1;
    }
    let mut lines: Vec<_> = counts.into_iter().collect();
    lines.sort_by_key(|&((rule, severity), count)| (std::cmp::Reverse((count, severity)), rule));
    let names = lines.iter().map(|((rule, _), _)| rule.len()).max().unwrap_or_default();
    let words = lines.iter().map(|((_, grave), _)| columns(severity(*grave, style.language))).max().unwrap_or_default();
    let digits = lines.first().map_or(0, |(_, count)| count.to_string().len());
    for ((rule, grave), count) in &lines {
        let title = book::page(rule).map_or("", |page| page.words(style.language).title.as_str());
        writeln!(out, "{count:>digits$}  {}  {rule:<names$}  {title}", fit(severity(*grave, style.language), words))?;
    }
    if style.quiet {
        return Ok(());
    }
    if !lines.is_empty() {
        writeln!(out)?;
    }
    summary(checked, &findings, style, out)
}
