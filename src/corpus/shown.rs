//! Pages that a page of HTML in the repository shows: an application that tells its pages apart by the fragment, slides that are made
//! of a file when they are looked at.

use super::fragment::{Place, wanted};
use super::target::Target;
use super::{Corpus, LEVELS, Page};
use crate::paths::PathKind;
use crate::site::{Cause, Doubt, Lookup};
use crate::text::path::{ended, folder_of, folders_above, is_markdown, join, under};
use std::collections::HashMap;

/// How many pages of HTML are read, and the largest one in bytes.
const PAGES: usize = 1024;
const LARGEST: usize = 1 << 17;
/// How many links of a page are looked at for one that surely names a page.
const LINKS: usize = 256;
/// How long the path of a file is at most.
const LONGEST: usize = 256;

/// The Markdown files that pages of HTML show, each with the first of these.
pub(super) type Shown = HashMap<Box<str>, Box<str>>;

/// How `fragment` stands, of which `page` asks itself, and which as a place on it stands so.
pub(super) fn judged(corpus: &Corpus, page: &Page, fragment: &str, place: Place) -> Place {
    if is_route(corpus, page, fragment) {
        return Place::There;
    }
    match place {
        Place::Dead => corpus.shown_by(page.path()).map_or(Place::Dead, |program| {
            // Slides have anchors of their own, and numbers.
            Place::Unsure(Doubt::shown_by(Cause::Shown, program))
        }),
        place => place,
    }
}

/// Whether `fragment` names a page to an application. A single word may be an anchor: it names one where other links of the page
/// surely do.
fn is_route(corpus: &Corpus, page: &Page, fragment: &str) -> bool {
    let leads = |fragment: &str| leads(corpus, page, fragment);
    let other = |target: &str| matches!(Target::read(target), Target::Fragment(other) if other.contains('/') && leads(other));
    leads(fragment) && (fragment.contains('/') || page.links.iter().take(LINKS).any(|link| other(page.target(link))))
}

/// Whether `fragment` is the path, without its extension, of a Markdown file from a folder above `page` that has a page of HTML.
fn leads(corpus: &Corpus, page: &Page, fragment: &str) -> bool {
    let wanted = wanted(fragment);
    let path = wanted.split('#').next().unwrap_or_default().trim_start_matches(['!', '/']);
    if path.is_empty() || path.len() > LONGEST || is_markdown(path) {
        return false;
    }
    let is_file = |path: &String| corpus.index.get(path).is_some_and(|found| found.kind == PathKind::File);
    folders_above(page.path()).take(LEVELS).any(|folder| {
        let found = join(folder, path).is_some_and(|path| ended(&path, &[".md", ".markdown"]).iter().any(is_file));
        found && has_html(corpus, folder)
    })
}

fn has_html(corpus: &Corpus, folder: &str) -> bool {
    corpus.index.get(&under(folder, "index.html")).is_some() || corpus.siblings(folder).any(is_html)
}

fn is_html(path: &str) -> bool {
    path.ends_with(".html") || path.ends_with(".htm")
}

impl Corpus {
    /// The page of HTML that shows the Markdown file at `path`.
    fn shown_by(&self, path: &str) -> Option<&str> {
        let shown = self.shown.get_or_init(|| {
            let mut shown = Shown::new();
            // What tells of a site is read by its generator.
            let is_known = |path: &str| self.sites.iter().any(|site| site.evidence.as_deref() == Some(path));
            for html in self.index.entries().filter(|path| is_html(path) && !is_known(path)).take(PAGES) {
                for name in self.paths.read(html, LARGEST).iter().flat_map(|text| named(text)) {
                    if let Some(path) = join(folder_of(html), name) {
                        shown.entry(path.into()).or_insert_with(|| html.into());
                    }
                }
            }
            shown
        });
        shown.get(path).map(|html| &**html)
    }
}

/// The Markdown files that stand in quotes in a page of HTML, but for those that it links to.
fn named(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices(".md").filter_map(|(at, end)| {
        let quote = html[at + end.len()..].chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
        let before = &html[..at];
        let open = before.rfind([quote, '\n', '<', '>'])?;
        let is_link = before[..open].trim_end().trim_end_matches('=').trim_end().ends_with("href");
        let name = html[open..at + end.len()].strip_prefix(quote)?;
        (!is_link && !name.contains("://")).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn files_in_quotes() {
        let html = "<a href=\"a.md\">x</a><section data-markdown='b.md'></section>\n<script>f({sourceUrl: \"./c.md\"}, `d/e.md`, 'https://example.org/g.md') // see h.md\n</script>";
        let found: Vec<&str> = super::named(html).collect();
        assert_eq!(found, ["b.md", "./c.md", "d/e.md"]);
    }
}
