//! Where output goes, and what is known of the terminal.

use crate::language::Language;
use anstream::ColorChoice;
use std::io::{self, IsTerminal as _, Write};

/// Output, errors, and the environment: everything that a run touches besides files.
pub struct Streams {
    /// The output.
    pub out: Box<dyn Write>,
    /// The error stream.
    pub err: Box<dyn Write>,
    /// Whether the output is a terminal.
    pub out_terminal: bool,
    /// Whether the input is a terminal.
    pub in_terminal: bool,
    /// Whether the error stream is a terminal.
    pub err_terminal: bool,
    /// Columns of the terminal, or of `COLUMNS`; `None` where lines need not be broken.
    pub width: Option<usize>,
    /// Whether colours suit the output, as far as the environment says (`NO_COLOR`, `CLICOLOR_FORCE`, `TERM`).
    pub out_colour: bool,
    /// Whether they suit the error stream.
    pub err_colour: bool,
}

impl Streams {
    /// Those of the process.
    pub fn of_process() -> Self {
        let (out, err) = (io::stdout(), io::stderr());
        let colour = |choice| choice != ColorChoice::Never;
        Self {
            out_terminal: out.is_terminal(),
            in_terminal: io::stdin().is_terminal(),
            err_terminal: err.is_terminal(),
            width: width(out.is_terminal()),
            out_colour: colour(anstream::AutoStream::choice(&out)),
            err_colour: colour(anstream::AutoStream::choice(&err)),
            out: Box::new(io::BufWriter::with_capacity(1 << 16, out)),
            err: Box::new(err),
        }
    }

    /// A variable of the environment.
    pub(super) fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    /// The word before an error's message.
    pub(super) fn error_word(&self, language: Language) -> String {
        let word = match language {
            Language::Fr => "erreur\u{a0}: ",
            Language::En => "error: ",
        };
        let style = anstyle::AnsiColor::Red.on_default().bold();
        if self.err_colour { format!("{style}{word}{style:#}") } else { word.to_owned() }
    }
}

/// `COLUMNS` where it is set, else the terminal's width.
fn width(terminal: bool) -> Option<usize> {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let size = || terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0));
    columns.or_else(size).filter(|width| *width > 0)
}
