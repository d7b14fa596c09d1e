//! Coverage for a spreadsheet: one row a competency, or a module where it has none.

use super::v1::{Assessed, Base, Change, Competency, Coverage, Module};
use std::io::{self, Write};

/// The columns. English in both languages: spreadsheets and scripts are built upon them.
const HEAD: [&str; 12] = [
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
    "repository",
];

/// The columns that a comparison adds.
const BASE: [&str; 2] = ["module_assessed_before", "module_competencies_assessed_before"];

/// Writes `coverage` as CSV (RFC 4180). Where it was compared with a base, two columns tell what was there, and modules that
/// were removed have a row without a state of now.
///
/// # Errors
/// Those of `out`.
pub fn csv(coverage: &Coverage, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let base = coverage.base.as_ref();
    writer.write_record(HEAD.into_iter().chain(BASE.into_iter().filter(|_| base.is_some())))?;
    for module in &coverage.modules {
        let name = coverage.repository(module).and_then(|repository| repository.name.as_deref()).unwrap_or_default();
        let before = base.map(|base| before(base, module)).into_iter().flatten();
        if module.competencies.is_empty() {
            writer.write_record(row(module, None, name).into_iter().chain(before.clone()))?;
        }
        for competency in &module.competencies {
            writer.write_record(row(module, Some(competency), name).into_iter().chain(before.clone()))?;
        }
    }
    for gone in base.iter().flat_map(|base| &base.changes).filter(|change| change.after.is_none()) {
        let mut row = HEAD.map(|_| String::new());
        (row[1], row[2], row[3]) = (cell(&gone.path), gone.line.to_string(), cell(&gone.title));
        writer.write_record(row.into_iter().chain(state(gone.before)))?;
    }
    writer.flush()
}

fn row(module: &Module, competency: Option<&Competency>, repository: &str) -> [String; 12] {
    [
        cell(&module.group),
        cell(&module.path),
        module.line.to_string(),
        cell(&module.title),
        yes(module.assessed),
        cell(module.exempt.as_deref().unwrap_or_default()),
        cell(competency.map_or("", |competency| &competency.text)),
        competency.map(|competency| competency.line.to_string()).unwrap_or_default(),
        competency.map(|competency| yes(competency.assessed)).unwrap_or_default(),
        module.assessments.len().to_string(),
        cell(&module.kinds().join(" ")),
        cell(repository),
    ]
}

/// The state of `module` in `base`: that of now, unless it is among the changes.
fn before(base: &Base, module: &Module) -> [String; 2] {
    let same = |change: &&Change| change.path == module.path && change.line == module.line && change.after.is_some();
    match base.changes.iter().find(same) {
        Some(change) => state(change.before),
        None => [yes(module.assessed), module.competencies_assessed.to_string()],
    }
}

fn state(state: Option<Assessed>) -> [String; 2] {
    state.map(|state| [yes(state.assessed), state.competencies_assessed.to_string()]).unwrap_or_default()
}

fn yes(flag: bool) -> String {
    if flag { "yes" } else { "no" }.to_owned()
}

/// Text as a spreadsheet may open it: a cell that would be taken for a formula begins with an apostrophe, and what
/// steers a terminal is made visible.
pub(in crate::report) fn cell(text: &str) -> String {
    let shown = crate::report::shown(text);
    let formula =
        shown.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || text.starts_with(['\t', '\r', '\n']);
    if formula { format!("'{shown}") } else { shown.into_owned() }
}
