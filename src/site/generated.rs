//! Whether a generator adds text to a page, with anchors that are not seen in its Markdown.
//!
//! What a generator's marks can bring differs: a template's value stands inside a line for VitePress, a shortcode may
//! bring a whole section for Hugo. A page that may have more anchors than are seen is not said to lack one.

use super::Cause;
use crate::document::{BlockKind, Document, MarkKind};
use crate::text::Span;
use crate::text::path::{folder_of, join};
use memchr::memmem;

/// Marks of text that stands elsewhere, for generators of which nothing better is known.
const MARKS: &[&str] = &["{{", "{%", "@include", "--8<--", "```{", "\n::: "];

/// The first of `marks` that stands anywhere in `document`, as what inserts text there.
pub(super) fn any(document: &Document, marks: &[&str]) -> Option<Cause> {
    let text = document.source.text().as_bytes();
    marks.iter().find(|mark| memmem::find(text, mark.as_bytes()).is_some()).map(|mark| inserted(mark))
}

/// The mark of text that stands elsewhere, if one is in `document`.
pub(super) fn mark(document: &Document) -> Option<Cause> {
    any(document, MARKS)
}

/// Components in `document`, which bring headings of their own.
pub(super) fn component(document: &Document) -> Option<Cause> {
    document.components.then(|| inserted("<Component>")).or_else(|| any(document, &["\nimport ", "\n<script"]))
}

/// What inserts text, by the mark that shows it.
pub(super) fn inserted(mark: &str) -> Cause {
    Cause::Inserted(mark.trim().into())
}

/// Whether one of `marks` stands outside of code, at a place that `counts`.
pub(super) fn outside_code(document: &Document, marks: &[&str], counts: impl Fn(usize) -> bool) -> bool {
    marks.iter().any(|mark| places_outside_code(document, mark).into_iter().any(&counts))
}

/// Where `mark` stands outside of code.
pub(super) fn places_outside_code(document: &Document, mark: &str) -> Vec<usize> {
    let text = document.source.text().as_bytes();
    let mut places: Vec<usize> = memmem::find_iter(text, mark.as_bytes()).collect();
    if places.is_empty() {
        return places;
    }
    let blocks = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Code { .. })).map(|block| block.span);
    let marked = document.marks.iter().filter(|mark| mark.kind == MarkKind::Code).map(|mark| mark.span);
    let mut code: Vec<Span> = blocks.chain(marked).collect();
    code.sort_unstable_by_key(|span| span.start);
    places.retain(|&at| {
        let before = code.partition_point(|span| (span.start as usize) <= at).checked_sub(1);
        before.and_then(|before| code.get(before)).is_none_or(|span| at >= span.end as usize)
    });
    places
}

/// The files of the repository that lines of `document` with `mark` put into it, by the paths that stand there; what begins with a
/// slash begins in `root`.
pub(super) fn parts(document: &Document, mark: &str, root: &str) -> Vec<Box<str>> {
    let text = document.source.text();
    let brings = |at: usize| text[..at].rsplit('\n').next().is_some_and(|line| line.contains(mark));
    let mut found: Vec<Box<str>> = Vec::new();
    for link in document.links.iter().filter(|link| link.is_bare() && brings(link.span.start as usize)) {
        let target = document.target(link);
        let path = match target.strip_prefix('/') {
            Some(rest) => join(root, rest),
            None => join(folder_of(document.source.path()), target),
        };
        found.extend(path.map(Into::into));
    }
    found
}

/// Whether a heading holds a value that is computed (`{{ name }}`).
pub(super) fn has_computed_heading(document: &Document) -> bool {
    let is_heading = |at: usize| {
        let block = document.blocks.partition_point(|block| (block.span.start as usize) <= at).checked_sub(1);
        block.and_then(|block| document.blocks.get(block)).is_some_and(|block| matches!(block.kind, BlockKind::Heading { .. }))
    };
    outside_code(document, &["{{"], is_heading)
}
