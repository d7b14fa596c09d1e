//! mdBook's Markdown: directives that bring what is in a file, `{{#include part.md}}`. They hold in code as well.

use super::Shown;
use super::draft::Draft;
use crate::text::Span;
use memchr::memmem;

/// What brings the text of a file.
const TEXT: &[&str] = &["include", "rustdoc_include"];
/// What brings a program, as a block of code.
const PROGRAM: &[&str] = &["playground", "playpen"];

/// A directive that brings what is in a file.
pub(crate) struct Included {
    /// Where it begins.
    pub(crate) at: usize,
    /// The path of the file, without what says which of its lines are meant.
    pub(crate) path: Span,
    /// Whether it is put there as text, so that its headings are those of the page.
    pub(crate) is_text: bool,
}

/// Keeps the paths of the files that are brought.
pub(super) fn prepare(draft: &mut Draft<'_>) {
    let paths = included(draft.text).into_iter().map(|found| (found.path, Shown::File));
    draft.prepared.paths.extend(paths);
}

/// The directives in `text`, in order.
pub(crate) fn included(text: &str) -> Vec<Included> {
    let mut found = Vec::new();
    // A backslash leaves all to the last braces of its line as it is written.
    let mut from = 0;
    for at in memmem::find_iter(text.as_bytes(), b"{{") {
        if at < from {
            continue;
        }
        let line = text[at..].split('\n').next().unwrap_or_default();
        if text[..at].ends_with('\\') && line.starts_with("{{#") {
            from = line.rfind("}}").map_or(from, |end| at + end);
            continue;
        }
        found.extend(directive(line, at));
    }
    found
}

/// The directive that begins `line`, which stands at the byte `at`.
fn directive(line: &str, at: usize) -> Option<Included> {
    let inner = line[2..].trim_start().strip_prefix('#')?;
    let inner = &inner[..inner.find('}').filter(|&end| inner[end..].starts_with("}}"))?];
    let (name, rest) = inner.split_once(char::is_whitespace)?;
    let is_text = TEXT.contains(&name);
    if !is_text && !PROGRAM.contains(&name) {
        return None;
    }
    let argument = rest.split_whitespace().next()?;
    let path = if is_text { argument.split(':').next().unwrap_or_default() } else { argument };
    let start = at + (argument.as_ptr() as usize - line.as_ptr() as usize);
    (!path.is_empty()).then(|| Included { at, path: Span::new(start, start + path.len()), is_text })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As mdBook 0.5 reads them.
    #[test]
    fn directives_that_bring_files() {
        let text = "{{#include a.md}} \\{{#include no.md}} {{#include no.md}}\n`{{ #rustdoc_include b.rs:12:20 }}`\n{{#playground c.rs editable}}\n{{#include d.md:ancre}} {{#include}} {{#title x}} {{#include e.md} {{#include f\n}}";
        let found: Vec<(&str, bool)> = included(text).iter().map(|found| (&text[found.path.range()], found.is_text)).collect();
        assert_eq!(found, [("a.md", true), ("b.rs", true), ("c.rs", false), ("d.md", true)]);
    }
}
