//! `acquis.syllabus/v1`: the syllabus for programs, and what every other format of it is written from.
//!
//! A change that breaks its readers makes a v2 beside it.

use crate::report::coverage::v1::{self as coverage, Coverage, Lacks};
use crate::report::wire;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{self, Write};

/// The name and version of the format.
pub const NAME: &str = "acquis.syllabus/v1";

/// What a repository teaches and how it assesses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "acquis.syllabus/v1")]
pub struct Syllabus {
    /// Name and version of this format.
    #[schemars(extend("const" = NAME))]
    pub schema: &'static str,
    /// What the repository is called: `owner/name`; null where neither a remote nor the configuration tells.
    pub repository: Option<String>,
    /// The address of its page.
    pub url: Option<String>,
    /// Its content groups that have modules, in the order of their first files.
    pub groups: Vec<Group>,
}

/// The modules of a content group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Group {
    /// Its name in the configuration.
    pub group: String,
    /// The files that have modules, by path.
    pub files: Vec<File>,
}

/// The modules of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct File {
    /// Its path, from the root of the repository.
    pub path: String,
    /// In the order of the text.
    pub modules: Vec<Module>,
}

/// A unit of learning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Module {
    /// What it is called in addresses: the same as in `acquis.coverage/v1`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is for; null where that is not written.
    pub objective: Option<String>,
    /// What it teaches.
    pub competencies: Vec<String>,
    /// How that is assessed.
    pub assessments: Vec<Assessment>,
}

/// An assessment. What it asks is not told: learners read this too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Assessment {
    /// The kinds of its items, each once: quiz, practical, oral, written, project, other, or a kind of the configuration.
    pub kinds: Vec<String>,
    /// The competencies that it assesses, as indexes of the module's, from 0.
    pub competencies: Vec<usize>,
}

impl Syllabus {
    /// That of the one repository that `coverage` tells of.
    pub fn new(coverage: &Coverage) -> Self {
        let repository = coverage.repositories.first();
        let mut groups: Vec<Group> = Vec::new();
        for module in &coverage.modules {
            let at = groups.iter().position(|group| group.group == module.group).unwrap_or_else(|| {
                groups.push(Group { group: module.group.clone(), files: Vec::new() });
                groups.len() - 1
            });
            if let Some(group) = groups.get_mut(at) {
                group.take(module);
            }
        }
        Self {
            schema: NAME,
            repository: repository.and_then(|repository| repository.name.clone()),
            url: repository.and_then(|repository| repository.url.clone()),
            groups,
        }
    }

    /// The syllabus of the repository that is called `name`, with its page at `url`.
    pub fn of_repository(self, name: String, url: String) -> Self {
        Self { repository: Some(name), url: Some(url), ..self }
    }

    /// All modules, in their order.
    pub fn modules(&self) -> impl Iterator<Item = &Module> {
        self.groups.iter().flat_map(|group| &group.files).flat_map(|file| &file.modules)
    }

    /// Whether some file has several modules: then files are told apart from them.
    pub fn shares_files(&self) -> bool {
        self.groups.iter().flat_map(|group| &group.files).any(|file| file.modules.len() > 1)
    }
}

impl Group {
    /// Adds `module`, which stands behind all that were added before.
    fn take(&mut self, module: &coverage::Module) {
        let made = Module::from(module);
        match self.files.last_mut().filter(|file| file.path == module.path) {
            Some(file) => file.modules.push(made),
            None => self.files.push(File { path: module.path.clone(), modules: vec![made] }),
        }
    }
}

impl Module {
    /// The kinds of its assessments, each once, in the order of the text.
    pub fn kinds(&self) -> Vec<&str> {
        let mut kinds: Vec<&str> = Vec::new();
        for kind in self.assessments.iter().flat_map(|assessment| &assessment.kinds) {
            if !kinds.contains(&kind.as_str()) {
                kinds.push(kind);
            }
        }
        kinds
    }
}

impl From<&coverage::Module> for Module {
    fn from(module: &coverage::Module) -> Self {
        // What holds nothing yet, or nothing but text that keeps a place, is no assessment to announce.
        let told = |one: &&coverage::Assessment| !one.items.is_empty() && one.lacks != Some(Lacks::Placeholders);
        let assessment = |one: &coverage::Assessment| Assessment {
            kinds: coverage::Assessment::kinds([one]).into_iter().map(str::to_owned).collect(),
            competencies: one.competencies.clone(),
        };
        Self {
            id: module.id.clone(),
            title: module.title.clone(),
            objective: module.objective.as_ref().map(|line| line.text.clone()),
            competencies: module.competencies.iter().map(|competency| competency.text.clone()).collect(),
            assessments: module.assessments.iter().filter(told).map(assessment).collect(),
        }
    }
}

/// Writes `syllabus` as JSON.
///
/// # Errors
/// Those of `out`.
pub fn json(syllabus: &Syllabus, out: &mut dyn Write) -> io::Result<()> {
    wire::write(syllabus, out)
}

/// The JSON Schema of `acquis.syllabus/v1`, as shipped in `rules/schemas/syllabus-v1.json`.
///
/// # Errors
/// None in practice: the schema is made of these types alone.
pub fn schema() -> serde_json::Result<String> {
    wire::schema::<Syllabus>()
}
