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

impl FromIterator<ModuleState> for Summary {
    fn from_iter<T: IntoIterator<Item = ModuleState>>(states: T) -> Self {
        let mut summary = Self::default();
        for state in states {
            summary.modules += 1;
            summary.competencies += state.competencies;
            if state.exempt {
                summary.exempt += 1;
                summary.competencies_exempt += state.competencies;
                continue;
            }
            summary.modules_assessed += usize::from(state.assessed);
            summary.competencies_assessed += state.competencies_assessed;
        }
        summary
    }
}

impl Report {
    /// The figures.
    pub fn summary(&self) -> Summary {
        self.modules.iter().map(ModuleState::of).collect()
    }
}
