//! Coverage for a terminal: what is missing first, then a bar for each total, then a line for each module.

use super::v1::{Coverage, Module};
use super::words;
use crate::curriculum::coverage::{Ratio, Standing};
use crate::report::contribution::change;
use crate::report::paint::{self, painted};
use crate::report::words::{columns, count, cut, fit, wrap};
use crate::report::{Profile, Style, shown};
use crate::say;
use std::io::{self, Write};

/// Columns of a bar.
const BAR: usize = 20;

/// Writes the coverage for people.
///
/// # Errors
/// Those of `out`.
pub fn text(coverage: &Coverage, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if coverage.modules.is_empty() {
        return paragraph(&words::no_module(style.language), "", style, out);
    }
    gaps(coverage, style, out)?;
    totals(coverage, style, out)?;
    changes(coverage, style, out)?;
    modules(coverage, style, out)?;
    if style.quiet {
        return Ok(());
    }
    if let [only] = coverage.repositories.as_slice() {
        let chosen = only.profiles.iter().filter_map(|profile| Some((&profile.name, profile.evidence.as_deref()?)));
        for (name, path) in chosen {
            paragraph(&Profile { name, path }.sentence(style), "", style, out)?;
        }
    }
    paragraph(&words::nature(style.language), "", style, out)
}

/// What is missing, each with its place.
fn gaps(coverage: &Coverage, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let heading = words::missing_heading(coverage.missing.len(), style.language);
    let colour = if coverage.missing.is_empty() { paint::GOOD } else { paint::BAD };
    writeln!(out, "{}\n", painted(style.colour, colour | anstyle::Effects::BOLD, &heading))?;
    for missing in &coverage.missing {
        let module = coverage.modules.get(missing.module);
        writeln!(out, "  {}", place(coverage, module, &missing.path, missing.line, style))?;
        let sentence =
            words::missing(coverage, missing, style.language, |text| words::quoted(&cut(&shown(text), 90), style.language));
        paragraph(&sentence, "    ", style, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// `path:line`, which terminals and editors open; of several repositories, behind the one of `module`.
fn place(coverage: &Coverage, module: Option<&Module>, path: &str, line: u32, style: &Style) -> String {
    match words::repository(coverage, module) {
        Some(name) => format!("{} {}:{line}", shown(name), shown(path)),
        None => format!("{}:{line}", style.path(path)),
    }
}

/// A bar for the modules and one for the competencies; one for the modules of each group too, where there are several.
fn totals(coverage: &Coverage, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let language = style.language;
    let all = coverage.summary;
    let mut lines = vec![
        (say!(language, fr: "Modules évalués", en: "Modules assessed"), all.module_ratio()),
        (say!(language, fr: "Compétences évaluées", en: "Competencies assessed"), all.competency_ratio()),
    ];
    for group in coverage.groups.iter().filter(|_| coverage.groups.len() > 1) {
        let name = words::group(coverage, group);
        let label = say!(language, fr: "  modules de {name}", en: "  modules of {name}");
        lines.push((label, group.summary.module_ratio()));
    }
    let room = style.columns().saturating_sub(BAR + 18).max(12);
    let width = lines.iter().map(|(label, _)| columns(label)).max().unwrap_or_default().min(room);
    let fraction = |ratio: &Ratio| format!("{}/{}", ratio.part, ratio.whole);
    let digits = lines.iter().map(|(_, ratio)| fraction(ratio).len()).max().unwrap_or_default();
    for (label, ratio) in lines.iter().filter(|(_, ratio)| ratio.whole > 0) {
        let (bar, percent) = (bar(*ratio, style.colour), words::percent(*ratio, language));
        writeln!(out, "{}  {bar}  {:>digits$}  {percent:>7}", fit(label, width), fraction(ratio))?;
    }
    if all.exempt > 0 {
        let exempt = count(all.exempt, language, ["module dispensé", "modules dispensés"], ["exempt module", "exempt modules"]);
        let line = say!(language, fr: "{exempt}, hors de ces chiffres", en: "{exempt}, not in these figures");
        writeln!(out, "{}", painted(style.colour, paint::DIM, &line))?;
    }
    writeln!(out)
}

/// What differs from a base, where the report was compared with one.
pub(super) fn changes(coverage: &Coverage, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let Some(base) = &coverage.base else { return Ok(()) };
    let language = style.language;
    let heading = words::since(&shown(&base.r#ref), language);
    writeln!(out, "{}\n", painted(style.colour, paint::BOLD, &heading))?;
    for (label, before, after) in words::before_and_after(base.summary, coverage.summary, language) {
        writeln!(out, "  {label}{} {}", words::colon(language), change(before, after))?;
    }
    if base.changes.is_empty() {
        writeln!(out, "\n  {}", words::unchanged(language))?;
    }
    for change in &base.changes {
        writeln!(out, "\n  {}:{}", style.path(&change.path), change.line)?;
        let title = words::quoted(&cut(&shown(&change.title), 90), language);
        let (before, after) = (words::state(change.before, language), words::state(change.after, language));
        paragraph(&format!("{title}{} {before} → {after}", words::colon(language)), "    ", style, out)?;
    }
    writeln!(out)
}

/// A bar of [`BAR`] columns: full only for all of it, empty only for nothing.
pub(in crate::report) fn bar(ratio: Ratio, colour: bool) -> String {
    let least = usize::from(ratio.part > 0);
    let filled = (ratio.part * BAR / ratio.whole.max(1)).clamp(least, BAR);
    let hue = if ratio.full() { paint::GOOD } else { paint::HALF };
    let (full, empty) = ("█".repeat(filled), "░".repeat(BAR - filled));
    format!("{}{}", painted(colour, hue, &full), painted(colour, paint::DIM, &empty))
}

/// One line of the table of modules.
struct Row {
    title: String,
    competencies: String,
    kinds: String,
    place: String,
    standing: Standing,
}

/// The mark of how a module stands.
fn mark(standing: Standing, colour: bool) -> String {
    let hue = match standing {
        Standing::Assessed => paint::GOOD,
        Standing::Partly => paint::HALF,
        Standing::Unassessed => paint::BAD,
        Standing::Exempt => paint::DIM,
    };
    painted(colour, hue, words::mark(standing))
}

/// The table of modules: without boxes, so that a line can be copied.
fn modules(coverage: &Coverage, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let language = style.language;
    let rows: Vec<Row> = coverage.modules.iter().map(|module| row(coverage, module, style)).collect();
    let head = [
        say!(language, fr: "Module", en: "Module"),
        say!(language, fr: "Compétences", en: "Competencies"),
        say!(language, fr: "Évaluation", en: "Assessment"),
        say!(language, fr: "Où", en: "Where"),
    ];
    let widest = |head: &str, cell: fn(&Row) -> &str| {
        rows.iter().map(|row| columns(cell(row))).chain([columns(head)]).max().unwrap_or_default()
    };
    let mut widths = [
        widest(&head[0], |row| &row.title),
        widest(&head[1], |row| &row.competencies),
        widest(&head[2], |row| &row.kinds).min(30),
        widest(&head[3], |row| &row.place),
    ];
    // The place is never cut: it is there to be clicked. Where the terminal is too narrow it goes to a line of its own.
    let fixed = 2 + widths[1] + 2 + widths[2];
    let below = fixed + 2 + 16 + 2 + widths[3] > style.columns();
    let room = style.columns().saturating_sub(fixed + 2 + if below { 0 } else { 2 + widths[3] });
    widths[0] = widths[0].min(room.max(12));
    let place_head = if below { "" } else { &head[3] };
    let line =
        format!("  {}  {}  {}  {place_head}", fit(&head[0], widths[0]), fit(&head[1], widths[1]), fit(&head[2], widths[2]));
    writeln!(out, "{}", painted(style.colour, paint::BOLD, line.trim_end()))?;
    for row in rows {
        let mark = mark(row.standing, style.colour);
        let (title, competencies) = (fit(&row.title, widths[0]), fit(&row.competencies, widths[1]));
        let kinds = fit(&row.kinds, widths[2]);
        if below {
            writeln!(out, "{mark} {}", format!("{title}  {competencies}  {kinds}").trim_end())?;
            writeln!(out, "    {}", painted(style.colour, paint::DIM, &row.place))?;
        } else {
            writeln!(out, "{mark} {title}  {competencies}  {kinds}  {}", painted(style.colour, paint::DIM, &row.place))?;
        }
    }
    writeln!(out)
}

fn row(coverage: &Coverage, module: &Module, style: &Style) -> Row {
    let kinds = match &module.exempt {
        Some(_) => words::standing(Standing::Exempt, style.language),
        None => words::kinds(module, style.language),
    };
    Row {
        title: shown(&module.title).into_owned(),
        competencies: format!("{}/{}", module.competencies_assessed, module.competencies.len()),
        kinds,
        place: place(coverage, Some(module), &module.path, module.line, style),
        standing: module.standing(),
    }
}

/// Writes `text`, every line after `indent`, broken to the terminal's width.
pub(in crate::report) fn paragraph(text: &str, indent: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match style.width {
        Some(width) => {
            let lines = wrap(text, width.saturating_sub(columns(indent)));
            lines.iter().try_for_each(|line| writeln!(out, "{indent}{line}"))
        }
        None => writeln!(out, "{indent}{text}"),
    }
}
