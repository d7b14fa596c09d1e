//! Coverage: what has an assessment, over all there is. Computed here alone.
//!
//! **Exempt modules** are counted in [`Summary::modules`] and [`Summary::exempt`], and their competencies in
//! [`Summary::competencies`] and [`Summary::competencies_exempt`]; they count nowhere as assessed, and no ratio knows
//! them, whether or not they happen to have an assessment.

use super::Module;

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
        ModuleState::of(module).into()
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

/// How much of a module is assessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModuleState {
    /// Whether it has a complete assessment.
    pub assessed: bool,
    /// Whether it needs none.
    pub exempt: bool,
    /// Its competencies.
    pub competencies: usize,
    /// Those that an assessment closes.
    pub competencies_assessed: usize,
}

impl ModuleState {
    /// That of `module`.
    pub fn of(module: &Module) -> Self {
        Self {
            assessed: module.assessed(),
            exempt: module.exempt.is_some(),
            competencies: module.competencies.len(),
            competencies_assessed: module.competencies.iter().filter(|competency| competency.assessed()).count(),
        }
    }
}

/// How a module stands, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// It has a complete assessment, and each of its competencies is assessed.
    Assessed,
    /// It has a complete assessment, and some of its competencies are not assessed.
    Partly,
    /// It has no complete assessment.
    Unassessed,
    /// It needs none.
    Exempt,
}

impl From<ModuleState> for Standing {
    fn from(state: ModuleState) -> Self {
        match state {
            ModuleState { exempt: true, .. } => Self::Exempt,
            ModuleState { assessed: false, .. } => Self::Unassessed,
            ModuleState { competencies, competencies_assessed, .. } if competencies_assessed < competencies => Self::Partly,
            _ => Self::Assessed,
        }
    }
}

impl From<ModuleState> for Summary {
    fn from(state: ModuleState) -> Self {
        let all = Self { modules: 1, competencies: state.competencies, ..Self::default() };
        if state.exempt {
            return Self { exempt: 1, competencies_exempt: state.competencies, ..all };
        }
        Self { modules_assessed: usize::from(state.assessed), competencies_assessed: state.competencies_assessed, ..all }
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

impl Report {
    /// The figures.
    pub fn summary(&self) -> Summary {
        self.modules.iter().map(Summary::of).sum()
    }
}
