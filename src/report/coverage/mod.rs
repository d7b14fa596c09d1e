//! What is assessed and what is not, written: one file per output format.
//!
//! All of them read [`v1::Coverage`], where the figures and what is missing are computed once.

mod badge;
pub(super) mod csv;
mod html;
mod markdown;
pub(super) mod text;
pub mod v1;
pub(super) mod words;

pub use badge::{badge, shields};
pub use csv::csv;
pub(super) use html::STYLE;
pub use html::html;
pub use markdown::markdown;
pub(super) use markdown::{before_and_after, changes};
pub use text::text;
pub use v1::{json, schema};
pub(crate) use words::no_module;
pub(crate) use words::percent;

use super::{Style, history};
use std::io::{self, Write};
use v1::Coverage;

/// A format of coverage.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name, as users write it.
    pub name: &'static str,
    /// Writes it.
    pub write: fn(&Coverage, &Style, &mut dyn Write) -> io::Result<()>,
}

/// The format that needs a history.
pub const CHART: &str = "svg";

/// All of them; the first is the default.
pub const FORMATS: [Format; 8] = [
    Format {
        name: "text",
        write: |coverage, style, out| match &coverage.history {
            Some(history) => {
                text::changes(coverage, style, out)?;
                history::text(history, style, out)
            }
            None => text(coverage, style, out),
        },
    },
    Format { name: "json", write: |coverage, _, out| json(coverage, out) },
    Format { name: "markdown", write: |coverage, style, out| markdown(coverage, style.language, out) },
    Format {
        name: "csv",
        write: |coverage, _, out| match &coverage.history {
            Some(history) => history::csv(history, out),
            None => csv(coverage, out),
        },
    },
    Format { name: "html", write: |coverage, style, out| html(coverage, style.language, out) },
    Format {
        name: CHART,
        write: |coverage, style, out| coverage.history.iter().try_for_each(|history| history::svg(history, style.language, out)),
    },
    Format { name: "badge", write: |coverage, style, out| badge(coverage, style.language, out) },
    Format { name: "shields", write: |coverage, style, out| shields(coverage, style.language, out) },
];
