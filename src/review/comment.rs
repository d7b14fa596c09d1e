//! What a pull request is told, in Markdown, and the marks by which its comments are found again.

use super::plain::{code, sentence};
use super::report::{Found, Report, is_fingerprint};
use crate::language::Language;
use crate::report::rules::severity;
use crate::report::{count, unsaid};
use crate::say;

/// The end of the summary.
pub(super) const SUMMARY: &str = "<!-- acquis:summary -->";
/// The end of a comment whose finding is fixed, or has another comment by now.
const MENDED: &str = "<!-- acquis:mended -->";
/// How many bytes a comment is filled to; GitHub takes 65,536 characters.
const FULL: usize = 48_000;
/// How many findings of those that are folded away the summary names.
const NAMED: usize = 50;

/// The end of a comment on a finding.
fn mark(fingerprint: &str) -> String {
    format!("<!-- acquis:finding {fingerprint} -->")
}

/// What the end of one of our comments says: of which finding it is, and whether it is done with.
pub(super) fn marked(body: &str) -> Option<(&str, bool)> {
    let body = body.trim_end();
    let open = body.strip_suffix(MENDED).map(str::trim_end);
    let (_, last) = open.unwrap_or(body).rsplit_once('\n')?;
    let fingerprint = last.strip_prefix("<!-- acquis:finding ")?.strip_suffix(" -->")?;
    is_fingerprint(fingerprint).then_some((fingerprint, open.is_some()))
}

/// Whether `body` is a summary's.
pub(super) fn is_summary(body: &str) -> bool {
    body.trim_end().ends_with(SUMMARY)
}

/// A comment on a line: the finding, the lines that fix it, and what it is.
pub(super) fn inline(found: &Found, elsewhere: bool, suggestion: Option<&str>, language: Language) -> String {
    let mut text = first(found, language);
    if elsewhere {
        let place = place(found);
        text.push_str(&say!(language, fr: "\n\nCela se voit ici\u{a0}: {place}", en: "\n\nIt shows here: {place}"));
    }
    if let Some(help) = &found.help {
        text.push_str(&format!("\n\n{}", sentence(help)));
    }
    if let Some(suggestion) = suggestion {
        text.push_str(&format!("\n\n{suggestion}"));
    }
    format!("{text}\n\n{}\n\n{}", code(&found.rule), mark(&found.fingerprint))
}

/// What a comment begins with: how grave it is, and what was found.
fn first(found: &Found, language: Language) -> String {
    format!("**{}** {}", severity(found.severity, language), sentence(&found.message))
}

fn place(found: &Found) -> String {
    code(&format!("{}:{}", found.path, found.start.line))
}

/// Whether the comment `body` says of its finding what would be said of `found`.
pub(super) fn says(body: &str, found: &Found, language: Language) -> bool {
    let rule = code(&found.rule);
    body.lines().next().is_some_and(|line| line == first(found, language)) && body.lines().any(|line| line == rule)
}

/// The same comment once its finding is `found`, in a file of another name: where it stands now.
pub(super) fn followed(fingerprint: &str, found: &Found, language: Language) -> String {
    let (first, place) = (first(found, language), place(found));
    let said = say!(language, fr: "Son fichier a changé de nom\u{a0}: {place}", en: "Its file has another name now: {place}");
    format!("{first}\n\n{said}\n\n{}\n{MENDED}", mark(fingerprint))
}

/// The same comment once `commit` fixed its finding: its first line, struck.
pub(super) fn struck(body: &str, fingerprint: &str, commit: &str, language: Language) -> String {
    let first: String = body.lines().next().unwrap_or_default().replace("~~", "").chars().take(2000).collect();
    let short = short(commit);
    let said = say!(language, fr: "Corrigé dans {short}.", en: "Fixed in {short}.");
    format!("~~{}~~\n\n{said}\n\n{}\n{MENDED}", first.trim(), mark(fingerprint))
}

/// The words above a review's comments.
pub(super) fn review(comments: usize, language: Language) -> String {
    let new = new(comments, language);
    say!(language, fr: "acquis\u{a0}: {new} sur des lignes de cette contribution.", en: "acquis: {new} on lines of this contribution.")
}

/// The summary: the verdict, and the findings that stand on no line of the diff.
pub(super) fn summary(report: &Report, rest: &[&Found], language: Language) -> String {
    let mut text = format!("### acquis\u{a0}: {}\n", verdict(report, language));
    if language == Language::En {
        text = text.replacen("\u{a0}:", ":", 1);
    }
    if let Some([before, after]) = report.coverage {
        let share = |share: super::report::Share| format!("{}/{}", share.modules_assessed, share.modules);
        let (before, after) = (share(before), share(after));
        text.push_str(&say!(language,
            fr: "\nModules évalués\u{a0}: {before} avant, {after} après.\n",
            en: "\nModules assessed: {before} before, {after} after.\n"));
    }
    if !rest.is_empty() {
        let title = match (rest.len() == report.new.len(), language) {
            (true, Language::Fr) => "Constats nouveaux",
            (true, Language::En) => "New findings",
            (false, Language::Fr) => "Hors des lignes commentées",
            (false, Language::En) => "Beside the lines commented on",
        };
        text.push_str(&format!("\n#### {title}\n\n"));
        list(&mut text, rest, rest.len(), language);
    }
    folded(&mut text, &format!("{} ({})", unsaid(language), report.hidden.len()), &report.hidden, language);
    folded(&mut text, &mended(report.mended.len(), language), &report.mended, language);
    let head = short(&report.head);
    text.push_str(&match report.base.as_deref().map(short) {
        Some(base) => say!(language, fr: "\n{head} comparé à {base}.\n", en: "\n{head} compared with {base}.\n"),
        None => format!("\n{head}\n"),
    });
    text
}

/// The same with the mark by which it is found again.
pub(super) fn marked_summary(report: &Report, rest: &[&Found], language: Language) -> String {
    format!("{}\n{SUMMARY}", summary(report, rest, language))
}

/// Adds findings that are to be known, folded away under `title`.
fn folded(text: &mut String, title: &str, findings: &[Found], language: Language) {
    if findings.is_empty() {
        return;
    }
    text.push_str(&format!("\n<details><summary>{title}</summary>\n\n"));
    let named: Vec<&Found> = findings.iter().take(NAMED).collect();
    list(text, &named, findings.len(), language);
    text.push_str("\n</details>\n");
}

/// Adds a list of findings while there is room, then how many of `all` there are more.
fn list(text: &mut String, findings: &[&Found], all: usize, language: Language) {
    let mut shown = 0;
    for found in findings {
        let (severity, message, rule) = (severity(found.severity, language), sentence(&found.message), code(&found.rule));
        let place = place(found);
        let line = format!("- **{severity}** {place} {message} ({rule})\n");
        if text.len() + line.len() > FULL {
            break;
        }
        text.push_str(&line);
        shown += 1;
    }
    let more = all - shown;
    if more > 0 {
        text.push_str(&say!(language, fr: "- … et {more} de plus\n", en: "- … and {more} more\n"));
    }
}

/// The verdict in one clause.
pub(super) fn verdict(report: &Report, language: Language) -> String {
    let there = report.existing;
    let mut said = new(report.new.len(), language);
    if report.cut {
        said = say!(language, fr: "au moins {said}", en: "at least {said}");
    }
    if !report.mended.is_empty() {
        said.push_str(&format!(", {}", mended(report.mended.len(), language)));
    }
    if !report.hidden.is_empty() {
        let hidden =
            count(report.hidden.len(), language, ["passé sous silence", "passés sous silence"], ["left out", "left out"]);
        said.push_str(&format!(", {hidden}"));
    }
    if there > 0 {
        said.push_str(&say!(language, fr: ", {there}\u{a0}déjà là", en: ", {there}\u{a0}already there"));
    }
    said
}

fn new(n: usize, language: Language) -> String {
    if n == 0 {
        return say!(language, fr: "aucun constat nouveau", en: "no new finding");
    }
    count(n, language, ["constat nouveau", "constats nouveaux"], ["new finding", "new findings"])
}

fn mended(n: usize, language: Language) -> String {
    count(n, language, ["corrigé", "corrigés"], ["fixed", "fixed"])
}

/// A commit as people name it.
pub(super) fn short(commit: &str) -> &str {
    commit.get(..7).unwrap_or(commit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_at_the_end_alone() {
        let print = "0123456789abcdef0123456789abcdef";
        let body = format!("**Error** a\n\n{}", mark(print));
        assert_eq!(marked(&body), Some((print, false)));
        let struck = struck(&body, print, "abcdef0123", Language::En);
        assert_eq!(struck, format!("~~**Error** a~~\n\nFixed in abcdef0.\n\n{}\n{MENDED}", mark(print)));
        assert_eq!(marked(&struck), Some((print, true)));
        assert_eq!(marked(&format!("{body}\nx")), None);
        assert_eq!(marked("<!-- acquis:finding x -->"), None);
        assert!(is_summary("a\n<!-- acquis:summary -->\r\n") && !is_summary("<!-- acquis:summary --> a"));
    }
}
