//! `acquis review`: the verdict on a contribution, and its posting on a pull request.
//!
//! What is posted is always a report's JSON, saved or just made: one way for both.

use super::common::{Common, system};
use super::{Exit, Failure, Streams, check};
use crate::files;
use crate::finding::Severity;
use crate::language::Language;
use crate::review::{self, Posted, Report, Settings};
use crate::say;
use crate::text::escape::visible;
use clap::ArgMatches;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Reviews the contribution, or takes a saved report for it, and posts that where it is asked to.
pub(super) fn run(options: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    let language = common.language;
    if let Some(path) = options.get_one::<PathBuf>("from") {
        let bytes = read(path, review::BYTES, language)?;
        let report = usable(&bytes, &path.display().to_string(), language)?;
        let fail_on = options.get_one::<String>("fail-on").and_then(|word| check::severity(word)).unwrap_or(Severity::Error);
        post(&report, language, streams)?;
        return Ok(if report.at_least(fail_on) > 0 { Exit::Findings } else { Exit::Clean });
    }
    if !options.get_flag("post") {
        return check::review(options, None, common, streams);
    }
    let mut json = Vec::new();
    let exit = check::review(options, Some(&mut json), common, streams)?;
    streams.out.flush()?;
    let report = usable(&json, "", language)?;
    post(&report, language, streams)?;
    Ok(exit)
}

/// Reads the report in `bytes`, from the file of that name; of one just made the name is empty.
fn usable(bytes: &[u8], name: &str, language: Language) -> Result<Report, Failure> {
    Report::read(bytes).map_err(|unusable| {
        let why = unusable.words(language);
        Failure::plain(match name {
            "" => say!(language, fr: "Ce rapport n'est pas publié\u{a0}: {why}.", en: "This report is not posted: {why}."),
            _ => say!(language, fr: "--from {name}\u{a0}: {why}.", en: "--from {name}: {why}."),
        })
    })
}

/// Posts `report`, says what came of it, and where that failed, tells it by the ways that need no permission.
fn post(report: &Report, language: Language, streams: &mut Streams) -> Result<(), Failure> {
    let settings = settings(language, streams)?;
    let posted = review::post(report, &settings).map_err(|refused| {
        let (message, help) = refused.words(language);
        Failure::new(message, help)
    })?;
    let line = visible(&posted.words(report, language)).into_owned();
    if matches!(posted, Posted::Failed(_)) {
        summarise(&report.markdown(language), language, streams)?;
        // The runner reads the error stream too; the output may be a report for a program.
        for annotation in review::annotations(report, language) {
            writeln!(streams.err, "{annotation}")?;
        }
    }
    writeln!(streams.err, "{line}")?;
    Ok(())
}

/// What the environment says of the workflow.
fn settings(language: Language, streams: &Streams) -> Result<Settings, Failure> {
    let variable = |name: &str| streams.variable(name).filter(|value| !value.is_empty());
    let file = variable("GITHUB_EVENT_PATH").map(|path| read(Path::new(&path), review::BYTES, language)).transpose()?;
    Ok(Settings {
        api: variable("GITHUB_API_URL"),
        token: variable("GITHUB_TOKEN"),
        repository: variable("GITHUB_REPOSITORY").unwrap_or_default(),
        event: variable("GITHUB_EVENT_NAME").unwrap_or_default(),
        event_file: file.unwrap_or_default(),
        sha: variable("GITHUB_SHA"),
        language,
    })
}

/// Adds `text` to the page that the workflow's run shows of this step, where there is one.
fn summarise(text: &str, language: Language, streams: &Streams) -> Result<(), Failure> {
    let Some(path) = streams.variable("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return Ok(()) };
    let written = files::append(Path::new(&path), |out| writeln!(out, "{text}"));
    written.map_err(|error| {
        let reason = system(&error, language);
        Failure::plain(say!(language,
            fr: "GITHUB_STEP_SUMMARY\u{a0}: {path} n'a pas pu être écrit ({reason}).",
            en: "GITHUB_STEP_SUMMARY: {path} can't be written ({reason})."))
    })
}

/// The file at `path`, of at most `most` bytes.
fn read(path: &Path, most: u64, language: Language) -> Result<Vec<u8>, Failure> {
    let shown = path.display();
    let failed = |reason: String| say!(language, fr: "{shown}\u{a0}: ce fichier n'a pas pu être lu ({reason}).", en: "{shown}: this file can't be read ({reason}).");
    files::read_most(path, most).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => {
            let megabytes = most >> 20;
            Failure::plain(failed(say!(language, fr: "plus de {megabytes}\u{a0}Mo", en: "more than {megabytes}\u{a0}MB")))
        }
        _ => Failure::plain(failed(system(&error, language))),
    })
}
