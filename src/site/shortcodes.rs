//! Hugo's shortcodes: which of them bring no anchors but those that a page names itself.

use super::files::Files;
use crate::text::path::under;
use memchr::memmem;

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
const BRINGS: &[&str] = &[
    "readFile",
    "GetPage",
    "Resources",
    "resources.",
    ".Content",
    "RawContent",
    "RenderShortcodes",
    "GetRemote",
    "getJSON",
    "template ",
    "anchorize",
    "urlize",
    "Ordinal",
    "md5",
    "name=\"{{",
    "\n#",
];
/// What of it a template that draws an icon has as well.
const ICON: &[&str] = &["resources.", ".Content"];
/// What makes Markdown or HTML of values.
const RENDERS: &[&str] = &["markdownify", "RenderString", "safeHTML"];
/// How deep partial templates are followed.
const DEEPEST: u32 = 6;

/// The names of the shortcodes of the project in `folder` whose templates bring no anchors.
pub(super) fn harmless(folder: &str, files: &Files<'_>) -> Vec<Box<str>> {
    let mut found: Vec<Box<str>> = Vec::new();
    for shortcodes in ["layouts/_shortcodes", "layouts/shortcodes"].map(|name| under(folder, name)) {
        for path in files.below(&shortcodes) {
            let Some(name) = path[shortcodes.len() + 1..].strip_suffix(".html") else { continue };
            if is_harmless(folder, files, path, DEEPEST) {
                found.push(name.into());
            }
        }
    }
    found
}

fn is_harmless(folder: &str, files: &Files<'_>, path: &str, depth: u32) -> bool {
    let Some(text) = files.text(path).filter(|_| depth > 0) else { return false };
    let text = without_comments(&text);
    // An icon is a resource too; nothing leads to its insides.
    let icon = text.contains(".svg");
    let has = |mark: &&str| text.contains(*mark) && !(icon && ICON.contains(mark));
    if BRINGS.iter().any(has) || text.contains("Data") && RENDERS.iter().any(has) || !has_only_given_ids(&text) {
        return false;
    }
    text.match_indices("partial").all(|(at, word)| {
        let rest = text[at + word.len()..].trim_start_matches("Cached").trim_start();
        let Some(name) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) else { return false };
        let name = name.strip_suffix(".html").unwrap_or(name);
        let paths = ["_partials", "partials"].map(|place| under(folder, &format!("layouts/{place}/{name}.html")));
        paths.iter().any(|path| is_harmless(folder, files, path, depth - 1))
    })
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

/// Whether every `id` of a template is a value that it was given: `id="{{ .Get "id" }}"`.
fn has_only_given_ids(text: &str) -> bool {
    text.match_indices("id=").all(|(at, _)| {
        if text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '$')) {
            return true;
        }
        let value = text[at + 3..].trim_start_matches(['"', '\'']);
        let Some((value, _)) = value.strip_prefix("{{").and_then(|value| value.split_once("}}")) else { return false };
        value.trim_matches(['-', ' ']).starts_with(['.', '$']) && !value.contains(['|', '('])
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

/// Whether every shortcode of `text` is one of Hugo's own without anchors, or one of `known`.
pub(super) fn are_harmless(text: &str, known: &[Box<str>]) -> bool {
    calls(text).all(|call| {
        let name = call.split([' ', '\t', '\n', '\r', '>', '%', '/']).next().unwrap_or_default();
        OWN.contains(&name) || known.iter().any(|known| **known == *name)
    })
}

/// What the shortcodes of `text` are given: any of it may be an anchor.
pub(super) fn given(text: &str) -> impl Iterator<Item = &str> {
    calls(text).flat_map(|call| call.split(['"', '`', '=', ' ', '\n', '\t'])).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_templates_were_given() {
        assert!(has_only_given_ids("<p id=\"{{ .Get \"id\" }}\" data-id=\"x\">{{ with .id }} id=\"{{ . }}\"{{ end }}"));
        assert!(!has_only_given_ids("<p id=\"fixed\">"));
        assert!(!has_only_given_ids("<p id={{ .title | lower }}>"));
    }

    #[test]
    fn shortcodes_and_what_they_are_given() {
        let text = "{{< note id=\"a\" >}}x{{< /note >}} {{</* other */>}} {{ .Values }} {{% ref \"b.md\" %}}";
        assert!(are_harmless(text, &["note".into()]));
        assert!(!are_harmless(text, &[]));
        assert_eq!(given(text).collect::<Vec<_>>(), ["note", "id", "a", ">", "note", ">", "ref", "b.md", "%"]);
    }
}
