//! What is assessed and what is not, written: one file per output format.
//!
//! The figures and what is missing come from [`crate::curriculum::coverage`], computed once for all formats.

pub(super) mod csv;
mod json;
mod markdown;
pub(super) mod text;
pub(super) mod words;

pub use csv::csv;
pub use json::{json, schema};
pub use markdown::markdown;
pub use text::text;

use super::Profile;
use super::history::History;
use crate::curriculum::Module;
use crate::curriculum::coverage::{Missing, Report};
use crate::document::Source;
use crate::pipeline::SnapshotInfo;
use std::sync::Arc;

/// The modules of a snapshot, as reports need them.
#[derive(Clone, Debug)]
pub struct Covered<'a> {
    /// What was looked at.
    pub snapshot: &'a SnapshotInfo,
    /// Every module, sorted by path and place; the figures.
    pub report: &'a Report,
    /// The profile that was chosen without being asked for, and the evidence for it.
    pub profile: Option<Profile<'a>>,
    /// How it came about, where that was asked for.
    pub history: Option<&'a History>,
}

/// One thing that is missing, with its module and its place.
#[derive(Clone, Debug)]
struct Gap<'a> {
    missing: Missing,
    module: &'a Module,
    source: &'a Arc<Source>,
    offset: u32,
}

impl<'a> Covered<'a> {
    /// What is missing, the gravest first.
    fn gaps(&self) -> Vec<Gap<'a>> {
        self.report.missing().into_iter().filter_map(|missing| Gap::new(missing, &self.report.modules)).collect()
    }
}

impl<'a> Gap<'a> {
    fn new(missing: Missing, modules: &'a [Module]) -> Option<Self> {
        let (index, assessment, competency) = match &missing {
            Missing::Assessment { module } => (*module, None, None),
            Missing::Complete { module, assessment, .. } => (*module, Some(*assessment), None),
            Missing::Competencies { module, competencies } => (*module, None, Some(competencies.start)),
        };
        let module = modules.get(index)?;
        let assessment = assessment.and_then(|at| module.assessments.get(at));
        let competency = competency.and_then(|at| module.competencies.get(at));
        let source = assessment.and_then(|assessment| assessment.source.as_ref()).unwrap_or(&module.source);
        let text = assessment.map(|assessment| &assessment.marker).or(competency.map(|competency| &competency.text));
        let offset = text.unwrap_or(&module.title).span.start;
        Some(Self { missing, module, source, offset })
    }

    /// Its line, from 1.
    fn line(&self) -> u32 {
        self.source.line(self.offset)
    }
}

/// How many competencies of `module` an assessment closes.
fn assessed_competencies(module: &Module) -> usize {
    module.competencies.iter().filter(|competency| competency.assessed).count()
}

/// The kinds of the items of a module's assessments, each once, in the order of the text.
fn kinds(module: &Module) -> Vec<&str> {
    let mut kinds = Vec::new();
    for item in module.assessments.iter().flat_map(|assessment| &assessment.items) {
        if !kinds.contains(&item.kind.as_str()) {
            kinds.push(item.kind.as_str());
        }
    }
    kinds
}
