//! `acquis explain RULE`: a page of the rule book.

use super::common::Common;
use super::{Exit, Failure, Streams};
use crate::report::explain::{ExplainError, Format, explain};
use clap::ArgMatches;

/// Prints the page of a rule in the reader's language.
pub(super) fn run(options: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    let word = |name: &str| options.get_one::<String>(name).map(String::as_str).unwrap_or_default();
    let format = if word("format") == "json" { Format::Json } else { Format::Text };
    match explain(word("rule"), common.language, format, streams.width, &mut streams.out) {
        Ok(()) => Ok(Exit::Clean),
        Err(ExplainError::Write(error)) => Err(error.into()),
        Err(error) => Err(Failure::plain(error.message(common.language))),
    }
}
