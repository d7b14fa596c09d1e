//! GitLab's code quality report: new findings beside the lines of a merge request.

use super::{Checked, advice, fresh, shown, wire};
use crate::finding::Severity;
use crate::pipeline::Reported;
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// One degradation, as GitLab calls it.
#[derive(Debug, Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location,
}

#[derive(Debug, Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

/// From 1, both included.
#[derive(Debug, Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

impl<'a> From<&'a Reported> for Issue<'a> {
    fn from(reported: &'a Reported) -> Self {
        let place = &reported.finding.place;
        Self {
            description: advice(reported).replace('\n', " "),
            check_name: reported.finding.rule,
            fingerprint: &reported.fingerprint,
            // GitLab's `critical` and `blocker` speak of programs that fail.
            severity: match reported.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info => "info",
            },
            // GitLab takes nothing without a path, and shows that of a commit's message as it is written: `commit 1a2b3c4`.
            location: Location {
                path: shown(place.path()).into_owned(),
                lines: Lines { begin: place.start().line, end: place.end().line },
            },
        }
    }
}

/// The new findings, copied into the format one by one while they are written.
struct Stream<'a>(&'a Checked<'a>);

impl Serialize for Stream<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(fresh(self.0).map(Issue::from))
    }
}

/// Writes the new findings of `checked` as a code quality report.
///
/// # Errors
/// Those of `out`.
pub fn gitlab(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    wire::write(&Stream(checked), out)
}
