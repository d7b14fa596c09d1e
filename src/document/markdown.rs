//! The single pass over a document: pulldown-cmark's events with their offsets become facts.
//!
//! The only user of pulldown-cmark.

use super::buffers::Buffers;
use super::links::{self, Opened};
use super::{Block, BlockKind, Definition, Document, LinkKind, Mark, MarkKind, Plain, Source, Undefined, front_matter, html};
use crate::text::Span;
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
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

/// Parses the document in `source`.
pub(super) fn parse(source: Arc<Source>) -> Document {
    let held = Arc::clone(&source);
    let mdx = super::mdx::with_html_comments(held.path(), held.text());
    let text = mdx.as_deref().unwrap_or_else(|| held.text());
    let (front_matter, body) = front_matter::split(text);
    let undefined = RefCell::new(Vec::new());
    let mut builder = Builder::new(text, body);
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
        builder.event(event, Span { start: (range.start + body) as u32, end: (range.end + body) as u32 });
    }
    drop(events);
    builder.finish(front_matter, undefined.into_inner(), source)
}

/// Collects facts while the events pass.
struct Builder<'a> {
    text: &'a str,
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
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, body: usize) -> Self {
        let Buffers { plain, blocks, headings, tables, marks, links, targets } = Buffers::take(text.len() - body);
        Self {
            text,
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
        }
    }

    fn define<'d>(&mut self, definitions: impl Iterator<Item = (&'d str, &'d str, Range<usize>)>) {
        for (label, target, range) in definitions {
            let span = Span::new(range.start + self.body, range.end + self.body);
            let target_span = links::definition_target(self.text, span);
            self.definitions.push(Definition { label: label.into(), target: target.into(), span, target_span, uses: 0 });
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
            Event::InlineHtml(_) => {
                let block = self.inline_block(span);
                self.html.read(self.text, span, Some(block), &mut self.targets);
            }
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
                    self.blocks[index as usize].span.end = span.end;
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

    fn text(&mut self, text: &str, span: Span) {
        let open = self.open.last().map(|&index| (index, self.blocks[index as usize].kind));
        let block = match open {
            Some((_, BlockKind::Code { .. } | BlockKind::Html)) => return,
            // Nearly every text: the block is known, and holds this text already.
            Some((index, BlockKind::Heading { .. } | BlockKind::Paragraph | BlockKind::Cell)) if !self.implicit => index,
            _ => self.inline_block(span),
        };
        if let Some(open) = self.open_links.iter_mut().rev().find(|open| open.image) {
            open.alternative.push_str(text);
            return;
        }
        if text.len() <= 2 && matches!(text, "*" | "**" | "_" | "__") {
            self.stray(span, block);
        }
        self.plain.push(text, span);
    }

    /// Remembers emphasis marks that were left in the text; neighbours join into one run.
    fn stray(&mut self, span: Span, block: u32) {
        let bytes = self.text.as_bytes();
        let at = span.start as usize;
        if at > 0 && bytes[at - 1] == b'\\' {
            return;
        }
        let plain = Span { start: self.plain.end(), end: self.plain.end() + span.len() as u32 };
        match self.marks.last_mut() {
            Some(last) if last.kind == MarkKind::Stray && last.span.end == span.start && bytes[at - 1] == bytes[at] => {
                last.span.end = span.end;
                last.plain.end = plain.end;
            }
            _ => self.marks.push(Mark { kind: MarkKind::Stray, block, span, plain }),
        }
    }

    fn code(&mut self, text: &str, span: Span) {
        let block = self.inline_block(span);
        if let Some(open) = self.open_links.iter_mut().rev().find(|open| open.image) {
            open.alternative.push_str(text);
            return;
        }
        let start = self.plain.end();
        // The content without its back-ticks and the one blank that may pad them.
        let written = self.text.get(span.range()).unwrap_or_default();
        let ticks = written.bytes().take_while(|&byte| byte == b'`').count();
        let at = span.start as usize + ticks + span.len().saturating_sub(2 * ticks + text.len()) / 2;
        // A line break in it is read as a blank: then the text is not written as it is read.
        let same = self.text.get(at..at + text.len()) == Some(text);
        let inner = if same { Span::new(at, at + text.len()) } else { span };
        self.plain.push(text, inner);
        self.marks.push(Mark { kind: MarkKind::Code, block, span, plain: Span { start, end: self.plain.end() } });
    }

    fn open_mark(&mut self, kind: MarkKind, span: Span) {
        let block = self.inline_block(span);
        let at = self.plain.end();
        self.open_marks.push(self.marks.len());
        self.marks.push(Mark { kind, block, span, plain: Span { start: at, end: at } });
    }

    fn close_mark(&mut self) {
        if let Some(at) = self.open_marks.pop() {
            self.marks[at].plain.end = self.plain.end();
        }
    }

    fn open_link(&mut self, written: LinkType, target: &str, id: &str, image: bool, span: Span) {
        let block = self.inline_block(span);
        let kind = match written {
            LinkType::Inline => LinkKind::Inline,
            LinkType::Autolink => LinkKind::Autolink,
            LinkType::Email => LinkKind::Email,
            LinkType::WikiLink { .. } => LinkKind::Wiki,
            _ => match self.labels.get(&links::fold_label(id)) {
                Some(&definition) => {
                    self.definitions[definition as usize].uses += 1;
                    LinkKind::Reference { definition }
                }
                None => LinkKind::Inline,
            },
        };
        self.open_links.push(Opened {
            kind,
            image,
            block,
            span,
            target: links::remember(&mut self.targets, target),
            target_span: links::piece(self.text, target).filter(|&piece| span.contains(piece)),
            plain: self.plain.end(),
            alternative: String::new(),
            has_alternative: image,
        });
    }

    fn close_link(&mut self) {
        let Some(open) = self.open_links.pop() else { return };
        if open.image
            && let Some(outer) = self.open_links.last_mut()
        {
            outer.has_alternative = true;
            outer.alternative.push_str(&open.alternative);
        }
        let target_span = match open.kind {
            LinkKind::Reference { definition } => self.definitions[definition as usize].target_span,
            LinkKind::Inline => open.target_span.unwrap_or_else(|| links::inline_target(self.text, open.span)),
            _ => Span { start: open.span.start + 1, end: (open.span.end - 1).max(open.span.start + 1) },
        };
        self.links.push(open.close(target_span, self.plain.end()));
    }

    fn finish(mut self, front_matter: Option<super::FrontMatter>, undefined: Vec<Undefined>, source: Arc<Source>) -> Document {
        self.close_implicit();
        while !self.open.is_empty() {
            self.pop(self.text.len() as u32);
        }
        self.plain.find_signs();
        let divs = super::divs::read(self.text, &mut self.blocks, &self.plain);
        links::bare(&self.blocks, &self.plain, &self.marks, &mut self.links, &mut self.targets);
        self.links.append(&mut self.html.links);
        self.links.sort_by_key(|link| (link.span.start, link.target_span.start));
        super::tables::count_cells(self.text, &mut self.blocks, &self.tables);
        Document {
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
            directives: self.html.directives,
            data: std::sync::OnceLock::new(),
            source,
        }
    }
}

/// The length of `written` without the blanks at its end, of which nearly all are ASCII.
fn trimmed(written: &str) -> usize {
    let bytes = written.as_bytes();
    let end = bytes.iter().rposition(|byte| !matches!(byte, b'\t'..=b'\r' | b' ')).map_or(0, |last| last + 1);
    if end > 0 && bytes[end - 1].is_ascii() { end } else { written[..end].trim_end().len() }
}
