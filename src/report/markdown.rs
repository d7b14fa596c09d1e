//! Findings as a summary for people, in Markdown: for a job's summary page, or a comment on a pull request.
//!
//! The answer comes first, what is to be done next; what is only to be known is folded away.

use super::coverage::v1::Change;
use super::words::{count, unsaid};
use super::{Checked, Style, Totals, contribution};
use crate::finding::Severity;
use crate::language::Language;
use crate::pipeline::{Reported, Status};
use crate::say;
use crate::text::escape::markdown as escaped;
use crate::verdict::{ModuleChange, Verdict};
use std::io::{self, Write};

/// How many findings are listed; GitHub shows no summary of more than a megabyte.
const LISTED: usize = 400;

/// Writes the findings of `checked` in `language`.
///
/// # Errors
/// Those of `out`.
pub fn markdown(checked: &Checked<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let with = |status| checked.findings.iter().filter(move |reported| reported.status == status);
    let new: Vec<&Reported> = with(Status::New).collect();
    writeln!(out, "## {}\n", title(&new, checked.verdict, language))?;
    match checked.verdict {
        Some(verdict) => {
            let sentence = contribution::sentence(verdict, Totals::of(new.iter().copied()), language);
            writeln!(out, "{}\n", escaped(&sentence))?;
            coverage(verdict, language, out)?;
        }
        None => writeln!(out, "{}\n", documents(checked, language))?,
    }
    listed(checked, &new, language, out)?;
    if let Some(verdict) = checked.verdict {
        let hidden: Vec<&Reported> = verdict.hidden.iter().collect();
        folded(checked, &unsaid(language), &hidden, language, out)?;
        modules(&verdict.modules, language, out)?;
    }
    let words = say!(language, fr: "Corrigés par cette contribution", en: "Mended by this contribution");
    folded(checked, &words, &with(Status::Fixed).collect::<Vec<_>>(), language, out)?;
    let words = say!(language, fr: "Déjà là avant cette contribution", en: "There before this contribution");
    folded(checked, &words, &with(Status::Existing).collect::<Vec<_>>(), language, out)?;
    for sentence in super::unchecked::sentences(checked.unchecked, &Style { language, ..Style::default() }) {
        writeln!(out, "{}\n", escaped(&sentence))?;
    }
    writeln!(out, "{}", provenance(checked, language))
}

/// The answer in a few words.
fn title(new: &[&Reported], verdict: Option<&Verdict>, language: Language) -> String {
    let found = |fr: [&str; 2], en: [&str; 2]| count(new.len(), language, fr, en);
    match (new.len(), verdict) {
        (0, Some(_)) => say!(language, fr: "acquis\u{a0}: rien de nouveau à signaler", en: "acquis: nothing new to report"),
        (0, None) => say!(language, fr: "acquis\u{a0}: rien à signaler", en: "acquis: nothing to report"),
        (_, Some(_)) => {
            let found = found(["constat nouveau", "constats nouveaux"], ["new finding", "new findings"]);
            say!(language, fr: "acquis\u{a0}: {found}", en: "acquis: {found}")
        }
        _ => {
            let found = found(["constat", "constats"], ["finding", "findings"]);
            say!(language, fr: "acquis\u{a0}: {found}", en: "acquis: {found}")
        }
    }
}

fn documents(checked: &Checked<'_>, language: Language) -> String {
    let checked_ones = super::words::documents(checked.counts, language);
    match super::text::totals(Totals::of(checked.findings), language) {
        totals if totals.is_empty() => format!("{checked_ones}."),
        totals => say!(language, fr: "{checked_ones}\u{a0}: {totals}.", en: "{checked_ones}: {totals}."),
    }
}

/// Coverage before and after, where there is any.
fn coverage(verdict: &Verdict, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let (before, after) = (verdict.before, verdict.after);
    if before.modules + after.modules == 0 {
        return Ok(());
    }
    super::coverage::before_and_after(before.into(), after.into(), language, out)?;
    writeln!(out)
}

/// The findings by file, as many as are shown.
fn listed(checked: &Checked<'_>, findings: &[&Reported], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let shown = &findings[..findings.len().min(LISTED)];
    for group in shown.chunk_by(|a, b| a.finding.place.path() == b.finding.place.path()) {
        if let Some(first) = group.first() {
            writeln!(out, "**{}**\n", escaped(first.finding.place.path()))?;
        }
        for reported in group {
            writeln!(out, "- {}", item(checked, reported, language))?;
        }
        writeln!(out)?;
    }
    match findings.len() - shown.len() {
        0 => Ok(()),
        more => writeln!(out, "{}\n", say!(language, fr: "… et {more} de plus.", en: "… and {more} more.")),
    }
}

/// One finding: how grave, where, what, and what to do.
fn item(checked: &Checked<'_>, reported: &Reported, language: Language) -> String {
    let severity = match reported.severity {
        Severity::Error => say!(language, fr: "❌ erreur", en: "❌ error"),
        Severity::Warning => say!(language, fr: "⚠️ avertissement", en: "⚠️ warning"),
        Severity::Info => say!(language, fr: "ℹ️ information", en: "ℹ️ info"),
    };
    let line = reported.finding.place.start().line;
    let words = say!(language, fr: "ligne {line}", en: "line {line}");
    let place = match checked.link(reported.finding.place.path(), line) {
        Some(url) => format!("[{words}]({url})"),
        None => words,
    };
    let help = reported.help.as_deref().map(|help| format!(" *{}*", escaped(help))).unwrap_or_default();
    let (message, rule) = (escaped(&reported.message), reported.finding.rule);
    say!(language,
        fr: "{severity}, {place}\u{a0}: {message}{help} (`{rule}`)",
        en: "{severity}, {place}: {message}{help} (`{rule}`)")
}

/// Findings that are to be known, not mended: folded away.
fn folded(checked: &Checked<'_>, words: &str, findings: &[&Reported], language: Language, out: &mut dyn Write) -> io::Result<()> {
    if findings.is_empty() {
        return Ok(());
    }
    writeln!(out, "<details>\n<summary>{words} ({})</summary>\n", findings.len())?;
    listed(checked, findings, language, out)?;
    writeln!(out, "</details>\n")
}

/// The modules whose coverage changes.
fn modules(changes: &[ModuleChange], language: Language, out: &mut dyn Write) -> io::Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let summary = match language {
        Language::Fr => "Modules dont l'évaluation change",
        Language::En => "Modules whose assessment changes",
    };
    writeln!(out, "<details>\n<summary>{summary} ({})</summary>\n", changes.len())?;
    let listed: Vec<Change> = changes.iter().take(LISTED).map(Change::from).collect();
    super::coverage::changes(&listed, language, out)?;
    writeln!(out, "\n</details>\n")
}

/// The tool and the commit, so that the summary can be traced.
fn provenance(checked: &Checked<'_>, language: Language) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let commit = checked.snapshot.commit.as_deref().map_or("–", |commit| commit.get(..7).unwrap_or(commit));
    say!(language, fr: "<sub>acquis {version}, commit {commit}.</sub>", en: "<sub>acquis {version}, commit {commit}.</sub>")
}
