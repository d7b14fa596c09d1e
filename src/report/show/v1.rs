//! `acquis.show/v1`: how a repository, or one of its files, is read, for programs; and what the text for people is written from.
//!
//! A change that breaks its readers makes a v2 beside it.

use crate::config::Said;
use crate::curriculum::Marker;
use crate::report::coverage::v1::{Assessment, Competency, Line, Snapshot, Tool};
use crate::report::wire;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{self, Write};

/// The name and version of the format.
pub const NAME: &str = "acquis.show/v1";

/// How a repository is read, or one of its files.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "acquis.show/v1")]
pub struct Show {
    /// Name and version of this format.
    #[schemars(extend("const" = NAME))]
    pub schema: &'static str,
    /// The program that wrote it.
    pub tool: Tool,
    /// The content that was read.
    pub snapshot: Snapshot,
    /// The configuration in effect.
    pub configuration: Configuration,
    /// How the file that was asked for is read; null where none was.
    pub file: Option<File>,
}

/// The configuration in effect.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Configuration {
    /// The path of the configuration file, from the root of the repository; null without one.
    pub path: Option<String>,
    /// The profiles that it builds on, in the order in which they apply.
    pub profiles: Vec<String>,
    /// The profile that the content itself chose, and the first file that tells so.
    pub evidence: Option<Evidence>,
    /// Its settings.
    pub settings: Vec<Setting>,
}

/// The profile that the content itself chose.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Evidence {
    /// Its name.
    pub profile: String,
    /// The first file that tells so, from the root of the repository.
    pub path: String,
}

/// A setting in effect.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Setting {
    /// Its keys from the top; a content group stands by its name.
    pub keys: Vec<String>,
    /// Its value.
    pub value: serde_json::Value,
    /// Who says it.
    pub origin: Origin,
}

/// Who says something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Origin {
    /// What it is.
    pub by: By,
    /// The profile's name, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// The path of the file, from the root of the repository, where it is one of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The line in the profile or the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

/// What says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// Nobody: it is so where nothing is said.
    Default,
    /// The terminal's settings (`LANG`).
    Locale,
    /// A file of the repository, whose path shows that the profile fits.
    Evidence,
    /// A shipped profile.
    Profile,
    /// The configuration file.
    File,
    /// The command line.
    CommandLine,
    /// A comment in the file itself.
    Comment,
}

/// How a file is read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct File {
    /// Its path, from the root of the repository.
    pub path: String,
    /// Whether it is checked.
    pub checked: bool,
    /// Why it is not.
    pub left_out: Option<LeftOut>,
    /// Whether it is a copy that acquis wrote, in which no module is looked for.
    pub copy: bool,
    /// The site that publishes the file; null if none does.
    pub site: Option<Site>,
    /// The renderer that decides its anchors.
    pub renderer: String,
    /// Every content group of the configuration, in order.
    pub groups: Vec<Group>,
    /// The modules read in it, in order.
    pub modules: Vec<Module>,
    /// Assessments read in it that stand in no module.
    pub outside: Vec<Line>,
    /// Modules of other files that it assesses.
    pub assesses: Vec<Assessed>,
    /// The rules that are off for it, or for some of its lines, by name.
    pub rules_off: Vec<RuleOff>,
}

/// Why a file is not checked.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "because")]
pub enum LeftOut {
    /// The configuration excludes it.
    Exclude {
        /// The glob.
        glob: String,
        /// Who says it.
        origin: Origin,
    },
    /// It stands outside of the folder of the configuration.
    OutsideConfiguration {
        /// The folder, from the root of the repository.
        folder: String,
    },
    /// It can't be read as text.
    Unreadable,
}

/// A site.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Site {
    /// How people are told of it.
    pub name: String,
    /// What makes its pages; empty where that is not known.
    pub generator: String,
    /// The folder of its pages, from the root of the repository.
    pub root: String,
    /// The file that tells of it; null where the configuration names it.
    pub evidence: Option<String>,
    /// Whether a page is made of the file, as far as one can tell.
    pub page: bool,
}

/// A content group, and whether it takes the file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Whether it takes the file.
    pub takes: bool,
    /// Why, or why not.
    pub because: Because,
    /// The glob that decides, or the first of those that do not match.
    pub glob: Option<String>,
    /// What the front matter is not, where the group takes no file, or sees no module in one, for that.
    pub front_matter: Option<Condition>,
    /// Who says it.
    pub origin: Origin,
    /// What it takes for a module; null where it looks for none.
    pub module: Option<serde_json::Value>,
}

/// Why a group takes a file, or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// A glob of `files` matches it.
    Files,
    /// No glob of `files` matches it.
    NoGlob,
    /// A glob of `exclude` leaves it out.
    Exclude,
    /// Its front matter is not what the group asks for.
    FrontMatter,
}

/// What front matter must be.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Condition {
    /// The key.
    pub key: String,
    /// What its value must match.
    pub pattern: String,
    /// The value that it has; null where it has none.
    pub value: Option<String>,
}

/// A module read in the file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Module {
    /// The content group that it belongs to.
    pub group: String,
    /// The line of its marker, from 1.
    pub line: u32,
    /// Its last line.
    pub last_line: u32,
    /// Its title.
    pub title: String,
    /// How it is marked.
    pub marker: Marker,
    /// What it is for.
    pub objective: Option<Line>,
    /// What it teaches.
    pub competencies: Vec<Competency>,
    /// How it is assessed.
    pub assessments: Vec<Assessment>,
    /// Whether it has a complete assessment.
    pub assessed: bool,
    /// Why it needs none.
    pub exempt: Option<Exempt>,
}

/// Why a module needs no assessment.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Exempt {
    /// The reason given.
    pub reason: String,
    /// Who says it.
    pub origin: Origin,
}

/// A module of another file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Assessed {
    /// Its file, from the root of the repository.
    pub path: String,
    /// Its line.
    pub line: u32,
    /// Its title.
    pub title: String,
}

/// A rule that is off.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RuleOff {
    /// The rule.
    pub rule: String,
    /// The lines on which it is; null: on all of them.
    pub lines: Option<[u32; 2]>,
    /// The reason given.
    pub reason: Option<String>,
    /// Who turned it off.
    pub origin: Origin,
}

impl Origin {
    /// What is by `by` and stands nowhere.
    pub(super) fn of(by: By) -> Self {
        Self { by, profile: None, path: None, line: None }
    }
}

impl From<Said> for Origin {
    fn from(said: Said) -> Self {
        match said {
            Said::Default => Self::of(By::Default),
            Said::CommandLine => Self::of(By::CommandLine),
            Said::Profile { name, line } => Self { profile: Some(name), line: Some(line), ..Self::of(By::Profile) },
            Said::File { path, line } => Self { path: Some(path), line: Some(line), ..Self::of(By::File) },
        }
    }
}

/// Writes `show` as JSON.
///
/// # Errors
/// Those of `out`.
pub fn json(show: &Show, out: &mut dyn Write) -> io::Result<()> {
    wire::write(show, out)
}

/// The JSON Schema of `acquis.show/v1`, as shipped in `rules/schemas/show-v1.json`.
///
/// # Errors
/// None in practice: the schema is made of these types alone.
pub fn schema() -> serde_json::Result<String> {
    wire::schema::<Show>()
}
