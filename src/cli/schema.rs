//! `acquis schema NAME`: the JSON Schemas of what acquis reads and writes.

use super::common::Common;
use super::{Exit, Failure, Streams};
use clap::ArgMatches;
use std::io::Write as _;

/// The schemas' names.
pub(super) const NAMES: [&str; 6] = ["config", "coverage", "findings", "rules", "show", "syllabus"];

/// Prints one.
pub(super) fn run(options: &ArgMatches, _: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    let text = match options.get_one::<String>("name").map(String::as_str) {
        Some("config") => include_str!("../../rules/schemas/config.json"),
        Some("coverage") => include_str!("../../rules/schemas/coverage-v1.json"),
        Some("rules") => include_str!("../../rules/schemas/rules-v1.json"),
        Some("show") => include_str!("../../rules/schemas/show-v1.json"),
        Some("syllabus") => include_str!("../../rules/schemas/syllabus-v1.json"),
        _ => include_str!("../../rules/schemas/findings-v1.json"),
    };
    streams.out.write_all(text.as_bytes())?;
    Ok(Exit::Clean)
}
