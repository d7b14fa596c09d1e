//! `acquis help [COMMAND]`: what `acquis COMMAND --help` says.

use super::{Exit, Streams, command, usage};
use crate::language::Language;
use clap::ArgMatches;
use std::ffi::OsString;

/// Prints the help of the command that is named, else that of the program.
pub(super) fn run(options: &ArgMatches, language: Language, streams: &mut Streams) -> Exit {
    let named = options.get_many::<String>("command").into_iter().flatten().map(OsString::from);
    let line: Vec<OsString> = std::iter::once("acquis".into()).chain(named).chain(["--help".into()]).collect();
    let asked = command(language).term_width(streams.width.unwrap_or(100)).try_get_matches_from(&line);
    match asked {
        Err(error) => usage::report(&error, &line, language, streams),
        // It always stops at `--help`.
        Ok(_) => Exit::Failed,
    }
}
