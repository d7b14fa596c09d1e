//! `acquis completions SHELL`.

use super::common::Common;
use super::{Exit, Failure, Streams, command};
use clap::ArgMatches;
use clap_complete::Shell;
use std::io::Write as _;
use std::str::FromStr as _;

/// The shells.
pub(super) const NAMES: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// Prints the completion script of a shell, its help texts in the reader's language.
pub(super) fn run(options: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    let name = options.get_one::<String>("shell").map_or("bash", String::as_str);
    let shell = Shell::from_str(name).map_err(Failure::plain)?;
    // Into memory first: the generator panics where its writer fails.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(common.language), "acquis", &mut script);
    streams.out.write_all(&script)?;
    Ok(Exit::Clean)
}
