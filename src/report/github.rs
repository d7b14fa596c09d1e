//! GitHub's workflow commands: annotations on the lines of a pull request, from the log of a job.
//!
//! Known from the runner's own code: a line that begins with `::` is a command; a value is escaped by percent signs; with
//! two lines there are no columns. What a column counts is documented nowhere: it is given in characters, as GitHub's
//! other interfaces for people count, and the annotation stands under the line either way.

use super::{Checked, Style, fresh, shown, whole_advice};
use crate::document::is_commit;
use crate::finding::Severity;
use crate::language::Language;
use crate::pipeline::Reported;
use crate::report::words::count;
use crate::rules::book;
use crate::say;
use std::io::{self, Write};

/// How many annotations of one severity GitHub takes from a step; it drops more without a word.
const MOST: usize = 10;

/// Writes the new findings as annotations: the gravest first, of each severity as many as GitHub shows, and how many more
/// there are.
///
/// # Errors
/// Those of `out`.
pub fn github(checked: &Checked<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let of = |severity| fresh(checked).filter(move |reported: &&Reported| reported.severity == severity);
    let all = fresh(checked).count();
    let annotated: usize =
        [Severity::Error, Severity::Warning, Severity::Info].map(|grade| of(grade).count().min(MOST)).iter().sum();
    // What says how many more there are is a notice itself.
    let most = |severity| if severity == Severity::Info && annotated < all { MOST - 1 } else { MOST };
    let mut written = 0;
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        for reported in of(severity).take(most(severity)) {
            writeln!(out, "{}", command(reported, style.language))?;
            written += 1;
        }
    }
    match all - written {
        0 => Ok(()),
        left => writeln!(out, "{}", more(left, style.language)),
    }
}

/// The annotation of one finding.
fn command(reported: &Reported, language: Language) -> String {
    let finding = &reported.finding;
    let word = match reported.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let (start, end) = (finding.place.start(), finding.place.end());
    let columns = if start.line == end.line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
    let title = match book::page(finding.rule) {
        Some(page) => format!("{} ({})", page.words(language).title, finding.rule),
        None => finding.rule.to_owned(),
    };
    let path = shown(finding.place.path());
    let (title, text) = (property(&title), data(&whole_advice(reported)));
    if is_commit(&path) {
        // The message of a commit is no file of the repository: the annotation stands beside none, and names the commit.
        return format!("::{word} title={title}::{text}");
    }
    let path = property(&path);
    format!("::{word} file={path},line={},endLine={}{columns},title={title}::{text}", start.line, end.line)
}

/// The notice that there is more.
fn more(left: usize, language: Language) -> String {
    let findings = count(left, language, ["constat de plus", "constats de plus"], ["more finding", "more findings"]);
    let title = say!(language, fr: "{findings}", en: "{findings}");
    let message = say!(language,
        fr: "GitHub montre au plus {MOST}\u{a0}annotations de chaque gravité par étape. Tous les constats sont dans les autres rapports de cette vérification, ou sur votre machine\u{a0}: acquis check --all",
        en: "GitHub shows at most {MOST} annotations of each severity a step. All findings are in the other reports of this check, or on your machine: acquis check --all");
    format!("::notice title={}::{}", property(&title), data(&message))
}

/// The text of a command, escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a command's property, escaped.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
