//! `acquis.coverage/v1`: coverage for programs.
//!
//! A change that breaks its readers makes a v2 beside it.

use super::Covered;
use crate::curriculum::{self, Marker, Text};
use crate::report::wire::{self, Figures, Snapshot, Tool};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// The modules of a snapshot, and what of them is assessed.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "acquis.coverage/v1")]
struct Coverage<'a, M> {
    /// Name and version of this format.
    #[schemars(extend("const" = "acquis.coverage/v1"))]
    schema: &'static str,
    /// The program that wrote it.
    tool: Tool,
    /// The content that was read.
    snapshot: Snapshot<'a>,
    /// Figures.
    summary: Figures,
    /// Sorted by path, then place.
    modules: M,
}

/// A unit of learning.
#[derive(Debug, Serialize, JsonSchema)]
struct Module<'a> {
    /// The content group of the configuration that it belongs to.
    group: &'a str,
    /// The file, from the root of the repository.
    path: &'a str,
    /// The line of its marker, from 1.
    line: u32,
    /// Its title, without the word that marks it, quotation marks or final colon.
    title: &'a str,
    /// How it is marked.
    marker: Marker,
    /// What it is for.
    objective: Option<Line<'a>>,
    /// What it teaches.
    competencies: Vec<Competency<'a>>,
    /// How it is assessed.
    assessments: Vec<Assessment<'a>>,
    /// Whether it has a complete assessment.
    assessed: bool,
    /// Why it needs none.
    exempt: Option<&'a str>,
}

/// A text and its line.
#[derive(Debug, Serialize, JsonSchema)]
struct Line<'a> {
    /// The line, from 1.
    line: u32,
    /// The text, without markup.
    text: &'a str,
}

/// One thing a learner will be able to do.
#[derive(Debug, Serialize, JsonSchema)]
struct Competency<'a> {
    /// The line, from 1.
    line: u32,
    /// The text, without markup.
    text: &'a str,
    /// Its id, where competencies have ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    /// Whether an assessment assesses it.
    assessed: bool,
    /// The complete assessments that assess it: indexes of the module's `assessments`, from 0.
    assessments: &'a [u32],
}

/// A block that says how competencies are validated.
#[derive(Debug, Serialize, JsonSchema)]
struct Assessment<'a> {
    /// The file, where it is not the module's.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    /// The line of its marker, from 1.
    line: u32,
    /// How.
    items: Vec<Item<'a>>,
    /// What it assesses: indexes of the module's `competencies`, from 0.
    competencies: Vec<usize>,
}

/// One way of validating.
#[derive(Debug, Serialize, JsonSchema)]
struct Item<'a> {
    /// The line, from 1.
    line: u32,
    /// The text, without markup.
    text: &'a str,
    /// quiz, practical, oral, written, project, other, or a kind of the configuration.
    kind: &'a str,
}

impl<'a> From<&'a curriculum::Module> for Module<'a> {
    fn from(module: &'a curriculum::Module) -> Self {
        let line = |text: &Text| module.source.line(text.span.start);
        let competency = |competency: &'a curriculum::Competency| Competency {
            line: line(&competency.text),
            text: &competency.text.text,
            id: competency.id.as_deref(),
            assessed: competency.assessed(),
            assessments: &competency.assessed_by,
        };
        let assessments = module.assessments.iter().zip(module.competencies_by_assessment());
        Self {
            group: &module.group,
            path: module.source.path(),
            line: line(&module.title),
            title: &module.title.text,
            marker: module.marker,
            objective: module.objective.as_ref().map(|text| Line { line: line(text), text: &text.text }),
            competencies: module.competencies.iter().map(competency).collect(),
            assessments: assessments.map(|(one, of)| Assessment::new(one, of, module)).collect(),
            assessed: module.assessed(),
            exempt: module.exempt.as_deref(),
        }
    }
}

impl<'a> Assessment<'a> {
    fn new(assessment: &'a curriculum::Assessment, competencies: Vec<usize>, module: &'a curriculum::Module) -> Self {
        let source = assessment.source.as_ref().unwrap_or(&module.source);
        let item = |item: &'a curriculum::Item| Item {
            line: source.line(item.text.span.start),
            text: &item.text.text,
            kind: &item.kind,
        };
        Self {
            path: assessment.source.as_ref().map(|source| source.path()),
            line: source.line(assessment.marker.span.start),
            items: assessment.items.iter().map(item).collect(),
            competencies,
        }
    }
}

/// Modules that are copied into the format one by one while they are written.
struct Stream<'a>(&'a [curriculum::Module]);

impl Serialize for Stream<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Module::from))
    }
}

/// Writes `covered` as `acquis.coverage/v1`.
///
/// # Errors
/// Those of `out`.
pub fn json(covered: &Covered<'_>, out: &mut dyn Write) -> io::Result<()> {
    let coverage = Coverage {
        schema: "acquis.coverage/v1",
        tool: Tool::THIS,
        snapshot: Snapshot::from(covered.snapshot),
        summary: covered.report.summary().into(),
        modules: Stream(&covered.report.modules),
    };
    wire::write(&coverage, out)
}

/// The JSON Schema of `acquis.coverage/v1`, as shipped in `rules/schemas/coverage-v1.json`.
///
/// # Errors
/// None in practice: the schema is made of this file's types alone.
pub fn schema() -> serde_json::Result<String> {
    wire::schema::<Coverage<'static, Vec<Module<'static>>>>()
}
