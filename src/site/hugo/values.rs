//! Anchors that templates make of what front matter says: `<h2 id="{{ .name | urlize }}">` for each block that a page lists.

use super::super::files::Files;
use crate::anchor::Renderer;
use crate::data::Node;
use crate::document::Document;

/// How many templates are read.
const MANY: usize = 4_000;
/// What makes an anchor of a text, in lower case.
const MAKES: &[&str] = &["urlize", "anchorize"];

/// The keys, in lower case, of whose values the templates in `layouts` make anchors.
pub(super) fn keys(layouts: &[&str], files: &Files<'_>) -> Vec<Box<str>> {
    let paths = layouts.iter().flat_map(|folder| files.below(folder)).filter(|path| path.ends_with(".html")).take(MANY);
    let mut keys: Vec<Box<str>> = paths.filter_map(|path| files.text(path)).flat_map(|text| keys_of(&text)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn keys_of(text: &str) -> Vec<Box<str>> {
    let values = text.split("id=").skip(1).filter_map(|rest| {
        let value = rest.trim_start_matches(['"', '\'']).strip_prefix("{{")?;
        let value = value.split_once("}}")?.0.to_ascii_lowercase();
        let (of, by) = value.split_once('|')?;
        let name = of.trim().rsplit_once('.')?.1;
        let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        (plain && MAKES.iter().any(|word| by.contains(word))).then(|| name.into())
    });
    values.collect()
}

/// Calls `add` with the anchors that are made of what these `keys` say in the front matter of `document`.
pub(super) fn anchors(document: &Document, renderer: Renderer, keys: &[Box<str>], add: &mut dyn FnMut(&str)) {
    let mut open: Vec<&Node> = document.data_root().filter(|_| !keys.is_empty()).into_iter().collect();
    while let Some(node) = open.pop() {
        open.extend(node.items());
        for entry in node.entries() {
            open.push(&entry.value);
            let said = keys.iter().any(|key| key.eq_ignore_ascii_case(&entry.key));
            let text = said.then(|| entry.value.scalar_text()).flatten();
            text.into_iter().for_each(|text| add(&renderer.slug_of_text(&text)));
        }
    }
}
