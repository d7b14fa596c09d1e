//! JUnit's XML: the check as tests, one a document, for what shows tests.
//!
//! A test keeps its name while findings come and go, so that GitLab and Jenkins tell of a document that began to fail,
//! or no longer does; a test for each finding would be another one whenever a line moves.

use super::{Checked, Style, fresh, shown};
use crate::document::is_commit;
use crate::finding::Severity;
use crate::language::Language;
use crate::pipeline::Reported;
use crate::say;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes one test for each document that was checked, and for each other file or commit that something new is said of. It fails
/// where a new finding is at least as grave as what makes the check fail; lighter ones stand in its output.
///
/// # Errors
/// Those of `out`.
pub fn junit(checked: &Checked<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut found: BTreeMap<&str, Vec<&Reported>> = checked.documents.iter().map(|path| (&**path, Vec::new())).collect();
    for reported in fresh(checked) {
        found.entry(reported.finding.place.path()).or_default().push(reported);
    }
    let mut suite = TestSuite::new("acquis");
    suite.add_test_cases(found.into_iter().map(|(path, findings)| case(path, &findings, checked.fail_on, style.language)));
    let mut report = Report::new("acquis");
    report.add_test_suite(suite);
    let mut text = Vec::new();
    report.serialize(&mut text).map_err(io::Error::other)?;
    out.write_all(&text)
}

/// The test of one document.
fn case(path: &str, findings: &[&Reported], fail_on: Severity, language: Language) -> TestCase {
    let list: Vec<String> = findings.iter().map(|reported| line(reported)).collect();
    let list = list.join("\n");
    let failing: Vec<_> = findings.iter().filter(|reported| reported.severity >= fail_on).collect();
    let status = match message(&failing, language) {
        None => TestCaseStatus::success(),
        Some(message) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(message).set_type("acquis").set_description(list.as_str());
            status
        }
    };
    let mut case = TestCase::new(shown(path), status);
    case.set_classname("acquis");
    // The message of a commit is no file that could be opened: the name of the test says whose it is.
    if !is_commit(path) {
        case.extra.insert("file".into(), shown(path).into());
        // Where a reader starts.
        if let Some(first) = failing.first().copied().or(findings.first()) {
            case.extra.insert("line".into(), first.finding.place.start().line.to_string().into());
        }
    }
    if failing.is_empty() && !findings.is_empty() {
        case.set_system_out(list);
    }
    case
}

/// What a list of failed tests shows: the first message, and how many more there are.
fn message(failing: &[&&Reported], language: Language) -> Option<String> {
    let (first, more) = failing.split_first()?;
    let message = shown(&first.message);
    Some(match more.len() {
        0 => message.into_owned(),
        more => say!(language, fr: "{message} (et {more}\u{a0}de plus)", en: "{message} (and {more}\u{a0}more)"),
    })
}

/// A finding in the text of its document's test.
fn line(reported: &Reported) -> String {
    let finding = &reported.finding;
    let start = finding.place.start();
    let (severity, message) = (reported.severity.name(), shown(&reported.message));
    let help = reported.help.as_deref().map(|help| format!("\n    {}", shown(help))).unwrap_or_default();
    format!("{}:{}: {severity} {} {message}{help}", start.line, start.column, finding.rule)
}
