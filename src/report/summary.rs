//! The last lines of a report for people: what was checked, what was found, what to do next.

use super::paint::{self, painted};
use super::words::{count, paragraph};
use super::{Checked, Style, Totals, baseline, contribution, sites};
use crate::language::Language;
use crate::online;
use crate::pipeline::{Reported, Status};
use crate::say;
use std::io::{self, Write};

/// The last lines: what was checked, what was found, what to do next.
pub(super) fn summary(checked: &Checked<'_>, findings: &[&Reported], style: &Style, out: &mut dyn Write) -> io::Result<()> {
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
        paragraph(&contribution::sentence(verdict, checked.ledger, Totals::of(new), language), style, out)?;
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
    let found = sites::sentence(checked.sites, style);
    for sentence in found.into_iter().chain(checked.inferred.iter().map(|told| sites::inferred(told, style))) {
        paragraph(&sentence, style, out)?;
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

/// What was visited of external links; counts of zero are left out.
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
    let counts = checked.ledger.counts();
    if counts.suppressed > 0 {
        parts.push(count(
            counts.suppressed,
            language,
            ["constat désactivé dans les documents", "constats désactivés dans les documents"],
            ["finding disabled in the documents", "findings disabled in the documents"],
        ));
    }
    if counts.off > 0 {
        parts.push(count(
            counts.off,
            language,
            ["constat désactivé par la configuration", "constats désactivés par la configuration"],
            ["finding turned off by the configuration", "findings turned off by the configuration"],
        ));
    }
    if counts.known > 0 {
        parts.push(count(
            counts.known,
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

/// "2 errors, 1 warning"; counts of zero are left out.
pub(super) fn totals(totals: Totals, language: Language) -> String {
    let words = [
        (totals.errors, ["erreur", "erreurs"], ["error", "errors"]),
        (totals.warnings, ["avertissement", "avertissements"], ["warning", "warnings"]),
        (totals.infos, ["information", "informations"], ["info", "infos"]),
    ];
    let parts: Vec<String> = words.iter().filter(|(n, _, _)| *n > 0).map(|(n, fr, en)| count(*n, language, *fr, *en)).collect();
    parts.join(", ")
}
