//! The content model: documents and a content group → modules, objectives, competencies, assessments; coverage.
//!
//! What a module is stands in the configuration, never here.

use crate::document::Source;
use crate::text::Span;
use std::sync::Arc;

/// How a module is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Marker {
    /// A paragraph that begins with the marker.
    Paragraph,
    /// A heading.
    Heading,
    /// A fenced div.
    Div,
    /// The whole file.
    File,
}

/// A piece of text and where it stands.
#[derive(Clone, Debug)]
pub struct Text {
    /// Without markup, blanks folded.
    pub text: String,
    /// Its bytes in the source.
    pub span: Span,
}

/// One thing a learner will be able to do.
#[derive(Clone, Debug)]
pub struct Competency {
    /// What.
    pub text: Text,
    /// Whether an assessment with items closes it.
    pub assessed: bool,
}

/// An item of an assessment.
#[derive(Clone, Debug)]
pub struct Item {
    /// What is asked.
    pub text: Text,
    /// How it validates: a name among the group's `kinds`, or `other`.
    pub kind: String,
}

/// A block that says how competencies are validated.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// Its marker.
    pub marker: Text,
    /// The file it stands in, when that is not the module's.
    pub source: Option<Arc<Source>>,
    /// Its items.
    pub items: Vec<Item>,
    /// Whether it holds what the group asks of an assessment (enough items, the required inner node).
    pub complete: bool,
}

/// A unit of learning.
#[derive(Clone, Debug)]
pub struct Module {
    /// Name of the content group.
    pub group: Arc<str>,
    /// The file.
    pub source: Arc<Source>,
    /// Its title, without the word that marks it, quotation marks or final colon, and where its marker stands.
    pub title: Text,
    /// How it is marked.
    pub marker: Marker,
    /// From its marker to its end.
    pub span: Span,
    /// What it is for.
    pub objective: Option<Text>,
    /// What it teaches.
    pub competencies: Vec<Competency>,
    /// How it is assessed.
    pub assessments: Vec<Assessment>,
    /// Why it needs no assessment.
    pub exempt: Option<String>,
}

impl Module {
    /// Whether it has at least one assessment that is complete.
    pub fn assessed(&self) -> bool {
        self.assessments.iter().any(|assessment| assessment.complete)
    }
}
