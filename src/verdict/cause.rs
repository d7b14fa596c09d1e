//! Which change of a contribution broke something in a file that it does not touch.

use super::Moved;
use crate::anchor::Renderer;
use crate::anchor::headings;
use crate::corpus::Corpus;
use crate::document::{Document, Source};
use crate::finding::{Finding, Place};
use crate::text::Span;
use std::sync::Arc;

/// A change that broke something elsewhere.
#[derive(Clone, Debug)]
pub struct Cause {
    /// Where: in the file that was changed or renamed; of one that was removed, in its old text.
    pub place: Place,
}

/// The change that made `finding`, new and in a file that nothing touched; `base` is the corpus in which that file was
/// whole. `None` where it can't be told.
pub fn cause(finding: &Finding, base: &Corpus, moved: &Moved) -> Option<Cause> {
    let path = finding.place.path();
    if moved.touches(path) {
        return None;
    }
    let led_to = base.page_at(path).and_then(|page| {
        let link = page.links.iter().find(|link| link.place() == finding.place.span)?;
        let (to, fragment) = base.destination(page, link)?;
        Some((to.to_owned(), fragment.map(str::to_owned)))
    });
    let named = || finding.arguments.iter().find(|(_, value)| moved.changes.removed.contains(value.as_str()));
    let (to, fragment) = led_to.or_else(|| named().map(|(_, value)| (value.clone(), None)))?;
    if let Some(now) = moved.changes.renamed.get(&*to) {
        return first_line(moved.source(now));
    }
    if moved.changes.removed.contains(&*to) {
        return first_line(moved.source_before(&to));
    }
    if !moved.changes.modified.contains(&*to) {
        // A folder that is no more: one of the files that made it.
        let inside = format!("{to}/");
        let gone = moved.changes.removed.iter().find(|path| path.starts_with(&inside))?;
        return match moved.changes.renamed.get(gone) {
            Some(now) => first_line(moved.source(now)),
            None => first_line(moved.source_before(gone)),
        };
    }
    heading(base, moved, &to, &fragment?)
}

fn first_line(source: Option<Arc<Source>>) -> Option<Cause> {
    line(&source?, 1)
}

fn line(source: &Arc<Source>, number: u32) -> Option<Cause> {
    let span = source.lines().line_span(source.text(), number)?;
    let text = source.text().get(span.range())?.trim_end();
    Some(Cause { place: Place::new(source, Span::new(span.start as usize, span.start as usize + text.len())) })
}

/// The line of the page `path` that stands where the heading (or the id) named `fragment` was.
fn heading(base: &Corpus, moved: &Moved, path: &str, fragment: &str) -> Option<Cause> {
    let document = Document::parse_as(moved.source_before(path)?, base.sites.dialect(path));
    let page = base.page_at(path)?;
    let renderer = base.site_of(page).map_or(Renderer::Github, |site| site.renderer);
    let wanted = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy().to_lowercase();
    let named = headings(&document, renderer).into_iter().map(|(span, named)| (span, named.anchor));
    let ids = document.ids.iter().map(|id| (id.span, id.value.to_string()));
    let (span, _) = named.chain(ids).find(|(_, anchor)| anchor.to_lowercase() == wanted)?;
    let old = document.source.line(span.start);
    let map = moved.line_map(path);
    let after = moved.source(path)?;
    let now = map.now(old).or_else(|| map.instead(old).map(|lines| lines.start))?;
    // Where nothing replaced the last lines of a file, its last one is what is left to show.
    line(&after, now).or_else(|| line(&after, after.line(u32::try_from(after.text().trim_end().len()).ok()?)))
}
