//! How coverage came about, written: one file per output format.
//!
//! All formats are made of the machine form ([`History`]), so that each figure is computed once.

mod chart;
mod csv;
mod json;
mod markdown;
mod scale;
mod text;
mod words;

pub(crate) use chart::chart;
pub use csv::csv;
pub use json::{Change, Commit, Day, History, Point, State, Turn, Turns};
pub use markdown::markdown;
pub(super) use scale::{periods, whole};
pub use text::text;
pub(super) use words::{change, extent, notes, sign};

use crate::language::Language;
use std::io::{self, Write};

/// Writes the chart as a file of its own.
///
/// # Errors
/// Those of `out`.
pub fn svg(history: &History, language: Language, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", chart(history, language))
}
