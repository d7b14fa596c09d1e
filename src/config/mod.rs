//! The configuration: profile < `.acquis.yaml` < command line, and its JSON Schema.
//!
//! It knows what the words of the content model are, not how they are found in documents, and it is given files: it
//! never looks for them itself.

mod advice;
mod assessing;
mod compile;
mod declared;
mod difference;
mod error;
mod extend;
mod find;
mod json_schema;
mod load;
mod merge;
mod online;
pub mod options;
mod origin;
mod overrides;
mod paths;
mod pattern;
mod profiles;
mod reach;
mod regexes;
mod schemas;
mod written;

pub use crate::anchor::Renderer;
pub use assessing::{Assesses, Each, External};
pub use declared::{Counts, Declared, Measure};
pub use difference::{Bearing, Difference, differences, place_of};
pub use error::{ConfigError, Origin};
pub use find::{ConfigFile, FILE_NAME, find};
pub use json_schema::{config_schema, profile_schema};
pub use load::{Overrides, load, load_with};
pub use online::Online;
pub(crate) use origin::said_of;
pub use origin::{Origins, Said, Setting};
pub use overrides::PathRules;
pub use paths::{Files, PathSet, PathTemplate};
pub use pattern::NodeKind;
pub use profiles::{Evidence, EvidenceSearch, Profile, profile, profiles};
pub use reach::Reach;
pub use regexes::RequiredWords;
pub use schemas::SchemaFile;
pub use written::{Level, Words};

use crate::data::Schema;
use crate::finding::Severity;
use crate::git::ForgeName;
use crate::language::Language;
use crate::text::Span;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A configuration, ready to use. Its default is that of a repository without one: no content group, no exclusion.
#[derive(Clone, Debug)]
pub struct Config {
    /// Path of the file it was read from; `None` when there is none.
    pub path: Option<String>,
    /// Folder from which its paths are given, from the root of the repository; empty for the root.
    pub folder: String,
    /// Profiles that it builds on, in the order in which they apply.
    pub profiles: Vec<String>,
    /// Files of the repository that it builds on.
    pub extended: Vec<ConfigFile>,
    /// Whether its file says what learning content looks like: it names profiles (or that there are none) or content groups.
    pub describes: bool,
    /// Language of the messages, where it says one.
    pub language: Option<Language>,
    /// What the repository is called on its forge, beside what its remotes tell.
    pub names: Vec<ForgeName>,
    /// Clones of other repositories.
    pub siblings: Vec<Sibling>,
    /// How external links are visited, where that is asked for.
    pub online: Online,
    /// The sites that it names, in order; none: they are found by evidence.
    pub sites: Vec<Site>,
    /// The lightest severity that makes a check fail.
    pub fail_on: Severity,
    /// Content groups, in order.
    pub groups: Vec<Group>,
    /// What it says about rules, by rule.
    pub rules: BTreeMap<String, RuleSetting>,
    /// Other severities for some files, in order.
    pub overrides: Vec<PathRules>,
    takers: overrides::Takers,
    /// All of it as it is written, the profiles included, to compare it with another.
    pub effective: serde_json::Value,
    exclude: PathSet,
    files: GroupFiles,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            path: None,
            folder: String::new(),
            profiles: Vec::new(),
            extended: Vec::new(),
            describes: false,
            language: None,
            names: Vec::new(),
            siblings: Vec::new(),
            online: Online::default(),
            sites: Vec::new(),
            fail_on: Severity::Error,
            groups: Vec::new(),
            rules: BTreeMap::new(),
            overrides: Vec::new(),
            takers: overrides::Takers::default(),
            effective: serde_json::Value::Null,
            exclude: PathSet::default(),
            files: GroupFiles::default(),
        }
    }
}

/// The globs of all groups in one set, so that a path is looked at once.
#[derive(Clone, Debug, Default)]
struct GroupFiles {
    set: PathSet,
    /// For each glob: the group, and whether it takes the path out of it.
    globs: Vec<(usize, bool)>,
}

/// A clone of another repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sibling {
    /// Its name on its forge.
    pub name: ForgeName,
    /// Where it is: a relative path from the configuration's folder, which may lead out of the repository.
    pub path: String,
    /// Where the configuration says so; `None` when a profile does.
    pub span: Option<Span>,
}

/// What makes pages of the Markdown, and where: as the configuration says, which need not say all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// What makes pages of the Markdown.
    pub renderer: Option<Renderer>,
    /// Folder of the site's pages, from the root of the repository.
    pub root: Option<String>,
    /// Folders of the files that the site serves as they are, from the root of the repository.
    pub public: Vec<String>,
    /// Path under which the site is published, without slashes at its ends.
    pub base: Option<String>,
}

/// What the configuration says about one rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleSetting {
    /// Its severity, or that it does not run; `None` where only options are given.
    pub level: Option<Level>,
    /// Its options, as written.
    pub options: serde_json::Map<String, serde_json::Value>,
    /// Where the rule is named in the configuration file; `None` when a profile or the command line does.
    pub span: Option<Span>,
}

/// Files that are read in the same way.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// The globs of its files, from the folder of the configuration, each with its place in the configuration file; `None` where
    /// a profile says it.
    pub files: Vec<(String, Option<Span>)>,
    /// Where the configuration file says what a module looks like.
    pub module_span: Option<Span>,
    /// What front matter must be.
    pub front_matter: FrontMatterRules,
    /// The sections that files must have, in order.
    pub sections: Vec<Section>,
    /// Whether files may have other sections too.
    pub extra_sections: bool,
    /// Where modules are announced.
    pub announced: Option<Pattern>,
    /// What a module looks like: any of these; none, where the group has no modules.
    pub module: Vec<Pattern>,
    /// What an objective looks like.
    pub objective: Vec<Pattern>,
    /// What a competency looks like.
    pub competency: Vec<Pattern>,
    /// What an assessment looks like.
    pub assessment: Vec<Pattern>,
    /// Which text is of which kind; the first that matches is meant.
    pub kinds: Vec<(Kind, Regex)>,
    /// Modules that need no assessment.
    pub exempt: Vec<Exemption>,
    /// Figures in front matter that are compared with what files hold.
    pub declared: Vec<Declared>,
}

/// What front matter must be.
#[derive(Clone, Debug, Default)]
pub struct FrontMatterRules {
    /// The schema that it must follow.
    pub schema: Option<SchemaSource>,
    /// The file that the schema was read from, where it is one.
    pub file: Option<Arc<SchemaFile>>,
    /// Whether it must be there; where nothing says so, it must where its schema asks for a key.
    pub required: Option<bool>,
    /// What its values must match, by key, for a file to be part of the group.
    pub matches: Vec<(String, Regex)>,
}

/// Where a schema comes from.
#[derive(Clone, Debug)]
pub enum SchemaSource {
    /// A file of the repository, which the caller reads and gives to [`Schema::parse`].
    File {
        /// Its path, from the root of the repository.
        path: String,
        /// Where the configuration names it; `None` when a profile does.
        span: Option<Span>,
    },
    /// Written in the configuration.
    Inline(Arc<Schema>),
}

/// What something in a document looks like.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// What it is.
    pub node: NodeKind,
    /// What its text must match.
    pub matches: Option<Regex>,
    /// Whether its text must be in bold.
    pub strong: bool,
    /// Levels that a heading may have; empty for any.
    pub levels: Vec<u8>,
    /// What it must stand under: any of these.
    pub under: Vec<Pattern>,
    /// How many list items it must hold at least, where that is said.
    pub min_items: Option<u32>,
    /// What it must hold: any of these.
    pub requires: Vec<Pattern>,
    /// What the file's front matter must match, by key.
    pub front_matter: Vec<(String, Regex)>,
    /// Path of the file that it is.
    pub path: Option<PathTemplate>,
    /// What is the id of a competency or module: the first group, if there is one.
    pub id: Option<Regex>,
    /// How an assessment names the competencies that it assesses.
    pub assesses: Option<Assesses>,
    /// Assessments that stand in files of their own.
    pub external: External,
}

impl Pattern {
    /// Whether `text`, already without markup, is one by its words; so is any text when no words are asked for.
    pub fn matches_text(&self, text: &str) -> bool {
        self.matches.as_ref().is_none_or(|regex| regex.is_match(text))
    }

    /// Whether a heading may have `level`.
    pub fn has_level(&self, level: u8) -> bool {
        self.levels.is_empty() || self.levels.contains(&level)
    }
}

/// A section that files must have.
#[derive(Clone, Debug)]
pub struct Section {
    /// What its heading must match.
    pub matches: Regex,
    /// Levels that its heading may have; empty for any.
    pub levels: Vec<u8>,
    /// Whether it must be there.
    pub required: bool,
    /// How many list items it must hold at least.
    pub min_items: u32,
    /// How many times it must stand there at least: 0 when it is not required.
    pub min_count: u32,
    /// How many times it may stand there at most.
    pub max_count: Option<u32>,
    /// The sections inside it, in order.
    pub children: Vec<Section>,
}

/// How an assessment item validates.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A quiz (QCM).
    Quiz,
    /// Practical work.
    Practical,
    /// Something said aloud.
    Oral,
    /// Something written.
    Written,
    /// A project.
    Project,
    /// Anything else.
    Other,
}

/// A module that needs no assessment.
#[derive(Clone, Debug)]
pub struct Exemption {
    /// The module's title.
    pub module: Option<String>,
    /// The globs of its file, as written, where they are said.
    pub globs: Vec<String>,
    /// The files that these take, where they are said.
    pub files: Option<Files>,
    /// What its file's front matter must match, by key.
    pub front_matter: Vec<(String, Regex)>,
    /// Whether it teaches something.
    pub teaches: bool,
    /// Why.
    pub reason: String,
    /// Where the configuration says so; `None` when a profile does.
    pub span: Option<Span>,
}

impl Exemption {
    /// What it says, apart from why: two with the same exempt the same.
    pub(crate) fn meaning(&self) -> impl Eq + std::hash::Hash {
        let conditions: Vec<_> = self.front_matter.iter().map(|(key, regex)| (key.clone(), regex.as_str().to_owned())).collect();
        (self.module.clone(), self.globs.clone(), conditions, self.teaches)
    }

    /// How people are told which modules it exempts: the title, globs, `key: pattern`.
    pub fn name(&self) -> String {
        let conditions = self.front_matter.iter().map(|(key, regex)| format!("{key}: {regex}"));
        self.module.iter().chain(&self.globs).cloned().chain(conditions).collect::<Vec<_>>().join(", ")
    }
}

impl Config {
    /// The content groups that the file at `path` (from the root of the repository) belongs to by its path, in order.
    pub fn groups_for<'c>(&'c self, path: &str) -> impl Iterator<Item = &'c Group> + use<'c> {
        let mut belongs = vec![Some(false); self.groups.len()];
        if let Some(path) = paths::relative(&self.folder, path)
            && !self.groups.is_empty()
        {
            for index in self.files.set.matches(path) {
                let Some((slot, excludes)) =
                    self.files.globs.get(index).and_then(|&(group, out)| Some((belongs.get_mut(group)?, out)))
                else {
                    continue;
                };
                *slot = if excludes { None } else { slot.map(|_| true) };
            }
        }
        self.groups.iter().zip(belongs).filter(|(_, belongs)| *belongs == Some(true)).map(|(group, _)| group)
    }

    /// Whether the file at `path` (from the root of the repository) is looked at: it is not excluded. Files outside the
    /// configuration's folder are.
    pub fn in_scope(&self, path: &str) -> bool {
        self.exclude.is_empty() || paths::relative(&self.folder, path).is_none_or(|path| !self.exclude.is_match(path))
    }

    /// Whether `paths`, given from the folder of the configuration, take in the file at `path`, given from the root.
    pub fn is_in(&self, paths: &PathSet, path: &str) -> bool {
        paths::relative(&self.folder, path).is_some_and(|path| paths.is_match(path))
    }

    /// What the configuration says of the severity of `rule`; `None` where it says nothing.
    pub fn rule_level(&self, rule: &str) -> Option<Level> {
        self.rules.get(rule).and_then(|setting| setting.level)
    }

    /// The option `name` of `rule`.
    pub fn rule_option(&self, rule: &str, name: &str) -> Option<&serde_json::Value> {
        self.rules.get(rule).and_then(|setting| setting.options.get(name))
    }
}
