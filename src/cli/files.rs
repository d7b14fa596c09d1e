//! Reports into files: written whole or not at all.

use super::common::Common;
use super::{Failure, Streams};
use crate::files::{append, into, replace, waits_for_nothing};
use crate::language::Language;
use crate::say;
use crate::text::escape::visible;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Splits `FORMAT=FILE`; the format must be one of `formats`.
pub(super) fn parse(value: &OsStr, formats: &[&'static str], language: Language) -> Result<(&'static str, PathBuf), Failure> {
    let shown = value.to_string_lossy().into_owned();
    let known = formats.join(", ");
    let split = shown.split_once('=').filter(|(_, file)| !file.is_empty());
    let format = split.and_then(|(format, _)| formats.iter().find(|known| **known == format));
    let (Some((format, _)), Some(name)) = (split, format) else {
        return Err(Failure::new(
            say!(language,
                fr: "«\u{a0}{shown}\u{a0}» ne convient pas à --output\u{a0}: il faut FORMAT=FICHIER.",
                en: "`{shown}` does not suit --output: it takes FORMAT=FILE."),
            say!(language, fr: "formats possibles\u{a0}: {known}", en: "formats: {known}"),
        ));
    };
    Ok((name, PathBuf::from(rest(value, format.len() + 1))))
}

/// What follows the first `bytes` of `value`, which are ASCII; a path may not be UTF-8.
#[cfg(unix)]
fn rest(value: &OsStr, bytes: usize) -> OsString {
    use std::os::unix::ffi::OsStrExt as _;
    OsStr::from_bytes(value.as_bytes().get(bytes..).unwrap_or_default()).to_owned()
}

/// What follows the first `bytes` of `value`, which are ASCII.
#[cfg(not(unix))]
fn rest(value: &OsStr, bytes: usize) -> OsString {
    value.to_string_lossy().get(bytes..).unwrap_or_default().into()
}

/// Writes the report that is asked for at `path` through `write`, and says so. A relative path starts where the command was typed,
/// wherever `-C` works.
pub(super) fn report(
    path: &Path,
    common: &Common,
    streams: &mut Streams,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let language = common.language;
    // Each command of a step on GitHub adds to the step's summary.
    if streams.variable("GITHUB_STEP_SUMMARY").is_some_and(|summary| path.as_os_str() == &*summary) {
        return told(append(path, write), path, language);
    }
    let place = common.started.as_ref().map_or_else(|| path.to_owned(), |started| started.join(path));
    whole(&place, language, write)?;
    if !common.quiet && fs::metadata(&place).is_ok_and(|metadata| metadata.is_file()) {
        let path = visible(&path.to_string_lossy()).into_owned();
        writeln!(streams.err, "{}", say!(language, fr: "Rapport écrit\u{a0}: {path}", en: "Report written: {path}"))?;
    }
    Ok(())
}

/// Writes a file through `write`, into a temporary one beside it that takes its name at the end. What is no regular
/// file (a device, a pipe) is written to as it is.
pub(super) fn whole(
    path: &Path,
    language: Language,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    if let Err(error) = waits_for_nothing(path) {
        return told(Err(error), path, language);
    }
    // A link stays a link: what it points to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let special = fs::metadata(&target).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir());
    let result = if special { into(File::options().write(true).open(&target), write) } else { replace(&target, None, write) };
    told(result, path, language)
}

/// Why the report at `path` could not be written, in words.
fn told(result: io::Result<()>, path: &Path, language: Language) -> Result<(), Failure> {
    result.map_err(|error| {
        let path = path.display();
        let reason = match error.kind() {
            io::ErrorKind::NotFound => say!(language, fr: "le dossier n'existe pas", en: "the folder does not exist"),
            _ => super::common::system(&error, language),
        };
        Failure::new(
            say!(language, fr: "Le rapport {path} n'a pas pu être écrit\u{a0}: {reason}.", en: "The report {path} can't be written: {reason}."),
            say!(language,
                fr: "vérifiez que le dossier existe et que vous pouvez y écrire",
                en: "check that the folder exists and that you may write there"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_that_fails_leaves_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.json");
        fs::write(&path, "old").unwrap();
        let failed = whole(&path, Language::En, |out| {
            out.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        whole(&path, Language::En, |out| out.write_all(b"new")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }
}
