//! What a module is made of: competencies, assessments, and which of these assesses which of those.

use super::attempts::Attempts;
use super::names::Naming;
use crate::document::Source;
use crate::text::Span;
use std::ops::Range;
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
    /// All files of the group in one folder.
    Folder,
}

impl Marker {
    /// Whether all of a file is the module's.
    pub(super) fn is_whole(self) -> bool {
        matches!(self, Self::File | Self::Folder)
    }
}

/// A piece of text and where it stands.
#[derive(Clone, Debug, Default)]
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
    /// Its id, where its group has ids.
    pub id: Option<String>,
    /// The complete assessments that assess it: indexes of [`Module::assessments`], in order.
    pub assessed_by: Vec<u32>,
}

impl Competency {
    /// Whether a complete assessment assesses it.
    pub fn assessed(&self) -> bool {
        !self.assessed_by.is_empty()
    }
}

/// An item of an assessment.
#[derive(Clone, Debug)]
pub struct Item {
    /// What is asked.
    pub text: Text,
    /// How it validates: a name among the group's `kinds`, or [`super::OTHER`].
    pub kind: String,
    /// Whether it only keeps a place ("à venir", "TODO"): it assesses nothing.
    pub placeholder: bool,
}

/// What an assessment has not, that its group asks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Items: it has none.
    Items,
    /// Items: those it has keep a place.
    Placeholders,
    /// More items.
    Few {
        /// How many it has.
        found: u32,
        /// How many the group asks for.
        asked: u32,
    },
    /// The node that must stand inside, such as a solution.
    Required,
    /// Its file: it is not there, or can't be read.
    File,
}

/// The link of a module to an assessment in another file.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The path of the file.
    pub path: String,
    /// Where the link stands in the module's file.
    pub at: Span,
}

/// A block that says how competencies are validated.
#[derive(Clone, Debug, Default)]
pub struct Assessment {
    /// Its marker.
    pub marker: Text,
    /// The file it stands in, when that is not the module's.
    pub source: Option<Arc<Source>>,
    /// Its items.
    pub items: Vec<Item>,
    /// Whether it holds what the group asks of an assessment (enough items, the required inner node).
    pub complete: bool,
    /// What it has not, when it is not complete.
    pub lack: Option<Lack>,
    /// What it says that it assesses. It then assesses that, and nothing by its place.
    pub names: Vec<Naming>,
    /// The link to it, where the module links to it.
    pub link: Option<Linked>,
}

impl Assessment {
    /// How many items it has that do not only keep a place.
    pub fn real_items(&self) -> usize {
        self.items.iter().filter(|item| !item.placeholder).count()
    }

    /// Where it stands in the module's file; `None` where that says nothing of it.
    pub fn place(&self) -> Option<Span> {
        match &self.link {
            Some(link) => Some(link.at),
            None => self.source.is_none().then_some(self.marker.span),
        }
    }
}

/// Why a module needs no assessment, by its file or what that says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excuse {
    /// Why.
    pub reason: String,
    /// Whether it teaches something all the same.
    pub teaches: bool,
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
    /// Why it would need none, by what its file says of itself, had it none.
    pub excuse: Option<Excuse>,
    /// The lines that look like what it lacks.
    pub attempts: Attempts,
    /// Paths of the files that assess it, where the group says that other files do, any of which counts; not of one that holds
    /// the assessments of many modules, and none for this one.
    pub assessed_by: Vec<String>,
    /// Its id, where its group has ids.
    pub id: Option<String>,
    /// What its file says that its assessments assess, those apart that say so themselves.
    pub names: Vec<Naming>,
}

/// The runs of neighbours that are `open`, as ranges; what `parted` says of the later of two neighbours parts them.
pub(crate) fn runs(open: impl Iterator<Item = bool>, parted: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in open.enumerate().filter(|(_, open)| *open) {
        match runs.last_mut() {
            Some(run) if run.end == at && !parted(at) => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

impl Module {
    /// Takes its excuse for an exemption where nothing assesses it, which is known once other files have given what they have.
    pub(super) fn excuse_itself(&mut self) {
        if self.exempt.is_none() && self.assessments.is_empty() {
            self.exempt = self.excuse.as_ref().map(|excuse| excuse.reason.clone());
        }
    }

    /// Whether it is exempt for nothing but its excuse: a contribution that takes its assessment away is told so.
    pub fn is_only_excused(&self) -> bool {
        self.exempt.is_some() && self.exempt.as_ref() == self.excuse.as_ref().map(|excuse| &excuse.reason)
    }

    /// Whether it has at least one assessment that is complete.
    pub fn assessed(&self) -> bool {
        self.assessments.iter().any(|assessment| assessment.complete)
    }

    /// For each of [`Self::assessments`] the competencies that it assesses, as indexes of [`Self::competencies`], in order.
    pub fn competencies_by_assessment(&self) -> Vec<Vec<usize>> {
        let mut found = vec![Vec::new(); self.assessments.len()];
        for (at, competency) in self.competencies.iter().enumerate() {
            for &by in &competency.assessed_by {
                found.get_mut(by as usize).into_iter().for_each(|of: &mut Vec<usize>| of.push(at));
            }
        }
        found
    }

    /// The runs of neighbouring competencies that no assessment closes, as ranges of [`Self::competencies`].
    pub fn unassessed(&self) -> Vec<Range<usize>> {
        runs(self.competencies.iter().map(|competency| !competency.assessed()), |at| self.assessment_between(at))
    }

    /// Whether a marker stands between the competency at `at` and the one before it.
    fn assessment_between(&self, at: usize) -> bool {
        let (before, after) = (self.competencies[at - 1].text.span.start, self.competencies[at].text.span.start);
        self.assessments.iter().filter_map(Assessment::place).any(|place| before < place.start && place.start < after)
    }
}
