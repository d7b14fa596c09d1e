//! Files that a command line names: read and written where they seem to stand, written whole or not at all.
//!
//! In a checkout somebody else may have put a link where the command line expects a file: it leads nowhere out of the checkout.
//! Whatever stands elsewhere is the business of whoever names it.

use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Read as _, Write};
use std::path::{Component, Path, PathBuf};

/// The largest file that is read, in bytes.
const MAX_READ: u64 = 256 << 20;

/// Refuses `path` if it seems to stand in a checkout and a link leads out of it. Whether it stands in one.
///
/// # Errors
/// [`io::ErrorKind::CrossesDevices`] then.
pub(crate) fn stays(path: &Path) -> io::Result<bool> {
    let seems = plain(&std::env::current_dir()?.join(path));
    let Some(root) = seems.ancestors().skip(1).find(|folder| folder.join(".git").symlink_metadata().is_ok()) else {
        return Ok(false);
    };
    // Of what is to be written, the last folders may not be there yet.
    let stands =
        seems.ancestors().find_map(|path| if path.symlink_metadata().is_ok() { Some(path.canonicalize()) } else { None });
    match (stands, root.canonicalize()) {
        (Some(Ok(stands)), Ok(root)) if stands.starts_with(&root) => Ok(true),
        (Some(Err(error)), _) if error.kind() == io::ErrorKind::NotFound => Err(leads_out()),
        (Some(Ok(_)), Ok(_)) => Err(leads_out()),
        (Some(Err(error)), _) | (_, Err(error)) => Err(error),
        (None, Ok(_)) => Ok(true),
    }
}

fn leads_out() -> io::Error {
    io::ErrorKind::CrossesDevices.into()
}

/// `path`, which is absolute, without `.` and `..`, which are taken by their names.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            other => plain.push(other),
        }
    }
    plain
}

/// The same, and refuses a device or a pipe that stands in a checkout: whoever gives one by hand may wait for it.
///
/// # Errors
/// Those of [`stays`], and [`io::ErrorKind::InvalidInput`].
pub(crate) fn waits_for_nothing(path: &Path) -> io::Result<()> {
    let special = || fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir());
    if stays(path)? && special() { Err(io::ErrorKind::InvalidInput.into()) } else { Ok(()) }
}

/// The bytes of the file at `path`. In a checkout it waits for no device and no pipe.
///
/// # Errors
/// When it can't be read, is none or is too large, or a link in a checkout leads out of it.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    read_most(path, MAX_READ)
}

/// The same of a file that may hold no more than `most` bytes.
///
/// # Errors
/// Those of [`read`].
pub(crate) fn read_most(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    waits_for_nothing(path)?;
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Adds what `write` writes to the end of the file at `path`, which need not be there yet.
///
/// # Errors
/// When it can't be written, a link in a checkout leads out of it, or `write` fails.
pub(crate) fn append(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    waits_for_nothing(path)?;
    into(File::options().append(true).create(true).open(path), write)
}

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
