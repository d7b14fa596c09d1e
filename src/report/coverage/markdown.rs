//! Coverage as Markdown: for a job's summary, a wiki, a file beside the programme.

use super::{Covered, assessed_competencies, words};
use crate::curriculum::Module;
use crate::git::SnapshotKind;
use crate::language::Language;
use crate::say;
use crate::text::escape::markdown as escaped;
use std::io::{self, Write};

/// Writes the coverage as Markdown in `language`.
///
/// # Errors
/// Those of `out`.
pub fn markdown(covered: &Covered<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let title = say!(language, fr: "Couverture des validations des acquis", en: "Assessment coverage");
    writeln!(out, "# {title}\n")?;
    writeln!(out, "{}\n", provenance(covered, language))?;
    if covered.report.modules.is_empty() {
        return writeln!(out, "{}", words::no_module(language));
    }
    totals(covered, language, out)?;
    gaps(covered, language, out)?;
    modules(covered, language, out)?;
    writeln!(out, "{}", words::nature(language))
}

/// Where the figures come from, so that they can be traced.
fn provenance(covered: &Covered<'_>, language: Language) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let commit = covered.snapshot.commit.as_deref().map(|commit| format!("`{}`", escaped(commit)));
    let place = match (covered.snapshot.kind, commit) {
        (SnapshotKind::Commit, Some(commit)) => say!(language, fr: "commit {commit}", en: "commit {commit}"),
        (SnapshotKind::Index, Some(commit)) => {
            say!(language, fr: "index, sur le commit {commit}", en: "index, on commit {commit}")
        }
        (_, Some(commit)) => {
            say!(language, fr: "copie de travail, sur le commit {commit}", en: "work tree, on commit {commit}")
        }
        (_, None) => say!(language, fr: "copie de travail, avant tout commit", en: "work tree, before any commit"),
    };
    say!(language, fr: "Source\u{a0}: {place}. Outil\u{a0}: acquis {version}.", en: "Source: {place}. Tool: acquis {version}.")
}

fn totals(covered: &Covered<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let figures = covered.report.summary();
    let head = match language {
        Language::Fr => "| | Évalués | En tout | Part |",
        Language::En => "| | Assessed | In all | Share |",
    };
    writeln!(out, "{head}\n|---|---:|---:|---:|")?;
    let modules = say!(language, fr: "Modules", en: "Modules");
    let competencies = say!(language, fr: "Compétences", en: "Competencies");
    for (label, ratio) in [(modules, figures.module_ratio()), (competencies, figures.competency_ratio())] {
        let share = words::percent(ratio, language);
        writeln!(out, "| {label} | {} | {} | {share} |", ratio.part, ratio.whole)?;
    }
    if figures.exempt > 0 {
        let n = figures.exempt;
        writeln!(
            out,
            "\n{}",
            say!(language, fr: "Modules dispensés, hors de ces chiffres\u{a0}: {n}.", en: "Exempt modules, not in these figures: {n}.")
        )?;
    }
    writeln!(out)
}

fn gaps(covered: &Covered<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let gaps = covered.gaps();
    writeln!(out, "## {}\n", words::missing(gaps.len(), language))?;
    for gap in &gaps {
        let sentence = words::gap(gap, language, |text| words::quoted(&escaped(text), language));
        let colon = if language == Language::Fr { "\u{a0}:" } else { ":" };
        writeln!(out, "- {}:{}{colon} {sentence}", escaped(gap.source.path()), gap.line())?;
    }
    if gaps.is_empty() { Ok(()) } else { writeln!(out) }
}

fn modules(covered: &Covered<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let head = match language {
        Language::Fr => "## Modules\n\n| Module | Compétences évaluées | Évaluation | Où |",
        Language::En => "## Modules\n\n| Module | Competencies assessed | Assessment | Where |",
    };
    writeln!(out, "{head}\n|---|---:|---|---|")?;
    for module in &covered.report.modules {
        let assessed = assessed_competencies(module);
        let kinds = match &module.exempt {
            Some(reason) => {
                let reason = escaped(reason);
                say!(language, fr: "dispensé\u{a0}: {reason}", en: "exempt: {reason}")
            }
            None => escaped(&words::kinds(module, language)),
        };
        let title = escaped(&module.title.text);
        let place = place(module, module.title.span.start);
        writeln!(out, "| {title} | {assessed}/{} | {kinds} | {place} |", module.competencies.len())?;
    }
    writeln!(out)
}

/// `path:line`, as text: a link would be right only for one place where the report may be read.
fn place(module: &Module, at: u32) -> String {
    format!("{}:{}", escaped(module.source.path()), module.source.line(at))
}
