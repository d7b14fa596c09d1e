//! Findings for people: what matters first, on one screen, and a summary that says what to do next.

use super::causes::{Block, blocks};
use super::paint::{self, painted};
use super::screen::{PLACES, Screen, by_rule, screen, scroll};
use super::snippet::{snippet, snippets};
use super::summary::{summary, totals};
use super::words::paragraph;
use super::{Checked, Style, Totals, standing};
use crate::finding::Severity;
use crate::language::Language;
use crate::pipeline::Reported;
use crate::say;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How many lines a screen has.
const SCREEN: usize = 50;
/// How many of them the findings have at least, however much else there is to say.
const LEAST: usize = 24;

/// Writes the findings of `checked` for people.
///
/// # Errors
/// Those of `out`.
pub fn text(checked: &Checked<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let findings: Vec<&Reported> = standing(checked).collect();
    let lowest = style.show.unwrap_or(if style.all { Severity::Info } else { Severity::Warning });
    let listed: Vec<&Reported> = findings.iter().copied().filter(|reported| reported.severity >= lowest).collect();
    let mut below = Vec::new();
    counted(&findings, lowest, style, &mut below)?;
    if !style.quiet {
        summary(checked, &findings, style, &mut below)?;
    }
    if style.all {
        by_file(&listed, style, out)?;
    } else {
        let room = SCREEN.saturating_sub(lines(&below)).max(LEAST);
        by_gravity(checked, &listed, room, style, out)?;
    }
    out.write_all(&below)
}

fn lines(text: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', text).count()
}

/// Every finding, file by file.
fn by_file(findings: &[&Reported], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for group in findings.chunk_by(|a, b| a.finding.place.path() == b.finding.place.path()) {
        heading(group, style, out)?;
        group.iter().try_for_each(|reported| snippet(reported, style, out))?;
    }
    Ok(())
}

/// The line above the findings of one file: its path and how many there are.
fn heading(group: &[&Reported], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = group.first() else { return Ok(()) };
    let path = style.path(first.finding.place.path());
    let totals = totals(Totals::of(group.iter().copied()), style.language);
    writeln!(out, "{} ({totals})\n", painted(style.colour, paint::BOLD, &path))
}

/// The gravest first, each cause once: with its lines where all of them fit into `room` lines, else in short.
fn by_gravity(checked: &Checked<'_>, findings: &[&Reported], room: usize, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if findings.is_empty() {
        return Ok(());
    }
    let blocks = blocks(findings);
    if let Some(text) = with_lines(&blocks, room, style)? {
        out.write_all(&text)?;
        let counted = blocks.iter().flat_map(|block| &block.causes).any(|cause| cause.findings.len() > PLACES);
        return if counted { all(style, out).and_then(|()| writeln!(out)) } else { Ok(()) };
    }
    let Screen { lines, counted } = match style.show {
        Some(_) => scroll(&blocks, style),
        // The line below them, and an empty one.
        None => screen(blocks, checked.documents, room - 2, style),
    };
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    if counted {
        all(style, out)?;
    }
    writeln!(out)
}

/// Says how to see what was only counted.
fn all(style: &Style, out: &mut dyn Write) -> io::Result<()> {
    paragraph(
        &say!(style.language, fr: "«\u{a0}--all\u{a0}» montre chaque constat.", en: "`--all` shows every finding."),
        style,
        out,
    )
}

/// The causes with their lines, if they fit into `room` lines.
fn with_lines(blocks: &[Block<'_>], room: usize, style: &Style) -> io::Result<Option<Vec<u8>>> {
    let causes = || blocks.iter().flat_map(|block| &block.causes);
    // Each takes four lines at least.
    if causes().count() * 4 > room {
        return Ok(None);
    }
    let mut text = Vec::new();
    for cause in causes() {
        snippets(cause, style, &mut text)?;
    }
    Ok((lines(&text) + 2 <= room).then_some(text))
}

/// Of what is not listed, how many there are of each rule.
fn counted(findings: &[&Reported], lowest: Severity, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut any = false;
    for severity in [Severity::Warning, Severity::Info].into_iter().filter(|severity| *severity < lowest) {
        if let Some(line) = counts(findings, severity, "--show", style.language) {
            any = true;
            paragraph(&line, style, out)?;
        }
    }
    if any && !style.quiet { writeln!(out) } else { Ok(()) }
}

/// "Infos: 73 heading-duplicate, 12 image-alt-missing; `--show info` lists them."
pub(super) fn counts(findings: &[&Reported], severity: Severity, option: &str, language: Language) -> Option<String> {
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for reported in findings.iter().filter(|reported| reported.severity == severity) {
        *rules.entry(reported.finding.rule).or_default() += 1;
    }
    let counts = by_rule(&rules.into_iter().collect::<Vec<_>>());
    let name = severity.name();
    let (fr, en) = match severity {
        Severity::Error => ("Erreurs", "Errors"),
        Severity::Warning => ("Avertissements", "Warnings"),
        Severity::Info => ("Informations", "Infos"),
    };
    (!counts.is_empty()).then(|| {
        say!(language,
            fr: "{fr}\u{a0}: {counts}\u{a0}; «\u{a0}{option} {name}\u{a0}» en donne la liste.",
            en: "{en}: {counts}; `{option} {name}` lists them.")
    })
}
