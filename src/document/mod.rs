//! One Markdown file, read once and parsed once: bytes → facts.
//!
//! Everything that rules and the content model ask about a file stands here as facts with exact places. A document
//! depends on its bytes and on the dialect that they are read in: it knows nothing of git, of configuration, or of other
//! documents.

mod boxes;
mod buffers;
mod children;
mod data;
mod dialect;
mod directives;
mod divs;
mod front_matter;
pub mod heading;
pub(crate) mod html;
mod links;
mod markdown;
mod mdx;
mod outline;
mod references;
mod signs;
mod source;
mod spaced;
mod tables;
mod tags;
#[cfg(test)]
mod tests;

pub use children::Children;
pub use dialect::Dialect;
pub(crate) use dialect::{Included, mdbook_included, mdbook_taken};
pub use directives::{Directive, DirectiveKind};
pub use divs::{Div, FenceFault, FenceFaultKind, Tab};
pub use front_matter::{FrontMatter, FrontMatterFormat, LateFrontMatter};
pub use outline::OutlineHeading;
pub use references::{Attempt, References, Undefined, normalised_label};
pub use signs::Sign;
pub use source::{GENERATED, Reread, Source, is_commit};
pub use spaced::Spaced;
pub(crate) use spaced::is_address;

use crate::data::{SyntaxError, Tree};
use crate::text::Span;
use std::sync::{Arc, OnceLock};

/// One parsed Markdown file.
#[derive(Debug)]
pub struct Document {
    /// Path and text.
    pub source: Arc<Source>,
    /// How its Markdown was read.
    pub dialect: Dialect,
    /// The front matter, if the file begins with one.
    pub front_matter: Option<FrontMatter>,
    /// Every block, in the order in which they start; a block's descendants follow it.
    pub blocks: Vec<Block>,
    /// The indexes of the headings and of the tables: many ask for them, and most blocks are neither.
    headings: Vec<u32>,
    tables: Vec<u32>,
    /// The text of all blocks without markup.
    pub plain: Plain,
    /// Runs of strong, emphasised, struck and code text, in order.
    pub marks: Vec<Mark>,
    /// Every link and image: Markdown's, autolinks, bare addresses, and those of HTML.
    pub links: Vec<Link>,
    /// The targets of the links, one after another.
    targets: String,
    /// Reference definitions (`[label]: target`), in order.
    pub definitions: Vec<Definition>,
    /// References with brackets of their own (`[text][label]`, `[label][]`) that no definition answers.
    pub undefined: Vec<Undefined>,
    /// `id` and `name` attributes of HTML elements.
    pub ids: Vec<HtmlId>,
    /// The texts of `<h1>` to `<h6>` elements, without markup, with the places of their start tags.
    pub html_headings: Vec<(Box<str>, Span)>,
    /// HTML elements whose name no HTML page knows (`<Todo>`): a browser shows nothing of them.
    pub unknown_elements: Vec<(String, Span)>,
    /// Whether an HTML element is a heading of level 1 (`<h1>`).
    pub html_title: bool,
    /// Whether there is an HTML element that no page knows: a component, where the generator has such.
    pub components: bool,
    /// Fenced divs (`::: name` … `:::`).
    pub divs: Vec<Div>,
    /// Lines that were meant as fences of divs and that the renderer takes for something else, in order; none where nobody
    /// knows the renderer.
    pub fence_faults: Vec<FenceFault>,
    /// The marks of fences of code that nothing closes, where the grammar takes such for text; in order.
    pub open_fences: Vec<Span>,
    /// Tabs that stand beside each other (`=== "label"`).
    pub tabs: Vec<Tab>,
    /// Suppression directives.
    pub directives: Vec<Directive>,
    data: OnceLock<Result<Tree, SyntaxError>>,
    tags: OnceLock<Box<[Span]>>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6; `setext` when underlined with `=` or `-`.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Underlined instead of marked by `#`.
        setext: bool,
    },
    /// A paragraph; also the text that stands directly in an item of a tight list.
    Paragraph,
    /// A bulleted or numbered list.
    List {
        /// Numbered.
        ordered: bool,
    },
    /// An item of a list.
    Item,
    /// A block quote.
    Quote,
    /// The definition of a footnote.
    Footnote,
    /// What a dialect sets apart: the body of an admonition, a tab, a definition.
    Container,
    /// A table.
    Table {
        /// Number of columns, from its delimiter row.
        columns: u32,
    },
    /// A row of a table.
    Row {
        /// The first row.
        header: bool,
        /// How many cells are written in it, which need not be the table's number of columns.
        cells: u32,
    },
    /// A cell of a row.
    Cell,
    /// A code block.
    Code {
        /// Fenced, not indented.
        fenced: bool,
    },
    /// A block of HTML.
    Html,
    /// A thematic break.
    Break,
    /// A paragraph that holds nothing but fences of divs (`:::`).
    DivFence,
}

/// One block.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Index of the block that holds it.
    pub parent: Option<u32>,
    /// Index after its last descendant: `blocks[index + 1..end]` is what it holds.
    pub end: u32,
    /// Its bytes in the source.
    pub span: Span,
    /// Its own text (not that of blocks inside it) as a range of [`Plain`]. Empty for containers.
    pub plain: Span,
}

/// The text of all blocks without markup, one after another, and where each run of it stands in the source.
///
/// A soft or hard line break is a `\n`; images and HTML tags leave nothing; entities and escapes are resolved.
#[derive(Debug, Default)]
pub struct Plain {
    text: String,
    runs: Vec<Run>,
    signs: Vec<(Sign, u32)>,
}

/// A run of plain text that stands unbroken in the source.
#[derive(Clone, Copy, Debug)]
struct Run {
    plain: u32,
    source: Span,
}

impl Plain {
    /// The text in `span`, a range of this text.
    pub fn get(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the source that the plain text in `span` comes from.
    pub fn source_span(&self, span: Span) -> Span {
        let start = self.source_offset(span.start, false);
        let end = if span.is_empty() { start } else { self.source_offset(span.end, true) };
        Span { start, end: end.max(start) }
    }

    /// `end`: the offset is exclusive, so it belongs to the run before it.
    fn source_offset(&self, at: u32, end: bool) -> u32 {
        let after = self.runs.partition_point(|run| if end { run.plain < at } else { run.plain <= at });
        let Some(index) = after.checked_sub(1) else {
            return self.runs.first().map_or(0, |run| run.source.start);
        };
        let run = self.runs[index];
        let length = self.runs.get(index + 1).map_or(self.text.len() as u32, |next| next.plain) - run.plain;
        let into = at - run.plain;
        if length as usize == run.source.len() {
            run.source.start + into
        } else if into > 0 && (into >= length || end) {
            run.source.end
        } else {
            run.source.start
        }
    }

    fn end(&self) -> u32 {
        self.text.len() as u32
    }

    fn push(&mut self, text: &str, source: Span) {
        self.runs.push(Run { plain: self.end(), source });
        self.text.push_str(text);
    }
}

/// A kind of inline run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// `**text**`
    Strong,
    /// `*text*`
    Emphasis,
    /// `~~text~~`
    Strikethrough,
    /// `` `text` ``
    Code,
    /// `**`, `__`, `*` or `_` that stayed in the text because nothing closes or opens it.
    Stray,
}

/// A run of marked text.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// How it is marked.
    pub kind: MarkKind,
    /// Index of the block it stands in.
    pub block: u32,
    /// Its bytes in the source, with its markers.
    pub span: Span,
    /// Its text as a range of [`Plain`].
    pub plain: Span,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](target)`
    Inline,
    /// `[text][label]`, `[label][]` or `[label]`: its definition, an index of [`Document::definitions`].
    Reference {
        /// Index of the definition.
        definition: u32,
    },
    /// `<https://…>`
    Autolink,
    /// `<name@example.org>`
    Email,
    /// An address in the text without any marks.
    Bare,
    /// An attribute of an HTML element.
    Html {
        /// Its name in lower case: `href`, `src`, `srcset`, `poster`, …
        attribute: &'static str,
    },
    /// `[[page]]`
    Wiki,
}

/// A link or an image.
#[derive(Clone, Debug)]
pub struct Link {
    /// How it is written.
    pub kind: LinkKind,
    /// Whether it is an image.
    pub image: bool,
    /// Index of the block it stands in; `None` for HTML blocks' links outside any text.
    pub block: Option<u32>,
    /// All of it.
    pub span: Span,
    /// Its target, for [`Document::target`], as a range of all targets.
    pub(crate) target: Span,
    /// Where the target is written; of a reference, in its definition.
    pub target_span: Span,
    /// Its text as a range of [`Plain`]; empty for an image.
    pub plain: Span,
    /// What stands for it where it can't be seen: an image's alternative text, or that of the images inside a link.
    /// `None` where there is no such text (an `<img>` without `alt`).
    pub alternative: Option<Box<str>>,
}

/// A reference definition.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its label as written.
    pub label: Box<str>,
    /// Its target, resolved as a link's.
    pub target: Box<str>,
    /// All of it.
    pub span: Span,
    /// Where the target is written.
    pub target_span: Span,
    /// How many links use it.
    pub uses: u32,
}

/// An `id` or `name` attribute.
#[derive(Clone, Debug)]
pub struct HtmlId {
    /// Its value.
    pub value: Box<str>,
    /// Where the value is written.
    pub span: Span,
}

impl Document {
    /// Parses `source` as CommonMark with GitHub's additions.
    pub fn parse(source: Arc<Source>) -> Self {
        Self::parse_as(source, Dialect::Gfm)
    }

    /// Parses `source` as its renderer reads it.
    pub fn parse_as(source: Arc<Source>, dialect: Dialect) -> Self {
        markdown::parse(source, dialect)
    }

    /// The indexes of the blocks directly in `parent` (`None`: at the top).
    pub fn children(&self, parent: Option<u32>) -> Children<'_> {
        let range = match parent {
            None => 0..self.blocks.len() as u32,
            Some(index) => index + 1..self.blocks[index as usize].end,
        };
        Children { blocks: &self.blocks, range }
    }

    /// The block at `index`.
    pub fn block(&self, index: u32) -> &Block {
        &self.blocks[index as usize]
    }

    /// The index of the block whose own text holds the byte at `at` of [`Plain`].
    pub fn block_at(&self, at: u32) -> Option<u32> {
        let after = self.blocks.partition_point(|block| block.plain.start <= at);
        (0..after).rev().find(|&index| self.blocks[index].plain.end > at).map(|index| index as u32)
    }

    /// The headings with their block indexes, in order.
    pub fn headings(&self) -> impl DoubleEndedIterator<Item = (u32, u8, &Block)> {
        self.headings.iter().map(|&index| (index, self.block(index))).filter_map(|(index, block)| match block.kind {
            BlockKind::Heading { level, .. } => Some((index, level, block)),
            _ => None,
        })
    }

    /// A block's own text without markup, lines separated by `\n`.
    pub fn text_of(&self, block: &Block) -> &str {
        self.plain.get(block.plain)
    }

    /// The lines of a block's own text: each without markup, with its range of [`Plain`]. Fences of divs are left out.
    pub fn lines_of<'a>(&'a self, block: &Block) -> impl Iterator<Item = (Span, &'a str)> {
        let mut rest = Some(self.text_of(block));
        let mut at = block.plain.start;
        let next = move || {
            let text = rest?;
            let end = memchr::memchr(b'\n', text.as_bytes());
            rest = end.map(|end| &text[end + 1..]);
            Some(&text[..end.unwrap_or(text.len())])
        };
        std::iter::from_fn(next).filter_map(move |line| {
            let span = Span { start: at, end: at + line.len() as u32 };
            at = span.end + 1;
            (!line.trim_start().starts_with(":::")).then_some((span, line))
        })
    }

    /// The marks that stand in the block at `index`.
    pub fn marks_of(&self, index: u32) -> impl Iterator<Item = &Mark> {
        let block = self.block(index);
        let from = self.marks.partition_point(|mark| mark.span.start < block.span.start);
        self.marks[from..].iter().take_while(move |mark| mark.span.start < block.span.end).filter(move |mark| mark.block == index)
    }

    /// Where the text in `plain` (a range of [`Plain`]) stands in the source.
    pub fn place(&self, plain: Span) -> Span {
        self.plain.source_span(plain)
    }
}
