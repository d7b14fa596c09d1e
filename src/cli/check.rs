//! `acquis check`, also what `acquis` alone does.

use super::common::Common;
use super::paths::Selection;
use super::{Exit, Failure, Streams, files};
use crate::config::Level;
use crate::finding::Severity;
use crate::git::{At, Repository};
use crate::pipeline::Outcome;
use crate::report::{self, Checked, Style, Totals};
use crate::rules::book;
use clap::ArgMatches;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;

/// The formats of findings.
const FORMATS: [&str; 3] = ["text", "json", "concise"];

/// Checks the repository and reports; `options` are those of the subcommand, `None` where none was named.
pub(super) fn run(options: Option<&ArgMatches>, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    let online = options.is_some_and(|options| options.get_flag("online"));
    with(options, Vec::new(), online, common, streams)
}

/// Checks the links alone, those to other sites included unless told otherwise.
pub(super) fn links(options: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    // A document that can't be read is said all the same: its links are not known.
    let others = book::pages().filter(|page| !matches!(page.family.as_str(), "links" | "documents"));
    let off = others.map(|page| (page.id.clone(), Level::Off)).collect();
    with(Some(options), off, !options.get_flag("offline"), common, streams)
}

fn with(
    options: Option<&ArgMatches>,
    rules: Vec<(String, Level)>,
    online: bool,
    common: &Common,
    streams: &mut Streams,
) -> Result<Exit, Failure> {
    let many = |name: &str| options.and_then(|options| options.get_many::<OsString>(name)).into_iter().flatten();
    let word = |name: &str| options.and_then(|options| options.get_one::<String>(name)).map(String::as_str);
    let flag = |name: &str| options.is_some_and(|options| options.get_flag(name));
    let outputs = many("output").map(|value| files::parse(value, &FORMATS, common.language)).collect::<Result<Vec<_>, _>>()?;
    let at = match word("rev") {
        Some(revision) => At::Revision(revision.to_owned()),
        None if flag("staged") => At::Index,
        None => At::WorkTree,
    };

    let repository = common.repository()?;
    let paths: Vec<PathBuf> = options.and_then(|options| options.get_many("paths")).into_iter().flatten().cloned().collect();
    let selection = select(&paths, &repository, &at, common)?;
    let visits = options.filter(|_| online).map(|options| super::online::request(options, selection.roots(), streams));
    let (mut outcome, seconds) = common.check_with(&repository, at, rules, visits, streams)?;
    outcome.findings.retain(|reported| selection.holds(reported.finding.place.path()));
    for note in &outcome.notes {
        writeln!(streams.err, "{}", note.message(outcome.language))?;
    }

    let fail_on = word("fail-on").and_then(severity).unwrap_or(outcome.config.fail_on);
    let exit = if Totals::of(&outcome.findings).at_least(fail_on) > 0 { Exit::Findings } else { Exit::Clean };
    for (format, path) in outputs {
        let style = common.file_style(&repository, outcome.language);
        files::whole(&path, common.language, |out| write(format, &outcome, &style, out))?;
    }
    let style = Style {
        all: flag("all"),
        seconds: streams.out_terminal.then_some(seconds),
        ..common.style(&repository, outcome.language, streams)
    };
    let written = write(word("format").unwrap_or("text"), &outcome, &style, &mut streams.out).and_then(|()| streams.out.flush());
    // The program ends here, and with it all of this.
    std::mem::forget((outcome, repository));
    match written {
        // The verdict stands, also when nobody reads it to its end.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(exit),
        written => Ok(written.map(|()| exit)?),
    }
}

fn select(paths: &[PathBuf], repository: &Repository, at: &At, common: &Common) -> Result<Selection, Failure> {
    if paths.is_empty() {
        return Ok(Selection::default());
    }
    let snapshot = repository.snapshot(at).map_err(|error| Failure::plain(error.message(common.language)))?;
    Selection::new(paths, repository, &snapshot, common.language)
}

fn severity(word: &str) -> Option<Severity> {
    [Severity::Error, Severity::Warning, Severity::Info].into_iter().find(|severity| severity.name() == word)
}

fn write(format: &str, outcome: &Outcome, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let checked = Checked {
        snapshot: &outcome.snapshot,
        findings: &outcome.findings,
        counts: outcome.counts,
        profile: super::common::profile(outcome),
        sites: &outcome.sites,
    };
    match format {
        "json" => report::json(&checked, out),
        "concise" => report::concise(&checked, style, out),
        _ => report::text(&checked, style, out),
    }
}
