//! Coverage as Markdown: for a job's summary, a wiki, a file beside the programme.

use super::v1::{Change, Coverage, Figures, Place};
use super::words;
use crate::language::Language;
use crate::say;
use crate::text::escape::markdown as escaped;
use std::io::{self, Write};

/// Writes the coverage as Markdown in `language`.
///
/// # Errors
/// Those of `out`.
pub fn markdown(coverage: &Coverage, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let title = say!(language, fr: "Couverture des validations des acquis", en: "Assessment coverage");
    writeln!(out, "# {title}\n")?;
    writeln!(out, "{}\n", provenance(coverage, language))?;
    if coverage.modules.is_empty() {
        return writeln!(out, "{}", words::no_module(language));
    }
    totals(coverage, language, out)?;
    if let Some(base) = &coverage.base {
        writeln!(out, "## {}\n", words::since(&escaped(&base.r#ref), language))?;
        before_and_after(base.summary, coverage.summary, language, out)?;
        writeln!(out)?;
        if base.changes.is_empty() {
            writeln!(out, "{}", words::unchanged(language))?;
        } else {
            changes(&base.changes, language, out)?;
        }
        writeln!(out)?;
    }
    gaps(coverage, language, out)?;
    modules(coverage, language, out)?;
    writeln!(out, "{}", words::nature(language))?;
    coverage.history.iter().try_for_each(|history| {
        writeln!(out)?;
        crate::report::history::markdown(history, language, out)
    })
}

/// Where the figures come from, so that they can be traced.
fn provenance(coverage: &Coverage, language: Language) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let commit = coverage.snapshot.commit.as_deref().map(|commit| format!("`{}`", escaped(commit)));
    let place = match (coverage.snapshot.kind, commit) {
        (Place::Commit, Some(commit)) => say!(language, fr: "commit {commit}", en: "commit {commit}"),
        (Place::Index, Some(commit)) => {
            say!(language, fr: "index, sur le commit {commit}", en: "index, on commit {commit}")
        }
        (Place::Worktree, Some(commit)) => {
            say!(language, fr: "copie de travail, sur le commit {commit}", en: "work tree, on commit {commit}")
        }
        (Place::Merged, _) => {
            let n = coverage.repositories.len();
            say!(language, fr: "{n} dépôts", en: "{n} repositories")
        }
        (_, None) => say!(language, fr: "copie de travail, avant tout commit", en: "work tree, before any commit"),
    };
    say!(language, fr: "Source\u{a0}: {place}. Outil\u{a0}: acquis {version}.", en: "Source: {place}. Tool: acquis {version}.")
}

fn totals(coverage: &Coverage, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let figures = coverage.summary;
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

/// The figures of a base beside those of now, as a table.
///
/// # Errors
/// Those of `out`.
pub(in crate::report) fn before_and_after(
    before: Figures,
    after: Figures,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let head = match language {
        Language::Fr => "| Couverture | Avant | Après |",
        Language::En => "| Coverage | Before | After |",
    };
    writeln!(out, "{head}\n|---|---:|---:|")?;
    for (label, before, after) in words::before_and_after(before, after, language) {
        writeln!(out, "| {label} | {}/{} | {}/{} |", before.part, before.whole, after.part, after.whole)?;
    }
    Ok(())
}

/// Modules that a contribution changes, as a table.
///
/// # Errors
/// Those of `out`.
pub(in crate::report) fn changes(changes: &[Change], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let head = match language {
        Language::Fr => "| Module | Avant | Après | Où |",
        Language::En => "| Module | Before | After | Where |",
    };
    writeln!(out, "{head}\n|---|---|---|---|")?;
    for change in changes {
        let (before, after) = (words::state(change.before, language), words::state(change.after, language));
        let (title, path) = (escaped(&change.title), escaped(&change.path));
        writeln!(out, "| {title} | {before} | {after} | {path}:{} |", change.line)?;
    }
    Ok(())
}

fn gaps(coverage: &Coverage, language: Language, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {}\n", words::missing_heading(coverage.missing.len(), language))?;
    for missing in &coverage.missing {
        let sentence = words::missing(coverage, missing, language, |text| words::quoted(&escaped(text), language));
        let place = place(coverage, missing.module, &missing.path, missing.line);
        writeln!(out, "- {place}{} {sentence}", words::colon(language))?;
    }
    if coverage.missing.is_empty() { Ok(()) } else { writeln!(out) }
}

fn modules(coverage: &Coverage, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let head = match language {
        Language::Fr => "## Modules\n\n| Module | Compétences évaluées | Évaluation | Où |",
        Language::En => "## Modules\n\n| Module | Competencies assessed | Assessment | Where |",
    };
    writeln!(out, "{head}\n|---|---:|---|---|")?;
    for (at, module) in coverage.modules.iter().enumerate() {
        let assessed = module.competencies_assessed;
        let kinds = match &module.exempt {
            Some(reason) => {
                let reason = escaped(reason);
                say!(language, fr: "dispensé\u{a0}: {reason}", en: "exempt: {reason}")
            }
            None => escaped(&words::kinds(module, language)),
        };
        let title = escaped(&module.title);
        let place = place(coverage, at, &module.path, module.line);
        writeln!(out, "| {title} | {assessed}/{} | {kinds} | {place} |", module.competencies.len())?;
    }
    writeln!(out)
}

/// `path:line`, as text: a link would be right only for one place where the report may be read. Of several repositories, the
/// one of the module at `module` before it.
fn place(coverage: &Coverage, module: usize, path: &str, line: u32) -> String {
    let repository = words::repository(coverage, coverage.modules.get(module)).map(|name| format!("{} ", escaped(name)));
    format!("{}{}:{line}", repository.unwrap_or_default(), escaped(path))
}
