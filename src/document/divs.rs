//! Fenced divs: `::: name` … `:::`, as Pandoc, Carpentries and VitePress write them.
//!
//! CommonMark does not know them: their fences stand as lines of paragraphs, also at the end of a list's last item.

use super::{Block, BlockKind, Plain, Sign};
use crate::text::Span;

/// A line that was meant as the fence of a div.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FenceFault {
    /// What is wrong with it.
    pub kind: FenceFaultKind,
    /// The line, without blanks around it.
    pub span: Span,
}

/// What keeps a fence from being one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FenceFaultKind {
    /// It goes on with the paragraph above.
    Stuck,
    /// More than one word stands after its colons, and no attribute list.
    Words,
    /// It does not stand at the column where a block begins.
    Indented,
    /// It closes nothing.
    Stray,
    /// Nothing closes the div that it opens.
    Unclosed,
}

/// A tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// What is written on it.
    pub label: Box<str>,
    /// Where.
    pub span: Span,
    /// The number of its set on the page, from 1.
    pub set: u32,
    /// Its own number in the set, from 1.
    pub number: u32,
}

/// A fenced div.
#[derive(Clone, Debug)]
pub struct Div {
    /// Its class: the first word after the colons, or the first `.class` in braces; empty if it has none.
    pub class: Box<str>,
    /// The rest of the opening line, a title for some renderers.
    pub title: Box<str>,
    /// Its opening line.
    pub open: Span,
    /// From its opening line to the end of its closing one (or of the file, when nothing closes it).
    pub span: Span,
    /// Whether a fence closes it.
    pub closed: bool,
    /// Index of the div that holds it.
    pub parent: Option<u32>,
}

/// Finds the divs, and marks paragraphs that hold nothing but fences.
pub(super) fn read(text: &str, blocks: &mut [Block], plain: &Plain) -> Vec<Div> {
    let mut divs: Vec<Div> = Vec::new();
    if plain.places_of(Sign::Fence).next().is_none() {
        return divs;
    }
    let mut open: Vec<u32> = Vec::new();
    for block in blocks.iter_mut().filter(|block| block.kind == BlockKind::Paragraph) {
        let (mut fences, mut lines, mut at) = (0, 0, block.plain.start);
        for line in plain.get(block.plain).split('\n') {
            let span = Span { start: at, end: at + line.len() as u32 };
            at = span.end + 1;
            lines += 1;
            let Some(name) = fence(line) else { continue };
            fences += 1;
            let place = plain.source_span(span);
            if name.is_empty() {
                if let Some(index) = open.pop() {
                    divs[index as usize].span.end = place.end;
                    divs[index as usize].closed = true;
                }
            } else {
                let (class, title) = class(name);
                let span = Span { start: place.start, end: text.len() as u32 };
                divs.push(Div {
                    class: class.into(),
                    title: title.into(),
                    open: place,
                    span,
                    closed: false,
                    parent: open.last().copied(),
                });
                open.push(divs.len() as u32 - 1);
            }
        }
        if fences == lines {
            block.kind = BlockKind::DivFence;
        }
    }
    divs
}

/// What stands after the colons of a fence, without closing colons; `None` if `line` is no fence.
fn fence(line: &str) -> Option<&str> {
    let line = line.trim();
    let rest = line.trim_start_matches(':');
    (line.len() - rest.len() >= 3).then(|| rest.trim_end_matches(':').trim())
}

/// The class and the rest of an opening fence: `challenge`, `{.challenge #id}`, `tip A title`.
fn class(name: &str) -> (&str, &str) {
    if let Some(attributes) = name.strip_prefix('{') {
        let inner = attributes.split('}').next().unwrap_or_default();
        let class = inner.split_whitespace().find_map(|word| word.strip_prefix('.')).unwrap_or_default();
        return (class, "");
    }
    let (class, title) = name.split_once(char::is_whitespace).unwrap_or((name, ""));
    (class.trim_matches(['{', '}', '.']), title.trim())
}
