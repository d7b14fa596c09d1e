//! Pages that are written in HTML and not in Markdown: a front matter makes a page of the file, and may say its address.

use super::super::files::Files;
use super::super::routes::normal;
use super::{Node, below};
use crate::data::parse_yaml;
use crate::text::Span;
use std::collections::HashMap;

/// How many such files are read.
const MANY: usize = 512;

/// The addresses that the front matters of files of HTML below `root` say, and the paths of these files.
pub(super) fn addresses(files: &Files<'_>, root: &str) -> HashMap<String, Box<str>> {
    let is_page = |path: &&str| {
        (path.ends_with(".html") || path.ends_with(".htm"))
            && below(root, path).is_some_and(|inside| !inside.starts_with("_includes/") && !inside.starts_with("_layouts/"))
    };
    let mut found = HashMap::new();
    for path in files.all().filter(is_page).take(MANY) {
        for address in files.text(path).as_deref().and_then(front_of).iter().flat_map(said) {
            found.entry(normal(&address).to_owned()).or_insert_with(|| path.into());
        }
    }
    found
}

/// The front matter of a file.
fn front_of(text: &str) -> Option<Node> {
    let rest = text.strip_prefix("---")?;
    let end = rest.find("\n---")?;
    let front = &rest[..end];
    // Most say nothing of their addresses.
    let says = front.contains("permalink") || front.contains("redirect_from");
    says.then(|| parse_yaml(front, Span::new(0, front.len())).ok()).flatten().map(|tree| tree.root)
}

/// The addresses in it that are written out.
fn said(front: &Node) -> impl Iterator<Item = String> {
    let values = ["permalink", "redirect_from"].into_iter().filter_map(|key| front.get(key));
    let texts =
        values.flat_map(|value| value.scalar_text().into_iter().chain(value.items().iter().filter_map(Node::scalar_text)));
    texts.filter(|address| !address.contains([':', '{']))
}
