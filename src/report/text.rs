//! Findings for people: snippets grouped by file, and a summary that says what to do next.

use super::excerpt::Excerpt;
use super::paint::{self, Header, Painter, painted};
use super::words::{count, wrap};
use super::{Checked, Style, Totals, baseline, contribution, shown, sites_sentence, standing};
use crate::document::Source;
use crate::language::Language;
use crate::online;
use crate::pipeline::{Reported, Status};
use crate::say;
use crate::text::Span;
use codespan_reporting::diagnostic::{Diagnostic, Label};
use codespan_reporting::files::Error;
use codespan_reporting::term;
use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

/// How many findings of one rule are shown unless all are asked for: more of the same hide the rest.
const FLOOD: usize = 20;
/// Columns of a snippet beside the text: the line number, the border, the inner gutter.
const GUTTER: usize = 12;

/// Writes the findings of `checked` for people.
///
/// # Errors
/// Those of `out`.
pub fn text(checked: &Checked<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let findings: Vec<&Reported> = standing(checked).collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for group in findings.chunk_by(|a, b| a.finding.place.path() == b.finding.place.path()) {
        let shown: Vec<&&Reported> = group
            .iter()
            .filter(|reported| {
                let seen = seen.entry(reported.finding.rule).or_default();
                *seen += 1;
                style.all || *seen <= FLOOD
            })
            .collect();
        if shown.is_empty() {
            continue;
        }
        heading(group, style, out)?;
        for reported in shown {
            snippet(reported, style, out)?;
        }
    }
    floods(&findings, &seen, style, out)?;
    if style.quiet { Ok(()) } else { summary(checked, &findings, style, out) }
}

/// The line above the findings of one file: its path and how many there are.
fn heading(group: &[&Reported], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = group.first() else { return Ok(()) };
    let path = style.path(first.finding.place.path());
    let totals = totals(Totals::of(group.iter().copied()), style.language);
    writeln!(out, "{} ({totals})\n", painted(style.colour, paint::BOLD, &path))
}

/// Writes one finding with its places.
fn snippet(reported: &Reported, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let finding = &reported.finding;
    let mut places: Vec<(&Arc<Source>, String, Span)> = Vec::with_capacity(1 + finding.related.len());
    for place in std::iter::once(&finding.place).chain(finding.related.iter().map(|related| &related.place)) {
        places.push((&place.source, style.path(place.path()), place.span));
    }
    let excerpt = Excerpt::new(&places, style.columns().saturating_sub(GUTTER));
    let mut labels = Vec::with_capacity(places.len());
    if let Some((id, range)) = excerpt.range(&finding.place.source, finding.place.span) {
        labels.push(Label::primary(id, range));
    }
    for (related, words) in finding.related.iter().zip(&reported.related) {
        if let Some((id, range)) = excerpt.range(&related.place.source, related.place.span) {
            labels.push(Label::secondary(id, range).with_message(shown(words)));
        }
    }
    let message = message(reported, style);
    let below = message.starts_with('\n');
    let known = (reported.status == Status::Existing)
        .then(|| say!(style.language, fr: "ce constat était déjà là", en: "this finding was there already"));
    let diagnostic = Diagnostic::error()
        .with_code(finding.rule)
        .with_message(message)
        .with_labels(labels)
        .with_notes_iter(help(reported, style))
        .with_notes_iter(known);
    let config = term::Config { start_context_lines: 2, end_context_lines: 0, ..term::Config::default() };
    let mut painter =
        Painter { out, colour: style.colour, severity: reported.severity, language: style.language, header: Header::Rest, below };
    term::emit_to_write_style(&mut painter, &config, &excerpt, &diagnostic).map_err(|error| match error {
        Error::Io(error) => error,
        other => io::Error::other(other),
    })
}

/// The message, broken to the terminal's width under the header's first words.
fn message(reported: &Reported, style: &Style) -> String {
    let text = shown(&reported.message);
    let head = paint::word(reported.severity, style.language).len() + reported.finding.rule.len() + 4;
    match style.width {
        // Too long for one line beside the rule's name: it goes below.
        Some(width) if head + super::words::columns(&text) > width => {
            format!("\n  {}", wrap(&text, width.max(40) - 2).join("\n  "))
        }
        _ => text.into_owned(),
    }
}

/// The help line, as a note.
fn help(reported: &Reported, style: &Style) -> Option<String> {
    let help = shown(reported.help.as_deref()?).into_owned();
    let help = say!(style.language, fr: "aide\u{a0}: {help}", en: "help: {help}");
    Some(match style.width {
        Some(width) => wrap(&help, width.max(40) - 8).join("\n"),
        None => help,
    })
}

/// Says of each rule with too many findings how many were not shown.
fn floods(findings: &[&Reported], seen: &HashMap<&str, usize>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if style.all {
        return Ok(());
    }
    let mut told = Vec::new();
    for rule in findings.iter().map(|reported| reported.finding.rule) {
        let more = seen.get(rule).map_or(0, |seen| seen.saturating_sub(FLOOD));
        if more == 0 || told.contains(&rule) {
            continue;
        }
        told.push(rule);
        let line = say!(style.language,
            fr: "… et {more} de plus de la règle {rule}\u{a0}: « acquis check --all » les montre tous.",
            en: "… and {more} more of the rule {rule}: `acquis check --all` shows them all.");
        paragraph(&line, style, out)?;
    }
    if told.is_empty() { Ok(()) } else { writeln!(out) }
}

/// The last lines: what was checked, what was found, what to do next.
fn summary(checked: &Checked<'_>, findings: &[&Reported], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let language = style.language;
    let found = Totals::of(findings.iter().copied());
    let documents = super::words::documents(checked.counts, language);
    if checked.counts.documents == 0 && findings.is_empty() {
        return paragraph(
            &say!(language, fr: "Il n'y a aucun fichier Markdown ici.", en: "There is no Markdown file here."),
            style,
            out,
        );
    }
    if let Some(verdict) = checked.verdict {
        let new = findings.iter().copied().filter(|reported| reported.status == Status::New);
        paragraph(&contribution::sentence(verdict, Totals::of(new), language), style, out)?;
        if let Some(coverage) = contribution::coverage(verdict, language) {
            paragraph(&coverage, style, out)?;
        }
    }
    let verdict = if checked.verdict.is_some() {
        let touched = checked.verdict.map_or(0, |verdict| verdict.documents);
        count(
            touched,
            language,
            ["touché par la contribution", "touchés par la contribution"],
            ["touched by the contribution", "touched by the contribution"],
        )
    } else if findings.is_empty() {
        painted(style.colour, paint::GOOD, &say!(language, fr: "rien à signaler", en: "nothing to report"))
    } else {
        totals(found, language)
    };
    let aside = aside(checked, style);
    paragraph(&say!(language, fr: "{documents}\u{a0}: {verdict}{aside}.", en: "{documents}: {verdict}{aside}."), style, out)?;
    if let Some(stale) = checked.baseline.and_then(|baselined| baseline::stale(baselined, style)) {
        paragraph(&stale, style, out)?;
    }
    if let Some(counts) = checked.counts.online {
        paragraph(&external_links(counts, language), style, out)?;
    }
    if let Some(profile) = checked.profile {
        paragraph(&profile.sentence(style), style, out)?;
    }
    if let Some(sites) = sites_sentence(checked.sites, style) {
        paragraph(&sites, style, out)?;
    }
    for sentence in super::unchecked::sentences(checked.unchecked, style) {
        paragraph(&sentence, style, out)?;
    }
    // The gravest first finding's rule, as an example of what can be asked.
    if let Some(reported) = findings.iter().rev().max_by_key(|reported| reported.severity) {
        let rule = reported.finding.rule;
        let line = say!(language,
            fr: "Pour comprendre une règle\u{a0}: acquis explain {rule}",
            en: "To understand a rule: acquis explain {rule}");
        paragraph(&line, style, out)?;
    }
    Ok(())
}

/// What was visited of external links: what there is none of is not named.
fn external_links(counts: online::Counts, language: Language) -> String {
    let links = count(counts.links, language, ["lien externe", "liens externes"], ["external link", "external links"]);
    let words = [
        (counts.visited, ["adresse visitée", "adresses visitées"], ["address visited", "addresses visited"]),
        (
            counts.cached,
            ["connue d'une visite récente", "connues d'une visite récente"],
            ["known from a recent visit", "known from a recent visit"],
        ),
        (counts.unverified, ["non vérifiable", "non vérifiables"], ["not verifiable", "not verifiable"]),
        (counts.skipped, ["lien laissé de côté", "liens laissés de côté"], ["link left out", "links left out"]),
    ];
    let parts: Vec<String> = words.iter().filter(|(n, _, _)| *n > 0).map(|(n, fr, en)| count(*n, language, *fr, *en)).collect();
    match parts.as_slice() {
        [] => say!(language, fr: "{links}.", en: "{links}."),
        parts => {
            let parts = parts.join(", ");
            say!(language, fr: "{links}\u{a0}: {parts}.", en: "{links}: {parts}.")
        }
    }
}

/// What the summary says besides: what was silenced, the time.
fn aside(checked: &Checked<'_>, style: &Style) -> String {
    let language = style.language;
    let mut parts = Vec::new();
    if checked.counts.suppressed > 0 {
        parts.push(count(
            checked.counts.suppressed,
            language,
            ["constat désactivé dans les documents", "constats désactivés dans les documents"],
            ["finding disabled in the documents", "findings disabled in the documents"],
        ));
    }
    if checked.counts.baselined > 0 {
        parts.push(count(
            checked.counts.baselined,
            language,
            ["constat déjà connu", "constats déjà connus"],
            ["finding known already", "findings known already"],
        ));
    }
    if let Some(seconds) = style.seconds {
        let figure = format!("{seconds:.1}");
        parts.push(match language {
            Language::Fr => format!("{}\u{a0}s", figure.replace('.', ",")),
            Language::En => format!("{figure}\u{a0}s"),
        });
    }
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

/// "2 errors, 1 warning": what there is none of is not named.
pub(super) fn totals(totals: Totals, language: Language) -> String {
    let words = [
        (totals.errors, ["erreur", "erreurs"], ["error", "errors"]),
        (totals.warnings, ["avertissement", "avertissements"], ["warning", "warnings"]),
        (totals.infos, ["information", "informations"], ["info", "infos"]),
    ];
    let parts: Vec<String> = words.iter().filter(|(n, _, _)| *n > 0).map(|(n, fr, en)| count(*n, language, *fr, *en)).collect();
    parts.join(", ")
}

/// Writes `text` broken to the terminal's width.
fn paragraph(text: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match style.width {
        Some(width) => wrap(text, width).iter().try_for_each(|line| writeln!(out, "{line}")),
        None => writeln!(out, "{text}"),
    }
}
