//! What the versioned JSON formats share.

use crate::git::SnapshotKind;
use crate::pipeline::SnapshotInfo;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{self, Write};

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
    serde_json::to_writer_pretty(&mut *out, value).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

/// The JSON Schema of `T` as it is shipped, with a final line feed.
pub(super) fn schema<T: JsonSchema>() -> serde_json::Result<String> {
    let mut text = serde_json::to_string_pretty(&schemars::schema_for!(T))?;
    text.push('\n');
    Ok(text)
}
