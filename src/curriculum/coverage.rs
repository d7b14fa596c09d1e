//! Coverage: what has an assessment, over all there is. Computed once; every report form reads it from here.
//!
//! **Exempt modules** are counted in [`Summary::modules`] and [`Summary::exempt`], and their competencies in
//! [`Summary::competencies`] and [`Summary::competencies_exempt`]; they count nowhere as assessed, and no ratio knows
//! them, whether or not they happen to have an assessment.

use super::{Lack, Module};

/// Every module of a snapshot.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The modules, by path and place.
    pub modules: Vec<Module>,
}

/// The figures of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// All modules, the exempt ones too.
    pub modules: usize,
    /// Modules with a complete assessment, without the exempt ones.
    pub modules_assessed: usize,
    /// All competencies, those of exempt modules too.
    pub competencies: usize,
    /// Those that an assessment closes, without those of exempt modules.
    pub competencies_assessed: usize,
    /// Those of exempt modules.
    pub competencies_exempt: usize,
    /// Modules that need no assessment.
    pub exempt: usize,
}

/// A part of a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    /// How many are assessed.
    pub part: usize,
    /// Of how many.
    pub whole: usize,
}

impl Ratio {
    /// In percent with one decimal, rounded down: 100 means all. `None` where there is nothing to assess.
    pub fn percent(self) -> Option<f64> {
        (self.whole > 0).then(|| (self.part * 1000 / self.whole) as f64 / 10.0)
    }

    /// Whether nothing is left to do.
    pub fn full(self) -> bool {
        self.part == self.whole
    }
}

impl Summary {
    /// The figures of one module.
    pub fn of(module: &Module) -> Self {
        let competencies = module.competencies.len();
        let all = Self { modules: 1, competencies, ..Self::default() };
        if module.exempt.is_some() {
            return Self { exempt: 1, competencies_exempt: competencies, ..all };
        }
        let assessed = module.competencies.iter().filter(|competency| competency.assessed).count();
        Self { modules_assessed: usize::from(module.assessed()), competencies_assessed: assessed, ..all }
    }

    /// Modules assessed, over those that need it.
    pub fn module_ratio(self) -> Ratio {
        Ratio { part: self.modules_assessed, whole: self.modules - self.exempt }
    }

    /// Competencies assessed, over those of modules that need it.
    pub fn competency_ratio(self) -> Ratio {
        Ratio { part: self.competencies_assessed, whole: self.competencies - self.competencies_exempt }
    }
}

impl std::iter::Sum for Summary {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            modules: sum.modules + one.modules,
            modules_assessed: sum.modules_assessed + one.modules_assessed,
            competencies: sum.competencies + one.competencies,
            competencies_assessed: sum.competencies_assessed + one.competencies_assessed,
            competencies_exempt: sum.competencies_exempt + one.competencies_exempt,
            exempt: sum.exempt + one.exempt,
        })
    }
}

/// One thing that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The module has no assessment.
    Assessment {
        /// Index of the module.
        module: usize,
    },
    /// An assessment of the module is not complete.
    Complete {
        /// Index of the module.
        module: usize,
        /// Index of the assessment.
        assessment: usize,
        /// What it lacks.
        lack: Lack,
    },
    /// Neighbouring competencies of an assessed module that nothing assesses.
    Competencies {
        /// Index of the module.
        module: usize,
        /// Indexes of the competencies.
        competencies: std::ops::Range<usize>,
    },
}

impl Report {
    /// The figures.
    pub fn summary(&self) -> Summary {
        self.modules.iter().map(Summary::of).sum()
    }

    /// What is missing, the gravest first: modules without assessment, assessments that are not complete, competencies
    /// that nothing assesses; each by path and place.
    pub fn missing(&self) -> Vec<Missing> {
        let (mut modules, mut assessments, mut competencies) = (Vec::new(), Vec::new(), Vec::new());
        for (index, module) in self.modules.iter().enumerate().filter(|(_, module)| module.exempt.is_none()) {
            if module.assessments.is_empty() {
                modules.push(Missing::Assessment { module: index });
            }
            for (assessment, found) in module.assessments.iter().enumerate() {
                if let Some(lack) = found.lack {
                    assessments.push(Missing::Complete { module: index, assessment, lack });
                }
            }
            if module.assessed() {
                let runs = module.unassessed().into_iter();
                competencies.extend(runs.map(|competencies| Missing::Competencies { module: index, competencies }));
            }
        }
        modules.into_iter().chain(assessments).chain(competencies).collect()
    }
}
