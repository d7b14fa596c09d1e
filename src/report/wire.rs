//! What the versioned JSON formats share.

use crate::curriculum::coverage::{Ratio, Summary};
use crate::git::SnapshotKind;
use crate::pipeline::SnapshotInfo;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
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

/// Figures of coverage; a module that is exempt counts in `modules` and `exempt` alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Figures {
    /// Modules, the exempt ones too.
    pub modules: usize,
    /// Modules with a complete assessment.
    pub modules_assessed: usize,
    /// Competencies of these modules.
    pub competencies: usize,
    /// Competencies that an assessment closes.
    pub competencies_assessed: usize,
    /// Competencies of modules that need no assessment.
    #[serde(default)]
    pub competencies_exempt: usize,
    /// Modules that need no assessment.
    pub exempt: usize,
}

impl Figures {
    /// Modules assessed, of those that need it.
    pub fn module_ratio(self) -> Ratio {
        Ratio { part: self.modules_assessed, whole: self.modules.saturating_sub(self.exempt) }
    }

    /// Competencies assessed, of those of modules that need it.
    pub fn competency_ratio(self) -> Ratio {
        Ratio { part: self.competencies_assessed, whole: self.competencies.saturating_sub(self.competencies_exempt) }
    }
}

impl From<Summary> for Figures {
    fn from(summary: Summary) -> Self {
        let Summary { modules, modules_assessed, competencies, competencies_assessed, competencies_exempt, exempt } = summary;
        Self { modules, modules_assessed, competencies, competencies_assessed, competencies_exempt, exempt }
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
