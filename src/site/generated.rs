//! Whether a generator adds text to a page, with anchors that are not seen in its Markdown.
//!
//! What a generator's marks can bring differs: a template's value stands inside a line for VitePress, a shortcode may
//! bring a whole section for Hugo. A page that may have more anchors than are seen is not said to lack one.

use crate::document::{BlockKind, Document, MarkKind};
use crate::text::Span;
use crate::text::path::extension;
use memchr::memmem;

/// Marks of text that stands elsewhere, for generators of which nothing better is known.
const MARKS: &[&str] = &["{{", "{%", "@include", "--8<--", "```{", "\n::: "];
/// Whether `document` is MDX: components, imports and values may stand anywhere in it.
pub(super) fn is_mdx(document: &Document) -> bool {
    extension(document.source.path()).is_some_and(|end| end.eq_ignore_ascii_case("mdx"))
}

/// Whether one of `marks` stands anywhere in `document`.
pub(super) fn has_any(document: &Document, marks: &[&str]) -> bool {
    let text = document.source.text().as_bytes();
    marks.iter().any(|mark| memmem::find(text, mark.as_bytes()).is_some())
}

/// Whether a mark of text that stands elsewhere is in `document`.
pub(super) fn has_mark(document: &Document) -> bool {
    has_any(document, MARKS)
}

/// Whether `document` has components, which bring headings of their own.
pub(super) fn has_component(document: &Document) -> bool {
    document.components || has_any(document, &["\nimport ", "\n<script"])
}

/// Whether one of `marks` stands outside of code, at a place that `counts`.
pub(super) fn outside_code(document: &Document, marks: &[&str], counts: impl Fn(usize) -> bool) -> bool {
    let text = document.source.text().as_bytes();
    if !marks.iter().any(|mark| memmem::find(text, mark.as_bytes()).is_some()) {
        return false;
    }
    let blocks = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Code { .. })).map(|block| block.span);
    let marked = document.marks.iter().filter(|mark| mark.kind == MarkKind::Code).map(|mark| mark.span);
    let mut code: Vec<Span> = blocks.chain(marked).collect();
    code.sort_unstable_by_key(|span| span.start);
    let in_code = |at: usize| {
        let before = code.partition_point(|span| (span.start as usize) <= at).checked_sub(1);
        before.and_then(|at| code.get(at)).is_some_and(|span| at < span.end as usize)
    };
    marks.iter().any(|mark| memmem::find_iter(text, mark.as_bytes()).any(|at| !in_code(at) && counts(at)))
}
