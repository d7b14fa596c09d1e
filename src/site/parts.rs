//! What the components of a page bring: parts that are Markdown themselves and are read for their headings, or what is not
//! seen here.

use super::{Cause, generated};
use crate::data::Node;
use crate::document::{BlockKind, Document, MarkKind};
use crate::text::Span;
use crate::text::path::{extension, is_markdown};
use memchr::memmem;
use std::collections::HashMap;

/// How many parts of one page are followed.
const MANY: usize = 64;
/// Files that are built in as pictures, code to be shown, or data.
const SILENT: &[&str] = &["svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "json", "yml", "yaml", "txt", "css", "pdf", "mp4"];

/// What a generator's own components are.
pub(super) struct Own {
    /// Beginnings of the modules whose components bring no anchors.
    pub(super) modules: &'static [&'static str],
    /// Names that need no import and bring none either.
    pub(super) names: &'static [&'static str],
}

/// The Markdown files that `document` imports and shows; `path` says where one stands that is written so.
pub(super) fn of(document: &Document, path: impl Fn(&str) -> Option<String>) -> Vec<Box<str>> {
    let imports = imports(document.source.text());
    let mut parts: Vec<&str> = shown(document).iter().filter_map(|name| imports.get(name).copied()).collect();
    parts.retain(|path| is_markdown(path));
    parts.sort_unstable();
    parts.dedup();
    parts.truncate(MANY);
    // In a text of a program a mark may stand behind a backslash, which is no part of it.
    let written = parts.into_iter().map(|written| written.replace('\\', ""));
    written.map(|written| path(&written).unwrap_or_else(|| written.clone()).into()).collect()
}

/// The first component of `document` that may bring anchors which are seen nowhere.
pub(super) fn unseen(document: &Document, own: &Own) -> Option<Cause> {
    let imports = imports(document.source.text());
    let brings = |name: &&str| match imports.get(name) {
        Some(path) => {
            let silent = extension(path).is_some_and(|end| SILENT.contains(&end)) || path.starts_with("!!");
            !is_markdown(path) && !silent && !own.modules.iter().any(|module| path.starts_with(module))
        }
        None => !own.names.contains(name),
    };
    let shown = shown(document);
    if let Some(name) = shown.iter().find(|name| brings(name)) {
        return Some(generated::inserted(&format!("<{name}>")));
    }
    (shown.len() >= MANY).then(|| generated::inserted("import"))
}

/// A heading of an MDX file that Markdown alone does not show as one: indented in a component, or with a computed value.
pub(super) fn hidden_heading(document: &Document) -> Option<Cause> {
    if !is_mdx(document) {
        return None;
    }
    let text = document.source.text();
    let headings: Vec<Span> =
        document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading { .. })).map(|block| block.span).collect();
    let start = document.front_matter.map_or(0, |front| front.content.end as usize);
    let mut at = 0;
    let mut fence: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let (from, trimmed) = (at, line.trim_start());
        at += line.len();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        let hashes = trimmed.bytes().take_while(|&byte| byte == b'#').count();
        if fence.is_some() || from < start || !(1..=6).contains(&hashes) || !trimmed[hashes..].starts_with(' ') {
            continue;
        }
        let place = at - trimmed.len();
        let computed = trimmed.contains('{') && !trimmed.contains("{#") && !trimmed.contains("{/*");
        let seen = headings.binary_search_by_key(&place, |span| span.start as usize).is_ok();
        if computed || !seen {
            return Some(generated::inserted("{"));
        }
    }
    None
}

/// Whether `document` is MDX, in which components may stand.
pub(super) fn is_mdx(document: &Document) -> bool {
    extension(document.source.path()).is_some_and(|end| end.eq_ignore_ascii_case("mdx"))
}

/// The links of a home page and of the pages before and after, where a theme has them in the front matter.
pub(super) fn front_links(root: &Node) -> Vec<&Node> {
    let actions = root.get("hero").and_then(|hero| hero.get("actions")).map(Node::items).unwrap_or_default();
    let features = root.get("features").map(Node::items).unwrap_or_default();
    let ends = ["prev", "next"].into_iter().filter_map(|key| root.get(key));
    actions.iter().chain(features).chain(ends).filter_map(|node| node.get("link")).collect()
}

/// The module of every name that `text` imports.
pub(crate) fn imports(text: &str) -> HashMap<&str, &str> {
    let mut found = HashMap::new();
    let begins = |&at: &usize| text[..at].trim_end_matches([' ', '\t']).ends_with('\n') || text[..at].trim().is_empty();
    let starts = memmem::find_iter(text.as_bytes(), "import ").filter(begins);
    for at in starts {
        let rest = &text[at + "import ".len()..];
        let Some(open) = rest.find(['"', '\'', ';']) else { continue };
        let quote = rest.as_bytes()[open] as char;
        let Some(length) = rest[open + 1..].find([quote, '\n']).filter(|_| quote != ';') else { continue };
        let path = &rest[open + 1..open + 1 + length];
        for name in rest[..open].split(|c: char| !c.is_alphanumeric() && c != '_' && c != '$') {
            if name.starts_with(char::is_uppercase) {
                found.entry(name).or_insert(path);
            }
        }
    }
    found
}

/// The names of the components that `document` shows: those in capitals, or with a hyphen.
fn shown(document: &Document) -> Vec<&str> {
    let text = document.source.text();
    let mut names: Vec<&str> = Vec::new();
    let code = code(document);
    let in_code = |at: usize| {
        let before = code.partition_point(|span| (span.start as usize) <= at).checked_sub(1);
        before.and_then(|before| code.get(before)).is_some_and(|span| at < span.end as usize)
    };
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(rest.len());
        let name = &rest[..end];
        // `<name@example.org>`
        let address = rest[end..].starts_with(['@', ':', '.']);
        let component = !address && name.starts_with(char::is_uppercase)
            || !address && name.starts_with(char::is_lowercase) && name.contains('-');
        if component && !names.contains(&name) && names.len() < MANY && !in_code(at) {
            names.push(name);
        }
    }
    names
}

/// Where fenced code and code spans stand, in order: indented code is none in MDX.
fn code(document: &Document) -> Vec<Span> {
    let marks = document.marks.iter().filter(|mark| mark.kind == MarkKind::Code).map(|mark| mark.span);
    let blocks = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Code { fenced: true }));
    let mut all: Vec<Span> = marks.chain(blocks.map(|block| block.span)).collect();
    all.sort_unstable_by_key(|span| span.start);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_imports() {
        let text = "import A from './_a.mdx';\nimport {\n  B,\n  C as D\n} from \"@theme/x\"\nimport './x.css'\nimport type { E } from 'e'\n";
        let found = imports(text);
        let mut found: Vec<(&str, &str)> = found.into_iter().collect();
        found.sort_unstable();
        assert_eq!(found, [("A", "./_a.mdx"), ("B", "@theme/x"), ("C", "@theme/x"), ("D", "@theme/x"), ("E", "e")]);
    }
}
