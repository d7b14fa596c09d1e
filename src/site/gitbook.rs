//! GitBook, which shows a repository on its own site: links are paths of files, in HTML too, and a link that its editor
//! knows to be dead says so.

mod anchors;

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::{Files, at, text_at};
use super::{Cause, Doubt, Generator, Site, TagForm, honkit};
use crate::anchor::Renderer;
use crate::document::{Dialect, Document, Source};
use crate::paths::Found;
use crate::text::path::{decoded, extension, folder_of, join, under};
use std::collections::HashSet;

/// Blocks that bring no headings but those that stand in them; others show what stands elsewhere.
const BLOCKS: &[&str] = &[
    "hint",
    "code",
    "tabs",
    "tab",
    "stepper",
    "step",
    "embed",
    "file",
    "content-ref",
    "columns",
    "column",
    "updates",
    "update",
    "prompt",
    "if",
    "else",
    "raw",
    "cards",
    "card",
    "expandable",
    "button",
    "icon",
    "set",
    "for",
];

/// GitBook.
#[derive(Debug)]
pub(super) struct Gitbook;

impl Generator for Gitbook {
    fn name(&self) -> &'static str {
        "GitBook"
    }

    fn dialect(&self) -> Dialect {
        Dialect::Gitbook
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Name(".gitbook.yaml"), Sign::Beside("SUMMARY.md", ".gitbook"), Sign::Beside("README.md", ".gitbook")]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        // How it makes anchors is written nowhere, and was another way once.
        site.anchors = false;
        let config = files.data(&under(folder_of(path), ".gitbook.yaml"));
        let text = |keys: &[&str]| config.as_ref().and_then(|config| text_at(config, keys));
        if let Some(root) = text(&["root"]).and_then(|root| join(&site.folder, root)) {
            site.roots = vec![root.into()];
        }
        let [summary, home] =
            [("summary", "SUMMARY.md"), ("readme", "README.md")].map(|(key, name)| text(&["structure", key]).unwrap_or(name));
        site.listed = listed(site.root(), summary, home, files);
        let Some(config) = config else { return };
        for redirect in at(&config, &["redirects"]).map(|all| all.entries()).unwrap_or_default() {
            site.redirects.add(&redirect.key);
        }
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        if is_broken(ask.path) {
            return Answer::Dead;
        }
        if ask.html && extension(ask.path).is_none() && has_blank(ask) {
            return Answer::Redirected;
        }
        if !ask.absolute {
            // Folders are shown on the forge, as what stands outside of the book is.
            let path = ask.source();
            return path.and_then(|path| place(ask, &path)).into();
        }
        if let Some(found) = ask.source().and_then(|path| place(ask, &path)) {
            return Answer::Found(found);
        }
        let redirected = ask.is_led(ask.path);
        if redirected { Answer::Redirected } else { Answer::Unsure(Doubt::new(Cause::NoSite)) }
    }

    fn publishes(&self, ask: &Ask<'_, '_>, path: &str) -> bool {
        !is_broken(ask.path) && ask.site.inside(path).is_some()
    }

    fn marks_broken(&self, target: &str) -> bool {
        is_broken(target) && !target.contains("broken/files/")
    }

    fn links_to_files(&self) -> bool {
        true
    }

    fn tags(&self) -> Option<&'static TagForm> {
        const FORM: TagForm = TagForm {
            opens: &["{%"],
            words: &["content-ref url=", "include", "file src="],
            closes: &["%}"],
            fragments: true,
            named: None,
        };
        Some(&FORM)
    }

    fn tag<'c>(&self, ask: &Ask<'_, 'c>, name: &str) -> Option<Found<'c>> {
        // An address of another site is none of ours.
        if name.contains(':') {
            return ask.file("");
        }
        let path = match name.strip_prefix('/') {
            Some(path) => join(ask.site.root(), path),
            None => join(ask.folder(), name),
        };
        place(ask, &path?).filter(|_| !is_broken(name))
    }

    fn adds_anchors(&self, document: &Document, site: &Site) -> Option<Cause> {
        honkit::tag(document, &|at, name| {
            BLOCKS.contains(&name) || name.starts_with("end") || honkit::include(document, site, at).is_some()
        })
    }

    fn parts(&self, document: &Document, site: &Site) -> Vec<Box<str>> {
        honkit::includes(document, site)
    }

    fn is_included(&self, _: &Site, _: &str) -> bool {
        // Links of what is included are those of its own file.
        false
    }

    fn anchors(&self, document: &Document, _: &Site) -> Option<Vec<String>> {
        Some(anchors::of(document))
    }

    fn given_ids(&self, _: &Site, document: &Document, add: &mut dyn FnMut(&str)) {
        anchors::others(document, add);
        let text = document.source.text();
        for (open, close) in [("<summary>", "</summary>"), ("{% tab title=\"", "\"")] {
            for at in memchr::memmem::find_iter(text.as_bytes(), open.as_bytes()) {
                let rest = &text[at + open.len()..];
                let line = rest.lines().next().unwrap_or_default();
                let Some((title, _)) = line.split_once(close) else { continue };
                let title = without_tags(title);
                add(&Renderer::Github.slug_of_text(&title));
                add(&anchors::slug(&title));
            }
        }
    }
}

/// The pages that the table of contents at `summary` lists; `None` where there is none, so that every file is a page.
fn listed(root: &str, summary: &str, home: &str, files: &Files<'_>) -> Option<HashSet<String>> {
    let summary = join(root, summary)?;
    let list = Document::parse(Source::new(summary.as_str(), files.text(&summary)?));
    let targets = list.links.iter().map(|link| list.target(link)).filter(|target| !target.contains(':'));
    let paths = targets.filter_map(|target| target.split(['#', '?']).next());
    let pages: HashSet<String> = paths.filter_map(|path| join(folder_of(&summary), &decoded(path))).collect();
    let own = [join(root, home), Some(summary)].into_iter().flatten();
    (!pages.is_empty()).then(|| pages.into_iter().chain(own).collect())
}

/// Whether a list of pictures, in which a blank ends the path, has cut that of a file: `icon (1).svg`.
fn has_blank(ask: &Ask<'_, '_>) -> bool {
    let Some(path) = ask.source() else { return false };
    ask.lookup.siblings(folder_of(&path)).any(|file| file.strip_prefix(&*path).is_some_and(|rest| rest.starts_with(' ')))
}

/// What stands at `path`: a file or a folder, or the page that is written without its extension.
fn place<'c>(ask: &Ask<'_, 'c>, path: &str) -> Option<Found<'c>> {
    let page = || if extension(path).is_none() { ask.first([format!("{path}.md")]) } else { None };
    ask.file(path).or_else(page).or_else(|| honkit::file(ask, path))
}

/// `title` without tags of HTML.
fn without_tags(title: &str) -> String {
    let parts = title.split('<').enumerate();
    parts.map(|(at, part)| if at == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) }).collect()
}

/// Whether GitBook's editor wrote the path for a page that it no longer has.
fn is_broken(path: &str) -> bool {
    let mut parts = path.trim_matches('/').split('/');
    ["broken/pages/", "broken/spaces/", "broken/files/"].iter().any(|start| path.trim_start_matches('/').starts_with(start))
        || parts.any(|part| part == "broken-reference")
}
