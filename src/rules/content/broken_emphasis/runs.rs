//! Runs of exactly two asterisks or underscores that the parser left in the text, and what touches them.

use crate::document::{Document, MarkKind, Sign};
use crate::text::Span;

/// How many characters of the word after a mark are looked at.
const WORD: usize = 100;

/// A `**` or `__` that a reader sees.
pub(super) struct Run {
    /// Index of its block.
    pub(super) block: u32,
    /// Its bytes in the source.
    pub(super) span: Span,
    /// `**` or `__`.
    pub(super) mark: &'static str,
    /// The character before, on the same line.
    pub(super) previous: Option<char>,
    /// The character after, on the same line.
    pub(super) next: Option<char>,
    /// Nothing or a blank stands before it, or an opening bracket.
    pub(super) blank_before: bool,
    /// Nothing or a blank stands after it.
    pub(super) blank_after: bool,
    /// It is the first on its line.
    pub(super) starts_line: bool,
    /// It is the last on its line.
    pub(super) ends_line: bool,
    word: String,
}

impl Run {
    /// Names that follow two asterisks in programs (`**kwargs`, `char **argv`).
    pub(super) fn is_code(&self) -> bool {
        self.word.contains(['_', '/', '(', '=', ';', '*', '{'])
            || matches!(
                self.word.trim_end_matches([',', ')', '.', ':']),
                "kwargs" | "kw" | "argv" | "args" | "options" | "opts" | "kwds"
            )
    }
}

/// The literal runs of `document`, in order.
pub(super) fn literal(document: &Document) -> Vec<Run> {
    let mut found = Vec::new();
    for sign in [Sign::Stars, Sign::Underscores] {
        found.extend(document.plain.places_of(sign).filter_map(|at| read(document, sign.text(), at)));
    }
    found.sort_by_key(|run: &Run| run.span);
    found
}

/// Drops the pairs of `runs` that the page's renderer makes bold text of, though CommonMark does not, and what stands between
/// tags of a template, of which nobody knows how it is read.
pub(super) fn drop_rendered(document: &Document, runs: &mut Vec<Run>) {
    runs.retain(|run| !document.is_between_tags(run.span) && !is_beside_marked_tag(document, run));
    let mut rendered = vec![false; runs.len()];
    let mut open: Option<usize> = None;
    for (at, run) in runs.iter().enumerate().filter(|(_, run)| run.mark == "**") {
        let blank = run.previous.is_none_or(char::is_whitespace);
        match open.filter(|&open| runs[open].block == run.block && document.dialect.emboldens(blank)) {
            Some(first) => {
                (rendered[first], rendered[at]) = (true, true);
                open = None;
            }
            None if !run.blank_after => open = Some(at),
            None => {}
        }
    }
    let mut rendered = rendered.into_iter();
    runs.retain(|_| !rendered.next().unwrap_or_default());
}

/// How many bytes before a mark are looked at for a tag.
const TAG: usize = 400;

/// Whether a tag of a template stands before the mark in its block, and in the tag what Markdown would take for a mark as well: the
/// generator takes the tag out first (`{{% _param x %}}`).
fn is_beside_marked_tag(document: &Document, run: &Run) -> bool {
    let (text, end) = (document.source.text(), run.span.start as usize);
    let from = (document.block(run.block).span.start as usize).max(end.saturating_sub(TAG));
    let from = (from..=end).find(|&at| text.is_char_boundary(at)).unwrap_or(end);
    let tags = text[from..end].split('{').skip(1).filter(|tag| tag.starts_with(['%', '<']));
    tags.map(|tag| tag.split('}').next().unwrap_or_default()).any(|tag| tag.contains(['_', '*']))
}

fn read(document: &Document, mark: &'static str, at: usize) -> Option<Run> {
    let text = document.plain.text();
    let plain = Span::new(at, at + mark.len());
    let same = |c: Option<char>| c.is_some_and(|c| mark.starts_with(c));
    let previous = text[..at].chars().next_back();
    let next = text[at + mark.len()..].chars().next();
    if same(previous) || same(next) {
        return None;
    }
    let span = document.place(plain);
    // An escaped one, or one of entities, is meant to be seen.
    let written = document.source.text();
    let before = written.as_bytes().get((span.start as usize).wrapping_sub(1));
    if written.get(span.range()) != Some(mark) || before == Some(&b'\\') || in_code_or_address(document, span) {
        return None;
    }
    let previous = previous.filter(|&c| c != '\n');
    let next = next.filter(|&c| c != '\n');
    let block = document.block_at(plain.start)?;
    // No further than the first word: a line may hold a megabyte of marks.
    let stops = |c: &char| *c == '\n' || !c.is_whitespace();
    let before = text[document.block(block).plain.start as usize..at].chars().rev().find(stops);
    let mut after = text[at + mark.len()..].chars().skip_while(|c| !stops(c)).peekable();
    Some(Run {
        block,
        span,
        mark,
        previous,
        next,
        blank_before: previous.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[')),
        blank_after: next.is_none_or(char::is_whitespace),
        starts_line: before.is_none_or(|c| c == '\n'),
        ends_line: after.peek().is_none_or(|&c| c == '\n'),
        word: after.take_while(|c| !c.is_whitespace()).take(WORD).collect(),
    })
}

fn in_code_or_address(document: &Document, span: Span) -> bool {
    let after = document.marks.partition_point(|mark| mark.span.start <= span.start);
    let code = document.marks[..after].iter().rev().take(4).any(|mark| mark.kind == MarkKind::Code && mark.span.contains(span));
    let after = document.links.partition_point(|link| link.span.start <= span.start);
    code || document.links[..after].iter().rev().take(4).any(|link| link.target_span.contains(span) && link.span.contains(span))
}
