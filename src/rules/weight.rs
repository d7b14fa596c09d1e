//! Files of a contribution that are heavy: shared by the rules that weigh them.

use super::Contribution;
use crate::git::{Entry, SnapshotKind};
use crate::language::Language;

/// How much of a file git looks at to tell whether it is text, in bytes.
const PREFIX: usize = 8000;

/// A file that is heavier than it may be.
pub(super) struct Heavy<'a> {
    pub(super) entry: &'a Entry,
    /// In bytes.
    pub(super) size: u64,
    /// Whether it is something else than text, as git tells it.
    pub(super) binary: bool,
}

/// The files of more than `max` bytes that the contribution adds, or makes heavier, and that Git LFS does not keep.
pub(super) fn heavy<'a>(contribution: &Contribution<'a>, max: u64) -> impl Iterator<Item = Heavy<'a>> {
    let moved = contribution.moved;
    contribution.files.iter().filter_map(move |entry| {
        let size = moved.after().size(entry).filter(|size| *size > max)?;
        let before = moved.before().get(moved.changes.before(&entry.path)).and_then(|entry| moved.before().size(entry));
        // What stands on the disk is not what git keeps of a file of LFS; in a commit it is.
        let kept_elsewhere = moved.after().kind() == SnapshotKind::WorkTree && contribution.attributes.is_in_lfs(&entry.path);
        if kept_elsewhere || before.is_some_and(|before| size <= before) {
            return None;
        }
        let binary = match moved.after().read(entry) {
            Ok(bytes) => bytes[..bytes.len().min(PREFIX)].contains(&0),
            // Too large to be read is too large to be written by hand.
            Err(_) => true,
        };
        Some(Heavy { entry, size, binary })
    })
}

/// The pattern of `.gitattributes` for files like the one at `path`: those of its extension, else itself.
pub(super) fn pattern(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, extension)| extension);
    match extension.filter(|extension| !extension.is_empty() && extension.chars().all(char::is_alphanumeric)) {
        Some(extension) => format!("*.{extension}"),
        None => {
            let escaped: String =
                path.chars().flat_map(|c| matches!(c, '*' | '?' | '[' | '\\').then_some('\\').into_iter().chain([c])).collect();
            if escaped.contains([' ', '"']) { format!("\"/{}\"", escaped.replace('"', "\\\"")) } else { format!("/{escaped}") }
        }
    }
}

/// What follows the pattern in the line that gives files to Git LFS.
pub(super) const LFS: &str = "filter=lfs diff=lfs merge=lfs -text";

/// A size in words: `2.4 MiB`, `2,4 Mio`.
pub(super) fn size(bytes: u64, language: Language) -> String {
    let (tenths, fr, en) = match bytes {
        0..1024 => (bytes * 10, "octets", "bytes"),
        1024..1_048_576 => (bytes * 10 / 1024, "Kio", "KiB"),
        _ => (bytes / 1024 * 10 / 1024, "Mio", "MiB"),
    };
    let (whole, rest) = (tenths / 10, tenths % 10);
    let (point, unit) = if language == Language::Fr { (',', fr) } else { ('.', en) };
    if rest == 0 { format!("{whole}\u{a0}{unit}") } else { format!("{whole}{point}{rest}\u{a0}{unit}") }
}
