//! What is assessed and what is not, written: one file per output format.
//!
//! All of them read [`v1::Coverage`], where the figures and what is missing are computed once.

mod badge;
mod csv;
mod html;
mod markdown;
mod text;
pub mod v1;
mod words;

pub use badge::{badge, shields};
pub use csv::csv;
pub use html::html;
pub use markdown::markdown;
pub(super) use markdown::{before_and_after, changes};
pub use text::text;
pub use v1::{json, schema};

use super::Style;
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

/// All of them; the first is the default.
pub const FORMATS: [Format; 7] = [
    Format { name: "text", write: text },
    Format { name: "json", write: |coverage, _, out| json(coverage, out) },
    Format { name: "markdown", write: |coverage, style, out| markdown(coverage, style.language, out) },
    Format { name: "csv", write: |coverage, _, out| csv(coverage, out) },
    Format { name: "html", write: |coverage, style, out| html(coverage, style.language, out) },
    Format { name: "badge", write: |coverage, style, out| badge(coverage, style.language, out) },
    Format { name: "shields", write: |coverage, style, out| shields(coverage, style.language, out) },
];
