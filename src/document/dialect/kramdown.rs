//! kramdown, as Jekyll reads it: lines of attributes are no text, and neither is a comment. Between the tags of a block stands
//! Markdown where an attribute of it says so (`markdown="1"`), or the configuration of all.

use super::draft::Draft;
use super::lines::{Line, outside_code};
use super::liquid::{self, Left};
use crate::text::Span;

/// The elements between whose tags blocks may stand (`HTML_CONTENT_MODEL_BLOCK`).
const HOLDERS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "details",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "li",
    "main",
    "menu",
    "nav",
    "section",
    "summary",
    "td",
];

/// Takes out lines that are no text of the page.
pub(super) fn prepare(draft: &mut Draft<'_>, html: bool) {
    liquid::prepare(draft, Left::Nothing);
    tags(draft, html);
    let mut comment = false;
    for line in draft.lines() {
        // One list, whatever it says, and nothing beside it.
        let inner = line.written.strip_prefix("{:").and_then(|rest| rest.strip_suffix('}')).filter(|inner| !inner.contains('}'));
        match inner {
            Some(":comment") => comment = true,
            Some(end) if comment && end.starts_with('/') => comment = false,
            None if !comment => continue,
            _ => {}
        }
        draft.blank(line.range());
    }
}

/// Takes out the tags between which stands Markdown: those alone on their lines. `html`: of every block, and not only of those
/// that say so.
fn tags(draft: &mut Draft<'_>, html: bool) {
    let mut open: Vec<&str> = Vec::new();
    for line in outside_code(draft.lines()).filter(|line| line.written.starts_with('<') && line.indent < 4) {
        tag(draft, &line, html, &mut open);
    }
}

/// Takes out the tag that is all of `line`, if it opens such a block or closes the innermost of those that are `open`.
fn tag<'a>(draft: &mut Draft<'a>, line: &Line<'a>, html: bool, open: &mut Vec<&'a str>) {
    let inner = line.written[1..].strip_suffix('>').filter(|inner| !inner.contains(['<', '>']) && !inner.ends_with('/'));
    let Some(inner) = inner else { return };
    if let Some(name) = inner.strip_prefix('/') {
        if open.pop_if(|open| *open == name.trim_end()).is_none() {
            return;
        }
    } else {
        let (name, attributes) = inner.split_at(inner.find([' ', '\t']).unwrap_or(inner.len()));
        let told =
            ["markdown=\"1\"", "markdown=\"block\"", "markdown='1'", "markdown=1"].iter().any(|is| attributes.contains(is));
        let kept = attributes.contains("markdown=\"0\"") || attributes.contains("markdown=\"span\"");
        if !HOLDERS.contains(&name) || kept || !(html || told) {
            return;
        }
        open.push(name);
    }
    draft.prepared.tags.push(Span::new(line.range().start, line.range().end));
    draft.blank(line.range());
}
