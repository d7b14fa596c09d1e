//! Roles that name a document, a label or a file of the project: {doc}`beehive`, {ref}`a text <label>`.

use super::super::Shown;
use super::super::draft::Draft;
use super::super::lines::Line;
use crate::document::HtmlId;
use crate::text::Span;
use memchr::memmem;

/// What each of them names.
const ROLES: &[(&str, Shown)] =
    &[("doc", Shown::File), ("download", Shown::File), ("eq", Shown::Label), ("numref", Shown::Label), ("ref", Shown::Label)];

/// Remembers what the roles of `line`, which is no code, name.
pub(super) fn read(draft: &mut Draft<'_>, line: &Line<'_>) {
    let mut from = 0;
    for at in memmem::find_iter(line.written.as_bytes(), b"}`") {
        let before = &line.written[..at];
        let Some(open) = before.rfind('{').filter(|&open| open >= from) else { continue };
        let name = &before[open + 1..];
        let known = ROLES.iter().find(|(role, _)| *role == name);
        if known.is_none() && !may_name(line, name) {
            continue;
        }
        // In code of two marks.
        if before[..open].ends_with('`') || before[..open].matches("``").count() % 2 == 1 {
            continue;
        }
        let start = at + 2;
        let Some(length) = line.written[start..].find('`') else { return };
        from = start + length + 1;
        let Some(target) = target(&line.written[start..start + length]) else { continue };
        let place = line.at + start + (target.as_ptr() as usize - line.written[start..].as_ptr() as usize);
        let place = Span::new(place, place + target.len());
        match known {
            Some((_, shown)) => draft.prepared.paths.push((place, *shown)),
            None => draft.prepared.ids.push(HtmlId { value: target.to_lowercase().into(), span: place }),
        }
    }
}

/// Roles of Sphinx and docutils that set text in a heading, and name nothing.
const SET: &[&str] = &[
    "abbr",
    "cite",
    "code",
    "command",
    "emphasis",
    "envvar",
    "file",
    "guilabel",
    "kbd",
    "literal",
    "math",
    "menuselection",
    "option",
    "program",
    "samp",
    "strong",
    "sub",
    "sup",
    "subscript",
    "superscript",
    "term",
    "title",
];

/// Whether the role `name`, in a heading, is an extension's own, which may number the heading under a label.
fn may_name(line: &Line<'_>, name: &str) -> bool {
    let word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    line.written.starts_with('#') && word && !SET.contains(&name)
}

/// What a role is given names: all of it, or what stands in angle brackets at its end.
fn target(given: &str) -> Option<&str> {
    let inner = given.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')).map_or(given, |(_, target)| target).trim();
    let other = inner.contains("://") || inner.starts_with(['!', '~']) || inner.contains(['{', '<', '>']);
    (!inner.is_empty() && !other).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::super::super::Dialect;
    use crate::document::{Document, Source};

    #[test]
    fn roles_that_name_something() {
        let text = "{doc}`a` {ref}`Texte <Mon Label>` {term}`x` ``{doc}`non` `` {numref}`fig-a` `{doc}` {download}`b.csv` {ref}`!c`\n\n```\n{doc}`code`\n```\n\n$$\na\n$$ (eq-a)\n";
        let document = Document::parse_as(Source::new("a.md", text.to_owned()), Dialect::Myst);
        let targets: Vec<&str> = document.links.iter().map(|link| document.target(link)).collect();
        assert_eq!(targets, ["a", "#mon label", "#fig-a", "b.csv"]);
        let named = Document::parse_as(
            Source::new("a.md", "## Exercice {num}`exercice:Miel` {math}`x` {py:func}`y`\n".to_owned()),
            Dialect::Myst,
        );
        assert_eq!(named.ids.iter().map(|id| &*id.value).collect::<Vec<_>>(), ["exercice:miel"]);
        assert_eq!(document.ids.iter().map(|id| &*id.value).collect::<Vec<_>>(), ["eq-a"]);
    }
}
