//! Coverage for a spreadsheet: one row a competency, or a module where it has none.

use super::{Covered, kinds};
use crate::curriculum::{Competency, Module};
use std::io::{self, Write};

/// The columns. English in both languages: spreadsheets and scripts are built upon them.
const HEAD: [&str; 11] = [
    "group",
    "path",
    "line",
    "module",
    "module_assessed",
    "exempt",
    "competency",
    "competency_line",
    "competency_assessed",
    "assessments",
    "kinds",
];

/// Writes `covered` as CSV (RFC 4180).
///
/// # Errors
/// Those of `out`.
pub fn csv(covered: &Covered<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(HEAD)?;
    for module in &covered.report.modules {
        if module.competencies.is_empty() {
            writer.write_record(row(module, None))?;
        }
        for competency in &module.competencies {
            writer.write_record(row(module, Some(competency)))?;
        }
    }
    writer.flush()
}

fn row(module: &Module, competency: Option<&Competency>) -> [String; 11] {
    let line = |at: u32| module.source.line(at).to_string();
    let yes = |flag: bool| if flag { "yes" } else { "no" }.to_owned();
    [
        cell(&module.group),
        cell(module.source.path()),
        line(module.title.span.start),
        cell(&module.title.text),
        yes(module.assessed()),
        cell(module.exempt.as_deref().unwrap_or_default()),
        cell(competency.map_or("", |competency| &competency.text.text)),
        competency.map(|competency| line(competency.text.span.start)).unwrap_or_default(),
        competency.map(|competency| yes(competency.assessed)).unwrap_or_default(),
        module.assessments.len().to_string(),
        cell(&kinds(module).join(" ")),
    ]
}

/// Text as a spreadsheet may open it: a cell that would be taken for a formula begins with an apostrophe, and what
/// steers a terminal is made visible.
pub(in crate::report) fn cell(text: &str) -> String {
    let shown = crate::report::shown(text);
    let formula =
        shown.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || text.starts_with(['\t', '\r', '\n']);
    if formula { format!("'{shown}") } else { shown.into_owned() }
}
