//! What one document shows of how it teaches.

use super::lexicon::lexicon;
use crate::data::Value;
use crate::document::{Document, MarkKind};
use crate::text::normalise::title;
use std::sync::Arc;

/// How an assessment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A heading that names it.
    Heading,
    /// A paragraph that begins with its name in bold.
    Bold,
    /// A fenced div of that class.
    Div,
    /// A file of its own, at a path that is made of the lesson's: `{dir}/quiz.md`.
    File,
}

/// Something in a document that names an assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// How it is written.
    pub form: Form,
    /// The words that name it, as they are written.
    pub words: String,
    /// Its line, from 1.
    pub line: u32,
}

/// What one document shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its path, from the root of the repository.
    pub path: Arc<str>,
    /// The assessments that it names, in the order in which they stand in it, by form.
    pub signs: Vec<Sign>,
    /// Whether a heading says what it teaches.
    pub objectives: bool,
    /// Whether its title is that of a training: it holds a word such as "course".
    pub training: bool,
    /// Its first short headings below the title, with their levels (2 to 6).
    pub headings: Vec<(u8, Box<str>)>,
    /// The keys of its front matter, with the types of their values as JSON Schema calls them.
    pub keys: Vec<(Box<str>, &'static str)>,
}

/// So many headings of a page are kept, of so many bytes.
const HEADINGS: usize = 40;
const LONGEST: usize = 80;

impl Page {
    /// What `document` shows.
    pub fn of(document: &Document) -> Self {
        let (mut signs, mut objectives, mut training) = (Vec::new(), false, None);
        let mut headings = Vec::new();
        let line = |at: u32| document.source.position(at).line;
        for (_, level, block) in document.headings() {
            let text = title(document.text_of(block));
            if level > 1 && headings.len() < HEADINGS && text.len() <= LONGEST {
                headings.push((level, text.as_str().into()));
            }
            objectives = objectives || lexicon().is_objective(&text);
            training.get_or_insert_with(|| lexicon().is_training(&text));
            if let Some(words) = lexicon().assessment(&text) {
                signs.push(Sign { form: Form::Heading, words: words.to_owned(), line: line(block.span.start) });
            }
        }
        for mark in document.marks.iter().filter(|mark| mark.kind == MarkKind::Strong) {
            let block = document.block(mark.block);
            // Bold text further on in a paragraph names nothing.
            if mark.plain.start != block.plain.start {
                continue;
            }
            let text = title(document.plain.get(mark.plain));
            objectives = objectives || lexicon().is_objective(&text);
            if let Some(words) = lexicon().assessment(&text) {
                signs.push(Sign { form: Form::Bold, words: words.to_owned(), line: line(block.span.start) });
            }
        }
        let divs = document.divs.iter().filter(|div| lexicon().divs.contains(&div.class.to_lowercase()));
        signs.extend(divs.map(|div| Sign { form: Form::Div, words: div.class.to_string(), line: line(div.open.start) }));
        Self {
            path: Arc::clone(&document.source.path),
            signs,
            objectives,
            training: training.unwrap_or_default(),
            headings,
            keys: keys(document),
        }
    }

    /// Whether it teaches, by what it shows.
    pub(super) fn teaches(&self) -> bool {
        self.objectives || !self.signs.is_empty()
    }
}

/// The keys at the top of the front matter of `document`.
fn keys(document: &Document) -> Vec<(Box<str>, &'static str)> {
    let entries = document.data_root().map(crate::data::Node::entries).unwrap_or_default();
    let kind = |value: &Value| match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Integer(_) => "integer",
        Value::Float(_) => "number",
        Value::String(_) => "string",
        Value::Sequence(_) => "array",
        Value::Mapping(_) => "object",
    };
    entries.iter().map(|entry| (entry.key.as_str().into(), kind(&entry.value.value))).collect()
}
