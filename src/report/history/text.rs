//! The history for a terminal: the newest changes first, then how the figures went.

use super::json::{Commit, History};
use super::{scale, words};
use crate::pipeline::history::Kind;
use crate::report::coverage::text::{bar, paragraph};
use crate::report::coverage::words::{no_module, percent, quoted};
use crate::report::paint::{self, painted};
use crate::report::words::{columns, cut, fit};
use crate::report::{Style, shown};
use std::io::{self, Write};

/// Most lines of the trend.
const TREND: usize = 12;

/// Writes the history for people.
///
/// # Errors
/// Those of `out`.
pub fn text(history: &History, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    paragraph(&words::extent(history, style.language), "", style, out)?;
    let length = history.abbreviation();
    for commit in history.commits.iter().rev().filter(|commit| !commit.changes.is_empty()) {
        writeln!(out)?;
        changed(commit, length, style, out)?;
    }
    trend(history, style, out)?;
    if !style.quiet {
        writeln!(out)?;
        for note in words::notes(history, style.language) {
            paragraph(&note, "", style, out)?;
        }
    }
    Ok(())
}

/// A commit, what it changed, and the figures after it.
fn changed(commit: &Commit, length: usize, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let head = format!("{}  {}  ", commit.day(), commit.short(length));
    let subject = cut(&shown(&commit.subject), style.columns().saturating_sub(columns(&head)));
    writeln!(out, "{}{}", painted(style.colour, paint::BOLD, &head), painted(style.colour, paint::DIM, &subject))?;
    for change in &commit.changes {
        let sentence = words::change(change, style.language, |text| quoted(&cut(&shown(text), 90), style.language));
        let colour = match change.kind {
            Kind::Gained => paint::GOOD,
            Kind::Lost | Kind::Removed => paint::BAD,
            _ => paint::HALF,
        };
        let sign = painted(style.colour, colour, words::sign(change.kind));
        let mut lines = Vec::new();
        paragraph(&sentence, "    ", style, &mut lines)?;
        write!(out, "  {sign} ")?;
        out.write_all(lines.strip_prefix(b"    ").unwrap_or(&lines))?;
    }
    let figures = words::figures(commit.summary, style.language);
    paragraph(&figures, "    ", style, out)
}

/// A line for each day, month or year, of which the last figures are given.
fn trend(history: &History, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let periods = scale::periods(history, TREND);
    let nothing = periods.iter().all(|(_, figures)| figures.modules == 0);
    if nothing && !history.commits.is_empty() {
        writeln!(out)?;
        return paragraph(&no_module(style.language), "", style, out);
    }
    if periods.len() < 2 {
        return Ok(());
    }
    writeln!(out, "\n{}\n", painted(style.colour, paint::BOLD, &words::trend(style.language)))?;
    let width = periods.iter().map(|(label, _)| columns(label)).max().unwrap_or_default();
    for (label, figures) in &periods {
        let ratio = figures.module_ratio();
        let share = percent(ratio, style.language);
        let figures = words::figures(*figures, style.language);
        writeln!(out, "{}  {}  {share:>7}  {figures}", fit(label, width), bar(ratio, style.colour))?;
    }
    Ok(())
}
