//! A module of the report: copied from the content model, which may change without this format.

use crate::curriculum::coverage::Standing;
use crate::curriculum::{self, Lack, Marker, Text};
use crate::report::history::Turn;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A unit of learning.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Module {
    /// What it is called in addresses: the title in the manner of an anchor, made unique in this report.
    #[serde(default)]
    pub id: String,
    /// The repository, as an index of `repositories`, from 0.
    #[serde(default)]
    pub repository: usize,
    /// The content group of the configuration that it belongs to.
    pub group: String,
    /// The file, from the root of the repository.
    pub path: String,
    /// The line of its marker, from 1.
    pub line: u32,
    /// Its title, without the word that marks it, quotation marks or final colon.
    pub title: String,
    /// How it is marked.
    pub marker: Marker,
    /// What it is for.
    pub objective: Option<Line>,
    /// What it teaches.
    pub competencies: Vec<Competency>,
    /// How many of its competencies are assessed.
    #[serde(default)]
    pub competencies_assessed: usize,
    /// How it is assessed.
    pub assessments: Vec<Assessment>,
    /// Whether it has a complete assessment.
    pub assessed: bool,
    /// Why it needs none.
    pub exempt: Option<String>,
    /// The commit in which it appeared, maybe under another name; where the history was asked for and tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeared: Option<Turn>,
    /// The commit since which it stands as it does: assessed, assessed in part, not assessed, or exempt; likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Turn>,
}

/// A text and its line.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    /// The line, from 1.
    pub line: u32,
    /// The text, without markup.
    pub text: String,
}

/// One thing a learner will be able to do.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Competency {
    /// The line, from 1.
    pub line: u32,
    /// The text, without markup.
    pub text: String,
    /// Its id, where competencies have ids.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Whether an assessment assesses it.
    pub assessed: bool,
    /// The assessments that do, as indexes of the module's, from 0.
    #[serde(default)]
    pub assessments: Vec<usize>,
}

/// A block that says how competencies are validated.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Assessment {
    /// The file, where it is not the module's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The line of its marker, from 1.
    pub line: u32,
    /// How.
    pub items: Vec<Item>,
    /// The competencies that it assesses, as indexes of the module's, from 0.
    #[serde(default)]
    pub competencies: Vec<usize>,
    /// What it has not, where it is not complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lacks: Option<Lacks>,
}

/// What an assessment has not, that its content group asks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Lacks {
    /// Items: it has none.
    Items,
    /// Items: those it has keep a place.
    Placeholders,
    /// More items.
    MoreItems {
        /// How many it has.
        found: u32,
        /// How many the group asks for.
        asked: u32,
    },
    /// The node that must stand inside, such as a solution.
    RequiredBlock,
    /// Its file: it is not there, or can't be read.
    File,
}

/// One way of validating.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    /// The line, from 1.
    pub line: u32,
    /// The text, without markup.
    pub text: String,
    /// quiz, practical, oral, written, project, other, or a kind of the configuration.
    pub kind: String,
}

impl Module {
    /// The kinds of the items of its assessments, each once, in the order of the text.
    pub fn kinds(&self) -> Vec<&str> {
        Assessment::kinds(&self.assessments)
    }

    /// How it stands.
    pub fn standing(&self) -> Standing {
        self.counted().into()
    }
}

impl From<&curriculum::Module> for Module {
    fn from(module: &curriculum::Module) -> Self {
        let line = |text: &Text| module.source.line(text.span.start);
        let competency = |competency: &curriculum::Competency| Competency {
            line: line(&competency.text),
            text: competency.text.text.clone(),
            id: competency.id.clone(),
            assessed: competency.assessed(),
            assessments: competency.assessed_by.iter().map(|at| *at as usize).collect(),
        };
        let assessments = module.assessments.iter().zip(module.competencies_by_assessment());
        Self {
            id: String::new(),
            repository: 0,
            group: module.group.to_string(),
            path: module.source.path().to_owned(),
            line: line(&module.title),
            title: module.title.text.clone(),
            marker: module.marker,
            objective: module.objective.as_ref().map(|text| Line { line: line(text), text: text.text.clone() }),
            competencies: module.competencies.iter().map(competency).collect(),
            competencies_assessed: 0,
            assessments: assessments.map(|(one, of)| Assessment::new(one, of, module)).collect(),
            assessed: module.assessed(),
            exempt: module.exempt.clone(),
            appeared: None,
            since: None,
        }
    }
}

impl Assessment {
    /// The kinds of the items of `all`, each once, in their order.
    pub fn kinds<'a>(all: impl IntoIterator<Item = &'a Self>) -> Vec<&'a str> {
        let mut kinds = Vec::new();
        for item in all.into_iter().flat_map(|assessment| &assessment.items) {
            if !kinds.contains(&item.kind.as_str()) {
                kinds.push(item.kind.as_str());
            }
        }
        kinds
    }

    fn new(assessment: &curriculum::Assessment, competencies: Vec<usize>, module: &curriculum::Module) -> Self {
        let source = assessment.source.as_ref().unwrap_or(&module.source);
        let item = |item: &curriculum::Item| Item {
            line: source.line(item.text.span.start),
            text: item.text.text.clone(),
            kind: item.kind.clone(),
        };
        Self {
            path: assessment.source.as_ref().map(|source| source.path().to_owned()),
            line: source.line(assessment.marker.span.start),
            items: assessment.items.iter().map(item).collect(),
            competencies,
            lacks: assessment.lack.map(Lacks::from),
        }
    }
}

impl From<Lack> for Lacks {
    fn from(lack: Lack) -> Self {
        match lack {
            Lack::Items => Self::Items,
            Lack::Placeholders => Self::Placeholders,
            Lack::Few { found, asked } => Self::MoreItems { found, asked },
            Lack::Required => Self::RequiredBlock,
            Lack::File => Self::File,
        }
    }
}
