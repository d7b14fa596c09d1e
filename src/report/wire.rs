//! What the versioned JSON formats share.

use crate::git::SnapshotKind;
use crate::pipeline::SnapshotInfo;
use crate::text::escape::steers;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{self, BufWriter, Write};

/// The program that wrote it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Tool {
    /// Its name.
    name: &'static str,
    /// Its version.
    version: &'static str,
}

impl Tool {
    /// This program.
    pub(super) const THIS: Self = Self { name: "acquis", version: env!("CARGO_PKG_VERSION") };
}

/// Where the content was read.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Kind {
    /// The work tree: tracked files, and untracked ones that git does not ignore.
    Worktree,
    /// The index: what the next commit would hold.
    Index,
    /// A commit.
    Commit,
}

/// The content that was read.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Snapshot<'a> {
    /// Where it was read.
    kind: Kind,
    /// The full id of the commit; null where there is none yet.
    commit: Option<&'a str>,
}

impl<'a> From<&'a SnapshotInfo> for Snapshot<'a> {
    fn from(info: &'a SnapshotInfo) -> Self {
        let kind = match info.kind {
            SnapshotKind::WorkTree => Kind::Worktree,
            SnapshotKind::Index => Kind::Index,
            SnapshotKind::Commit => Kind::Commit,
        };
        Self { kind, commit: info.commit.as_deref() }
    }
}

/// Writes `value` as JSON that people can read too, with a final line feed.
pub(super) fn write(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    // The serializer writes a sign or a name at a time.
    let mut pieces = BufWriter::new(Escaped(out));
    serde_json::to_writer_pretty(&mut pieces, value).map_err(io::Error::from)?;
    pieces.write_all(b"\n")?;
    pieces.flush()
}

/// The same on one line.
pub(super) fn write_line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(Escaped(out), value).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

/// Writes JSON so that it steers no terminal: control and direction characters, which stand in strings alone, become escapes. What
/// is read from it is the same.
struct Escaped<'w>(&'w mut dyn Write);

impl Write for Escaped<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_ascii() {
            self.0.write_all(bytes)?;
            return Ok(bytes.len());
        }
        // The serializer writes whole pieces of text, and a buffer parts none of them.
        match std::str::from_utf8(bytes) {
            Ok(text) if text.chars().any(is_escaped) => {
                let mut units = [0; 2];
                for c in text.chars() {
                    if is_escaped(c) {
                        c.encode_utf16(&mut units).iter().try_for_each(|unit| write!(self.0, "\\u{unit:04x}"))?;
                    } else {
                        write!(self.0, "{c}")?;
                    }
                }
            }
            _ => self.0.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Whether `c` steers a terminal and is none of the line endings and blanks of JSON itself.
fn is_escaped(c: char) -> bool {
    !c.is_ascii() && steers(c)
}

/// The JSON Schema of `T` as it is shipped, with a final line feed.
pub(super) fn schema<T: JsonSchema>() -> serde_json::Result<String> {
    let mut text = serde_json::to_string_pretty(&schemars::schema_for!(T))?;
    text.push('\n');
    Ok(text)
}
