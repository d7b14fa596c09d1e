//! `acquis anchors FILE`: what each heading of a file is called, for a renderer.

use super::common::{self, Common};
use super::{Exit, Failure, Streams};
use crate::anchor::Renderer;
use crate::anchor::headings;
use crate::document::{Document, Source};
use crate::files;
use crate::git::MAX_CONTENT;
use crate::language::Language;
use crate::report::anchors::{self, Row};
use crate::say;
use crate::site;
use clap::ArgMatches;
use std::io;
use std::path::{Path, PathBuf};

/// Prints the anchors of a file's headings.
pub(super) fn run(options: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    let word = |name: &str| options.get_one::<String>(name).map(String::as_str).unwrap_or_default();
    let renderer = Renderer::from_name(word("renderer")).unwrap_or_default();
    // clap lets the command pass with a file alone.
    let path = options.get_one::<PathBuf>("file").map(PathBuf::as_path).unwrap_or(Path::new(""));
    let source = Source::new(path.to_string_lossy(), read(path, common.language)?);
    let document = Document::parse_as(source.clone(), site::dialect_of(renderer, source.path()));
    let rows: Vec<Row> = headings(&document, renderer)
        .into_iter()
        .map(|(span, named)| Row { line: source.line(span.start), text: named.text, anchor: named.anchor })
        .collect();
    if word("format") == "json" {
        anchors::json(&rows, &mut streams.out)?;
    } else {
        anchors::text(&rows, common.language, &mut streams.out)?;
    }
    Ok(Exit::Clean)
}

/// The text of the file at `path`.
fn read(path: &Path, language: Language) -> Result<String, Failure> {
    let shown = path.display();
    let bytes = bytes(path).map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::InvalidInput => say!(language, fr: "ce n'est pas un fichier ordinaire", en: "it is no regular file"),
            io::ErrorKind::FileTooLarge => say!(language, fr: "il est trop gros", en: "it is too large"),
            _ => common::system(&error, language),
        };
        Failure::plain(say!(language,
            fr: "{shown}\u{a0}: ce fichier n'a pas pu être lu ({reason}).",
            en: "{shown}: this file can't be read ({reason})."))
    })?;
    String::from_utf8(bytes).map_err(|_| {
        Failure::new(
            say!(language, fr: "{shown}\u{a0}: ce fichier n'est pas du texte en UTF-8.", en: "{shown}: this file is not UTF-8 text."),
            say!(language, fr: "enregistrez-le en UTF-8", en: "save it as UTF-8"),
        )
    })
}

/// The bytes of a regular file: a pipe or a device might have no end.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let metadata = std::fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !metadata.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    files::read_most(path, MAX_CONTENT)
}
