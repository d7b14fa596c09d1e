//! The figures, for people.

use std::io::Write;

use crate::Failure;
use crate::measure::{Figures, Series};

/// A check may cost so many floors.
const RATIO: f64 = 2.0;
/// Growth counts as linear while a document of the largest repository costs at most so many times one of the smallest.
const LINEAR: f64 = 1.25;
/// Bytes that a check may hold beside its share of the Markdown.
const BASE_MEMORY: f64 = 50e6;
/// Bytes that a check may hold for each byte of Markdown.
const MEMORY_SHARE: f64 = 1.5;

/// Says whether the check did the work, and what it found.
pub(crate) fn what_check_said(figures: &Figures, out: &mut impl Write) -> Result<(), Failure> {
    let report = match &figures.said {
        Ok(report) => report,
        Err(reason) => {
            writeln!(out, "check gave no report, so its figures mean nothing: {reason}")?;
            return Ok(());
        }
    };
    let rules: Vec<_> = report.by_rule().iter().map(|(rule, count)| format!("{rule} {}", grouped(*count))).collect();
    let found = if rules.is_empty() { "nothing".to_owned() } else { rules.join(", ") };
    writeln!(out, "check read {} documents and found: {found}", grouped(report.documents()))?;
    if report.documents() != figures.drained.documents {
        writeln!(out, "the floor read {} documents: the two did not do the same work", grouped(figures.drained.documents))?;
    }
    Ok(())
}

/// Time, memory and budgets, one repository a line.
pub(crate) fn table(all: &[Figures], out: &mut impl Write) -> Result<(), Failure> {
    writeln!(
        out,
        "\n{:>9} {:>9} {:>23} {:>23} {:>6} {:<9} {:>9} {:>10} {:>10} {:>10}",
        "documents",
        "Markdown",
        "floor ms (range)",
        "check ms (range)",
        "ratio",
        "at most 2",
        "CPU ratio",
        "floor peak",
        "check peak",
        "at most"
    )?;
    for figures in all {
        writeln!(out, "{}", line(figures))?;
    }
    Ok(())
}

fn line(figures: &Figures) -> String {
    let (floor, check, bytes) = (&figures.floor, &figures.check, figures.drained.bytes);
    let ratio = ratio(check, floor);
    let processor = check.processor_seconds().zip(floor.processor_seconds());
    let memory = MEMORY_SHARE * bytes as f64 + BASE_MEMORY;
    let memory_kept = check.peak().map(|peak| peak as f64 <= memory);
    format!(
        "{:>9} {:>9} {:>23} {:>23} {ratio:>6.2} {:<9} {:>9} {:>10} {:>10} {:>10} {}",
        grouped(figures.drained.documents),
        megabytes(Some(bytes)),
        milliseconds(floor),
        milliseconds(check),
        verdict(figures, Some(ratio <= RATIO)),
        processor.map_or_else(|| "unknown".to_owned(), |(check, floor)| format!("{:.2}", check / floor)),
        megabytes(floor.peak()),
        megabytes(check.peak()),
        megabytes(Some(memory as u64)),
        verdict(figures, memory_kept),
    )
}

/// What one document costs in each repository, smallest repository first.
pub(crate) fn growth(all: &[Figures], out: &mut impl Write) -> Result<(), Failure> {
    let [first, .., last] = all else {
        return Ok(());
    };
    writeln!(out, "\n{:>9} {:>18} {:>18}", "documents", "floor µs/document", "check µs/document")?;
    for figures in all {
        writeln!(
            out,
            "{:>9} {:>18.1} {:>18.1}",
            grouped(figures.drained.documents),
            each(figures, &figures.floor),
            each(figures, &figures.check)
        )?;
    }
    let grown = each(last, &last.check) / each(first, &first.check);
    let floor_grown = each(last, &last.floor) / each(first, &first.floor);
    // Where the machine itself slows down with more files (a full cache), the floor does so too.
    let linear = grown <= LINEAR * floor_grown.max(1.0);
    writeln!(
        out,
        "growth: a document among {} costs {grown:.2} times one among {} (floor: {floor_grown:.2}): {}",
        grouped(last.drained.documents),
        grouped(first.drained.documents),
        verdict(last, Some(linear)),
    )?;
    Ok(())
}

/// How many times the floor's median a program's median is.
pub(crate) fn ratio(program: &Series, floor: &Series) -> f64 {
    program.seconds().0 / floor.seconds().0
}

/// The median and the range of a program's runs, in milliseconds.
pub(crate) fn milliseconds(series: &Series) -> String {
    let (median, fastest, slowest) = series.seconds();
    format!("{:.0} ({:.0}-{:.0})", median * 1e3, fastest * 1e3, slowest * 1e3)
}

/// Bytes as millions of them.
pub(crate) fn megabytes(bytes: Option<u64>) -> String {
    bytes.map_or_else(|| "unknown".to_owned(), |bytes| format!("{:.1} MB", bytes as f64 / 1e6))
}

/// A number with its thousands apart.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn each(figures: &Figures, series: &Series) -> f64 {
    series.seconds().0 * 1e6 / figures.drained.documents.max(1) as f64
}

/// Whether a budget is kept; a check that did no work keeps none.
fn verdict(figures: &Figures, kept: Option<bool>) -> &'static str {
    match (&figures.said, kept) {
        (Err(_), _) => "NO REPORT",
        (_, None) => "UNKNOWN",
        (_, Some(true)) => "KEPT",
        (_, Some(false)) => "EXCEEDED",
    }
}
