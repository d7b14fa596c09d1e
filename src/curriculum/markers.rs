//! Where the modules of a document start and end.

use super::model::{Node, Selector};
use super::near::{self, Near};
use super::reader::Reader;
use super::{Marker, NearKind, NearMiss, Text, folders, front_matter};
use crate::document::{BlockKind, Document, MarkKind};
use crate::text::path::folder_of;
use crate::text::{Span, normalise};

/// The start of a module.
#[derive(Debug)]
pub(super) struct Start<'a> {
    /// What says that a module starts here.
    pub(super) selector: &'a Selector,
    pub(super) marker: Marker,
    /// Title and place of the marker.
    pub(super) title: Text,
    /// From the marker to the module's end.
    pub(super) scope: Span,
    /// Misspelt: no module, but the one before it ends here all the same.
    pub(super) near: bool,
    /// Where the section that holds it ends; of a div, where it closes.
    section: Section,
}

#[derive(Clone, Copy, Debug)]
enum Section {
    /// At the next heading of that level or above; `None`: at any heading.
    Level(Option<u8>),
    At(u32),
}

/// The modules that start in the document, in order, and markers that are nearly one.
pub(super) fn read(reader: Reader<'_>) -> (Vec<Start<'_>>, Vec<NearMiss>) {
    let (mut starts, mut misses) = (Vec::new(), Vec::new());
    for selector in &reader.model.module {
        match selector.node {
            Node::Link | Node::File | Node::Folder => {}
            Node::Heading => headings(reader, selector, &mut starts, &mut misses),
            Node::Div => divs(reader, selector, &mut starts),
            Node::Paragraph | Node::Line | Node::Item => paragraphs(reader, selector, &mut starts, &mut misses),
        }
    }
    // A file is a module where nothing in it is.
    if starts.iter().all(|start| start.near) {
        let files = reader.model.module.iter().filter(|selector| matches!(selector.node, Node::File | Node::Folder));
        starts.extend(files.filter_map(|selector| file(reader, selector)).take(1));
    }
    starts.sort_by_key(|start| (start.scope.start, start.near));
    // Where two patterns take the same place, the first module stands.
    starts.dedup_by_key(|start| start.scope.start);
    misses.retain(|miss| !starts.iter().any(|start| !start.near && start.scope.start == miss.text.span.start));
    close(reader.document, &mut starts);
    (starts, misses)
}

/// Ends every module at the next one, or where its section ends.
fn close(document: &Document, starts: &mut [Start<'_>]) {
    if starts.is_empty() {
        return;
    }
    let headings: Vec<(u8, u32)> =
        document.headings().filter(|(_, _, b)| b.parent.is_none()).map(|(_, level, b)| (level, b.span.start)).collect();
    for at in 0..starts.len() {
        let mut end = starts.get(at + 1).map_or(document.source.text().len() as u32, |next| next.scope.start);
        let start = &mut starts[at];
        match start.section {
            Section::At(offset) => end = end.min(offset),
            Section::Level(level) => {
                let from = headings.partition_point(|&(_, offset)| offset <= start.scope.start);
                let after = headings[from..].iter().take_while(|&&(_, offset)| offset < end);
                if let Some(&(_, offset)) = after.clone().find(|&&(next, _)| level.is_none_or(|level| next <= level)) {
                    end = offset;
                }
            }
        }
        start.scope.end = end.max(start.scope.start);
    }
}

/// The title in `text`: without the words that mark it, where something is left.
fn title(selector: &Selector, text: &str) -> String {
    let marked = selector.pattern.as_ref().and_then(|pattern| pattern.find(text)).filter(|found| found.start == 0);
    let rest = marked.map_or("", |found| text[found.end..].trim_start_matches([' ', ':', '-', '–', '—', '.', '#']));
    let rest = normalise::title(rest);
    if rest.chars().any(char::is_alphanumeric) { rest } else { normalise::title(text) }
}

fn file<'a>(reader: Reader<'a>, selector: &'a Selector) -> Option<Start<'a>> {
    let document = reader.document;
    if !front_matter::meets(document, &selector.front_matter) {
        return None;
    }
    let path = document.source.path();
    let folder = folder_of(path);
    if selector.node == Node::Folder && !selector.accepts(folder.rsplit('/').next().unwrap_or_default()) {
        return None;
    }
    let heading = || {
        let first = document.headings().find(|(_, level, _)| *level == 1)?;
        Some(normalise::plain(document.text_of(first.2)).into_owned())
    };
    let spoken = |text: &String| !text.trim().is_empty();
    let own = || front_matter::value(document, "title").filter(spoken).or_else(|| heading().filter(spoken));
    // A folder has the title of the file that presents it.
    let of_folder = selector.node == Node::Folder && !folder.is_empty();
    let text = if of_folder && !folders::presents(path) { None } else { own() }.unwrap_or_else(|| {
        let name = if of_folder { folder } else { path };
        let name = name.rsplit('/').next().unwrap_or_default();
        spoken_name(name.rsplit_once('.').filter(|_| !of_folder).map_or(name, |(stem, _)| stem))
    });
    let length = document.source.text().len() as u32;
    let scope = Span { start: 0, end: length };
    // The whole file is the marker: it stands at its first byte, whatever gave the title.
    let title = Text { text: normalise::title(&text), span: Span::at(0) };
    let marker = if selector.node == Node::Folder { Marker::Folder } else { Marker::File };
    Some(Start { selector, marker, title, scope, near: false, section: Section::At(length) })
}

/// The words of a file's name, for people who know no files: `fixing_a_flat` is "Fixing a flat". Hyphens part words only
/// where nothing else does.
fn spoken_name(stem: &str) -> String {
    let words = if stem.contains('_') { stem.replace('_', " ") } else { stem.replace('-', " ") };
    let mut letters = words.trim().chars();
    letters.next().map_or_else(|| stem.to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

fn headings<'a>(reader: Reader<'a>, selector: &'a Selector, starts: &mut Vec<Start<'a>>, misses: &mut Vec<NearMiss>) {
    for (_, level, block) in reader.document.headings() {
        let raw = reader.document.text_of(block);
        if !selector.accepts_level(level) || selector.pattern.as_ref().is_some_and(|pattern| !pattern.may_begin(raw)) {
            continue;
        }
        let text = normalise::plain(raw);
        let near = !selector.accepts(&text);
        if near {
            let Some(found) = nearly(selector, &text) else { continue };
            misses.push(miss(reader, block.plain, &found));
        }
        let title = Text { text: title(selector, &text), span: block.span };
        let scope = Span { start: block.span.start, end: block.span.end };
        starts.push(Start { selector, marker: Marker::Heading, title, scope, near, section: Section::Level(Some(level)) });
    }
}

fn divs<'a>(reader: Reader<'a>, selector: &'a Selector, starts: &mut Vec<Start<'a>>) {
    for div in reader.document.divs.iter().filter(|div| selector.accepts(&div.class)) {
        let heading = reader.document.headings().map(|(_, _, block)| block).find(|block| div.span.contains(block.span));
        let text =
            if div.title.is_empty() { heading.map_or(&*div.class, |block| reader.document.text_of(block)) } else { &*div.title };
        let title = Text { text: normalise::title(text), span: div.open };
        starts.push(Start {
            selector,
            marker: Marker::Div,
            title,
            scope: div.span,
            near: false,
            section: Section::At(div.span.end),
        });
    }
}

fn paragraphs<'a>(reader: Reader<'a>, selector: &'a Selector, starts: &mut Vec<Start<'a>>, misses: &mut Vec<NearMiss>) {
    let document = reader.document;
    let mut level = Enclosing { document, at: 0, level: None };
    let strong = document.marks.iter().filter(|mark| mark.kind == MarkKind::Strong).map(|mark| mark.block);
    let all = (0..document.blocks.len() as u32).filter(|_| !selector.strong);
    let mut before = None;
    for block in all.chain(strong.filter(|_| selector.strong)) {
        if before.replace(block) == Some(block) || document.block(block).kind != BlockKind::Paragraph {
            continue;
        }
        let held = reader.item_of(block).is_some();
        for line in reader.lines_beginning(block, selector.pattern.as_ref()) {
            let bold = reader.strong_at(block, line.plain);
            // The text of a bullet announces; a line that merely follows one without a blank line stands by itself.
            let place = document.place(line.plain);
            if (selector.strong && bold.is_none())
                || (held && (line.first || reader.indent(line_start(document, place.start)) > 0))
            {
                continue;
            }
            let near = !selector.accepts(&line.text);
            if near {
                let Some(found) = nearly(selector, &line.text).filter(|_| selector.strong) else { continue };
                misses.push(miss(reader, line.plain, &found));
            }
            let bold = bold.map(|span| title(selector, &normalise::plain(document.plain.get(span))));
            let title = bold.filter(|title| !selector.accepts(title)).unwrap_or_else(|| title(selector, &line.text));
            // The marks around the text belong to the marker.
            let start = document.block(block).span.start.max(line_start(document, place.start));
            let scope = Span { start, end: place.end };
            let title = Text { text: title, span: Span { start, end: line_end(document, place.end) } };
            let section = Section::Level(level.before(start));
            starts.push(Start { selector, marker: Marker::Paragraph, title, scope, near, section });
        }
    }
}

/// The level of the heading that a growing place stands under.
struct Enclosing<'a> {
    document: &'a Document,
    at: usize,
    level: Option<u8>,
}

impl Enclosing<'_> {
    fn before(&mut self, offset: u32) -> Option<u8> {
        while let Some(block) = self.document.blocks.get(self.at).filter(|block| block.span.start < offset) {
            if let (BlockKind::Heading { level, .. }, None) = (block.kind, block.parent) {
                self.level = Some(level);
            }
            self.at += 1;
        }
        self.level
    }
}

/// The first byte of the line at `offset` that is not blank.
fn line_start(document: &Document, offset: u32) -> u32 {
    let before = document.source.text().get(..offset as usize).unwrap_or_default();
    let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    (line + before[line..].find(|c: char| !c.is_whitespace()).unwrap_or(before.len() - line)) as u32
}

/// The byte after the last of the line at `offset` that is not blank.
fn line_end(document: &Document, offset: u32) -> u32 {
    let rest = document.source.text().get(offset as usize..).unwrap_or_default();
    let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
    offset + line.trim_end().len() as u32
}

fn nearly(selector: &Selector, text: &str) -> Option<Near> {
    near::near(text, selector.pattern.as_ref()?, false, |text| selector.accepts(text))
}

fn miss(reader: Reader<'_>, plain: Span, found: &Near) -> NearMiss {
    NearMiss { kind: NearKind::Module, text: reader.text(reader.beginning(plain, found.length)), expected: found.words.clone() }
}
