//! `acquis explain RULE`: a page of the rule book.

use super::common::Common;
use super::{Exit, Failure, Streams};
use crate::language::Language;
use crate::rules::book::{self, FixKind, Page};
use crate::say;
use crate::text::normalise;
use clap::ArgMatches;
use std::io::{self, Write};

/// Prints the page of a rule in the reader's language.
pub(super) fn run(options: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    let name = options.get_one::<String>("rule").map(String::as_str).unwrap_or_default();
    let Some(page) = book::page(name) else { return Err(unknown(name, common.language)) };
    write(page, common, &mut streams.out)?;
    Ok(Exit::Clean)
}

fn unknown(name: &str, language: Language) -> Failure {
    let message = say!(language, fr: "Il n'y a pas de règle «\u{a0}{name}\u{a0}».", en: "There is no rule `{name}`.");
    let help = match normalise::nearest(name, book::pages().map(|page| page.id.as_str())) {
        Some(near) => say!(language, fr: "vouliez-vous dire {near}\u{a0}?", en: "did you mean {near}?"),
        None => say!(language, fr: "«\u{a0}acquis rules\u{a0}» les liste", en: "`acquis rules` lists them"),
    };
    Failure::new(message, help)
}

fn write(page: &Page, common: &Common, out: &mut dyn Write) -> io::Result<()> {
    let language = common.language;
    let bold = anstyle::Style::new().bold();
    let strong = |text: &str| if common.colour { format!("{bold}{text}{bold:#}") } else { text.to_owned() };
    writeln!(out, "{}\n{}\n", strong(&page.id), page.words(language).title)?;
    let severity = crate::report::severity_word(page.severity, language);
    let fix = match page.fix {
        FixKind::None => say!(language, fr: "aucune", en: "none"),
        FixKind::Safe => say!(language, fr: "sûre", en: "safe"),
        FixKind::Suggested => say!(language, fr: "proposée", en: "suggested"),
    };
    writeln!(out, "{}", say!(language, fr: "Gravité\u{a0}: {severity}. Correction\u{a0}: {fix}.", en: "Severity: {severity}. Fix: {fix}."))?;
    if !page.default_on {
        let id = &page.id;
        writeln!(out, "{}", say!(language,
            fr: "Désactivée par défaut\u{a0}; dans .acquis.yaml, «\u{a0}rules: {{ {id}: {severity} }}\u{a0}» l'active.",
            en: "Off by default; in .acquis.yaml, `rules: {{ {id}: {severity} }}` turns it on.",
            severity = page.severity.name()))?;
    }
    writeln!(out)?;
    for line in page.section(language).lines() {
        match line.strip_prefix("### ") {
            Some(heading) => writeln!(out, "{}", strong(heading))?,
            None => writeln!(out, "{line}")?,
        }
    }
    examples(page, language, out)
}

/// The examples' documents, the failing ones first.
fn examples(page: &Page, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let Ok(mut examples) = book::examples(page) else { return Ok(()) };
    examples.sort_by_key(book::Example::passes);
    for example in &examples {
        let heading = if example.passes() {
            say!(language, fr: "Exemple correct", en: "Example that passes")
        } else {
            say!(language, fr: "Exemple à corriger", en: "Example to mend")
        };
        writeln!(out, "\n{heading}\n")?;
        for line in example.text.lines() {
            writeln!(out, "    {line}")?;
        }
    }
    Ok(())
}
