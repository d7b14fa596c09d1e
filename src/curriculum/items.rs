//! The items of an assessment: lines and list items, the labels above them, and their kinds.

use super::model::Pattern;
use super::reader::{Line, Reader};
use super::{Item, Text};
use crate::document::BlockKind;
use crate::text::{Span, normalise};

/// The kind of an item that no pattern names.
pub const OTHER: &str = "other";

/// Items nested deeper than this under labels are details.
const DEPTH: usize = 8;

/// A line that only ends in a colon.
#[derive(Debug)]
struct Label {
    text: Text,
    indent: usize,
    used: bool,
    deeper: bool,
}

/// Collects the items of one assessment.
#[derive(Debug)]
pub(super) struct Items<'a> {
    reader: Reader<'a>,
    /// Where the next marker stands, or the module ends: nothing from there on is taken.
    limit: u32,
    found: Vec<Item>,
    label: Option<Label>,
}

impl<'a> Items<'a> {
    pub(super) fn new(reader: Reader<'a>, limit: u32) -> Self {
        Self { reader, limit, found: Vec::new(), label: None }
    }

    /// Whether nothing was collected yet.
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty() && self.label.is_none()
    }

    /// The items, a label that nothing stands under being one.
    pub(super) fn finish(mut self) -> Vec<Item> {
        self.close_label();
        self.found
    }

    /// Takes what stands on the marker's own line.
    pub(super) fn inline(&mut self, plain: Span) {
        let text = self.reader.text(plain);
        self.push(text, None);
    }

    /// Takes a line of a paragraph.
    pub(super) fn line(&mut self, line: &Line<'_>) {
        let text = self.reader.text(line.plain);
        let indent = self.reader.indent(text.span.start);
        if is_label(&text.text) {
            self.close_label();
            self.label = Some(Label { text, indent, used: false, deeper: false });
            return;
        }
        let own = label_of(&text.text).is_some() || begins_with_kind(&text.text, &self.reader.model.kinds);
        let under = match &mut self.label {
            Some(label) if indent > label.indent || (indent == label.indent && !label.deeper && !own) => {
                label.used = true;
                label.deeper |= indent > label.indent;
                Some(label.text.text.clone())
            }
            Some(_) => {
                self.close_label();
                None
            }
            None => None,
        };
        self.push(text, under.as_deref());
    }

    /// Takes the items of the list at `index`.
    pub(super) fn list(&mut self, index: u32) {
        // A label that has lines of its own says nothing of a list after them.
        let label = self.label.take();
        let under = label.as_ref().filter(|label| !label.used).map(|label| label.text.text.clone());
        let before = self.found.len();
        for item in self.reader.document.children(Some(index)) {
            self.item(item, under.as_deref(), 0);
        }
        if let Some(label) = label.filter(|label| !label.used && self.found.len() == before) {
            self.push(label.text, None);
        }
    }

    /// Takes the item at `index`; `under`: the label above it.
    pub(super) fn item(&mut self, index: u32, under: Option<&str>, depth: usize) {
        let document = self.reader.document;
        let mut texts = item_texts(self.reader, index, self.limit);
        let Some(text) = texts.next() else { return };
        let before = self.found.len();
        if is_label(&text.text) && depth < DEPTH {
            let lists =
                document.children(Some(index)).filter(|&child| matches!(document.block(child).kind, BlockKind::List { .. }));
            for item in lists.flat_map(|list| document.children(Some(list))) {
                self.item(item, Some(&text.text), depth + 1);
            }
            for line in texts.by_ref() {
                self.push(line, Some(&text.text));
            }
        }
        if self.found.len() == before {
            self.push(text, under);
        }
        for text in texts {
            self.push(text, under);
        }
    }

    fn close_label(&mut self) {
        if let Some(label) = self.label.take().filter(|label| !label.used) {
            self.push(label.text, None);
        }
    }

    fn push(&mut self, text: Text, under: Option<&str>) {
        let kinds = &self.reader.model.kinds;
        let own = label_of(&text.text);
        let kind = own.and_then(|label| kind_in(label, kinds)).or_else(|| under.and_then(|label| kind_in(label, kinds)));
        let kind = kind.or_else(|| kind_in(&text.text, kinds)).map(str::to_owned);
        // `(Avancé) : …` goes on with what stands above it.
        let like_above = own.is_some_and(|label| label.starts_with('(') && label.ends_with(')'));
        let above = if like_above { self.found.last().map(|item| item.kind.clone()) } else { None };
        let placeholder = is_placeholder(&text.text);
        self.found.push(Item { text, kind: kind.or(above).unwrap_or_else(|| OTHER.to_owned()), placeholder });
    }
}

/// The text of the item at `index`: the lines of its first paragraph as one, and apart from it the lines that were
/// not indented and begin with a kind of their own.
fn item_texts(reader: Reader<'_>, index: u32, limit: u32) -> impl Iterator<Item = Text> {
    let document = reader.document;
    let paragraph = document
        .children(Some(index))
        .next()
        .filter(|&child| matches!(document.block(child).kind, BlockKind::Paragraph | BlockKind::Heading { .. }));
    let mut spans: Vec<Span> = Vec::new();
    let margin = reader.indent(document.block(index).span.start);
    for line in paragraph.into_iter().flat_map(move |block| reader.lines(block)) {
        if reader.start(line.plain) >= limit {
            break;
        }
        let lazy = !line.first && reader.indent(reader.start(line.plain)) <= margin;
        match spans.last_mut() {
            Some(last) if !(lazy && begins_with_kind(&line.text, &reader.model.kinds)) => last.end = line.plain.end,
            _ => spans.push(line.plain),
        }
    }
    spans.into_iter().map(move |span| reader.text(span))
}

/// The text of the item at `index`, if it has one.
pub(super) fn item_text(reader: Reader<'_>, index: u32) -> Option<Text> {
    item_texts(reader, index, u32::MAX).next()
}

/// Whether `text` is only a label: it ends in a colon.
pub(super) fn is_label(text: &str) -> bool {
    text.ends_with(':') && text.len() > 1
}

/// What stands before the colon of `text`, when something stands after it.
fn label_of(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(':')?;
    // The colon of an address is none; a long beginning is a sentence.
    let fits = !rest.trim().is_empty() && !rest.starts_with("//") && label.chars().count() <= 60;
    Some(label.trim()).filter(|label| fits && !label.is_empty())
}

/// The kind of the first pattern that matches in `text`.
pub(super) fn kind_in<'m>(text: &str, kinds: &'m [(String, Pattern)]) -> Option<&'m str> {
    kinds.iter().find(|(_, pattern)| pattern.is_match(text)).map(|(name, _)| name.as_str())
}

/// Gives the items of an assessment that have no kind the one that its marker names (`## Assignment`); one that is complete without
/// items has its marker for one.
pub(super) fn take_kind(reader: Reader<'_>, items: &mut Vec<Item>, marker: &Text, complete: bool) {
    if items.iter().any(|item| item.kind != OTHER) {
        return;
    }
    // A pattern that takes any letter names nothing.
    let named = |pattern: &Pattern| pattern.find(&marker.text).is_some_and(|found| found.len() > 1);
    let Some((kind, _)) = reader.model.kinds.iter().find(|(kind, pattern)| kind != OTHER && named(pattern)) else { return };
    items.iter_mut().for_each(|item| kind.clone_into(&mut item.kind));
    if items.is_empty() && complete {
        items.push(Item { text: marker.clone(), kind: kind.clone(), placeholder: false });
    }
}

/// Whether `text` begins with the name of a kind, perhaps after a word in parentheses: stronger than holding one.
pub(super) fn begins_with_kind(text: &str, kinds: &[(String, Pattern)]) -> bool {
    begins(text, kinds, 1)
}

/// The same where a pattern must match more than a letter: one that takes anything names nothing.
pub(super) fn begins_with_word(text: &str, kinds: &[(String, Pattern)]) -> bool {
    begins(text, kinds, 2)
}

fn begins(text: &str, kinds: &[(String, Pattern)], letters: usize) -> bool {
    let mut rest = text;
    if let Some(inner) = rest.strip_prefix('(') {
        rest = inner.split_once(')').map_or(inner, |(_, after)| after);
    }
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    kinds.iter().any(|(_, pattern)| pattern.find(rest).is_some_and(|found| found.start == 0 && found.len() >= letters))
}

/// Whether `text` only keeps a place: "à venir", "TODO", an ellipsis, dashes.
pub(super) fn is_placeholder(text: &str) -> bool {
    const WHOLE: [&str; 12] = [
        "",
        "xxx",
        "a faire",
        "en construction",
        "en cours",
        "en cours de redaction",
        "tba",
        "wip",
        "todo",
        "tbd",
        "fixme",
        "coming soon",
    ];
    const BEGINNING: [&str; 8] =
        ["a venir", "a completer", "a definir", "a preciser", "a rediger", "to be done", "to be defined", "to be written"];
    // None is long, and none begins otherwise.
    let first = text.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase());
    if first.is_some_and(|c| c.is_ascii() && !matches!(c, 'a' | 'c' | 'e' | 'f' | 't' | 'w' | 'x')) {
        return false;
    }
    let key = normalise::key(text);
    WHOLE.contains(&&*key)
        || BEGINNING.iter().any(|words| key.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
        || ["todo", "tbd", "fixme"].iter().any(|word| {
            text.trim_start_matches(|c: char| !c.is_alphanumeric())
                .get(..word.len())
                .is_some_and(|start| start == word.to_uppercase())
        })
}
