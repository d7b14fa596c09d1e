//! Links that the base reads, and whose text the contribution still has where nothing reads them: in a comment, in code, in a file
//! that is no document.

use super::super::compared::{Before, Head};
use super::documents::MOST;
use crate::corpus::{Form, Page};
use crate::document::Source;
use crate::finding::Finding;
use crate::rules::contribution::checks_weakened::RULE;
use crate::text::Span;
use crate::text::path::is_markdown;
use crate::verdict::Moved;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Where the links stand that are links in any dialect and by themselves: what is written `[text](target)`.
pub(in super::super) fn inline(page: &Page) -> Box<[Span]> {
    page.links.iter().filter(|link| link.form == Form::Inline).map(|link| link.span).collect()
}

/// One finding for each document with such links, and one for each file that took some over. Of the files in `told`, it is known.
pub(super) fn unread(base: &Before, head: &Head, told: &HashSet<String>) -> Vec<Finding> {
    let changes = &base.moved.changes;
    let touched = changes.renamed.iter().chain(changes.modified.iter().map(|path| (path, path)));
    let (mut findings, mut gone) = (Vec::new(), HashMap::new());
    for (old, new) in touched.filter(|(_, new)| !told.contains(&***new)) {
        let (Some(page), Some(links)) = (base.corpus.page_at(old), head.linked.get(new)) else { continue };
        let before = inline(page);
        if let Some(source) = base.moved.source(new).filter(|_| !before.is_empty()) {
            let document = Changed { moved: &base.moved, old: &page.source, new: &source, links };
            findings.extend(document.told(&before, &mut gone));
        }
    }
    findings.extend(taken_over(base, head, &gone, told));
    findings
}

/// A document on both sides.
struct Changed<'a> {
    moved: &'a Moved,
    old: &'a Arc<Source>,
    new: &'a Arc<Source>,
    /// The links of the contribution.
    links: &'a [Span],
}

impl Changed<'_> {
    /// What is said where links of the base, `before`, are still there and are none any more. Lines with links that are `gone` are
    /// put there, each with the document.
    fn told(&self, before: &[Span], gone: &mut HashMap<String, Arc<str>>) -> Option<Finding> {
        let map = self.moved.line_map(self.new.path());
        let linked: BTreeSet<u32> = self.links.iter().map(|span| self.new.line(span.start)).collect();
        let read: HashSet<&str> = linked.iter().map(|line| text(self.new, *line)).collect();
        let by_text: HashMap<&str, u32> = self
            .new
            .text()
            .lines()
            .zip(1..)
            .map(|(text, line)| (text.trim(), line))
            .filter(|(text, _)| !text.is_empty())
            .collect();
        let mut lost = BTreeSet::new();
        for line in before.iter().map(|span| self.old.line(span.start)).collect::<BTreeSet<u32>>() {
            let written = text(self.old, line);
            match map.now(line).or_else(|| by_text.get(written).copied()) {
                Some(now) if linked.contains(&now) || read.contains(written) => {}
                Some(now) => drop(lost.insert(now)),
                None => drop(gone.insert(written.to_owned(), Arc::clone(&self.old.path))),
            }
        }
        let first = *lost.first()?;
        // What hides them is what the contribution wrote behind the last link that is one.
        let above = linked.range(..first).next_back().map_or(1, |line| line + 1);
        let hides = (above..=first).find(|line| map.is_new(*line) && !text(self.new, *line).is_empty()).unwrap_or(first);
        let span = self.new.line_span(hides).unwrap_or_default();
        Some(Finding::new(RULE.id, self.new, span).variant("unread").argument("count", lost.len()))
    }
}

/// The line of that number, without the blanks around it.
fn text(source: &Source, line: u32) -> &str {
    let span = source.line_span(line).unwrap_or_default();
    source.text().get(span.range()).unwrap_or_default().trim()
}

/// Files of the contribution that are no documents and have lines that are `gone` from documents and stand in no other.
fn taken_over(base: &Before, head: &Head, gone: &HashMap<String, Arc<str>>, told: &HashSet<String>) -> Vec<Finding> {
    let changes = &base.moved.changes;
    let others = changes.added.iter().chain(&changes.modified);
    let others: Vec<&Arc<str>> = others.filter(|path| !is_markdown(path) && !told.contains(&***path)).take(MOST).collect();
    if gone.is_empty() || others.is_empty() {
        return Vec::new();
    }
    let mut open: HashMap<&str, &Arc<str>> = gone.iter().map(|(text, path)| (text.as_str(), path)).collect();
    for path in head.linked.keys() {
        let source = base.moved.source(path);
        for line in source.iter().flat_map(|source| source.text().lines()) {
            open.remove(line.trim());
        }
    }
    let in_file = |path: &Arc<str>| {
        let source = base.moved.source(path)?;
        let map = base.moved.line_map(path);
        let came = |line: u32| !changes.modified.contains(path) || map.is_new(line);
        let mut lines = source.text().lines().zip(1..);
        let (line, from) = lines.find_map(|(text, line)| Some((line, *open.get(text.trim()).filter(|_| came(line))?)))?;
        let span = source.line_span(line).unwrap_or_default();
        Some(Finding::new(RULE.id, &source, span).variant("part").argument("path", &**from))
    };
    others.into_iter().filter_map(in_file).collect()
}
