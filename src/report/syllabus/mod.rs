//! What is taught and how it is assessed, for publication: one file per output format.
//!
//! A syllabus tells of no state and no gap, and names no commit and no day: whoever keeps a copy in the repository has it change
//! when the training changes, and then alone.

mod html;
mod jsonld;
mod markdown;
pub mod v1;
mod words;

pub use html::html;
pub use jsonld::jsonld;
pub use markdown::markdown;
pub use v1::{Syllabus, json, schema};

use crate::language::Language;
use std::io::{self, Write};

/// A format of the syllabus.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name, as users write it.
    pub name: &'static str,
    /// What the names of its files end in, without the dot.
    pub extension: &'static str,
    /// Writes it. Fails as the writer does.
    pub write: fn(&Syllabus, Language, &mut dyn Write) -> io::Result<()>,
}

/// All of them; the first is the default.
pub const FORMATS: [Format; 4] = [
    Format { name: "markdown", extension: "md", write: markdown },
    Format { name: "html", extension: "html", write: html },
    Format { name: "json", extension: "json", write: |syllabus, _, out| json(syllabus, out) },
    Format { name: "jsonld", extension: "jsonld", write: jsonld },
];
