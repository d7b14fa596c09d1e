//! In which formats a report is wanted, and where.

use super::common::Common;
use super::{Failure, Streams, files};
use crate::language::Language;
use clap::ArgMatches;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;

/// The names of the formats in a list of them, in its order.
macro_rules! format_names {
    ($formats:ident) => {{
        let mut names = [""; $formats.len()];
        let mut at = 0;
        while at < names.len() {
            names[at] = $formats[at].name;
            at += 1;
        }
        names
    }};
}
pub(super) use format_names;

/// What `--format` and `--output` ask for.
pub(super) struct Outputs {
    format: &'static str,
    files: Vec<(&'static str, PathBuf)>,
}

impl Outputs {
    /// Of `options`; the formats are `names`, the first where none is asked for.
    pub(super) fn new(options: &ArgMatches, names: &[&'static str], language: Language) -> Result<Self, Failure> {
        let asked = options.get_one::<String>("format").and_then(|asked| names.iter().find(|name| *name == asked));
        let files = options.get_many::<OsString>("output").into_iter().flatten();
        Ok(Self {
            format: asked.or(names.first()).copied().unwrap_or_default(),
            files: files.map(|value| files::parse(value, names, language)).collect::<Result<_, _>>()?,
        })
    }

    /// Whether `format` is asked for.
    pub(super) fn has(&self, format: &str) -> bool {
        self.format == format || self.files.iter().any(|(asked, _)| *asked == format)
    }

    /// Writes what `write` makes of each format, whose second argument says whether it goes to a file.
    pub(super) fn write(
        self,
        common: &Common,
        streams: &mut Streams,
        write: impl Fn(&str, bool, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        for (format, path) in self.files {
            files::report(&path, common, streams, |out| write(format, true, out))?;
        }
        match write(self.format, false, &mut streams.out).and_then(|()| streams.out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
            _ => Ok(()),
        }
    }
}
