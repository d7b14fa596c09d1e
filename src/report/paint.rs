//! Colours, and the words of codespan's headers in the reader's language.

use crate::finding::Severity;
use crate::language::Language;
use anstyle::{AnsiColor, Effects, Style};
use codespan_reporting::diagnostic::{LabelStyle, Severity as Grade};
use codespan_reporting::term::{GeneralWriteResult, WriteStyle};
use std::io::{self, Write};

/// Bold.
pub(super) const BOLD: Style = Style::new().effects(Effects::BOLD);
/// What stands beside.
pub(super) const DIM: Style = Style::new().effects(Effects::DIMMED);
/// What is well.
pub(super) const GOOD: Style = AnsiColor::Green.on_default();
/// What is there in part.
pub(super) const HALF: Style = AnsiColor::Yellow.on_default();
/// What is missing.
pub(super) const BAD: Style = AnsiColor::Red.on_default();
const BORDER: Style = AnsiColor::Cyan.on_default();

/// The colour of a severity.
pub(super) fn severity(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default(),
        Severity::Warning => AnsiColor::Yellow.on_default(),
        Severity::Info => AnsiColor::Blue.on_default(),
    }
}

/// The word for a severity.
pub(super) fn word(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Fr) => "erreur",
        (Severity::Error, Language::En) => "error",
        (Severity::Warning, Language::Fr) => "avertissement",
        (Severity::Warning, Language::En) => "warning",
        (Severity::Info, Language::Fr) => "information",
        (Severity::Info, Language::En) => "info",
    }
}

/// `text` in `style` where `colour`.
pub(super) fn painted(colour: bool, style: Style, text: &str) -> String {
    if colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
}

/// A writer for codespan that colours with ANSI sequences or not at all, and that replaces the English word for the
/// severity, which codespan writes by itself, by the reader's.
pub(super) struct Painter<'a> {
    /// Where it goes.
    pub(super) out: &'a mut dyn Write,
    /// Whether to colour.
    pub(super) colour: bool,
    /// The severity of the finding written.
    pub(super) severity: Severity,
    /// The reader's language.
    pub(super) language: Language,
    /// Whether codespan is writing its word for the severity.
    pub(super) header: Header,
    /// Whether the message stands on the lines below the header.
    pub(super) below: bool,
}

/// How far the header of a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// codespan's word for the severity comes next.
    Word,
    /// The colon before the message comes next.
    Colon,
    /// Anything else.
    Rest,
}

impl Painter<'_> {
    fn style(&mut self, style: Style) -> io::Result<()> {
        if self.colour { write!(self.out, "{style}") } else { Ok(()) }
    }
}

impl Write for Painter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match std::mem::replace(&mut self.header, Header::Rest) {
            Header::Word => self.out.write_all(word(self.severity, self.language).as_bytes()).map(|()| bytes.len()),
            Header::Colon => self.out.write_all(bytes.trim_ascii_end()).map(|()| bytes.len()),
            Header::Rest => self.out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl WriteStyle for Painter<'_> {
    fn set_header(&mut self, _: Grade) -> GeneralWriteResult {
        self.header = Header::Word;
        let style = severity(self.severity) | Effects::BOLD;
        self.style(style)
    }

    fn set_header_message(&mut self) -> GeneralWriteResult {
        self.reset()?;
        if self.below {
            self.header = Header::Colon;
        }
        self.style(BOLD)
    }

    fn set_line_number(&mut self) -> GeneralWriteResult {
        self.style(BORDER)
    }

    fn set_note_bullet(&mut self) -> GeneralWriteResult {
        self.style(BORDER)
    }

    fn set_source_border(&mut self) -> GeneralWriteResult {
        self.style(BORDER)
    }

    fn set_label(&mut self, _: Grade, label: LabelStyle) -> GeneralWriteResult {
        self.style(match label {
            LabelStyle::Primary => severity(self.severity),
            LabelStyle::Secondary => BORDER,
        })
    }

    fn reset(&mut self) -> GeneralWriteResult {
        if self.colour { self.out.write_all(b"\x1b[0m") } else { Ok(()) }
    }
}
