//! Files written whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes `target` through `write`, into a temporary file beside it that takes its name at the end, with `permissions`
/// where some are given. A link at `target` is replaced, not followed.
///
/// # Errors
/// When the folder can't be written to, or `write` fails: what stood at `target` is still there then.
pub(crate) fn replace(
    target: &Path,
    permissions: Option<Permissions>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if target.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    let temporary = target.with_file_name(name);
    let written = into(File::create_new(&temporary), write);
    let dressed = written.and_then(|()| permissions.map_or(Ok(()), |permissions| fs::set_permissions(&temporary, permissions)));
    let result = dressed.and_then(|()| fs::rename(&temporary, target));
    if result.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::AlreadyExists) {
        let _ = fs::remove_file(&temporary);
    }
    result
}

/// Writes through `write` into a file that was just opened.
pub(crate) fn into(file: io::Result<File>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut writer = BufWriter::new(file?);
    write(&mut writer)?;
    writer.flush()
}
