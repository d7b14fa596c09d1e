//! What stands around the Markdown of Jekyll's pages: files that tags put in, and layouts.

use super::HARMLESS;
use super::values::{Known, Parameters};
use crate::data::{Node, parse_yaml};
use crate::document::Document;
use crate::site::Site;
use crate::site::brought::{self, Brought, DEPTH, Put, Tag, Templates, written_ids};
use crate::site::files::{Files, text_at};
use crate::site::liquid::{Piece, Values, evaluate, pieces, said};
use crate::site::named::Set;
use crate::text::Span;
use crate::text::path::{folder_of, is_markdown, join, under};
use std::collections::BTreeMap;
use std::rc::Rc;

/// How many files of includes and layouts are read.
const MANY: usize = 2_000;
/// The tags of Liquid and Jekyll, and of plugins that every host has, that print nothing with an anchor.
const PLAIN: &[&str] = &[
    "if",
    "elsif",
    "else",
    "endif",
    "unless",
    "endunless",
    "case",
    "when",
    "endcase",
    "for",
    "endfor",
    "break",
    "continue",
    "cycle",
    "tablerow",
    "endtablerow",
    "ifchanged",
    "endifchanged",
    "assign",
    "capture",
    "endcapture",
    "increment",
    "decrement",
    "link",
    "post_url",
    "endhighlight",
    "seo",
    "feed_meta",
    "gist",
    "avatar",
    "github_edit_link",
    "endraw",
    "endcomment",
    "#",
    "",
];

/// The files that are put into pages, and what layouts add.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// The text of each file that tags put in, by the name that they give.
    includes: BTreeMap<Box<str>, String>,
    /// The ids that each layout and those around it have, as they are written.
    layouts: BTreeMap<Box<str>, Vec<String>>,
    /// The folder of the files that tags put in.
    pub(super) folder: Box<str>,
}

impl Around {
    pub(super) fn read(config: &Node, root: &str, files: &Files<'_>) -> Self {
        let folder = |key, usual| join(root, text_at(config, &[key]).unwrap_or(usual)).unwrap_or_default();
        let texts = |folder: &str| {
            let paths = files.below(folder).take(if folder.is_empty() { 0 } else { MANY });
            let read = paths.filter_map(|path| Some((path.get(folder.len() + 1..)?.into(), files.text(path)?)));
            read.collect::<BTreeMap<Box<str>, String>>()
        };
        let (folder, layouts) = (folder("includes_dir", "_includes"), texts(&folder("layouts_dir", "_layouts")));
        let mut around = Self { includes: texts(&folder), layouts: BTreeMap::new(), folder: folder.into() };
        for (path, text) in &layouts {
            let (mut ids, mut depth) = (Vec::new(), DEPTH);
            let mut text = Some(text);
            while let Some(layout) = text.filter(|_| depth > 0) {
                around.ids(layout, depth, &mut ids);
                let parent = front(layout).and_then(|front| front.get("layout")?.scalar_text());
                text = parent.and_then(|name| layouts.get(format!("{name}.html").as_str()));
                depth -= 1;
            }
            ids.sort_unstable();
            ids.dedup();
            let name = path.rsplit_once('.').map_or(&**path, |(name, _)| name);
            around.layouts.insert(name.into(), ids);
        }
        around
    }

    /// The ids in `text` and in what it puts in.
    fn ids(&self, text: &str, depth: usize, ids: &mut Vec<String>) {
        ids.extend(written_ids(text));
        for piece in pieces(text) {
            let Piece::Tag(range) = piece else { continue };
            let mut words = text[range].split_whitespace();
            let puts = words.next().is_some_and(|word| matches!(word, "include" | "include_cached"));
            if let Some(text) = words.next().filter(|_| puts && depth > 0).and_then(|name| self.includes.get(name)) {
                self.ids(text, depth - 1, ids);
            }
        }
    }

    /// The Markdown files that `document` puts in.
    pub(super) fn parts(&self, document: &Document) -> Vec<Box<str>> {
        let text = document.source.text();
        if !text.contains("include") {
            return Vec::new();
        }
        let mut found: Vec<Box<str>> = Vec::new();
        for piece in pieces(text) {
            let Piece::Tag(range) = piece else { continue };
            let mut words = text[range].split_whitespace();
            let folder = match words.next() {
                Some("include" | "include_cached") => &*self.folder,
                Some("include_relative") => folder_of(document.source.path()),
                _ => continue,
            };
            let path = words.next().filter(|name| is_markdown(name)).and_then(|name| join(folder, name));
            if let Some(path) = path.filter(|path| !found.iter().any(|known| **known == **path)) {
                found.push(path.into());
            }
        }
        found
    }
}

/// What the templates of `document` and its layout bring.
pub(super) fn brought(document: &Document, known: &Known<'_>) -> Brought {
    let mut brought = brought::of(document, known);
    let layout = known.value("page.layout").filter(|_| !known.included);
    let ids = layout.and_then(|layout| known.settings.around.layouts.get(layout.as_str()));
    brought.add_ids(ids.into_iter().flatten(), known);
    let text = document.source.text();
    if text.contains("{:toc}") || text.contains("{: toc") {
        brought.ids.push("markdown-toc".to_owned());
        let anchors = crate::anchor::Anchors::of(document, known.site.renderer);
        brought.ids.extend(anchors.iter().map(|name| format!("markdown-toc-{name}")));
    }
    brought
}

impl Templates for Known<'_> {
    fn tag<'a>(&'a self, word: &str, written: &str) -> Tag<'a> {
        if PLAIN.contains(&word) {
            return Tag::Plain;
        }
        let rest = written[word.len()..].trim_start();
        match word {
            // What is put into an include is read where that is put in itself.
            "include" | "include_cached" if self.included && rest.starts_with("{{") => Tag::Plain,
            "include" | "include_cached" => self.put(rest).map_or(Tag::Unknown, Tag::Puts),
            // They are read as pages.
            "include_relative" if rest.split_whitespace().next().is_some_and(is_markdown) => Tag::Plain,
            "include_relative" => Tag::Unknown,
            // What nobody defines stops the build, or is another application's.
            _ if self.settings.is_plain => Tag::Prints,
            _ => Tag::Unknown,
        }
    }

    fn is_own(&self, name: &str) -> bool {
        let is_parameter = name.starts_with("include.") && self.parameters.is_some();
        is_parameter || self.named.get(name) == Some(Set::Text)
    }

    fn is_given(&self, name: &str) -> bool {
        self.included && self.parameters.is_none() && name.starts_with("include.")
    }

    fn site(&self) -> &Site {
        self.site
    }
}

impl Known<'_> {
    fn put(&self, written: &str) -> Option<Put<'_>> {
        let end = if written.starts_with("{{") {
            written.find("}}")? + 2
        } else {
            written.find(char::is_whitespace).unwrap_or(written.len())
        };
        let name = said(&written[..end], self)?;
        let text = self.settings.around.includes.get(name.as_str())?;
        let parameters = Some(self.parameters_of(&written[end..]));
        Some(Put { text, values: Box::new(Known { parameters, named: Rc::clone(&self.named), ..*self }) })
    }

    fn parameters_of(&self, written: &str) -> Parameters {
        let mut found = Parameters::new();
        let mut rest = written;
        while let Some((key, after)) = rest.split_once('=') {
            let after = after.trim_start();
            let end = match after.chars().next().filter(|mark| matches!(mark, '"' | '\'')) {
                Some(quote) => after[1..].find(quote).map_or(after.len(), |at| at + 2),
                None => after.find(char::is_whitespace).unwrap_or(after.len()),
            };
            let value = evaluate(&after[..end], self).map(|(value, _)| value);
            found.push((key.trim().to_owned(), value));
            rest = &after[end..];
        }
        found
    }
}

/// Whether no plugin can bring tags and values of its own to the site whose project lies in `folder`.
pub(super) fn is_plain(config: &Node, folder: &str, root: &str, files: &Files<'_>) -> bool {
    let plugins = ["plugins", "gems"].into_iter().filter_map(|key| config.get(key)).flat_map(Node::items);
    let known = plugins.filter_map(Node::as_str).all(|plugin| HARMLESS.contains(&plugin));
    let bundled = files.text(&under(folder, "Gemfile")).is_none_or(|text| {
        let gems = text.lines().filter(|line| line.trim_start().starts_with("gem "));
        gems.filter_map(|line| line.split(['"', '\'']).nth(1))
            .all(|gem| !gem.starts_with("jekyll-") || gem.starts_with("jekyll-theme-") || HARMLESS.contains(&gem))
    });
    known && bundled && !files.has(&under(root, "_plugins"))
}

/// The front matter of a layout.
fn front(text: &str) -> Option<Node> {
    let text = text.strip_prefix("---")?;
    let text = &text[..text.find("\n---")?];
    parse_yaml(text, Span::new(0, text.len())).ok().map(|tree| tree.root)
}
