//! Figures: of all modules, of a content group, of a kind of assessment.

use super::Module;
use crate::curriculum::coverage::{ModuleState, Ratio, Summary};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Figures of coverage; a module that is exempt counts in `modules` and `exempt`, its competencies in `competencies` and
/// `competencies_exempt`; neither is in a share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figures {
    /// Modules, the exempt ones too.
    pub modules: usize,
    /// Those that need an assessment.
    #[serde(default)]
    pub modules_to_assess: usize,
    /// Those of them with a complete assessment.
    pub modules_assessed: usize,
    /// Their share in percent with one decimal, rounded down; null where none needs one.
    #[serde(default)]
    pub modules_percent: Option<f64>,
    /// Competencies of these modules.
    pub competencies: usize,
    /// Those of modules that need an assessment.
    #[serde(default)]
    pub competencies_to_assess: usize,
    /// Those of them that an assessment is about.
    pub competencies_assessed: usize,
    /// Their share, in percent likewise.
    #[serde(default)]
    pub competencies_percent: Option<f64>,
    /// Modules that need no assessment.
    pub exempt: usize,
    /// Competencies of modules that need none.
    #[serde(default)]
    pub competencies_exempt: usize,
}

impl From<Summary> for Figures {
    fn from(summary: Summary) -> Self {
        let Summary { modules, modules_assessed, competencies, competencies_assessed, competencies_exempt, exempt } = summary;
        let (of_modules, of_competencies) = (summary.module_ratio(), summary.competency_ratio());
        Self {
            modules,
            modules_to_assess: of_modules.whole,
            modules_assessed,
            modules_percent: of_modules.percent(),
            competencies,
            competencies_to_assess: of_competencies.whole,
            competencies_assessed,
            competencies_percent: of_competencies.percent(),
            exempt,
            competencies_exempt,
        }
    }
}

impl Figures {
    /// Those of `modules`.
    pub(super) fn of<'a>(modules: impl IntoIterator<Item = &'a Module>) -> Self {
        modules.into_iter().map(|module| Summary::from(module.counted())).sum::<Summary>().into()
    }

    /// Modules assessed, over those that need it.
    pub fn module_ratio(self) -> Ratio {
        Ratio { part: self.modules_assessed, whole: self.modules_to_assess }
    }

    /// Competencies assessed, over those of modules that need it.
    pub fn competency_ratio(self) -> Ratio {
        Ratio { part: self.competencies_assessed, whole: self.competencies_to_assess }
    }
}

impl Module {
    /// What figures are made of.
    pub(super) fn counted(&self) -> ModuleState {
        ModuleState {
            assessed: self.assessed,
            exempt: self.exempt.is_some(),
            competencies: self.competencies.len(),
            competencies_assessed: self.competencies_assessed,
        }
    }
}

/// How much is assessed in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Kind {
    /// quiz, practical, oral, written, project, other, or a kind of the configuration.
    pub kind: String,
    /// Modules that have an item of this kind in their assessments.
    pub modules: usize,
    /// Items of this kind.
    pub items: usize,
}

impl Kind {
    /// Those of `modules`, by name. Exempt modules do not count.
    pub(super) fn of(modules: &[Module]) -> Vec<Self> {
        let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for module in modules.iter().filter(|module| module.exempt.is_none()) {
            let mut own = BTreeSet::new();
            for item in module.assessments.iter().flat_map(|assessment| &assessment.items) {
                kinds.entry(&item.kind).or_default().1 += 1;
                own.insert(item.kind.as_str());
            }
            own.iter().for_each(|kind| kinds.entry(kind).or_default().0 += 1);
        }
        kinds.into_iter().map(|(kind, (modules, items))| Self { kind: kind.to_owned(), modules, items }).collect()
    }
}

/// The modules of one content group of one repository.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Group {
    /// The repository, as an index of `repositories`, from 0.
    pub repository: usize,
    /// The group's name in the configuration.
    pub group: String,
    /// Figures.
    pub summary: Figures,
}

impl Group {
    /// Those of `modules`, by repository and name.
    pub(super) fn of(modules: &[Module]) -> Vec<Self> {
        let mut groups: BTreeMap<(usize, &str), Vec<&Module>> = BTreeMap::new();
        for module in modules {
            groups.entry((module.repository, &module.group)).or_default().push(module);
        }
        let group = |((repository, group), modules): ((usize, &str), Vec<&Module>)| Self {
            repository,
            group: group.to_owned(),
            summary: Figures::of(modules),
        };
        groups.into_iter().map(group).collect()
    }
}
