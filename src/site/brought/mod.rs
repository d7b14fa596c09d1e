//! What the templates of a page bring to it: anchors that its own Markdown does not show.
//!
//! An output brings only what it prints. What is known is read; what is not known and stands inside a line of prose is no
//! heading; what stands alone may be anything.

mod ids;
mod place;

use super::liquid::{Piece, Values, evaluate, pieces, said};
use super::{Cause, Site, generated};
use crate::anchor::{Anchors, headings};
use crate::document::{BlockKind, Document, MarkKind, Source};
use crate::text::Span;
pub(super) use ids::written_ids;
use percent_encoding::percent_decode_str;
use place::{Place, around};
use std::ops::Range;

/// How deep files are put into one another.
pub(super) const DEPTH: usize = 6;
/// How much one page may bring, in bytes.
const LARGEST: usize = 1 << 18;
/// How many anchors of which the ends are known are believed of one page.
const MANY: usize = 128;
/// Blocks in which nothing is filled in, or whose text is code.
const VERBATIM: &[&str] = &["raw", "comment", "verbatim", "highlight", "doc"];
/// What holds the text of pages.
const CONTENT: &[&str] = &["content", "excerpt", "output", "body", "html", "markdown", "text", "templateContent", "rendered"];
/// Filters that make pages of texts.
const RENDERS: &[&str] = &["markdownify", "markdown", "md", "renderContent", "render"];
/// What holds a word or an address, by its name.
const WORDS: &[&str] = &[
    "title",
    "name",
    "label",
    "url",
    "link",
    "href",
    "src",
    "image",
    "path",
    "date",
    "year",
    "time",
    "id",
    "key",
    "slug",
    "email",
    "author",
    "version",
    "lang",
    "language",
    "count",
    "size",
    "index",
    "length",
    "description",
    "tag",
    "category",
];
/// Filters whose result is a word, an address, a number, or code.
const PLAIN: &[&str] = &[
    "relative_url",
    "absolute_url",
    "url",
    "date",
    "date_to_string",
    "date_to_long_string",
    "date_to_xmlschema",
    "size",
    "length",
    "escape",
    "xml_escape",
    "cgi_escape",
    "uri_escape",
    "url_encode",
    "urlencode",
    "slugify",
    "slug",
    "strip_html",
    "jsonify",
    "json",
    "dump",
    "highlight",
    "number_of_words",
    "plus",
    "minus",
    "times",
    "divided_by",
    "modulo",
    "round",
    "log",
    "inspect",
    "upcase",
    "upper",
    "downcase",
    "lower",
    "capitalize",
    "array_to_sentence_string",
    "eleventyNavigationToHtml",
    "eleventyNavigationToMarkdown",
    "eleventyNavigationBreadcrumb",
];

/// What a page is given.
#[derive(Debug, Default)]
pub struct Brought {
    /// Its anchors, letter by letter.
    pub(super) ids: Vec<String>,
    /// Anchors of which a beginning and an end are known.
    pub(super) guesses: Vec<(String, String)>,
    /// What may bring others.
    pub(super) unseen: Option<Cause>,
}

/// A file that a tag puts in, with what the tag says of the variables in it.
pub(super) struct Put<'a> {
    pub(super) text: &'a str,
    /// What is known in it.
    pub(super) values: Box<dyn Templates + 'a>,
}

/// What a tag does.
pub(super) enum Tag<'a> {
    /// It prints nothing.
    Plain,
    /// It prints what has no anchor.
    Prints,
    /// It puts a file in.
    Puts(Put<'a>),
    /// Nobody can say.
    Unknown,
}

/// What a generator makes of its templates.
pub(super) trait Templates: Values {
    /// What the tag does that is written so.
    fn tag<'a>(&'a self, word: &str, written: &str) -> Tag<'a>;
    /// Whether the value of the variable is written out in the page itself.
    fn is_own(&self, name: &str) -> bool;
    /// Whether the variable is set by whoever puts the page in, and is read there.
    fn is_given(&self, name: &str) -> bool;
    /// The site.
    fn site(&self) -> &Site;
}

/// What the templates in `document` bring.
pub(super) fn of(document: &Document, templates: &dyn Templates) -> Brought {
    let text = document.source.text();
    if !text.contains("{{") && !text.contains("{%") {
        return Brought::default();
    }
    let mut reader = Reader::default();
    let start = document.front_matter.map_or(0, |front| front.content.end as usize);
    reader.read(&Text { text, start, code: code(document), own: true }, templates, DEPTH);
    reader.finish(templates.site())
}

/// Where code stands, in order.
fn code(document: &Document) -> Vec<Span> {
    let blocks = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Code { .. })).map(|block| block.span);
    let marked = document.marks.iter().filter(|mark| mark.kind == MarkKind::Code).map(|mark| mark.span);
    let mut code: Vec<Span> = blocks.chain(marked).collect();
    code.sort_unstable_by_key(|span| span.start);
    code
}

/// A text that is read.
struct Text<'t> {
    text: &'t str,
    /// Where it begins.
    start: usize,
    /// Where code stands in it, in order.
    code: Vec<Span>,
    /// Whether it is the page's own, whose anchors are known as far as no template is in them.
    own: bool,
}

impl Text<'_> {
    fn is_code(&self, at: usize) -> bool {
        let before = self.code.partition_point(|span| (span.start as usize) <= at).checked_sub(1);
        before.and_then(|before| self.code.get(before)).is_some_and(|span| at < span.end as usize)
    }
}

/// What is brought, while it is read.
#[derive(Default)]
struct Reader {
    brought: Brought,
    /// What templates print, of which anchors are made.
    filled: String,
    bytes: usize,
}

impl Reader {
    fn read(&mut self, page: &Text<'_>, templates: &dyn Templates, depth: usize) {
        self.bytes += page.text.len();
        if depth == 0 || self.bytes > LARGEST {
            self.unseen("include");
            return;
        }
        // The tag that ends what is not filled in.
        let mut until: Option<String> = None;
        for piece in pieces(page.text.get(page.start..).unwrap_or_default()) {
            let shift = |range: Range<usize>| range.start + page.start..range.end + page.start;
            match piece {
                Piece::Tag(range) => {
                    let range = shift(range);
                    let written = page.text[range.clone()].trim();
                    let word = word(written);
                    match &until {
                        Some(end) if end == word => until = None,
                        Some(_) => {}
                        None if VERBATIM.contains(&word) => until = Some(format!("end{word}")),
                        None if page.is_code(range.start) => {}
                        None => self.tag(page, &range, templates, depth),
                    }
                }
                _ if until.is_some() => {}
                Piece::Text(range) => self.filled.push_str(if page.own { "" } else { &page.text[shift(range)] }),
                Piece::Output(range) => self.output(page, &shift(range), templates),
            }
        }
    }

    fn tag(&mut self, page: &Text<'_>, place: &Range<usize>, templates: &dyn Templates, depth: usize) {
        let written = page.text[place.clone()].trim();
        let word = word(written);
        let around = if page.own { "\n\n" } else { "" };
        match templates.tag(word, written) {
            Tag::Plain => {}
            Tag::Prints => self.heading(page, place, templates),
            Tag::Puts(put) => {
                self.filled.push_str(around);
                self.read(&Text { text: put.text, start: 0, code: Vec::new(), own: false }, &*put.values, depth - 1);
                self.filled.push_str(around);
            }
            Tag::Unknown => {
                let words = if word.starts_with("include") || word.starts_with("render") { 2 } else { 1 };
                let mark: Vec<&str> = written.split_whitespace().take(words).collect();
                self.unseen(&format!("{{% {} %}}", mark.join(" ")));
            }
        }
    }

    /// Something that is not known is printed in a heading, if it stands in one: of its anchor the ends are known.
    fn heading(&mut self, page: &Text<'_>, place: &Range<usize>, templates: &dyn Templates) {
        if self.brought.guesses.len() >= MANY {
            return self.unseen("{{");
        }
        if !matches!(Place::of(page.text, page.start, place), Place::Heading) {
            return;
        }
        let (before, after) = around(page.text, page.start, place);
        let before = before.trim_start_matches(['#', '-', '*', '>', ' ', '\t']);
        let known = |text: &str| said(text, templates).filter(|text| !text.contains(['<', '[', '{']));
        let site = templates.site();
        let slug = |text: &str| {
            let document = Document::parse_as(Source::new("", format!("# {}", text.trim())), site.dialect);
            let named = headings(&document, site.renderer).into_iter().next();
            let anchor = named.map(|(_, named)| named.anchor).unwrap_or_default();
            percent_decode_str(&anchor).decode_utf8_lossy().trim_matches('-').to_owned()
        };
        match known(before).map(|before| slug(&before)).filter(|before| !before.is_empty()) {
            Some(before) => {
                let after = known(after.trim_end_matches(['#', ' '])).map(|after| slug(&after));
                self.brought.guesses.push((before, after.unwrap_or_default()));
            }
            None => self.unseen(page.text.get(place.start - 2..place.end + 2).unwrap_or("{{")),
        }
    }

    fn output(&mut self, page: &Text<'_>, range: &Range<usize>, templates: &dyn Templates) {
        if page.is_code(range.start) {
            return;
        }
        let written = &page.text[range.clone()];
        let place = Place::of(page.text, page.start, range);
        let value = evaluate(written, templates).map(|(value, _)| value);
        let marked = value.as_ref().is_some_and(|value| value.contains(['<', '#']));
        match &value {
            Some(_) if page.own && (marked || matches!(place, Place::Heading | Place::Id(..))) => {
                self.filled.push_str(&line(page.text, page.start, range, templates));
                self.filled.push_str("\n\n");
            }
            Some(value) if !page.own => self.filled.push_str(value),
            Some(_) => {}
            None if matches!(place, Place::Heading) => {
                if !templates.is_given(written.trim()) {
                    self.heading(page, range, templates);
                }
            }
            None => self.unknown(written, &place, templates),
        }
    }

    /// An output of which nobody knows what it prints.
    fn unknown(&mut self, written: &str, place: &Place<'_>, templates: &dyn Templates) {
        let mut parts = written.split('|').map(|part| part.split([':', '(']).next().unwrap_or_default().trim());
        let name = parts.next().unwrap_or_default();
        if templates.is_given(name) {
            return;
        }
        let filters: Vec<&str> = parts.collect();
        let key = name.rsplit('.').next().unwrap_or_default().trim_matches(['[', ']', '"', '\'']);
        let renders = filters.iter().any(|filter| RENDERS.contains(filter));
        let plain = || filters.iter().rev().find(|filter| **filter != "safe").is_some_and(|filter| PLAIN.contains(filter));
        let may = match place {
            Place::Id(..) if self.brought.guesses.len() >= MANY => true,
            Place::Id(before, after) => {
                self.brought.guesses.push(((*before).to_owned(), (*after).to_owned()));
                false
            }
            // It is seen above.
            Place::Heading => false,
            _ if templates.is_own(name) => false,
            _ if renders => true,
            _ if plain() => false,
            _ if CONTENT.contains(&key) => true,
            Place::Alone => !WORDS.contains(&key) && !key.starts_with(|c: char| c.is_ascii_digit()),
            Place::Line => false,
        };
        if may {
            self.unseen(&format!("{{{{ {} }}}}", written.trim()));
        }
    }

    fn unseen(&mut self, mark: &str) {
        self.brought.unseen.get_or_insert_with(|| generated::inserted(mark));
    }

    /// The anchors of what is printed.
    fn finish(self, site: &Site) -> Brought {
        let Self { mut brought, filled, .. } = self;
        if filled.contains('#') || filled.contains("id=") || filled.contains("name=") {
            let document = Document::parse_as(Source::new("", filled), site.dialect);
            brought.ids.extend(Anchors::of(&document, site.renderer).iter().map(str::to_owned));
            super::page::listed(&document, &mut |name| brought.ids.push(name.to_owned()));
        }
        brought
    }
}

/// The word that a tag begins with.
fn word(written: &str) -> &str {
    written.split(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default()
}

/// Whether what templates print may define labels of references in `document`: a file that is put in, or a label with a template.
pub(super) fn may_define(document: &Document) -> bool {
    let text = document.source.text();
    let puts = |piece| matches!(piece, Piece::Tag(range) if ["include", "render"].iter().any(|word| text[range.clone()].trim_start().starts_with(word)));
    let label = |line: &str| {
        let label = line.trim_start().strip_prefix('[').and_then(|rest| rest.split_once("]:"));
        label.is_some_and(|(label, _)| label.contains("{{") || label.contains("{%"))
    };
    text.contains("{") && (pieces(text).any(puts) || text.lines().any(label))
}

/// The line of an output, filled in as far as it is known.
fn line(text: &str, start: usize, inner: &Range<usize>, templates: &dyn Templates) -> String {
    let (before, after) = around(text, start, inner);
    let value = evaluate(&text[inner.clone()], templates).map(|(value, _)| value).unwrap_or_default();
    let mut filled = String::new();
    let mut fill = |text: &str| {
        for piece in pieces(text) {
            match piece {
                Piece::Text(range) => filled.push_str(&text[range]),
                Piece::Output(range) => {
                    filled.push_str(&evaluate(&text[range], templates).map(|(value, _)| value).unwrap_or_default());
                }
                Piece::Tag(_) => {}
            }
        }
    };
    fill(before);
    fill(&value);
    fill(after);
    filled
}
