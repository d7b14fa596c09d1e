//! Hugo's shortcodes: which of them bring no anchors but those that a page names itself.

use super::super::files::Files;
use crate::document::{BlockKind, Document};
use crate::text::path::under;
use memchr::memmem;
use std::collections::HashSet;

/// Hugo's own shortcodes that have no anchors.
const OWN: &[&str] = &[
    "comment",
    "details",
    "figure",
    "gist",
    "highlight",
    "instagram",
    "param",
    "qr",
    "ref",
    "relref",
    "tweet",
    "twitter",
    "vimeo",
    "x",
    "youtube",
];
/// What in a template brings text from elsewhere, or makes an anchor of something.
const BRINGS: &[&str] =
    &["Resources", "resources.", ".Content", "RawContent", "RenderShortcodes", "template ", "Ordinal", "name=\"{{", "\n#"];
/// Functions that do so, in lower case: each has a name with its folder as well (`readFile`, `os.ReadFile`).
const FUNCTIONS: &[&str] = &["readfile", "getpage", "getremote", "getjson", "getcsv", "anchorize", "urlize", "md5"];
/// What of it a template that draws an icon has as well.
const ICON: &[&str] = &["resources.", ".Content"];
/// What makes Markdown or HTML of values, in lower case.
const RENDERS: &[&str] = &["markdownify", "renderstring", "safehtml", "safe.html"];
/// How deep partial templates are followed.
const DEEPEST: u32 = 6;

/// A shortcode whose template is known, and the anchors that it always brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    name: Box<str>,
    ids: Vec<Box<str>>,
}

/// The shortcodes of these folders of templates that bring no anchors but those that can be read: their own, and what a page
/// gives them; and the names of the others.
pub(super) fn harmless(layouts: &[&str], files: &Files<'_>) -> (Vec<Known>, Vec<Box<str>>) {
    let (mut found, mut others): (Vec<Known>, Vec<Box<str>>) = (Vec::new(), Vec::new());
    let mut seen: HashSet<Box<str>> = HashSet::new();
    for folder in layouts.iter().flat_map(|layouts| ["_shortcodes", "shortcodes"].map(|name| under(layouts, name))) {
        for path in files.below(&folder) {
            let Some((name, _)) = path[folder.len() + 1..].rsplit_once('.') else { continue };
            // The project's own comes before the one of a theme.
            if !seen.insert(name.into()) {
                continue;
            }
            let mut ids = Vec::new();
            if is_harmless(layouts, files, path, DEEPEST, &mut ids) {
                found.push(Known { name: name.into(), ids });
            } else if files.text(path).is_some_and(|text| brings_text(&without_comments(&text))) {
                others.push(name.into());
            }
        }
    }
    (found, others)
}

fn is_harmless(layouts: &[&str], files: &Files<'_>, path: &str, depth: u32, ids: &mut Vec<Box<str>>) -> bool {
    let Some(text) = files.text(path).filter(|_| depth > 0) else { return false };
    let text = without_comments(&text);
    if text.starts_with('#') {
        return false;
    }
    // An icon is a resource too; nothing leads to its insides.
    let icon = text.contains(".svg");
    let has = |mark: &&str| text.contains(*mark) && !(icon && ICON.contains(mark));
    let lower = text.to_ascii_lowercase();
    let calls = |names: &[&str]| names.iter().any(|name| lower.contains(name));
    let brings = BRINGS.iter().any(has) || calls(FUNCTIONS) || text.contains("Data") && calls(RENDERS);
    if brings || !has_known_ids(&text, ids) {
        return false;
    }
    text.match_indices("partial").all(|(at, word)| {
        let rest = text[at + word.len()..].trim_start_matches("Cached").trim_start();
        let Some(name) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) else { return false };
        let name = name.strip_suffix(".html").unwrap_or(name);
        let mut paths = layouts
            .iter()
            .flat_map(|layouts| ["_partials", "partials"].map(|place| under(layouts, &format!("{place}/{name}.html"))));
        paths.find(|path| files.is_file(path)).is_some_and(|path| is_harmless(layouts, files, &path, depth - 1, ids))
    })
}

/// Whether a template is seen to put text of elsewhere into the page, or hands that to another.
fn brings_text(text: &str) -> bool {
    const MARKS: &[&str] =
        &["content", "rendershortcodes", "renderstring", "markdownify", "readfile", "template ", "partial", "\n#"];
    let lower = text.to_ascii_lowercase();
    text.starts_with('#') || MARKS.iter().any(|mark| lower.contains(mark))
}

/// A template without its comments, which often show how it is called.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

/// Whether every `id` of a template is a value that it was given (`id="{{ .Get "id" }}"`), or stands there in full: those go
/// to `ids`.
fn has_known_ids(text: &str, ids: &mut Vec<Box<str>>) -> bool {
    text.match_indices("id=").all(|(at, _)| {
        if text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '$')) {
            return true;
        }
        let quoted = &text[at + 3..];
        let value = quoted.trim_start_matches(['"', '\'']);
        if let Some((value, _)) = value.strip_prefix("{{").and_then(|value| value.split_once("}}")) {
            return value.trim_matches(['-', ' ']).starts_with(['.', '$']) && !value.contains(['|', '(']);
        }
        let end = if quoted.len() == value.len() { &[' ', '>', '\n'][..] } else { &['"', '\''][..] };
        let id = value.split(end).next().unwrap_or_default();
        ids.push(id.into());
        !id.contains("{{")
    })
}

/// The insides of the shortcodes of `text`, from their names on.
fn calls(text: &str) -> impl Iterator<Item = &str> {
    memmem::find_iter(text.as_bytes(), "{{").filter_map(|at| {
        let inner = text[at + 2..].strip_prefix(['<', '%'])?;
        let inner = inner.trim_start().trim_start_matches('/').trim_start();
        let end = memmem::find(inner.as_bytes(), b"}}").unwrap_or(inner.len());
        // `{{</* name */>}}` shows a shortcode instead of calling it.
        Some(&inner[..end]).filter(|inner| !inner.starts_with('*'))
    })
}

fn name_of(call: &str) -> &str {
    let name = call.split([' ', '\t', '\n', '\r', '>', '%', '"']).next().unwrap_or_default();
    // `{{< name/>}}` closes itself, and `{{< name.html >}}` is the same.
    name.trim_end_matches('/').trim_end_matches(".html")
}

/// The first shortcode of `text` that is neither one of Hugo's own without anchors nor one of `known`.
pub(super) fn first_harmful<'t>(text: &'t str, known: &[Known]) -> Option<&'t str> {
    calls(text).map(name_of).find(|name| !OWN.contains(name) && !known.iter().any(|known| *known.name == **name))
}

/// The first shortcode of `text` whose template is seen to bring more: one of `others`.
pub(super) fn first_of<'t>(text: &'t str, others: &[Box<str>]) -> Option<&'t str> {
    calls(text).map(name_of).find(|name| others.iter().any(|other| **other == **name))
}

/// The shortcode in a heading that does not say its anchor itself: what it brings becomes part of the anchor.
pub(super) fn first_in_heading(document: &Document) -> Option<&str> {
    let headings = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading { .. }));
    let texts = headings.filter_map(|block| document.source.text().get(block.span.range())).filter(|text| !text.contains("{#"));
    texts.flat_map(calls).map(name_of).next()
}

/// The anchors that the shortcodes of `text` always bring.
pub(super) fn brought<'k>(text: &str, known: &'k [Known]) -> impl Iterator<Item = &'k str> {
    calls(text)
        .flat_map(|call| known.iter().filter(move |known| *known.name == *name_of(call)))
        .flat_map(|known| &known.ids)
        .map(|id| &**id)
}

/// What the shortcodes of `text` are given: any of it may be an anchor.
pub(super) fn given(text: &str) -> impl Iterator<Item = &str> {
    let others = calls(text).filter(|call| !["ref", "relref"].contains(&name_of(call)));
    others.flat_map(|call| call.split(['"', '`', '=', ' ', '\n', '\t'])).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_templates_were_given() {
        let mut ids = Vec::new();
        let mut known = |text: &str| has_known_ids(text, &mut ids);
        assert!(known("<p id=\"{{ .Get \"id\" }}\" data-id=\"x\">{{ with .id }} id=\"{{ . }}\"{{ end }}"));
        assert!(known("<p id=\"fixed\"><b id=bare>"));
        assert!(!known("<p id={{ .title | lower }}>"));
        assert!(!known("<p id=\"tab-{{ .Ordinal }}\">"));
        assert_eq!(ids.iter().map(|id| &**id).collect::<Vec<_>>(), ["fixed", "bare", "tab-{{ .Ordinal }}"]);
    }

    #[test]
    fn shortcodes_and_what_they_are_given() {
        let text = "{{< note id=\"a\" >}}x{{< /note >}} {{</* other */>}} {{ .Values }} {{% ref \"b.md\" %}}";
        let note = Known { name: "note".into(), ids: vec!["b".into()] };
        assert_eq!(first_harmful(text, std::slice::from_ref(&note)), None);
        assert_eq!(first_harmful(text, &[]), Some("note"));
        assert_eq!(brought(text, &[note]).collect::<Vec<_>>(), ["b", "b"]);
        assert_eq!(given(text).collect::<Vec<_>>(), ["note", "id", "a", ">", "note", ">"]);
    }
}
