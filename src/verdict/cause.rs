//! Which change of a contribution broke something in a file that it does not touch.

use super::Moved;
use crate::anchor::Renderer;
use crate::anchor::headings;
use crate::corpus::Corpus;
use crate::document::{Document, Source};
use crate::finding::{Finding, Place};
use crate::text::Span;
use std::collections::HashMap;
use std::sync::Arc;

/// A change that broke something elsewhere.
#[derive(Clone, Debug)]
pub struct Cause {
    /// Where: in the file that was changed or renamed; of one that was removed, in its old text.
    pub place: Place,
}

/// Finds the changes that broke something. What several findings need is read once.
pub struct Causes<'a> {
    /// The corpus in which the files that broke were whole.
    base: &'a Corpus,
    moved: &'a Moved,
    /// The links of a page of the base by their places, as indices.
    links: HashMap<String, HashMap<Span, usize>>,
    /// The first line of a file that was renamed or removed.
    files: HashMap<String, Option<Cause>>,
    /// Of a page that was changed, where its headings and ids were.
    anchors: HashMap<String, HashMap<String, u32>>,
    /// The text that a page has now.
    now: HashMap<String, Option<Arc<Source>>>,
}

impl<'a> Causes<'a> {
    /// Of what is broken in the files that were whole in `base`.
    pub fn new(base: &'a Corpus, moved: &'a Moved) -> Self {
        Self { base, moved, links: HashMap::new(), files: HashMap::new(), anchors: HashMap::new(), now: HashMap::new() }
    }

    /// The change that made `finding`, new and in a file that nothing touched. `None` where it can't be told.
    pub fn of(&mut self, finding: &Finding) -> Option<Cause> {
        let path = finding.place.path();
        let moved = self.moved;
        if moved.touches(path) {
            return None;
        }
        let named = || finding.arguments.iter().find(|(_, value)| moved.changes.removed.contains(value.as_str()));
        let led_to = self.destination(path, finding.place.span);
        let (to, fragment) = led_to.or_else(|| named().map(|(_, value)| (value.clone(), None)))?;
        if moved.changes.renamed.contains_key(&*to) || moved.changes.removed.contains(&*to) {
            return self.file(&to);
        }
        if !moved.changes.modified.contains(&*to) {
            // A folder that is no more: one of the files that made it.
            let inside: Arc<str> = format!("{to}/").into();
            let gone = moved.changes.removed.range(Arc::clone(&inside)..).next().filter(|path| path.starts_with(&*inside))?;
            return self.file(gone);
        }
        self.heading(&to, &fragment?)
    }

    /// The page and the fragment that the link at `place` of the page at `path` led to in the base.
    fn destination(&mut self, path: &str, place: Span) -> Option<(String, Option<String>)> {
        let page = self.base.page_at(path)?;
        let links = self.links.entry(path.to_owned()).or_insert_with(|| {
            // Of several at one place the first is meant.
            page.links.iter().enumerate().rev().map(|(at, link)| (link.place(), at)).collect()
        });
        let link = page.links.get(*links.get(&place)?)?;
        let (to, fragment) = self.base.destination(page, link)?;
        Some((to.to_owned(), fragment.map(str::to_owned)))
    }

    /// The first line of what became of the file at `path`, or of its old text.
    fn file(&mut self, path: &str) -> Option<Cause> {
        let moved = self.moved;
        let found = || match moved.changes.renamed.get(path) {
            Some(now) => first_line(moved.source(now)),
            None => first_line(moved.source_before(path)),
        };
        self.files.entry(path.to_owned()).or_insert_with(found).clone()
    }

    /// The line of the page `path` that stands where the heading (or the id) named `fragment` was.
    fn heading(&mut self, path: &str, fragment: &str) -> Option<Cause> {
        let (base, moved) = (self.base, self.moved);
        let anchors = self.anchors.entry(path.to_owned()).or_insert_with(|| anchors(base, moved, path).unwrap_or_default());
        let wanted = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy().to_lowercase();
        let old = *anchors.get(&wanted)?;
        let map = moved.line_map(path);
        let after = self.now.entry(path.to_owned()).or_insert_with(|| moved.source(path)).clone()?;
        let now = map.now(old).or_else(|| map.instead(old).map(|lines| lines.start))?;
        // Where nothing replaced the last lines of a file, its last one is what is left to show.
        line(&after, now).or_else(|| line(&after, after.line(u32::try_from(after.text().trim_end().len()).ok()?)))
    }
}

/// In which line of the base each heading and each id of the page at `path` stands, by its anchor in lower case.
fn anchors(base: &Corpus, moved: &Moved, path: &str) -> Option<HashMap<String, u32>> {
    let document = Document::parse_as(moved.source_before(path)?, base.sites.dialect(path));
    let page = base.page_at(path)?;
    let renderer = base.site_of(page).map_or(Renderer::Github, |site| site.renderer);
    let named = headings(&document, renderer).into_iter().map(|(span, named)| (span, named.anchor));
    let ids = document.ids.iter().map(|id| (id.span, id.value.to_string()));
    let mut lines = HashMap::new();
    for (span, anchor) in named.chain(ids) {
        lines.entry(anchor.to_lowercase()).or_insert_with(|| document.source.line(span.start));
    }
    Some(lines)
}

fn first_line(source: Option<Arc<Source>>) -> Option<Cause> {
    line(&source?, 1)
}

fn line(source: &Arc<Source>, number: u32) -> Option<Cause> {
    let span = source.line_span(number)?;
    let text = source.text().get(span.range())?.trim_end();
    Some(Cause { place: Place::new(source, Span::new(span.start as usize, span.start as usize + text.len())) })
}
