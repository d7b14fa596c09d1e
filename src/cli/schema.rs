//! `acquis schema NAME`: the JSON Schemas of what acquis reads and writes.

use super::common::Common;
use super::{Exit, Failure, Streams};
use clap::ArgMatches;
use std::io::Write as _;

/// The schemas' names.
pub(super) const NAMES: [&str; 4] = ["config", "coverage", "findings", "rules"];

/// Prints one.
pub(super) fn run(options: &ArgMatches, _: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    let text = match options.get_one::<String>("name").map(String::as_str) {
        Some("config") => serde_json::to_string_pretty(&crate::config::config_schema()).map(|text| text + "\n"),
        Some("coverage") => Ok(include_str!("../../rules/schemas/coverage-v1.json").to_owned()),
        Some("rules") => Ok(include_str!("../../rules/schemas/rules-v1.json").to_owned()),
        _ => Ok(include_str!("../../rules/schemas/findings-v1.json").to_owned()),
    };
    let text = text.map_err(|error| Failure::plain(error.to_string()))?;
    streams.out.write_all(text.as_bytes())?;
    Ok(Exit::Clean)
}
