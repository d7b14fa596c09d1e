//! Findings as a summary for people, in Markdown: for a job's summary page, or a comment on a pull request.
//!
//! The answer comes first, what is to be done next; what is only to be known is folded away, and what nobody need do is counted.

use super::causes::{Cause, blocks};
use super::coverage::v1::Change;
use super::screen::PLACES;
use super::words::{count, unsaid};
use super::{Checked, Style, Totals, contribution};
use crate::finding::Severity;
use crate::language::Language;
use crate::pipeline::{Reported, Status};
use crate::say;
use crate::text::escape::markdown as escaped;
use crate::verdict::{ModuleChange, Verdict};
use std::cmp::Reverse;
use std::io::{self, Write};

/// How many causes are listed; GitHub shows no summary of more than a megabyte.
const LISTED: usize = 2_000;

/// Writes the findings of `checked`.
///
/// # Errors
/// Those of `out`.
pub fn markdown(checked: &Checked<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let language = style.language;
    let with = |status| checked.ledger.told().filter(move |reported| reported.status == status);
    let new: Vec<&Reported> = with(Status::New).collect();
    writeln!(out, "## {}\n", title(&new, checked.verdict, language))?;
    match checked.verdict {
        Some(verdict) => {
            let sentence = contribution::sentence(verdict, checked.ledger, Totals::of(new.iter().copied()), language);
            writeln!(out, "{}\n", escaped(&sentence))?;
            coverage(verdict, language, out)?;
        }
        None => writeln!(out, "{}\n", documents(checked, language))?,
    }
    listed(checked, &new, style, out)?;
    if let Some(verdict) = checked.verdict {
        let hidden: Vec<&Reported> = checked.ledger.hidden().collect();
        folded(checked, &unsaid(language), &hidden, style, out)?;
        modules(&verdict.modules, language, out)?;
    }
    let words = say!(language, fr: "Corrigés par cette contribution", en: "Fixed by this contribution");
    folded(checked, &words, &with(Status::Fixed).collect::<Vec<_>>(), style, out)?;
    let words = say!(language, fr: "Déjà là avant cette contribution", en: "There before this contribution");
    folded(checked, &words, &with(Status::Existing).collect::<Vec<_>>(), style, out)?;
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
    match super::summary::totals(Totals::of(checked.ledger.told()), language) {
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

/// The findings, as many as are shown, and how many more there are. Infos are counted, unless they were asked for.
fn listed(checked: &Checked<'_>, findings: &[&Reported], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let language = style.language;
    let lowest = style.show.unwrap_or(Severity::Warning);
    let wanted: Vec<&Reported> = findings.iter().copied().filter(|reported| reported.severity >= lowest).collect();
    let mut room = LISTED;
    let mut more = 0;
    for (heading, causes) in groups(&wanted, language) {
        let told = causes.len().min(room);
        room -= told;
        more += causes[told..].iter().map(|cause| cause.findings.len()).sum::<usize>();
        if told > 0 {
            writeln!(out, "**{heading}**\n")?;
            causes[..told].iter().try_for_each(|cause| writeln!(out, "- {}", item(checked, cause, language)))?;
            writeln!(out)?;
        }
    }
    if more > 0 {
        writeln!(
            out,
            "{}\n",
            say!(language, fr: "… et {more} de plus, dans le rapport en JSON et avec `acquis check --all`.", en: "… and {more} more, in the JSON report and with `acquis check --all`.")
        )?;
    }
    for severity in [Severity::Warning, Severity::Info].into_iter().filter(|severity| *severity < lowest) {
        if let Some(line) = super::text::counts(findings, severity, "acquis check --show", language) {
            writeln!(out, "{line}\n")?;
        }
    }
    Ok(())
}

/// The causes in several places, and those of each file; what holds the gravest comes first.
fn groups<'a>(findings: &[&'a Reported], language: Language) -> Vec<(String, Vec<Cause<'a>>)> {
    let causes = blocks(findings).into_iter().flat_map(|block| block.causes);
    let (several, mut single): (Vec<_>, Vec<_>) = causes.partition(|cause| cause.findings.len() > 1);
    let path = |cause: &Cause<'a>| cause.first().map_or("", |reported| reported.finding.place.path());
    let severity = |cause: &Cause<'_>| cause.first().map(|reported| reported.severity);
    single.sort_by_key(|cause| (path(cause), Reverse(severity(cause)), cause.first().map(|first| first.finding.place.span)));
    let mut groups = Vec::new();
    if !several.is_empty() {
        groups.push((say!(language, fr: "À plusieurs endroits", en: "In several places"), several));
    }
    for causes in single.chunk_by(|a, b| path(a) == path(b)) {
        groups.extend(causes.first().map(|first| (escaped(path(first)), causes.to_vec())));
    }
    // What has the same gravity stays as it is: several places, then by path.
    groups.sort_by_key(|(_, causes)| Reverse(causes.first().and_then(severity)));
    groups
}

/// One cause: how grave, where, what, and what to do.
fn item(checked: &Checked<'_>, cause: &Cause<'_>, language: Language) -> String {
    let Some(first) = cause.first() else { return String::new() };
    let severity = match first.severity {
        Severity::Error => say!(language, fr: "❌ erreur", en: "❌ error"),
        Severity::Warning => say!(language, fr: "⚠️ avertissement", en: "⚠️ warning"),
        Severity::Info => say!(language, fr: "ℹ️ information", en: "ℹ️ info"),
    };
    let place = match cause.findings.len() {
        1 => place(checked, first, false, language),
        all => {
            let places: Vec<String> =
                cause.findings.iter().take(PLACES).map(|reported| place(checked, reported, true, language)).collect();
            let dots = if all > PLACES { " …" } else { "" };
            format!("{} ({}{dots})", count(all, language, ["endroit", "endroits"], ["place", "places"]), places.join(", "))
        }
    };
    let help = first.help.as_deref().map(|help| format!(" *{}*", escaped(help))).unwrap_or_default();
    let (message, rule) = (escaped(&first.message), first.finding.rule);
    say!(language,
        fr: "{severity}, {place}\u{a0}: {message}{help} (`{rule}`)",
        en: "{severity}, {place}: {message}{help} (`{rule}`)")
}

/// The line that a finding stands on, as a link where there is one; `whole`: with its file.
fn place(checked: &Checked<'_>, reported: &Reported, whole: bool, language: Language) -> String {
    let place = &reported.finding.place;
    let line = place.start().line;
    let words =
        if whole { escaped(&format!("{}:{line}", place.path())) } else { say!(language, fr: "ligne {line}", en: "line {line}") };
    match checked.link(place.path(), line) {
        Some(url) => format!("[{words}]({url})"),
        None => words,
    }
}

/// Findings that are to be known, not fixed: folded away.
fn folded(checked: &Checked<'_>, words: &str, findings: &[&Reported], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if findings.is_empty() {
        return Ok(());
    }
    writeln!(out, "<details>\n<summary>{words} ({})</summary>\n", findings.len())?;
    listed(checked, findings, style, out)?;
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
