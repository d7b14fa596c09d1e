//! The command line of the benchmark.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use crate::Failure;

/// What was asked for.
pub(crate) struct Arguments {
    /// How many documents the largest generated repository has.
    pub(crate) documents: usize,
    /// Timed runs of each program over each repository.
    pub(crate) runs: usize,
    /// Where generated repositories stay, to be used again.
    pub(crate) keep: Option<PathBuf>,
    /// A repository to measure in place of generated ones.
    pub(crate) repository: Option<PathBuf>,
    /// Whether other linters on the PATH are measured too.
    pub(crate) peers: bool,
    /// Whether repositories that were made to be dear are measured, and nothing else.
    pub(crate) hard: bool,
}

impl Arguments {
    /// The numbers of documents to measure, ascending: the growth needs three.
    /// A repository of less than a hundred documents measures only how a process starts.
    pub(crate) fn sizes(&self) -> Vec<usize> {
        [10, 5, 1].into_iter().map(|part| self.documents / part).filter(|&size| size >= 100 || size == self.documents).collect()
    }
}

/// Reads the command line; `None` when help was asked for, and written.
pub(crate) fn parse(given: Vec<OsString>) -> Result<Option<Arguments>, Failure> {
    let matches = match command().try_get_matches_from(given) {
        Ok(matches) => matches,
        Err(help) if !help.use_stderr() => {
            write!(io::stdout(), "{help}")?;
            return Ok(None);
        }
        Err(usage) => return Err(usage.into()),
    };
    let number = |name| matches.get_one::<u64>(name).map_or(1, |&n| n as usize);
    Ok(Some(Arguments {
        documents: number("documents"),
        runs: number("runs"),
        keep: matches.get_one("keep").cloned(),
        repository: matches.get_one("repository").cloned(),
        peers: matches.get_flag("peers"),
        hard: matches.get_flag("hard"),
    }))
}

fn command() -> Command {
    let folder = |name, help| Arg::new(name).long(name).value_name("DIR").value_parser(value_parser!(PathBuf)).help(help);
    let number = |name, default, most, help| {
        let range = value_parser!(u64).range(1..=most);
        Arg::new(name).long(name).value_parser(range).default_value(default).help(help)
    };
    Command::new("check")
        .about("Measures `acquis check` against the floor: list, read and parse the same Markdown")
        .arg(number("documents", "5000", 1_000_000, "Documents in the largest generated repository"))
        .arg(number("runs", "5", 1_000, "Timed runs of each program"))
        .arg(folder("keep", "Generate into this folder, and use again what it holds"))
        .arg(folder("repository", "Measure this repository in place of generated ones"))
        .arg(Arg::new("peers").long("peers").action(ArgAction::SetTrue).help("Also measure the linters found on the PATH"))
        .arg(
            Arg::new("hard")
                .long("hard")
                .action(ArgAction::SetTrue)
                .help("Measure repositories that were made to be dear instead"),
        )
        .arg(Arg::new("bench").long("bench").action(ArgAction::SetTrue).hide(true))
}
