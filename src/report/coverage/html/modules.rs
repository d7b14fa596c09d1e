//! What the page says of one module.

use super::figures::data;
use super::*;
use crate::curriculum::coverage::Standing;
use crate::report::coverage::v1::{Assessment, Competency, Group, Module};

/// The most assessments that have a column each.
const COLUMNS: usize = 8;

/// Competencies and the assessments that are about them.
pub(super) struct Matrix {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row>,
}

pub(super) struct Row {
    pub(super) text: String,
    pub(super) place: Linked,
    pub(super) cells: Vec<Cell>,
}

pub(super) struct Cell {
    pub(super) words: String,
    /// Whether it says that something is missing.
    pub(super) open: bool,
}

impl<'a> Page<'a> {
    /// Whether the modules are too many for a browser to lay out at once.
    pub(super) fn large(&self) -> bool {
        self.coverage.modules.len() > LARGE
    }

    /// The name of a module's state, for filters.
    pub(super) fn state(&self, module: &Module) -> &'static str {
        name(module.standing())
    }

    /// The states: their names, and their words.
    pub(super) fn states(&self) -> [(&'static str, String); 4] {
        [Standing::Unassessed, Standing::Partly, Standing::Assessed, Standing::Exempt]
            .map(|standing| (name(standing), words::standing(standing, self.language)))
    }

    /// What modules are sorted by when it is by state: what there is to do comes first.
    pub(super) fn rank(&self, module: &Module) -> u8 {
        match module.standing() {
            Standing::Unassessed => 0,
            Standing::Partly => 1,
            Standing::Assessed => 2,
            Standing::Exempt => 3,
        }
    }

    /// A module's state as a mark and a word: never as a colour alone. HTML.
    pub(super) fn badge(&self, module: &Module) -> String {
        let standing = module.standing();
        let (name, mark, word) = (name(standing), words::mark(standing), words::standing(standing, self.language));
        format!(r#"<span class="state {name}"><span aria-hidden="true">{mark}</span> {word}</span>"#)
    }

    pub(super) fn kind(&self, kind: &'a str) -> std::borrow::Cow<'a, str> {
        words::kind(kind, self.language)
    }

    pub(super) fn kinds(&self, module: &Module) -> String {
        words::kinds(module, self.language)
    }

    /// The indexes of its kinds, for filters.
    pub(super) fn kind_indexes(&self, module: &Module) -> String {
        let indexes = module.kinds().into_iter().filter_map(|kind| self.kinds.get(kind));
        indexes.map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    /// What a group is called; of several repositories, with its own.
    pub(super) fn group(&self, group: &Group) -> String {
        words::group(self.coverage, group)
    }

    pub(super) fn group_of(&self, module: &Module) -> String {
        let group = self.groups.get(&(module.repository, module.group.as_str())).and_then(|at| self.coverage.groups.get(*at));
        group.map(|group| self.group(group)).unwrap_or_default()
    }

    pub(super) fn group_index(&self, module: &Module) -> String {
        self.groups.get(&(module.repository, module.group.as_str())).map(ToString::to_string).unwrap_or_default()
    }

    /// `path:line` of a file of the module's repository, the module's own unless `path` names one.
    pub(super) fn place(&self, module: &Module, path: Option<&str>, line: &u32) -> Linked {
        let path = path.unwrap_or(&module.path);
        let repository = words::repository(self.coverage, Some(module)).map(|name| format!("{} ", shown(name)));
        Linked {
            text: format!("{}{}:{line}", repository.unwrap_or_default(), shown(path)),
            url: self.coverage.repository(module).and_then(|repository| repository.link(path, *line)),
        }
    }

    /// "assessed/all" of a module's competencies. HTML.
    pub(super) fn competencies(&self, module: &Module, at: &usize) -> String {
        format!(
            "{}/{}",
            data(format_args!("modules/{at}/competencies_assessed"), module.competencies_assessed),
            data(format_args!("modules/{at}/competencies"), module.competencies.len())
        )
    }

    /// What an assessment has not.
    pub(super) fn lack(&self, assessment: &Assessment) -> Option<String> {
        let lack = words::lacking(assessment.lacks?, self.language);
        Some(say!(self.language, fr: "incomplète\u{a0}: {lack}", en: "not complete: {lack}"))
    }

    pub(super) fn matrix(&self, module: &Module) -> Matrix {
        let assessments = &module.assessments;
        let spread = (1..=COLUMNS).contains(&assessments.len());
        let heads = assessments.iter().enumerate().filter(|_| spread).map(|(at, assessment)| {
            let kinds = words::kinds_of([assessment], self.language);
            format!("{} {}{} {kinds}", self.t("Évaluation", "Assessment"), at + 1, words::colon(self.language))
        });
        let last = if spread { self.t("Bilan", "In all") } else { self.t("Évaluée par", "Assessed by") };
        let row = |competency: &Competency| {
            let about = |at: usize| competency.assessments.contains(&at);
            let mut cells: Vec<Cell> = (0..assessments.len())
                .filter(|_| spread)
                .map(|at| Cell { words: if about(at) { self.t("✓ oui", "✓ yes") } else { "–".to_owned() }, open: false })
                .collect();
            cells.push(self.verdict(module, competency, spread));
            Row {
                text: shown(&competency.text).into_owned(),
                place: Linked {
                    text: self.t("ligne ", "line ") + &competency.line.to_string(),
                    ..self.place(module, None, &competency.line)
                },
                cells,
            }
        };
        Matrix { columns: heads.chain([last]).collect(), rows: module.competencies.iter().map(row).collect() }
    }

    /// Whether a competency is assessed; by which assessments, where they have no columns.
    fn verdict(&self, module: &Module, competency: &Competency, spread: bool) -> Cell {
        if !competency.assessed {
            let exempt = module.exempt.is_some();
            let words = if exempt { "–".to_owned() } else { self.t("✗ sans évaluation", "✗ not assessed") };
            return Cell { words, open: !exempt };
        }
        let numbers: Vec<String> = competency.assessments.iter().map(|at| (at + 1).to_string()).collect();
        let words = match (spread, numbers.as_slice()) {
            (true, _) | (_, []) => self.t("évaluée", "assessed"),
            (_, numbers) => format!("{} {}", self.t("n°", "no."), numbers.join(", ")),
        };
        Cell { words, open: false }
    }
}

/// The name of a state for styles and filters.
fn name(standing: Standing) -> &'static str {
    match standing {
        Standing::Assessed => "whole",
        Standing::Partly => "partial",
        Standing::Unassessed => "missing",
        Standing::Exempt => "exempt",
    }
}
