//! What is missing, as a list of things to do.

use super::Module;
use super::module::Lacks;
use crate::curriculum::runs;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// One thing that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Missing {
    /// The module, as an index of `modules`, from 0.
    pub module: usize,
    /// The file to write in.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// What.
    #[serde(flatten)]
    pub what: What,
}

/// What is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum What {
    /// The module has no assessment.
    Assessment,
    /// An assessment of the module is not complete.
    Complete {
        /// The assessment, as an index of the module's, from 0.
        assessment: usize,
        /// What it has not.
        lacks: Lacks,
    },
    /// Competencies in a row that no assessment closes, of a module that has one.
    Competencies {
        /// The first of them, as an index of the module's, from 0.
        first: usize,
        /// How many.
        count: usize,
    },
}

impl Missing {
    /// What `modules` lack, the gravest first: modules without assessment, assessments that are not complete, competencies
    /// that nothing assesses; each in the order of the modules.
    pub(super) fn of(modules: &[Module]) -> Vec<Self> {
        let (mut without, mut incomplete, mut competencies) = (Vec::new(), Vec::new(), Vec::new());
        for (at, module) in modules.iter().enumerate().filter(|(_, module)| module.exempt.is_none()) {
            let missing = |path: &str, line, what| Self { module: at, path: path.to_owned(), line, what };
            if module.assessments.is_empty() {
                without.push(missing(&module.path, module.line, What::Assessment));
            }
            for (assessment, found) in module.assessments.iter().enumerate() {
                if let Some(lacks) = found.lacks {
                    let path = found.path.as_deref().unwrap_or(&module.path);
                    incomplete.push(missing(path, found.line, What::Complete { assessment, lacks }));
                }
            }
            if module.assessed {
                let row = |row: Range<usize>| {
                    let line = module.competencies.get(row.start).map_or(module.line, |first| first.line);
                    missing(&module.path, line, What::Competencies { first: row.start, count: row.len() })
                };
                competencies.extend(module.open_rows().into_iter().map(row));
            }
        }
        without.into_iter().chain(incomplete).chain(competencies).collect()
    }
}

impl Module {
    /// The rows of neighbouring competencies that no assessment closes; an assessment between two parts a row.
    fn open_rows(&self) -> Vec<Range<usize>> {
        let line = |at: usize| self.competencies.get(at).map_or(0, |competency| competency.line);
        let parted = |at: usize| {
            let between = line(at.saturating_sub(1))..line(at);
            self.assessments.iter().any(|found| found.path.is_none() && between.contains(&found.line))
        };
        runs(self.competencies.iter().map(|competency| !competency.assessed), parted)
    }
}
