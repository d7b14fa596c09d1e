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
use std::cell::Cell;
use std::cmp::Reverse;
use std::io::{self, Write};

/// How many bytes are written at most, unless somebody asks for less: GitHub drops a summary of more than 1 MiB altogether.
const MOST: usize = 1_000_000;

/// How many modules are listed.
const MODULES: usize = 1_000;

/// What is written, and the room that is left for what is listed.
struct Page<'a> {
    checked: &'a Checked<'a>,
    style: &'a Style,
    room: Cell<usize>,
    /// How much of the room is kept for findings of which only the place and the rule are told.
    short: usize,
}

/// Writes the findings of `checked`.
///
/// # Errors
/// Those of `out`.
pub fn markdown(checked: &Checked<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let language = style.language;
    let page = Page::new(checked, style, style.most_bytes.unwrap_or(MOST));
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
    page.listed(&new, out)?;
    if let Some(verdict) = checked.verdict {
        let hidden: Vec<&Reported> = checked.ledger.hidden().collect();
        page.folded(&unsaid(language), &hidden, out)?;
        page.modules(&verdict.modules, out)?;
    }
    let words = say!(language, fr: "Corrigés par cette contribution", en: "Fixed by this contribution");
    page.folded(&words, &with(Status::Fixed).collect::<Vec<_>>(), out)?;
    let words = say!(language, fr: "Déjà là avant cette contribution", en: "There before this contribution");
    page.folded(&words, &with(Status::Existing).collect::<Vec<_>>(), out)?;
    page.unchecked(out)?;
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

impl<'a> Page<'a> {
    /// One of at most `most` bytes, an eighth of which is for what stands around the lists.
    fn new(checked: &'a Checked<'a>, style: &'a Style, most: usize) -> Self {
        let room = most - most / 8;
        Self { checked, style, room: Cell::new(room), short: room / 4 }
    }

    /// Takes as much room as `text` needs, if it is there.
    fn takes(&self, text: &str) -> bool {
        let left = self.room.get().checked_sub(text.len());
        self.room.set(left.unwrap_or(self.room.get()));
        left.is_some()
    }

    /// The findings, as many as there is room for, the gravest first, and how many more there are. Infos are counted, unless
    /// they were asked for.
    fn listed(&self, findings: &[&Reported], out: &mut dyn Write) -> io::Result<()> {
        let language = self.style.language;
        let lowest = self.style.show.unwrap_or(Severity::Warning);
        let wanted: Vec<&Reported> = findings.iter().copied().filter(|reported| reported.severity >= lowest).collect();
        let groups = groups(&wanted, language);
        let (items, placed) = self.items(&groups);
        for ((heading, _), items) in groups.iter().zip(items) {
            if items.iter().any(Option::is_some) {
                writeln!(out, "**{heading}**\n")?;
                items.iter().flatten().try_for_each(|item| writeln!(out, "- {item}"))?;
                writeln!(out)?;
            }
        }
        let more = wanted.len() - placed;
        if more > 0 {
            let words = say!(language,
                fr: "… et {more} de plus\u{a0}: dans le rapport en JSON (`--output json=FICHIER`, la sortie `report` de l'Action) et avec `acquis check --all`.",
                en: "… and {more} more: in the JSON report (`--output json=FILE`, the output `report` of the Action) and with `acquis check --all`.");
            writeln!(out, "{words}\n")?;
        }
        for severity in [Severity::Warning, Severity::Info].into_iter().filter(|severity| *severity < lowest) {
            if let Some(line) = super::text::counts(findings, severity, "acquis check --show", language) {
                writeln!(out, "{line}\n")?;
            }
        }
        Ok(())
    }

    /// What is said of each cause of each group, and of how many findings the place is named. The gravest take their room first.
    fn items(&self, groups: &[(String, Vec<Cause<'_>>)]) -> (Vec<Vec<Option<String>>>, usize) {
        let mut items: Vec<Vec<Option<String>>> = groups.iter().map(|(_, causes)| vec![None; causes.len()]).collect();
        let all = groups.iter().enumerate().flat_map(|(group, (_, causes))| (0..causes.len()).map(move |at| (group, at)));
        let mut order: Vec<(usize, usize)> = all.collect();
        order.sort_by_key(|(group, at)| Reverse(groups[*group].1[*at].first().map(|first| first.severity)));
        let (mut placed, mut opened) = (0, vec![false; groups.len()]);
        for (group, at) in order {
            let (heading, causes) = &groups[group];
            opened[group] = opened[group] || self.takes(&format!("****\n\n{heading}\n"));
            if let Some((item, places)) = opened[group].then(|| self.told(&causes[at])).flatten() {
                items[group][at] = Some(item);
                placed += places;
            }
        }
        (items, placed)
    }

    /// One cause in as many words as there is room for, and of how many of its findings the place is named; `None` without room.
    fn told(&self, cause: &Cause<'_>) -> Option<(String, usize)> {
        let (room, all) = (self.room.get(), cause.findings.len());
        let named = all.min(PLACES);
        // With the dash before it, and the end of its line.
        let fits = |item: &str, kept: usize| item.len() + 3 + kept <= room;
        let mut told = None;
        if room > self.short {
            let item = item(self.checked, cause, self.style.language);
            let whole = (all > PLACES && all < room / 8).then(|| format!("{item}{}", self.places(cause)));
            told = match whole.filter(|whole| fits(whole, self.short)) {
                Some(whole) => Some((whole, all)),
                None => fits(&item, self.short).then_some((item, named)),
            };
        }
        let told = told.or_else(|| Some((short(cause, self.style.language)?, named)).filter(|(item, _)| fits(item, 0)))?;
        self.room.set(room - told.0.len() - 3);
        Some(told)
    }

    /// Every place of a cause in more places than its line names, folded away.
    fn places(&self, cause: &Cause<'_>) -> String {
        let language = self.style.language;
        let places: Vec<String> = cause.findings.iter().map(|reported| place(self.checked, reported, true, language)).collect();
        let summary = say!(language, fr: "Tous les endroits", en: "Every place");
        format!("\n  <details>\n  <summary>{summary}</summary>\n\n  {}\n\n  </details>", places.join(", "))
    }

    /// The modules whose coverage changes, as many as half of the room that is left takes.
    fn modules(&self, changes: &[ModuleChange], out: &mut dyn Write) -> io::Result<()> {
        if changes.is_empty() {
            return Ok(());
        }
        let language = self.style.language;
        let mut listed: Vec<Change> = changes.iter().take(MODULES).map(Change::from).collect();
        let table = loop {
            let mut table = Vec::new();
            super::coverage::changes(&listed, language, &mut table)?;
            let table = String::from_utf8_lossy(&table).into_owned();
            if listed.is_empty() || 2 * table.len() <= self.room.get() && self.takes(&table) {
                break table;
            }
            listed.truncate(listed.len() / 2);
        };
        let summary = say!(language, fr: "Modules dont l'évaluation change", en: "Modules whose assessment changes");
        writeln!(out, "<details>\n<summary>{summary} ({})</summary>\n\n{table}", changes.len())?;
        let more = changes.len() - listed.len();
        if more > 0 {
            let words =
                say!(language, fr: "… et {more} de plus, dans le rapport en JSON.", en: "… and {more} more, in the JSON report.");
            writeln!(out, "{words}\n")?;
        }
        writeln!(out, "</details>\n")
    }

    /// What could not be checked, as far as there is room.
    fn unchecked(&self, out: &mut dyn Write) -> io::Result<()> {
        let language = self.style.language;
        let mut more = 0;
        for sentence in super::unchecked::sentences(self.checked.unchecked, &Style { language, ..Style::default() }) {
            let sentence = format!("{}\n\n", escaped(&sentence));
            match self.takes(&sentence) {
                true => out.write_all(sentence.as_bytes())?,
                false => more += 1,
            }
        }
        if more == 0 {
            return Ok(());
        }
        let words = say!(language,
            fr: "… et {more} raisons de plus pour lesquelles des liens n'ont pas été vérifiés\u{a0}: `acquis links --unchecked`.",
            en: "… and {more} more reasons why links were not checked: `acquis links --unchecked`.");
        writeln!(out, "{words}\n")
    }

    /// Findings that are to be known, not fixed: folded away.
    fn folded(&self, words: &str, findings: &[&Reported], out: &mut dyn Write) -> io::Result<()> {
        if findings.is_empty() {
            return Ok(());
        }
        writeln!(out, "<details>\n<summary>{words} ({})</summary>\n", findings.len())?;
        self.listed(findings, out)?;
        writeln!(out, "</details>\n")
    }
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
    let (sign, severity) = graded(first.severity, language);
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
        fr: "{sign} {severity}, {place}\u{a0}: {message}{help} (`{rule}`)",
        en: "{sign} {severity}, {place}: {message}{help} (`{rule}`)")
}

/// A severity, as a sign and as a word.
fn graded(severity: Severity, language: Language) -> (&'static str, String) {
    match severity {
        Severity::Error => ("❌", say!(language, fr: "erreur", en: "error")),
        Severity::Warning => ("⚠️", say!(language, fr: "avertissement", en: "warning")),
        Severity::Info => ("ℹ️", say!(language, fr: "information", en: "info")),
    }
}

/// One cause in few words: how grave, where, by which rule.
fn short(cause: &Cause<'_>, language: Language) -> Option<String> {
    let first = cause.first()?;
    let place = |reported: &&Reported| {
        let place = &reported.finding.place;
        escaped(&format!("{}:{}", place.path(), place.start().line))
    };
    let all = cause.findings.len();
    let places: Vec<String> = cause.findings.iter().take(PLACES).map(place).collect();
    let places = places.join(", ");
    let places = match all {
        1 => places,
        _ => {
            let dots = if all > PLACES { " …" } else { "" };
            format!("{} ({places}{dots})", count(all, language, ["endroit", "endroits"], ["place", "places"]))
        }
    };
    let (sign, severity) = graded(first.severity, language);
    Some(format!("{sign} {severity}, {places} (`{}`)", first.finding.rule))
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

/// The tool and the commit, so that the summary can be traced.
fn provenance(checked: &Checked<'_>, language: Language) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let commit = checked.snapshot.commit.as_deref().map_or("–", |commit| commit.get(..7).unwrap_or(commit));
    say!(language, fr: "<sub>acquis {version}, commit {commit}.</sub>", en: "<sub>acquis {version}, commit {commit}.</sub>")
}
