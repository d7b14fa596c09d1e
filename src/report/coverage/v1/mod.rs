//! `acquis.coverage/v1`: coverage for programs, and the one thing that every coverage report is written from: what a page
//! says stands in the JSON too, and reports of other repositories are read back from it.
//!
//! A change that breaks its readers makes a v2 beside it. What the first version had is required of a report that is read;
//! what was added since may be missing.

mod assemble;
mod compare;
mod figures;
mod merge;
mod missing;
mod module;

pub use compare::{Assessed, Base, Change};
pub use figures::{Figures, Group, Kind};
pub use merge::{MergeError, Part, merge};
pub use missing::{Missing, What};
pub use module::{Assessment, Competency, Item, Lacks, Line, Module};

use crate::git::SnapshotKind;
use crate::pipeline::SnapshotInfo;
use crate::report::history::History;
use crate::report::{forge, wire};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

/// The name and version of the format.
pub const NAME: &str = "acquis.coverage/v1";

/// The modules of a snapshot, or of several repositories, and what of them is assessed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "acquis.coverage/v1")]
pub struct Coverage {
    /// Name and version of this format.
    #[schemars(extend("const" = NAME))]
    pub schema: String,
    /// The program that wrote it.
    pub tool: Tool,
    /// The content that was read.
    pub snapshot: Snapshot,
    /// Figures.
    pub summary: Figures,
    /// How much is assessed in which way, by the name of the kind.
    #[serde(default)]
    pub kinds: Vec<Kind>,
    /// Figures of each content group, by repository and name.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// The repositories that the modules come from: one, or several in a merged report.
    #[serde(default)]
    pub repositories: Vec<Repository>,
    /// What it was compared with, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Base>,
    /// How it came about, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history: Option<History>,
    /// What is missing, the gravest first.
    #[serde(default)]
    pub missing: Vec<Missing>,
    /// Sorted by repository, path, then place.
    pub modules: Vec<Module>,
}

/// The program that wrote a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Tool {
    /// This program.
    pub fn this() -> Self {
        Self { name: "acquis".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// Where content was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// The work tree: tracked files, and untracked ones that git does not ignore.
    Worktree,
    /// The index: what the next commit would hold.
    Index,
    /// A commit.
    Commit,
    /// Reports of several repositories.
    Merged,
}

/// The content that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Snapshot {
    /// Where it was read.
    pub kind: Place,
    /// The full id of the commit; null where there is none yet, and in a merged report.
    pub commit: Option<String>,
    /// When that commit was made, in ISO 8601 with its offset from UTC.
    #[serde(default)]
    pub date: Option<String>,
}

impl Snapshot {
    /// That of `info`, whose commit was made at `date`.
    pub fn new(info: &SnapshotInfo, date: Option<String>) -> Self {
        let kind = match info.kind {
            SnapshotKind::WorkTree => Place::Worktree,
            SnapshotKind::Index => Place::Index,
            SnapshotKind::Commit => Place::Commit,
        };
        Self { kind, commit: info.commit.clone(), date }
    }
}

/// A profile that the content was read with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// The first file that shows that it suits, where nobody named it.
    #[serde(default)]
    pub evidence: Option<String>,
}

/// Where modules come from.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Repository {
    /// What it is called: `owner/name`; null where no remote tells.
    pub name: Option<String>,
    /// The address of its page.
    pub url: Option<String>,
    /// What the address of a file begins with, as it was at the commit; a path follows.
    pub files: Option<String>,
    /// The content that was read.
    pub snapshot: Snapshot,
    /// The profiles that it was read with.
    pub profiles: Vec<Profile>,
    /// The program that read it.
    pub tool: Tool,
    /// Figures.
    pub summary: Figures,
}

impl Repository {
    /// The one whose page is at `url`, read at `snapshot` with `profiles`; its figures come with its modules.
    pub fn new(url: Option<String>, snapshot: Snapshot, profiles: Vec<Profile>) -> Self {
        let name = url.as_deref().and_then(|url| url.splitn(4, '/').nth(3)).map(str::to_owned);
        let files = url.as_ref().zip(snapshot.commit.as_ref()).map(|(url, commit)| forge::files(url, commit));
        Self { name, url, files, snapshot, profiles, tool: Tool::this(), summary: Figures::default() }
    }

    /// The address of a line (from 1) of a file; `None` where it is not known. What a report claims is no more than text: an
    /// address that is none of the web is not followed.
    pub fn link(&self, path: &str, line: u32) -> Option<String> {
        let files = self.files.as_deref().filter(|files| files.starts_with("https://") || files.starts_with("http://"))?;
        Some(forge::line(files, path, line))
    }
}

/// Writes `coverage` as JSON.
///
/// # Errors
/// Those of `out`.
pub fn json(coverage: &Coverage, out: &mut dyn Write) -> io::Result<()> {
    wire::write(coverage, out)
}

/// The JSON Schema of `acquis.coverage/v1`, as shipped in `rules/schemas/coverage-v1.json`.
///
/// # Errors
/// None in practice: the schema is made of these types alone.
pub fn schema() -> serde_json::Result<String> {
    wire::schema::<Coverage>()
}
