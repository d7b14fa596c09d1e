//! The history for a spreadsheet: one row a commit, the oldest first.

use super::json::{Change, Commit, History};
use crate::pipeline::history::Kind;
use crate::report::coverage::csv::cell;
use std::io::{self, Write};

/// The columns. English in both languages: spreadsheets and scripts are built upon them.
const HEAD: [&str; 11] = [
    "commit",
    "date",
    "subject",
    "mainline",
    "modules",
    "modules_assessed",
    "competencies",
    "competencies_assessed",
    "exempt",
    "changes",
    "what",
];

/// Writes `history` as CSV (RFC 4180).
///
/// # Errors
/// Those of `out`.
pub fn csv(history: &History, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(HEAD)?;
    for commit in &history.commits {
        writer.write_record(row(commit))?;
    }
    writer.flush()
}

fn row(commit: &Commit) -> [String; 11] {
    let figures = &commit.summary;
    let what: Vec<String> = commit.changes.iter().map(what).collect();
    [
        commit.commit.clone(),
        commit.date.clone(),
        cell(&commit.subject),
        if commit.mainline { "yes" } else { "no" }.to_owned(),
        figures.modules.to_string(),
        figures.modules_assessed.to_string(),
        figures.competencies.to_string(),
        figures.competencies_assessed.to_string(),
        figures.exempt.to_string(),
        commit.changes.len().to_string(),
        cell(&what.join("; ")),
    ]
}

/// `gained: title`, in the words of the machine form.
fn what(change: &Change) -> String {
    let title = |state: &Option<super::State>| state.as_ref().map(|state| state.title.clone()).unwrap_or_default();
    let path = |state: &Option<super::State>| state.as_ref().map(|state| state.path.clone()).unwrap_or_default();
    let (before, after) = (&change.before, &change.after);
    match change.kind {
        Kind::Appeared => format!("appeared: {}", title(after)),
        Kind::Removed => format!("removed: {}", title(before)),
        Kind::Renamed => format!("renamed: {} -> {}", title(before), title(after)),
        Kind::Moved => format!("moved: {} ({} -> {})", title(after), path(before), path(after)),
        Kind::Gained => format!("gained: {}", title(after)),
        Kind::Lost => format!("lost: {}", title(after)),
        Kind::Exempted => format!("exempted: {}", title(after)),
        Kind::Unexempted => format!("unexempted: {}", title(after)),
        Kind::Competencies => format!("competencies: {}", title(after)),
    }
}
