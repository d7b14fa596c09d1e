//! The content model: documents and a content group → modules, objectives, competencies, assessments; coverage.
//!
//! [`Models::read`] takes one document and sees nothing else: it runs in parallel. [`link()`] then sees all that was
//! found in a snapshot. What a module is stands in the configuration, never here.

mod attempts;
mod blocks;
mod claims;
mod close;
pub mod compare;
mod competencies;
mod content;
pub mod coverage;
mod declared;
mod external;
mod files;
mod folders;
mod front_matter;
mod gather;
mod items;
pub mod link;
mod made;
mod markers;
pub mod mine;
pub mod model;
mod module;
mod names;
mod near;
mod reader;
mod sections;
#[cfg(test)]
mod tests;
mod words;

pub use attempts::Attempts;
pub use declared::{Figure, Miscount};
pub use front_matter::unmet;
pub use items::OTHER;
pub(crate) use link::Given;
pub use link::{Curriculum, link};
pub use model::Model;
pub(crate) use module::runs;
pub use module::{Assessment, Competency, Excuse, Item, Lack, Linked, Marker, Module, Text};
pub use names::{Naming, UnknownName};
pub(crate) use near::beginnings;

use crate::config::{Config, Counts, Group};
use crate::data::SyntaxError;
use crate::document::{Document, Source};
use crate::text::Span;
use blocks::Block;
use claims::Claims;
use competencies::Competencies;
use model::Node;
use reader::Reader;
use std::sync::Arc;
use words::Words;

/// What a misspelt marker stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NearKind {
    /// The marker of a module.
    Module,
    /// The marker of an assessment.
    Assessment,
}

/// A marker that is nearly right.
#[derive(Clone, Debug)]
pub struct NearMiss {
    /// What it stands for.
    pub kind: NearKind,
    /// The words as written.
    pub text: Text,
    /// The words that the group knows.
    pub expected: String,
}

impl NearMiss {
    /// The right words, with the first letter as large as the one written.
    pub fn corrected(&self) -> String {
        let small = self.text.text.starts_with(char::is_lowercase);
        let mut letters = self.expected.chars();
        match letters.next() {
            Some(first) if small => first.to_lowercase().chain(letters).collect(),
            _ => self.expected.clone(),
        }
    }
}

/// What one group finds in one document.
#[derive(Clone, Debug)]
pub struct Found {
    /// The group.
    pub group: Arc<str>,
    /// The document.
    pub source: Arc<Source>,
    /// The modules it defines, in order.
    pub modules: Vec<Module>,
    /// The modules it announces, in order.
    pub announced: Vec<Announced>,
    /// Assessments that stand in no module.
    pub orphans: Vec<Assessment>,
    /// Markers that are nearly right.
    pub near_misses: Vec<NearMiss>,
    /// Whether the group announces modules at all.
    pub announces: bool,
    /// What the document is as an assessment of other files' modules, in a group whose modules other files assess.
    pub assessment: Option<Assessment>,
    /// The assessments that it holds for many modules, each with their ids.
    pub each: Option<Vec<(Vec<String>, Assessment)>>,
    /// Headings that announce an assessment, with nothing under them.
    pub empty_sections: Vec<Text>,
    /// The figures that it gives of itself.
    pub figures: Vec<Figure>,
    /// Why it can't be read as data, where it is asked for as such.
    pub fault: Option<SyntaxError>,
}

/// A module that a list announces.
#[derive(Clone, Debug)]
pub struct Announced {
    /// The item.
    pub text: Text,
    /// The item without the word that marks a module, up to its colon.
    pub title: String,
}

/// The models of all groups of a configuration, made once for all documents.
#[derive(Clone, Debug, Default)]
pub struct Models(Vec<Model>);

impl Models {
    /// Those of `config`.
    pub fn new(config: &Config) -> Self {
        Self(config.groups.iter().map(Model::new).collect())
    }

    /// What `groups`, those that `document` belongs to, find in it; the models were made of their configuration.
    pub fn read(&self, groups: &[&Group], document: &Document) -> Vec<Found> {
        if document.source.is_generated() || self.0.iter().all(|model| model.module.is_empty()) {
            return Vec::new();
        }
        let mut words = Words::default();
        let mut found: Vec<Found> = groups
            .iter()
            .filter_map(|group| self.0.iter().find(|model| *model.name == *group.name))
            .filter(|model| !model.module.is_empty())
            .map(|model| read_with(document, model, &mut words))
            .collect();
        for model in &self.0 {
            if let Some(assessment) = read_assessment(document, model) {
                match found.iter_mut().find(|found| found.group == model.name) {
                    Some(found) => found.assessment = Some(assessment),
                    None => found.push(Found {
                        assessment: Some(assessment),
                        figures: figures(document, model),
                        ..Found::empty(&document.source, model)
                    }),
                }
            }
        }
        found
    }
}

impl Found {
    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.modules.is_empty()
            && self.announced.is_empty()
            && self.orphans.is_empty()
            && self.near_misses.is_empty()
            && self.empty_sections.is_empty()
            && self.assessment.is_none()
            && !self.figures.iter().any(|figure| figure.declared.counts == Counts::Modules)
    }

    fn empty(source: &Arc<Source>, model: &Model) -> Self {
        Self::nothing(&model.name, source, model.announced.is_some())
    }

    /// Nothing, of one group and document.
    pub(crate) fn nothing(group: &Arc<str>, source: &Arc<Source>, announces: bool) -> Self {
        Self {
            group: Arc::clone(group),
            source: Arc::clone(source),
            modules: Vec::new(),
            announced: Vec::new(),
            orphans: Vec::new(),
            near_misses: Vec::new(),
            announces,
            assessment: None,
            each: None,
            empty_sections: Vec::new(),
            figures: Vec::new(),
            fault: None,
        }
    }
}

/// Reads the modules of `document` as `model` describes them.
pub fn read(document: &Document, model: &Model) -> Found {
    read_with(document, model, &mut Words::default())
}

fn read_with<'a>(document: &Document, model: &'a Model, words: &mut Words<'a>) -> Found {
    if !front_matter::meets(document, &model.conditions) {
        return Found::empty(&document.source, model);
    }
    let reader = Reader { document, model };
    let (starts, mut near_misses) = markers::read(reader);
    let scopes: Vec<Span> = starts.iter().map(|start| start.scope).collect();
    let (found, claims, misses) =
        if starts.is_empty() && !words.may_assess(document, model) { Default::default() } else { blocks::read(reader, &scopes) };
    near_misses.extend(misses);
    let announced = announced(reader, &starts);
    let empty_sections = sections::empty(reader, &starts, &claims);
    let mut blocks = found.into_iter().peekable();
    let (mut modules, mut orphans) = (Vec::new(), Vec::new());
    for start in starts {
        let mut inside = Vec::new();
        while let Some(block) = blocks.next_if(|block| block.start < start.scope.end) {
            if block.start >= start.scope.start {
                inside.push(block);
            } else {
                orphans.push(block.assessment);
            }
        }
        if !start.near {
            modules.push(module(reader, start, inside, &claims));
        }
    }
    orphans.extend(blocks.map(|block| block.assessment));
    let figures = figures(document, model);
    Found { modules, announced, orphans, near_misses, empty_sections, figures, ..Found::empty(&document.source, model) }
}

/// The figures that `document` gives of itself. Nearly no group asks for any: only then is the front matter read.
fn figures(document: &Document, model: &Model) -> Vec<Figure> {
    if model.declared.is_empty() { Vec::new() } else { declared::read(model, document.data_root()) }
}

/// What the file `document` gives as an assessment of modules of other files; `None` when the group has none such.
fn read_assessment(document: &Document, model: &Model) -> Option<Assessment> {
    Some(blocks::of_file(Reader { document, model }, model.assesses(document.source.path())?))
}

fn module(reader: Reader<'_>, start: markers::Start<'_>, mut blocks: Vec<Block>, claims: &Claims) -> Module {
    let model = reader.model;
    let source = &reader.document.source;
    let mut competencies = competencies::of(reader, claims, &start);
    let front = model.assessment.iter().map(|selector| names::of_front_matter(reader.document, selector));
    let front = front.into_iter().find(|names| !names.is_empty()).unwrap_or_default();
    names::sift(&mut blocks, &front, &competencies);
    close::close(&mut competencies, &blocks);
    let objective = competencies::objective(reader, start.scope, claims);
    let attempts = Attempts::read(reader, start.scope, start.title.span.end, blocks.is_empty(), objective.is_none());
    let paths =
        model.assessment.iter().filter(|selector| selector.node == Node::File).filter_map(|selector| selector.path.as_ref());
    let marked = if start.marker.is_whole() { source.path() } else { &start.title.text };
    let id = names::id(start.selector.id.as_ref(), marked);
    Module {
        group: Arc::clone(&model.name),
        source: Arc::clone(source),
        objective,
        attempts,
        competencies,
        exempt: model.exemption(&start.title.text).map(str::to_owned),
        excuse: model.excuses.iter().find_map(|excused| excused.excuse(reader.document, &start.title.text)).cloned(),
        assessed_by: paths.filter_map(|template| template.expand(source.path(), id.as_deref())).collect(),
        id,
        names: front,
        title: start.title,
        marker: start.marker,
        span: start.scope,
        assessments: blocks.into_iter().filter(|block| !block.near).map(|block| block.assessment).collect(),
    }
}

/// The items of the announcing lists.
fn announced(reader: Reader<'_>, starts: &[markers::Start<'_>]) -> Vec<Announced> {
    let Some(selector) = &reader.model.announced else { return Vec::new() };
    let claims = Claims::default();
    // A list inside a module tells what it teaches.
    let end = starts.iter().find(|start| !start.marker.is_whole()).map_or(u32::MAX, |start| start.scope.start);
    let scope = Span { start: 0, end };
    let texts =
        Competencies { reader, claims: &claims, selector, marker_end: 0, end, found: Vec::new() }.read(scope, Marker::File);
    let title = |text: &Text| {
        let patterns = reader.model.module.iter().filter_map(|module| module.pattern.as_ref());
        let marked = patterns.filter_map(|pattern| pattern.find(&text.text)).find(|found| found.start == 0);
        let rest = marked.map_or("", |found| text.text[found.end..].trim());
        let rest = if rest.is_empty() { &*text.text } else { rest };
        rest.split(':').map(str::trim).find(|part| !part.is_empty()).unwrap_or(rest).to_owned()
    };
    texts.into_iter().map(|text| Announced { title: title(&text), text }).collect()
}
