//! The configuration as it is written: the types that read it, and from which its JSON Schema is made.
//!
//! Everything is optional that a profile may have said already.

use super::declared::Declared;
use super::online::WrittenOnline;
use super::overrides::WrittenOverride;
use super::pattern::{WrittenPattern, WrittenPatterns};
use crate::anchor::Renderer;
use crate::finding::Severity;
use crate::language::Language;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Configuration of acquis: `.acquis.yaml`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(title = ".acquis.yaml")]
pub(super) struct Written {
    /// The profile or profiles on which this configuration builds, or files of the repository such as `./shared/acquis.yaml`, by
    /// their path from the folder of this file; later ones win. Paths in such a file start where those of this one do.
    pub(super) extends: Option<OneOrMany>,
    /// Language of the messages.
    pub(super) language: Option<Language>,
    /// What makes pages of the Markdown, and where.
    pub(super) site: Option<WrittenSite>,
    /// The same where there are several sites.
    pub(super) sites: Option<Vec<WrittenSite>>,
    /// How external links are visited.
    pub(super) online: Option<WrittenOnline>,
    /// Globs of files that are not looked at, from the folder of this file.
    pub(super) exclude: Option<Vec<String>>,
    /// What this repository is called on its forge, beside what its remotes tell: `owner/name` on GitHub, or an address.
    pub(super) repository: Option<OneOrMany>,
    /// Clones of other repositories, by name (`owner/name` on GitHub, or an address): a path from the folder of this file,
    /// such as `../documentation`. Addresses of their files are then resolved in them.
    pub(super) repositories: BTreeMap<String, String>,
    /// The lightest severity that makes a check fail.
    pub(super) fail_on: Option<Severity>,
    /// Groups of files, and what learning content in them looks like.
    pub(super) content: Vec<WrittenGroup>,
    /// Severity and options of rules, by rule.
    pub(super) rules: BTreeMap<String, WrittenRule>,
    /// Other severities for some files (`off` turns a rule off for them), the later ones before the earlier ones.
    pub(super) overrides: Vec<WrittenOverride>,
    /// The profile's title (profiles only).
    #[schemars(skip)]
    pub(super) title: Option<Words>,
    /// What the profile is for (profiles only).
    #[schemars(skip)]
    pub(super) description: Option<Words>,
    /// What in a repository tells that the profile fits it (profiles only).
    #[schemars(skip)]
    pub(super) evidence: Option<WrittenEvidence>,
}

/// The keys that only a profile has, for its schema.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "a schema is made of it, nothing is read into it")]
pub(super) struct ProfileHead {
    /// The profile's title.
    title: Words,
    /// What the profile is for.
    description: Words,
    /// What in a repository tells that the profile fits it.
    #[serde(default)]
    evidence: Option<WrittenEvidence>,
}

/// One text or several.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum OneOrMany {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl OneOrMany {
    pub(super) fn as_slice(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

/// What makes pages of the Markdown, and where.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(rename = "Site")]
pub(super) struct WrittenSite {
    /// What makes pages of the Markdown. `github` without a root: no site, everything is read on the forge.
    pub(super) renderer: Option<Renderer>,
    /// Folder of the site's pages, from the folder of this file.
    pub(super) root: Option<String>,
    /// Folder, or folders, of the files that the site serves as they are.
    pub(super) public: Option<OneOrMany>,
    /// Path under which the site is published: `/handbook/`.
    pub(super) base: Option<String>,
}

/// What in a repository tells that a profile fits it.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Evidence")]
pub(super) struct WrittenEvidence {
    /// Globs: a path that one of them matches is evidence.
    pub(super) paths: Vec<String>,
    /// Regular expression of a marker that stands at the start of a line.
    pub(super) r#match: Option<String>,
    /// Of a hundred documents, at least so many are evidence where the profile fits; any one is, unless this is said.
    pub(super) share: Option<u8>,
}

/// Files that are read in the same way.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "Group")]
pub(super) struct WrittenGroup {
    /// Its name, in reports. A group of the same name in a profile is replaced, key by key.
    #[schemars(length(min = 1))]
    pub(super) name: String,
    /// The name of another group, whose patterns and kinds this one has too where it does not say its own: `module`,
    /// `objective`, `competency`, `assessment` and `kinds`.
    pub(super) like: Option<String>,
    /// Globs of its files, from the folder of this file.
    pub(super) files: Option<Vec<String>>,
    /// Globs of files that are not part of it.
    pub(super) exclude: Option<Vec<String>>,
    /// What its files' front matter must be.
    pub(super) front_matter: Option<WrittenFrontMatter>,
    /// The sections that its files must have, in order.
    pub(super) sections: Option<Vec<WrittenSection>>,
    /// Whether its files may have other sections too (yes, unless said).
    pub(super) extra_sections: Option<bool>,
    /// Where modules are announced.
    pub(super) announced: Option<WrittenPattern>,
    /// What a module looks like: one description, or several of which any counts.
    pub(super) module: Option<WrittenPatterns>,
    /// What an objective looks like, or several descriptions of which any counts.
    pub(super) objective: Option<WrittenPatterns>,
    /// What a competency looks like, or several descriptions of which any counts.
    pub(super) competency: Option<WrittenPatterns>,
    /// What an assessment looks like, or several descriptions of which any counts.
    pub(super) assessment: Option<WrittenPatterns>,
    /// How an assessment's items validate: a regular expression for each kind.
    pub(super) kinds: Option<WrittenKinds>,
    /// Modules that need no assessment, and why.
    pub(super) exempt: Option<Vec<WrittenExemption>>,
    /// Figures in front matter that are compared with what files hold.
    pub(super) declared: Option<Vec<Declared>>,
}

/// What front matter must be.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
#[schemars(rename = "FrontMatter")]
pub(super) struct WrittenFrontMatter {
    /// JSON Schema: a path from the folder of this file, or the schema itself.
    pub(super) schema: Option<WrittenSchema>,
    /// Whether files must have front matter; where nothing is said, they must where the schema requires a key.
    pub(super) required: Option<bool>,
    /// Regular expressions that values must match, by key, for a file to be part of the group.
    pub(super) r#match: BTreeMap<String, String>,
}

/// A JSON Schema, or where it stands.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Schema")]
pub(super) enum WrittenSchema {
    /// Its path.
    Path(String),
    /// The schema itself.
    Inline(serde_json::Map<String, serde_json::Value>),
}

/// A section that files must have.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "Section")]
pub(super) struct WrittenSection {
    /// Regular expression of its heading.
    pub(super) r#match: String,
    /// Level, or levels, of its heading.
    pub(super) level: Option<Levels>,
    /// Whether it must stand there (yes, unless said).
    pub(super) required: Option<bool>,
    /// How many list items it must hold at least.
    pub(super) min_items: Option<u32>,
    /// How many times it may stand there.
    pub(super) count: Option<WrittenCount>,
    /// The sections inside it, in order.
    #[serde(default)]
    pub(super) children: Vec<WrittenSection>,
}

/// How many times a section may stand in a file.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Count")]
pub(super) struct WrittenCount {
    /// At least.
    pub(super) min: Option<u32>,
    /// At most.
    pub(super) max: Option<u32>,
}

/// One heading level or several.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum Levels {
    /// One.
    One(#[schemars(range(min = 1, max = 6))] u8),
    /// Several.
    Many(#[schemars(inner(range(min = 1, max = 6)))] Vec<u8>),
}

/// A regular expression for each kind.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Kinds")]
pub(super) struct WrittenKinds {
    /// A quiz (QCM).
    pub(super) quiz: Option<String>,
    /// Practical work.
    pub(super) practical: Option<String>,
    /// Something said aloud.
    pub(super) oral: Option<String>,
    /// Something written.
    pub(super) written: Option<String>,
    /// A project.
    pub(super) project: Option<String>,
    /// Anything else.
    pub(super) other: Option<String>,
}

/// A module that needs no assessment.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "Exemption")]
pub(super) struct WrittenExemption {
    /// The module's title.
    #[schemars(length(min = 1))]
    pub(super) module: Option<String>,
    /// Instead of a title, or beside it, a glob or globs of the modules' files, from the folder of the configuration; they are
    /// exempt where nothing assesses them.
    pub(super) files: Option<OneOrMany>,
    /// Instead of a title, or beside it, regular expressions that its file's front matter must match, by key; it is exempt where
    /// nothing assesses it.
    #[serde(default)]
    pub(super) front_matter: BTreeMap<String, String>,
    /// Whether it teaches something, which it does unless this says no; of what teaches nothing, no competency is asked.
    pub(super) teaches: Option<bool>,
    /// Why.
    #[schemars(length(min = 1))]
    pub(super) reason: String,
}

/// Severity and options of a rule.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Rule")]
pub(super) enum WrittenRule {
    /// The severity alone.
    Level(Level),
    /// With options of the rule.
    Options(WrittenOptions),
}

/// Severity and options of a rule.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[schemars(rename = "Options")]
pub(super) struct WrittenOptions {
    /// The severity.
    pub(super) severity: Option<Level>,
    /// The rule's own options.
    #[serde(flatten)]
    pub(super) options: serde_json::Map<String, serde_json::Value>,
}

/// How grave a rule's findings are, or that it does not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The rule does not run.
    Off,
    /// Worth knowing.
    Info,
    /// Worth fixing.
    Warning,
    /// Something is broken.
    Error,
}

impl Level {
    /// The severity of its findings; `None` when the rule does not run.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}
