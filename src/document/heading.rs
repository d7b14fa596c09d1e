//! One heading, read again for what a renderer's anchor may depend on: its pieces in order, and what is written.
//!
//! A document keeps no more of a heading than its plain text. The rest is needed where a renderer other than GitHub asks
//! for anchors, for headings alone: they are read again then, so that parsing costs nothing more.

use super::{Block, BlockKind, Document, links, markdown};
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A piece of a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text, escapes and entities resolved; `at`: where it is written, in [`Heading::written`].
    Text {
        /// The text.
        text: Cow<'a, str>,
        /// Its bytes in [`Heading::written`], without the backslash of an escape.
        at: Range<usize>,
    },
    /// Inline code.
    Code(Cow<'a, str>),
    /// A tag or a comment of HTML, as written.
    Html(Cow<'a, str>),
    /// The end of a line of an underlined heading.
    Break {
        /// Written with a backslash or two blanks.
        hard: bool,
    },
    /// The mark of a footnote, with its label.
    Footnote(Cow<'a, str>),
    /// What follows stands in a span of this kind.
    Open(SpanKind),
    /// The innermost open span ends.
    Close(SpanKind),
}

/// What a span of a heading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// Emphasised, strong or struck.
    Mark,
    /// A link with a text of its own.
    Link,
    /// `<https://…>`: its text is its target.
    Autolink,
    /// An image: what stands in it is its alternative text.
    Image,
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading<'a> {
    /// All of it as written, from its first mark to its last, without a line ending.
    pub written: &'a str,
    /// Its pieces, in order.
    pub pieces: Vec<Piece<'a>>,
    /// Its text in [`Heading::written`]: what follows the opening marks, closing ones included; the lines above an underline.
    pub raw: Range<usize>,
    /// Underlined instead of marked by `#`.
    pub setext: bool,
    /// Whether blanks stand before it on its line, outside any list.
    pub indented: bool,
    /// Whether it stands in no other block: no list, no quote.
    pub top: bool,
    /// The two lines before it, the nearest first; none at the start of the file, of its front matter or of its container.
    pub before: [Option<&'a str>; 2],
    /// The line after it.
    pub after: Option<&'a str>,
    /// The id in braces at its end, where [`HeadingReader::read`] was asked to read it as pulldown-cmark does.
    pub attribute: Option<String>,
}

impl<'a> Heading<'a> {
    /// A heading that is nothing but `text`: one of HTML.
    pub fn of_text(text: &'a str) -> Self {
        Self {
            written: text,
            pieces: vec![Piece::Text { text: text.into(), at: 0..text.len() }],
            raw: 0..text.len(),
            setext: false,
            indented: false,
            top: false,
            before: [None; 2],
            after: None,
            attribute: None,
        }
    }

    /// Whether it is one of HTML.
    pub fn is_html(&self) -> bool {
        !self.setext && !self.written.starts_with('#')
    }

    /// Its level, from 1 on; 0 for one of HTML.
    pub fn level(&self) -> usize {
        match self.setext {
            true => 2 - usize::from(self.written.trim_end().ends_with('=')),
            false => self.written.bytes().take_while(|&byte| byte == b'#').count(),
        }
    }

    /// What is written between its marks.
    pub fn raw(&self) -> &'a str {
        self.written.get(self.raw.clone()).unwrap_or_default()
    }

    /// Where the text begins that no other piece follows, in [`Heading::written`]; `None` where the heading ends otherwise.
    pub fn tail(&self) -> Option<usize> {
        let run = self.pieces.iter().rev().map_while(|piece| match piece {
            Piece::Text { at, .. } => Some(at.start),
            _ => None,
        });
        // The backslash of an escape is not in the range.
        run.last().map(|start| start - usize::from(start > self.raw.start && self.written[..start].ends_with('\\')))
    }

    /// Where its last text ends, in [`Heading::written`].
    pub fn text_end(&self) -> usize {
        let last = self.pieces.iter().rev().find_map(|piece| match piece {
            Piece::Text { at, .. } => Some(at.end),
            _ => None,
        });
        last.unwrap_or(self.raw.start)
    }

    /// Removes the text from the byte `end` of [`Heading::written`] on.
    pub fn cut(&mut self, end: usize) {
        while let Some(Piece::Text { text, at }) = self.pieces.last_mut() {
            if at.start < end {
                let keep = end.min(at.end) - at.start;
                if at.len() == text.len() && text.is_char_boundary(keep) {
                    *text = Cow::Owned(text[..keep].to_owned());
                }
                at.end = end.min(at.end);
                return;
            }
            self.pieces.pop();
        }
    }

    /// What a reader sees of its text.
    pub fn plain(&self) -> String {
        let mut out = String::new();
        let mut images = 0;
        for piece in &self.pieces {
            match piece {
                Piece::Text { text, .. } | Piece::Code(text) if images == 0 => out.push_str(text),
                Piece::Break { .. } => out.push(' '),
                Piece::Open(SpanKind::Image) => images += 1,
                Piece::Close(SpanKind::Image) => images -= 1,
                _ => {}
            }
        }
        out.trim().to_owned()
    }
}

/// What is read of headings beside CommonMark.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dialect {
    /// Braces at their end, as pulldown-cmark reads them.
    pub attributes: bool,
    /// Links and images whose targets stand elsewhere (`[a][b]`) are text.
    pub no_references: bool,
}

/// Reads the headings of one document.
#[derive(Debug)]
pub struct HeadingReader<'a> {
    document: &'a Document,
    labels: OnceCell<HashMap<String, usize>>,
    footnotes: OnceCell<HashSet<String>>,
}

impl<'a> HeadingReader<'a> {
    /// For `document`.
    pub fn new(document: &'a Document) -> Self {
        Self { document, labels: OnceCell::new(), footnotes: OnceCell::new() }
    }

    /// The heading that is `block`.
    pub fn read(&self, block: &Block, dialect: Dialect) -> Heading<'a> {
        let text = self.document.source.text();
        let written = text.get(block.span.range()).unwrap_or_default();
        let setext = matches!(block.kind, BlockKind::Heading { setext: true, .. });
        let start = block.span.start as usize;
        let line_start = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let top = block.parent.is_none();
        let mut before = text[..line_start].lines().rev().filter(|_| top && line_start > self.body());
        let end = block.span.end as usize;
        let after = text.get(end..).unwrap_or_default().lines().nth(1).filter(|_| top);
        let mut heading = Heading {
            written,
            pieces: Vec::new(),
            raw: raw(written, setext),
            setext,
            indented: top && line_start < start,
            top,
            before: [before.next(), before.next()],
            after,
            attribute: None,
        };
        if !self.parse(&mut heading, dialect) {
            // The second line of an underlined heading in a quote begins with the quote's mark.
            heading.pieces = vec![Piece::Text { text: self.document.text_of(block).into(), at: heading.raw.clone() }];
        }
        heading
    }

    /// Where the body of the document begins, after its front matter.
    fn body(&self) -> usize {
        self.document.front_matter.filter(|found| found.closed).map_or(0, |found| found.content.end as usize + 4)
    }

    /// Reads the pieces; whether all that is written is one heading.
    fn parse(&self, heading: &mut Heading<'a>, dialect: Dialect) -> bool {
        let written = heading.written;
        let marks = self.footnote_marks(written);
        // Footnotes are told from text by their definitions.
        let buffer = match marks.is_empty() {
            true => Cow::Borrowed(written),
            false => {
                Cow::Owned(format!("{written}\n\n{}", marks.iter().map(|mark| format!("[^{mark}]: x\n\n")).collect::<String>()))
            }
        };
        let mut options = markdown::options();
        options.set(Options::ENABLE_HEADING_ATTRIBUTES, dialect.attributes);
        let answer = |link: BrokenLink<'_>| {
            let definition = self.definition(&link.reference).filter(|_| !dialect.no_references)?;
            Some((CowStr::from(definition.to_owned()), CowStr::Borrowed("")))
        };
        let mut depth = 0;
        let mut whole = false;
        for (event, range) in Parser::new_with_broken_link_callback(&buffer, options, Some(answer)).into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { id, attrs, .. }) => {
                    whole = true;
                    depth = 1;
                    let named = || attrs.into_iter().find(|(name, _)| &**name == "id").and_then(|(_, value)| value);
                    heading.attribute = id.or_else(named).map(|id| id.to_string());
                }
                Event::End(TagEnd::Heading(_)) => break,
                _ if depth == 0 => return false,
                event => push(&mut heading.pieces, event, range, written),
            }
        }
        whole
    }

    /// The target of the definition with that label.
    fn definition(&self, label: &str) -> Option<&'a str> {
        let definitions = &self.document.definitions;
        let labels = self.labels.get_or_init(|| {
            definitions.iter().enumerate().rev().map(|(at, definition)| (links::fold_label(&definition.label), at)).collect()
        });
        labels.get(&links::fold_label(label)).and_then(|&at| definitions.get(at)).map(|definition| &*definition.target)
    }

    /// The labels in `written` that footnotes of the document answer.
    fn footnote_marks<'w>(&self, written: &'w str) -> Vec<&'w str> {
        let found = written.split("[^").skip(1).filter_map(|rest| rest.split_once(']')).map(|(label, _)| label);
        found.filter(|label| self.footnotes().contains(*label)).collect()
    }

    fn footnotes(&self) -> &HashSet<String> {
        self.footnotes.get_or_init(|| {
            let text = self.document.source.text();
            let footnotes = self.document.blocks.iter().filter(|block| block.kind == BlockKind::Footnote);
            let written = footnotes.filter_map(|block| text.get(block.span.range())?.trim_start().strip_prefix("[^"));
            written.filter_map(|rest| rest.split_once(']')).map(|(label, _)| label.to_owned()).collect()
        })
    }
}

/// What stands between the marks of the heading `written`.
fn raw(written: &str, setext: bool) -> Range<usize> {
    if setext {
        return 0..written.trim_end().rfind(['\n', '\r']).map_or(written.len(), |at| written[..at].trim_end().len());
    }
    let rest = written.trim_start_matches('#');
    let text = rest.trim_start_matches([' ', '\t']);
    let start = written.len() - text.len();
    start..start + text.trim_end_matches([' ', '\t']).len()
}

/// Adds the piece that `event`, at `range` of `written`, stands for.
fn push<'a>(pieces: &mut Vec<Piece<'a>>, event: Event<'_>, range: Range<usize>, written: &'a str) {
    let owned = |text: CowStr<'_>| match written.get(range.clone()) {
        Some(same) if same == &*text => Cow::Borrowed(same),
        _ => Cow::Owned(text.to_string()),
    };
    let piece = match event {
        Event::Text(text) => {
            let text = owned(text);
            // Delimiters that are none split a text: it is one for a renderer.
            if let (Some(Piece::Text { text: last, at }), Cow::Borrowed(_)) = (pieces.last_mut(), &text)
                && at.end == range.start
                && matches!(last, Cow::Borrowed(_))
            {
                at.end = range.end;
                *last = Cow::Borrowed(written.get(at.clone()).unwrap_or_default());
                return;
            }
            Piece::Text { text, at: range }
        }
        Event::Code(text) => Piece::Code(Cow::Owned(text.to_string())),
        Event::InlineHtml(text) => Piece::Html(owned(text)),
        Event::SoftBreak => Piece::Break { hard: false },
        Event::HardBreak => Piece::Break { hard: true },
        Event::FootnoteReference(label) => Piece::Footnote(Cow::Owned(label.to_string())),
        Event::Start(tag) => Piece::Open(match tag {
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => SpanKind::Autolink,
            Tag::Link { .. } => SpanKind::Link,
            Tag::Image { .. } => SpanKind::Image,
            _ => SpanKind::Mark,
        }),
        Event::End(tag) => Piece::Close(match tag {
            // An autolink ends as a link does.
            TagEnd::Link => {
                match pieces.iter().rev().find(|piece| matches!(piece, Piece::Open(SpanKind::Autolink | SpanKind::Link))) {
                    Some(Piece::Open(kind)) => *kind,
                    _ => SpanKind::Link,
                }
            }
            TagEnd::Image => SpanKind::Image,
            _ => SpanKind::Mark,
        }),
        _ => return,
    };
    pieces.push(piece);
}
