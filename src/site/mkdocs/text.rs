//! What stands on a page of MkDocs that is not in its Markdown, or not as a heading: snippets, macros, labels of tabs.

use super::super::{Cause, Site, generated};
use crate::anchor::headings;
use crate::document::Document;
use crate::text::path::{folder_of, join};
use memchr::memmem;
use std::collections::HashMap;

/// What adds text to `document`, and with it anchors: a mark whose text is not that of a file that can be read.
pub(super) fn inserted(document: &Document, site: &Site) -> Option<Cause> {
    let text = document.source.text();
    let known = |at: usize| part(site, document.source.path(), text, at).is_some();
    let marks = site.mkdocs.marks.iter();
    let mut unknown = marks.filter(|mark| generated::outside_code(document, &[&***mark], |at| !known(at)));
    // What is made of a program has headings for sure, whatever else is on the page.
    unknown.next().map(|mark| if **mark == *PROGRAM { Cause::Inserted("::: …".into()) } else { generated::inserted(mark) })
}

/// The files that are put into `document`, by plain paths.
pub(super) fn parts(document: &Document, site: &Site) -> Vec<Box<str>> {
    let (text, path) = (document.source.text(), document.source.path());
    let mut found: Vec<Box<str>> = Vec::new();
    for mark in site.mkdocs.marks.iter().filter(|mark| matches!(&***mark, SNIPPET | TAG)) {
        for at in generated::places_outside_code(document, mark) {
            if let Some(part) = part(site, path, text, at)
                && !found.iter().any(|known| **known == *part)
            {
                found.push(part.into());
            }
        }
    }
    found
}

/// The mark of a snippet: its hyphens vary.
pub(super) const SNIPPET: &str = "-8<-";
/// The mark of what is made of a program: `::: module`.
pub(super) const PROGRAM: &str = "\n::: ";
/// The mark of a tag that may name a file.
pub(super) const TAG: &str = "{%";

/// The path of the file that the mark at `at` of the page at `page` puts there, if it is a plain one.
fn part(site: &Site, page: &str, text: &str, at: usize) -> Option<String> {
    let line = text.get(at..)?.lines().next()?;
    if let Some(rest) = line.strip_prefix(SNIPPET) {
        let base = site.mkdocs.snippets.as_deref()?;
        let written = quoted(rest.trim_start_matches('-').trim_start())?;
        // Lines or a section of it.
        let (path, _) = written.split_once(':').unwrap_or((written, ""));
        return join(base, path).filter(|_| !written.contains("://"));
    }
    let inner = line.strip_prefix(TAG).filter(|_| site.mkdocs.includes)?.trim_start_matches(['-', '+', ' ']);
    let rest = inner.strip_prefix("include-markdown").or_else(|| inner.strip_prefix("include"))?;
    let written = quoted(rest.trim_start()).filter(|path| !path.starts_with('/') && !path.contains(['*', '{', ':']))?;
    let relative = written.starts_with("./") || written.starts_with("../");
    join(if relative { folder_of(page) } else { site.root() }, written)
}

/// The text in the quotation marks that `text` begins with.
fn quoted(text: &str) -> Option<&str> {
    let mark = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = &text[1..];
    inner.find(mark).map(|end| &inner[..end]).filter(|inner| !inner.is_empty())
}

/// Calls `add` with the ids of the tabs of `document`: `=== "Label"`.
pub(super) fn tabs(document: &Document, site: &Site, add: &mut dyn FnMut(&str)) {
    let Some((renderer, combined)) = site.mkdocs.tabs else { return };
    let text = document.source.text();
    if memmem::find(text.as_bytes(), b"===").is_none() {
        return;
    }
    let above = if combined { headings(document, site.renderer) } else { Vec::new() };
    let mut seen: HashMap<String, u32> = HashMap::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some(label) = line.trim_start().strip_prefix("===").and_then(|rest| quoted(rest.trim_start_matches(['!', '+', ' '])))
        else {
            continue;
        };
        let mut id = renderer.label(label);
        let before = above.partition_point(|(span, _)| (span.start as usize) < start).checked_sub(1);
        if let Some((_, heading)) = before.and_then(|before| above.get(before)) {
            id = format!("{}-{id}", heading.anchor);
        }
        let again = seen.entry(id.clone()).or_default();
        add(&if *again == 0 { id } else { format!("{id}_{again}") });
        *again += 1;
    }
}
