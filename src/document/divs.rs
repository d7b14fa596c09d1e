//! Fenced divs: `::: name` … `:::`, as Pandoc, Carpentries and VitePress write them.
//!
//! CommonMark does not know them: their fences stand as lines of paragraphs, also at the end of a list's last item.

use super::{Block, BlockKind, Div, Plain, Sign};
use crate::text::Span;

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
