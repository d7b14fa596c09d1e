//! The history as Markdown: the newest changes first, then how the figures went.

use super::json::History;
use super::{scale, words};
use crate::language::Language;
use crate::report::coverage::words::{percent, quoted};
use crate::say;
use crate::text::escape::markdown as escaped;
use std::io::{self, Write};

/// Most rows of the trend.
const TREND: usize = 24;

/// Writes the history as Markdown in `language`.
///
/// # Errors
/// Those of `out`.
pub fn markdown(history: &History, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let title = say!(language, fr: "Historique des validations des acquis", en: "History of the assessments");
    writeln!(out, "## {title}\n\n{}\n", words::extent(history, language))?;
    changes(history, language, out)?;
    let periods = scale::periods(history, TREND);
    if periods.len() > 1 {
        let head = match language {
            Language::Fr => "| Fin de période | Modules évalués | | Compétences évaluées | |",
            Language::En => "| End of period | Modules assessed | | Competencies assessed | |",
        };
        writeln!(out, "### {}\n\n{head}\n|---|---:|---:|---:|---:|", words::trend(language))?;
        for (label, figures) in &periods {
            let (modules, competencies) = (figures.module_ratio(), figures.competency_ratio());
            let (share, other) = (percent(modules, language), percent(competencies, language));
            let (a, b, c, d) = (modules.part, modules.whole, competencies.part, competencies.whole);
            writeln!(out, "| {label} | {a}/{b} | {share} | {c}/{d} | {other} |")?;
        }
        writeln!(out)?;
    }
    words::notes(history, language).iter().try_for_each(|note| writeln!(out, "{note}\n"))
}

fn changes(history: &History, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let length = history.abbreviation();
    let mut changed = history.commits.iter().rev().filter(|commit| !commit.changes.is_empty()).peekable();
    if changed.peek().is_none() {
        return Ok(());
    }
    let head = match language {
        Language::Fr => "| Date | Commit | Ce qui change | Modules | Compétences |",
        Language::En => "| Date | Commit | What changes | Modules | Competencies |",
    };
    writeln!(out, "{head}\n|---|---|---|---:|---:|")?;
    for commit in changed {
        let sentence = |change| words::change(change, language, |text| quoted(&escaped(text), language));
        let what: Vec<String> = commit.changes.iter().map(sentence).collect();
        let (modules, competencies) = (commit.summary.module_ratio(), commit.summary.competency_ratio());
        let (day, short, what) = (commit.day(), commit.short(length), what.join("<br>"));
        let (a, b, c, d) = (modules.part, modules.whole, competencies.part, competencies.whole);
        writeln!(out, "| {day} | `{short}` | {what} | {a}/{b} | {c}/{d} |")?;
    }
    writeln!(out)
}
