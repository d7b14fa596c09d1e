//! Whether a generator adds text to a page, with anchors that are not seen in its Markdown.
//!
//! What a generator's marks can bring differs: a template's value stands inside a line for VitePress, a shortcode may
//! bring a whole section for Hugo. A page that may have more anchors than are seen is not said to lack one.

use super::shortcodes::are_harmless;
use super::{Generator, Site};
use crate::document::{BlockKind, Document, MarkKind};
use crate::text::Span;
use memchr::memmem;

/// Marks of text that stands elsewhere, for generators of which nothing better is known.
const MARKS: &[&str] = &["{{", "{%", "@include", "--8<--", "```{", "\n::: "];
/// Containers that VitePress knows, which have no anchors of their own.
const CONTAINERS: &[&str] =
    &["tip", "info", "note", "warning", "danger", "details", "code-group", "raw", "v-pre", "important", "caution"];
/// Whether the generator of `site` may add anchors to `document`.
pub(super) fn is_generated(document: &Document, site: &Site) -> bool {
    let text = document.source.text();
    let has = |mark: &&str| memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    let marked = match site.generator {
        _ if site.generated || document.source.path().ends_with(".mdx") => true,
        Generator::Vitepress => {
            ["@include", ":id=", "v-bind", "v-html"].iter().any(has) || has_container(text) || has_computed_heading(document)
        }
        Generator::Mdbook => outside_code(document, &["{{#"], |_| true),
        Generator::Hugo => ["{{<", "{{%"].iter().any(has) && !are_harmless(text, &site.shortcodes),
        _ => MARKS.iter().any(has),
    };
    // Components bring headings of their own.
    let components = matches!(site.generator, Generator::Vitepress | Generator::Docusaurus | Generator::Astro | Generator::Other);
    marked || components && (document.components || ["\nimport ", "\n<script"].iter().any(has))
}

/// Whether a container (`::: name`) is none of VitePress's own.
fn has_container(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), "\n:::").any(|at| {
        let line = text[at + 1..].lines().next().unwrap_or_default();
        let name = line.trim_start_matches(':').split_whitespace().next().unwrap_or_default();
        !name.is_empty() && !CONTAINERS.contains(&name.to_ascii_lowercase().as_str())
    })
}

/// Whether a heading holds a value that is computed (`{{ name }}`).
fn has_computed_heading(document: &Document) -> bool {
    let is_heading = |at: usize| {
        let block = document.blocks.partition_point(|block| (block.span.start as usize) <= at).checked_sub(1);
        block.and_then(|block| document.blocks.get(block)).is_some_and(|block| matches!(block.kind, BlockKind::Heading { .. }))
    };
    outside_code(document, &["{{"], is_heading)
}

/// Whether one of `marks` stands outside of code, at a place that `counts`.
fn outside_code(document: &Document, marks: &[&str], counts: impl Fn(usize) -> bool) -> bool {
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
