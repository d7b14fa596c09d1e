//! The single pass over a document: pulldown-cmark's events with their offsets become facts.
//!
//! The only user of pulldown-cmark.

mod inline_html;
mod inlines;
mod open_fences;
mod stand_ins;

use super::buffers::Buffers;
use super::dialect::Dialect;
use super::links::{self, Opened};
use super::{
    Block, BlockKind, Definition, Div, Document, FenceFault, Mark, MarkKind, Plain, Source, Tab, Undefined, front_matter, html,
};
use crate::text::Span;
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use stand_ins::StandIns;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// The Markdown that is read: CommonMark with GitHub's additions.
///
/// `ENABLE_GFM` marks alerts (`> [!NOTE]`), which would otherwise be text.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// What is written in place of marks that are none: a sign that begins no block, and that emphasis takes for a sign as it does `>`.
const FILLER: u8 = b';';

/// Parses the document in `source`, written in `dialect`.
pub(super) fn parse(source: Arc<Source>, dialect: Dialect) -> Document {
    let mut document = pass(source, dialect, &[]);
    if dialect.closes_code() {
        let mut open = Vec::new();
        while let Some(marks) = open_fences::next(&document, open.len()) {
            open.push(marks);
            document = pass(Arc::clone(&document.source), dialect, &open);
        }
        document.open_fences = open.into_iter().map(|marks| Span::new(marks.start, marks.end)).collect();
        document.open_fences.sort_unstable();
    }
    document
}

/// Parses it with the fences at `open` taken for text.
fn pass(source: Arc<Source>, dialect: Dialect, open: &[Range<usize>]) -> Document {
    let held = Arc::clone(&source);
    let mdx = super::mdx::with_html_comments(held.path(), held.text());
    let written = mdx.as_deref().unwrap_or_else(|| held.text());
    let (front_matter, body) = front_matter::split(written);
    let spaced = open_fences::without_tabs(written);
    let changed = open_fences::filled(spaced.as_deref().unwrap_or(written), open).or(spaced);
    let mut prepared = dialect.prepare(changed.as_deref().unwrap_or(written), body);
    prepared.text = prepared.text.or(changed);
    let tags = if dialect.sees_all_html() { Vec::new() } else { inline_html::unblock(&mut prepared, written, body) };
    let text = prepared.text.as_deref().unwrap_or(written);
    let mut stand_ins = StandIns::new(prepared.stand_ins, tags);
    let undefined = RefCell::new(Vec::new());
    let mut builder = Builder { written, dialect, ..Builder::new(text, body) };
    let without = without(written, &prepared.texts_in_tags);
    for &tag in &prepared.tags {
        builder.html.read(without.as_deref().unwrap_or(written), tag, None, &mut builder.targets);
    }
    builder.links.extend(prepared.paths.iter().map(|&(place, shown)| links::path(written, place, shown, &mut builder.targets)));
    builder.html.ids.extend(prepared.ids);
    (builder.tabs, builder.divs, builder.fence_faults) = (prepared.tabs, prepared.divs, prepared.fence_faults);
    let answer = |link: BrokenLink<'_>| {
        if let Some(found) = links::undefined(&link, body) {
            undefined.borrow_mut().push(found);
        }
        None
    };
    let mut events = Parser::new_with_broken_link_callback(&text[body..], options(), Some(answer)).into_offset_iter();
    builder.define(
        events.reference_definitions().iter().map(|(label, definition)| (label, &*definition.dest, definition.span.clone())),
    );
    for (event, range) in events.by_ref() {
        // Not `Span::new`, whose check costs as much as some events do: no text that is read is larger than 4 GiB.
        let span = Span { start: (range.start + body) as u32, end: (range.end + body) as u32 };
        if prepared.text.is_none() {
            builder.event(event, span);
        } else {
            stand_ins.event(&mut builder, event, whole(written, span));
        }
    }
    drop(events);
    builder.finish(front_matter, undefined.into_inner(), source)
}

/// `text` with letters in place of what stands in `ranges`, as long as it; `None` where there are none.
fn without(text: &str, ranges: &[Range<usize>]) -> Option<String> {
    let mut bytes = (!ranges.is_empty()).then(|| text.as_bytes().to_vec())?;
    ranges.iter().for_each(|range| bytes[range.clone()].fill(b'x'));
    String::from_utf8(bytes).ok()
}

/// `span`, widened to whole characters of `text`: where a dialect left blanks, a block may begin between two of them.
fn whole(text: &str, span: Span) -> Span {
    let (mut start, mut end) = (span.start as usize, span.end as usize);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}

/// Collects facts while the events pass.
struct Builder<'a> {
    /// What is parsed: the text, or the copy of it that its dialect wrote in.
    text: &'a str,
    /// The text itself.
    written: &'a str,
    dialect: Dialect,
    body: usize,
    blocks: Vec<Block>,
    headings: Vec<u32>,
    tables: Vec<u32>,
    /// Open blocks, outermost first. `implicit` paragraphs are ours: pulldown-cmark gives none in tight lists.
    open: Vec<u32>,
    implicit: bool,
    plain: Plain,
    marks: Vec<Mark>,
    open_marks: Vec<usize>,
    links: Vec<super::Link>,
    targets: String,
    open_links: Vec<Opened>,
    definitions: Vec<Definition>,
    labels: HashMap<String, u32>,
    html: html::Facts,
    /// What a dialect reads before.
    tabs: Vec<Tab>,
    divs: Option<Vec<Div>>,
    fence_faults: Vec<FenceFault>,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, body: usize) -> Self {
        let Buffers { plain, blocks, headings, tables, marks, links, targets } = Buffers::take(text.len() - body);
        Self {
            text,
            written: text,
            dialect: Dialect::Gfm,
            body,
            blocks,
            headings,
            tables,
            open: Vec::with_capacity(16),
            implicit: false,
            plain,
            marks,
            open_marks: Vec::new(),
            links,
            targets,
            open_links: Vec::new(),
            definitions: Vec::new(),
            labels: HashMap::new(),
            html: html::Facts::default(),
            tabs: Vec::new(),
            divs: None,
            fence_faults: Vec::new(),
        }
    }

    fn define<'d>(&mut self, definitions: impl Iterator<Item = (&'d str, &'d str, Range<usize>)>) {
        for (label, target, range) in definitions {
            let span = Span::new(range.start + self.body, range.end + self.body);
            let target_span = links::definition_target(self.text, span);
            let target = self.dialect.place_of(links::as_written(self.text, self.written, target)).into();
            self.definitions.push(Definition { label: label.into(), target, span, target_span, uses: 0 });
        }
        self.definitions.sort_by_key(|definition| definition.span.start);
        self.labels = self.definitions.iter().enumerate().map(|(at, d)| (links::fold_label(&d.label), at as u32)).collect();
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.text(&text, span),
            Event::Code(text) => self.code(&text, span),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, span),
            Event::SoftBreak | Event::HardBreak => self.text("\n", span),
            Event::InlineHtml(_) => self.inline_html(self.text, span),
            Event::Rule => {
                self.close_implicit();
                self.push(BlockKind::Break, span);
                self.pop(span.end);
            }
            Event::TaskListMarker(_) | Event::FootnoteReference(_) => {
                self.inline_block(span);
            }
            Event::Html(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        let kind = match tag {
            Tag::Emphasis => return self.open_mark(MarkKind::Emphasis, span),
            Tag::Strong => return self.open_mark(MarkKind::Strong, span),
            Tag::Strikethrough => return self.open_mark(MarkKind::Strikethrough, span),
            Tag::Link { link_type, dest_url, id, .. } => return self.open_link(link_type, &dest_url, &id, false, span),
            Tag::Image { link_type, dest_url, id, .. } => return self.open_link(link_type, &dest_url, &id, true, span),
            Tag::Paragraph => BlockKind::Paragraph,
            Tag::Heading { level, .. } => BlockKind::Heading { level: level as u8, setext: links::is_setext(self.text, span) },
            Tag::BlockQuote(_) => BlockKind::Quote,
            Tag::CodeBlock(code) => BlockKind::Code { fenced: matches!(code, CodeBlockKind::Fenced(_)) },
            Tag::List(first) => BlockKind::List { ordered: first.is_some() },
            Tag::Item => BlockKind::Item,
            Tag::FootnoteDefinition(_) => BlockKind::Footnote,
            Tag::Table(columns) => BlockKind::Table { columns: columns.len() as u32 },
            Tag::TableHead => BlockKind::Row { header: true, cells: 0 },
            Tag::TableRow => BlockKind::Row { header: false, cells: 0 },
            Tag::TableCell => BlockKind::Cell,
            Tag::HtmlBlock => BlockKind::Html,
            // Extensions that `options` leaves off.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_)
            | Tag::Superscript
            | Tag::Subscript => return,
        };
        self.close_implicit();
        self.push(kind, span);
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.close_mark(),
            TagEnd::Link | TagEnd::Image => self.close_link(),
            TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_)
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
            _ => {
                self.close_implicit();
                if tag == TagEnd::HtmlBlock {
                    self.html.read(self.text, span, None, &mut self.targets);
                }
                self.pop(span.end);
            }
        }
    }

    fn push(&mut self, kind: BlockKind, span: Span) {
        let index = self.blocks.len() as u32;
        let at = self.plain.end();
        match kind {
            BlockKind::Heading { .. } => self.headings.push(index),
            BlockKind::Table { .. } => self.tables.push(index),
            _ => {}
        }
        self.blocks.push(Block {
            kind,
            parent: self.open.last().copied(),
            end: index + 1,
            span,
            plain: Span { start: at, end: at },
        });
        self.open.push(index);
    }

    fn pop(&mut self, end: u32) {
        let Some(index) = self.open.pop() else { return };
        let next = self.blocks.len() as u32;
        let block = &mut self.blocks[index as usize];
        block.end = next;
        // The parser counts the line ending as part of a block; a reader does not.
        let written = self.text.get(block.span.range()).unwrap_or_default();
        block.span.end = block.span.start + trimmed(written) as u32;
        // In the copy a character may have become blanks, of which the block ends between two.
        while !self.written.is_char_boundary(block.span.end as usize) {
            block.span.end += 1;
        }
        if matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Paragraph | BlockKind::Cell) {
            block.plain.end = self.plain.end();
            // Texts of neighbours never touch, so that a search never matches across two blocks.
            self.plain.push("\n", Span { start: end, end });
        }
    }

    /// The block that inline content belongs to; opens a paragraph of our own in the item of a tight list.
    fn inline_block(&mut self, span: Span) -> u32 {
        match self.open.last() {
            Some(&index)
                if matches!(
                    self.blocks[index as usize].kind,
                    BlockKind::Heading { .. } | BlockKind::Paragraph | BlockKind::Cell
                ) =>
            {
                if self.implicit {
                    let end = &mut self.blocks[index as usize].span.end;
                    *end = span.end.max(*end);
                }
                index
            }
            _ => {
                self.push(BlockKind::Paragraph, span);
                self.implicit = true;
                self.blocks.len() as u32 - 1
            }
        }
    }

    fn close_implicit(&mut self) {
        if std::mem::take(&mut self.implicit) {
            let end = self.open.last().map_or(0, |&index| self.blocks[index as usize].span.end);
            self.pop(end);
        }
    }

    fn finish(mut self, front_matter: Option<super::FrontMatter>, undefined: Vec<Undefined>, source: Arc<Source>) -> Document {
        self.close_implicit();
        while !self.open.is_empty() {
            self.pop(self.text.len() as u32);
        }
        self.plain.find_signs();
        let divs = self.divs.take().unwrap_or_else(|| super::divs::read(self.text, &mut self.blocks, &self.plain));
        links::bare(&self.blocks, &self.plain, &self.marks, &mut self.links, &mut self.targets);
        self.links.append(&mut self.html.links);
        self.links.sort_by_key(|link| (link.span.start, link.target_span.start));
        super::tables::count_cells(self.text, &mut self.blocks, &self.tables);
        self.html.ids.sort_by_key(|id| id.span.start);
        let mut document = Document {
            dialect: self.dialect,
            front_matter,
            blocks: self.blocks,
            headings: self.headings,
            tables: self.tables,
            plain: self.plain,
            marks: self.marks,
            links: self.links,
            targets: self.targets,
            definitions: self.definitions,
            undefined,
            ids: self.html.ids,
            html_headings: self.html.headings,
            unknown_elements: self.html.unknown,
            html_title: self.html.title,
            components: self.html.component,
            divs,
            fence_faults: self.fence_faults,
            open_fences: Vec::new(),
            tabs: self.tabs,
            directives: self.html.directives,
            data: std::sync::OnceLock::new(),
            tags: std::sync::OnceLock::new(),
            source,
        };
        document.link_spaced();
        document
    }
}

/// The length of `written` without the blanks at its end, of which nearly all are ASCII.
fn trimmed(written: &str) -> usize {
    let bytes = written.as_bytes();
    let end = bytes.iter().rposition(|byte| !matches!(byte, b'\t'..=b'\r' | b' ')).map_or(0, |last| last + 1);
    if end > 0 && bytes[end - 1].is_ascii() { end } else { written[..end].trim_end().len() }
}
