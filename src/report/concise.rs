//! One line a finding, for editors, `grep` and logs.

use super::{Checked, Style, shown, standing};
use crate::pipeline::Reported;
use std::io::{self, Write};

/// Writes `path:line:column: severity rule-id message`, one line a finding. The severity's word is the English one in
/// both languages: the line is for programs too.
///
/// # Errors
/// Those of `out`.
pub fn concise(checked: &Checked<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    standing(checked).try_for_each(|reported| writeln!(out, "{}", line(reported, style)))
}

/// The line of one finding.
pub(super) fn line(reported: &Reported, style: &Style) -> String {
    let finding = &reported.finding;
    let start = finding.place.start();
    let path = style.path(finding.place.path());
    let (severity, message) = (reported.severity.name(), shown(&reported.message));
    format!("{path}:{}:{}: {severity} {} {message}", start.line, start.column, finding.rule)
}
