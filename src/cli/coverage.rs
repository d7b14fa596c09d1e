//! `acquis coverage`.

use super::common::Common;
use super::coverage_history::Asked;
use super::{Exit, Failure, Streams, files};
use crate::curriculum::coverage::Summary;
use crate::git::At;
use crate::language::Language;
use crate::pipeline::Outcome;
use crate::report::Style;
use crate::report::coverage::{self as report, Covered};
use crate::report::history::{self, History};
use crate::say;
use clap::ArgMatches;
use std::ffi::OsString;
use std::io::{self, Write};

/// The formats of coverage.
const FORMATS: [&str; 5] = ["text", "json", "markdown", "csv", "svg"];

/// Reports what is assessed and what is not.
pub(super) fn run(options: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    let word = |name: &str| options.get_one::<String>(name).map(String::as_str);
    let outputs = options.get_many::<OsString>("output").into_iter().flatten();
    let outputs = outputs.map(|value| files::parse(value, &FORMATS, common.language)).collect::<Result<Vec<_>, _>>()?;
    let least = word("fail-under").map(|percent| parse_percent(percent, common.language)).transpose()?;
    let format = word("format").unwrap_or("text");
    if !options.get_flag("history") && (format == "svg" || outputs.iter().any(|(format, _)| *format == "svg")) {
        return Err(Failure::plain(say!(common.language,
            fr: "Le format svg dessine l'évolution\u{a0}: ajoutez --history.",
            en: "The format svg draws the coverage over time: add --history.")));
    }
    let repository = common.repository()?;
    let asked = Asked::new(options, &repository, common.language)?;
    let at = word("rev").map_or(At::WorkTree, |revision| At::Revision(revision.to_owned()));
    let at = asked.as_ref().map_or(at, Asked::at);
    let (outcome, _) = common.check(&repository, at, streams)?;
    let history = asked.map(|asked| asked.history(&repository, &outcome, common, streams)).transpose()?;
    let history = history.as_ref();
    for (format, path) in outputs {
        let style = common.file_style(&repository, outcome.language);
        files::whole(&path, common.language, |out| write(format, &outcome, history, &style, out))?;
    }
    let style = common.style(&repository, outcome.language, streams);
    let written = write(format, &outcome, history, &style, &mut streams.out);
    match written.and_then(|()| streams.out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error.into()),
        _ => {}
    }
    let below = least.and_then(|least| below(outcome.curriculum.report.summary(), least, outcome.language));
    let Some(reason) = below else { return Ok(Exit::Clean) };
    // On the error stream: the output may be read by a program.
    writeln!(streams.err, "{reason}")?;
    Ok(Exit::Findings)
}

/// A percentage from 0 to 100, with a point or a comma.
fn parse_percent(text: &str, language: Language) -> Result<f64, Failure> {
    let number = text.trim().trim_end_matches('%').trim_end().replace(',', ".");
    number.parse().ok().filter(|percent| (0.0..=100.0).contains(percent)).ok_or_else(|| {
        Failure::plain(say!(language,
            fr: "--fail-under {text}\u{a0}: il faut un nombre de 0 à 100.",
            en: "--fail-under {text}: it takes a number from 0 to 100."))
    })
}

/// Why the coverage is below `least` percent, if it is.
fn below(summary: Summary, least: f64, language: Language) -> Option<String> {
    let ratio = summary.module_ratio();
    let Some(percent) = ratio.percent() else {
        return Some(say!(language,
            fr: "--fail-under\u{a0}: aucun module à évaluer n'a été trouvé, la couverture ne peut donc pas être mesurée.",
            en: "--fail-under: no module to assess was found, so that coverage can't be measured."));
    };
    let (part, whole) = (ratio.part, ratio.whole);
    // The share itself is compared, not the one rounded down for people.
    #[allow(clippy::cast_precision_loss, reason = "counts of modules are far below 2^52")]
    let short = (part as f64) * 100.0 < least * (whole as f64);
    short.then(|| {
        say!(language,
            fr: "--fail-under\u{a0}: {part} modules sur {whole} ont une validation des acquis, soit {percent}\u{a0}%\u{a0}; {least}\u{a0}% sont demandés.",
            en: "--fail-under: {part} of {whole} modules have an assessment, that is {percent}%; {least}% are asked for.")
    })
}

fn write(format: &str, outcome: &Outcome, history: Option<&History>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let profile = super::common::profile(outcome);
    let covered = Covered { snapshot: &outcome.snapshot, report: &outcome.curriculum.report, profile, history };
    match (format, history) {
        ("json", _) => report::json(&covered, out),
        ("markdown", None) => report::markdown(&covered, outcome.language, out),
        ("markdown", Some(history)) => history::markdown(history, outcome.language, out),
        ("csv", None) => report::csv(&covered, out),
        ("csv", Some(history)) => history::csv(history, out),
        ("svg", Some(history)) => history::svg(history, outcome.language, out),
        (_, Some(history)) => history::text(history, style, out),
        (_, None) => report::text(&covered, style, out),
    }
}
