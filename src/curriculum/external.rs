//! Assessments that stand in files of their own: which file a link means, and what a file of YAML, JSON or TOML holds.

use super::blocks::few;
use super::claims::Claims;
use super::declared::{self, Figure};
use super::items;
use super::model::{Model, Selector};
use super::names::{self, Naming};
use super::reader::Reader;
use super::{Assessment, Item, Lack, Linked, Text};
use crate::config::Each;
use crate::corpus::target::Target;
use crate::data::{self, Node, SyntaxError, Value};
use crate::document::{BlockKind, Document, Source};
use crate::text::path::stem;
use crate::text::{Span, normalise};
use std::sync::Arc;

/// The kind of a question that no pattern names.
pub(super) const QUIZ: &str = "quiz";

/// The keys under which a question has its text.
const TEXTS: [&str; 6] = ["question", "text", "title", "prompt", "name", "texte"];

/// The keys under which a file has its title.
const TITLES: [&str; 3] = ["title", "titre", "name"];

/// What a data file gives as an assessment.
#[derive(Debug)]
pub(super) struct Data {
    /// The file as one assessment.
    pub(super) whole: Assessment,
    /// The assessments that it holds for many modules, each with their ids.
    pub(super) each: Option<Vec<(Vec<String>, Assessment)>>,
    /// The figures that it gives of itself.
    pub(super) figures: Vec<Figure>,
    /// Why it can't be read.
    pub(super) fault: Option<SyntaxError>,
}

/// The path of the assessment that the link at `index` leads to, if it leads to one.
pub(super) fn path(document: &Document, selector: &Selector, index: usize) -> Option<String> {
    let link = document.links.get(index).filter(|link| !link.image)?;
    let path = Target::read(document.target(link)).file(document.source.path())?;
    selector.external.target.as_ref().is_some_and(|target| target.takes(&path)).then_some(path)
}

/// Has the item or paragraph of the link at `index` belong to the assessment, where it says nothing else.
pub(super) fn claim(reader: Reader<'_>, index: usize, claims: &mut Claims) {
    let document = reader.document;
    let link = &document.links[index];
    let Some(at) = link.block else { return };
    let block = document.block(at);
    if block.kind != BlockKind::Paragraph || link.plain.is_empty() {
        return;
    }
    let before = document.plain.get(Span { start: block.plain.start, end: link.plain.start });
    let after = document.plain.get(Span { start: link.plain.end, end: block.plain.end });
    let says = |text: &str| text.chars().any(char::is_alphanumeric);
    let label = before.trim_end().ends_with(':') || items::begins_with_kind(&normalise::plain(before), &reader.model.kinds);
    if says(after) || (says(before) && !label) {
        return;
    }
    let item = block.parent.filter(|&parent| document.block(parent).kind == BlockKind::Item && parent + 1 == at);
    let start = item.map_or(block.span.start, |item| document.block(item).span.start);
    claims.add(Span { start, end: block.span.end });
}

/// The assessment that the link at `index` is, before its file is read.
pub(super) fn pending(document: &Document, path: String, index: usize) -> Assessment {
    let link = &document.links[index];
    let text = normalise::plain(document.plain.get(link.plain)).into_owned();
    let marker = Text { text, span: link.span };
    Assessment { marker, complete: true, link: Some(Linked { path, at: link.span }), ..Assessment::default() }
}

/// What the data file `source` gives.
pub(super) fn read(source: &Arc<Source>, model: &Model, selector: &Selector) -> Data {
    match data::parse_file(source.path(), source.text()) {
        Some(Ok(tree)) => {
            let quiz = Quiz { source, model, selector };
            let each = selector.external.each.as_ref().map(|each| quiz.each(each, &tree.root));
            Data { whole: quiz.whole(&tree.root), each, figures: declared::read(model, Some(&tree.root)), fault: None }
        }
        other => {
            let fault = other.and_then(Result::err);
            Data { whole: unread(source), each: None, figures: Vec::new(), fault }
        }
    }
}

/// A file that can't be read.
pub(super) fn unread(source: &Arc<Source>) -> Assessment {
    let marker = Text { text: stem(source.path()).to_owned(), span: Span::at(0) };
    Assessment { marker, source: Some(Arc::clone(source)), lack: Some(Lack::File), ..Assessment::default() }
}

struct Quiz<'a> {
    source: &'a Arc<Source>,
    model: &'a Model,
    selector: &'a Selector,
}

impl Quiz<'_> {
    fn whole(&self, root: &Node) -> Assessment {
        let title = TITLES.iter().find_map(|key| root.get(key).filter(|node| node.as_str().is_some()));
        let questions = self.questions(root);
        let items = questions.map(|node| self.items(node)).unwrap_or_default();
        let lack = few(&items, self.selector.min_items.unwrap_or(1));
        // What is lacking is shown where it should stand.
        let place = if lack.is_some() { questions.or(title) } else { title.or(questions) };
        let key = self.selector.assesses.as_ref().and_then(|assesses| assesses.key.as_deref());
        let names = key.and_then(|key| root.get(key)).map(|value| names::of_value(self.source, value));
        self.assessment(title, place, items, lack, names.unwrap_or_default())
    }

    fn assessment(
        &self,
        title: Option<&Node>,
        place: Option<&Node>,
        items: Vec<Item>,
        lack: Option<Lack>,
        names: Vec<Naming>,
    ) -> Assessment {
        let text = title.and_then(Node::scalar_text).unwrap_or_else(|| stem(self.source.path()).to_owned());
        let marker = Text { text: normalise::plain(&text).into_owned(), span: place.map(|node| node.span).unwrap_or_default() };
        let source = Some(Arc::clone(self.source));
        Assessment { marker, source, items, complete: lack.is_none(), lack, names, ..Assessment::default() }
    }

    /// Where the questions of a file or of a part of it stand.
    fn questions<'n>(&self, root: &'n Node) -> Option<&'n Node> {
        match &self.selector.external.questions {
            Some(pointer) => pointer.find(root).into_iter().next(),
            None if matches!(root.value, Value::Sequence(_)) => Some(root),
            None => root.get("questions"),
        }
    }

    /// The questions that a list holds, or a mapping by their names.
    fn items(&self, questions: &Node) -> Vec<Item> {
        let listed = questions.items().iter().map(|item| self.item(item, QUIZ, ""));
        listed.chain(questions.entries().iter().map(|entry| self.item(&entry.value, QUIZ, &entry.key))).collect()
    }

    fn item(&self, node: &Node, kind: &str, name: &str) -> Item {
        let text = TEXTS.iter().find_map(|key| node.get(key)).unwrap_or(node).scalar_text();
        let text = text.map_or_else(|| name.to_owned(), |text| normalise::plain(&text).trim().to_owned());
        let own = items::kind_in(&text, &self.model.kinds).map(str::to_owned);
        let placeholder = !text.is_empty() && items::is_placeholder(&text);
        Item { kind: own.unwrap_or_else(|| kind.to_owned()), placeholder, text: Text { text, span: node.span } }
    }

    /// The assessments that the file holds for many modules.
    fn each(&self, each: &Each, root: &Node) -> Vec<(Vec<String>, Assessment)> {
        let one = |entry: &Node| {
            let modules = each.modules.iter().flat_map(|pointer| pointer.find(entry)).filter_map(Node::scalar_text).collect();
            let title = each.title.as_ref().and_then(|pointer| pointer.find(entry).into_iter().next());
            let (items, lack) = match self.questions(entry) {
                Some(questions) => {
                    let items = self.items(questions);
                    let lack = few(&items, self.selector.min_items.unwrap_or(1));
                    (items, lack)
                }
                // One without questions is a task itself.
                None => (vec![self.item(title.unwrap_or(entry), super::OTHER, "")], None),
            };
            (modules, self.assessment(title, title.or(Some(entry)), items, lack, Vec::new()))
        };
        each.at.find(root).into_iter().map(one).collect()
    }
}
