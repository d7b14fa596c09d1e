//! The command line: arguments → a run → an exit code. One file per subcommand.
//!
//! It holds no check of its own: the pipeline finds, the reports write.

mod anchors;
mod baseline;
mod check;
mod command;
mod common;
mod completions;
mod coverage;
mod explain;
mod files;
mod fix;
mod help;
mod init;
mod install_hook;
mod locale;
mod online;
mod outputs;
mod paths;
mod progress;
mod review;
mod rules;
mod schema;
mod select;
mod show;
mod stdin;
mod streams;
mod syllabus;
mod usage;

pub use command::command;
pub use streams::Streams;

use crate::language::Language;
use crate::say;
use crate::text::escape::visible;
use clap::ArgMatches;
use common::Common;
use std::ffi::OsString;
use std::io::{self, Write};

/// How a run ended: the exit code's meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing at or above the failing severity.
    Clean,
    /// Findings.
    Findings,
    /// The work could not be done.
    Failed,
}

impl Exit {
    /// The exit code: 0, 1 or 2.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failed => 2,
        }
    }
}

/// Why the work could not be done.
#[derive(Debug)]
enum Failure {
    /// Said in the reader's language: what is wrong and where, and what to do.
    Told { message: String, help: Option<String> },
    /// Whoever reads the output is gone, or it can't be written.
    Output(io::Error),
}

impl Failure {
    /// A failure with `message`, and `help` that says what to do; both may hold text from the repository.
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Told { message: message.into(), help: Some(help.into()) }
    }

    /// A failure whose message says what to do.
    fn plain(message: impl Into<String>) -> Self {
        Self::Told { message: message.into(), help: None }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Runs the command line `arguments` (the program's name first) and writes to `streams`.
pub fn run(arguments: &[OsString], streams: &mut Streams) -> Exit {
    let decided = locale::early(arguments, |name| streams.variable(name));
    let language = decided.unwrap_or_default();
    if let Some(answered) = completions::answer(arguments, language, streams) {
        return if answered.is_ok() { Exit::Clean } else { Exit::Failed };
    }
    let matches = match command(language).term_width(streams.width.unwrap_or(100)).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return usage::report(&error, arguments, language, streams),
    };
    let ended = Common::new(&matches, decided, streams).and_then(|common| dispatch(&matches, &common, streams));
    let flushed = streams.out.flush().map_err(Failure::from);
    match ended.and_then(|exit| flushed.map(|()| exit)) {
        Ok(exit) => exit,
        // Whoever read the output has seen enough (`| head`): nothing is wrong.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(failure) => {
            tell(&failure, language, streams);
            Exit::Failed
        }
    }
}

fn dispatch(matches: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    match matches.subcommand() {
        None => check::run(None, common, streams),
        Some(("check", options)) => check::run(Some(options), common, streams),
        Some(("links", options)) => check::links(options, common, streams),
        Some(("review", options)) => review::run(options, common, streams),
        Some(("coverage", options)) => coverage::run(options, common, streams),
        Some(("syllabus", options)) => syllabus::run(options, common, streams),
        Some(("show", options)) => show::run(options, common, streams),
        Some(("anchors", options)) => anchors::run(options, common, streams),
        Some(("explain", options)) => explain::run(options, common, streams),
        Some(("rules", options)) => rules::run(options, common, streams),
        Some(("init", options)) => init::run(options, common, streams),
        Some(("baseline", options)) => baseline::run(options, common, streams),
        Some(("install-hook", options)) => install_hook::run(options, common, streams),
        Some(("schema", options)) => schema::run(options, common, streams),
        Some(("completions", options)) => completions::run(options, streams),
        Some(("help", options)) => Ok(help::run(options, common.language, streams)),
        // clap lets no other name pass.
        Some(_) => Ok(Exit::Failed),
    }
}

/// Says on the error stream why the work could not be done. Where that can't be written either, the exit code says it.
fn tell(failure: &Failure, language: Language, streams: &mut Streams) {
    let (message, help) = match failure {
        Failure::Told { message, help } => (message.clone(), help.clone()),
        Failure::Output(error) => (
            say!(language, fr: "La sortie n'a pas pu être écrite\u{a0}: {error}.", en: "The output can't be written: {error}."),
            None,
        ),
    };
    let word = streams.error_word(language);
    let _ = writeln!(streams.err, "{word}{}", lines(&message));
    if let Some(help) = help {
        let help = lines(&help);
        let _ = writeln!(streams.err, "{}", say!(language, fr: "  aide\u{a0}: {help}", en: "  help: {help}"));
    }
}

/// `text` with each of its lines made safe to show.
fn lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}
