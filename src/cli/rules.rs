//! `acquis rules`: the rule book's table of contents.

use super::common::Common;
use super::{Exit, Failure, Streams};
use crate::report::rules;
use clap::ArgMatches;

/// Lists the rules.
pub(super) fn run(options: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    if options.get_one::<String>("format").is_some_and(|format| format == "json") {
        rules::json(common.language, None, &mut streams.out)?;
    } else {
        rules::text(common.language, None, &mut streams.out)?;
    }
    Ok(Exit::Clean)
}
