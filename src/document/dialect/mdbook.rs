//! mdBook's Markdown: directives that bring what is in a file, `{{#include part.md}}`. They hold in code as well.

use super::Shown;
use super::draft::Draft;
use crate::text::Span;

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
    /// What says that, after a colon; empty for all of them.
    pub(crate) lines: Span,
    /// Whether it is put there as text, so that its headings are those of the page.
    pub(crate) is_text: bool,
}

/// Keeps the paths of the files that are brought.
pub(super) fn prepare(draft: &mut Draft<'_>) {
    let paths = included(draft.text).into_iter().map(|found| (found.path, Shown::File));
    draft.prepared.paths.extend(paths);
}

/// The directives in `text`, in order. One may stand on several lines.
pub(crate) fn included(text: &str) -> Vec<Included> {
    let mut found = Vec::new();
    // The next brace that closes, so that none is looked for twice.
    let (mut from, mut close) = (0, 0);
    for at in memchr::memchr_iter(b'{', text.as_bytes()) {
        if at < from || !text[at..].starts_with("{{") {
            continue;
        }
        // A backslash leaves all to the last braces of its line as it is written.
        if text[..at].ends_with('\\') && text[at..].starts_with("{{#") {
            let line = text[at..].split('\n').next().unwrap_or_default();
            if let Some(end) = line.rfind("}}") {
                from = at + end;
                continue;
            }
        }
        if let Some((end, directive)) = directive(text, at, &mut close) {
            from = end;
            found.extend(directive);
        }
    }
    found
}

/// What begins at the byte `at` of `text` as a directive does: where it ends, and the directive, if it brings a file.
fn directive(text: &str, at: usize, close: &mut usize) -> Option<(usize, Option<Included>)> {
    let inner = text[at + 2..].trim_start().strip_prefix('#')?;
    let name = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|&end| end > 0)?;
    let (name, rest) = inner.split_at(name);
    let start = text.len() - rest.len();
    if *close < start {
        *close = memchr::memchr(b'}', &text.as_bytes()[start..]).map_or(text.len(), |end| start + end);
    }
    let rest = text.get(start..*close).filter(|rest| rest.starts_with(char::is_whitespace))?;
    if !text[*close..].starts_with("}}") {
        return None;
    }
    let is_text = TEXT.contains(&name);
    let argument = rest.split_whitespace().next().filter(|_| is_text || PROGRAM.contains(&name));
    let read = |argument: &str| {
        let (path, _) = argument.split_once(':').filter(|_| is_text).unwrap_or((argument, ""));
        let begin = start + (argument.as_ptr() as usize - rest.as_ptr() as usize);
        let end = begin + path.len();
        let lines = if name == "include" { (end + 1).min(begin + argument.len()) } else { begin + argument.len() };
        let (path, lines) = (Span::new(begin, end), Span::new(lines, begin + argument.len()));
        (!path.is_empty()).then_some(Included { at, path, lines, is_text })
    };
    Some((*close + 2, argument.and_then(read)))
}

/// The lines of `text` that a directive means, as `lines` says: `2:5`, or the name of an anchor.
pub(crate) fn taken(text: &str, lines: &str) -> String {
    let mut parts = lines.splitn(3, ':');
    let first = parts.next().unwrap_or_default();
    let start = first.parse::<usize>().ok().map(|number| number.saturating_sub(1));
    if start.is_none() && !first.is_empty() {
        return anchored(text, first);
    }
    let last = parts.next().map(str::parse::<usize>);
    let end = match (start, last) {
        (Some(start), None) => start + 1,
        (_, Some(Ok(end))) => end,
        _ => usize::MAX,
    };
    let start = start.unwrap_or(0);
    text.lines().skip(start).take(end.saturating_sub(start)).collect::<Vec<_>>().join("\n")
}

/// The lines between the comments `ANCHOR: name` and `ANCHOR_END: name`.
fn anchored(text: &str, name: &str) -> String {
    let named = |line: &str, mark: &str| {
        let rest = line.split_once(mark)?.1.trim_start();
        let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(rest.len());
        (end > 0).then(|| rest[..end] == *name)
    };
    let lines = text.lines().skip_while(|line| named(line, "ANCHOR:") != Some(true)).skip(1);
    let lines = lines.take_while(|line| named(line, "ANCHOR_END:") != Some(true));
    lines.filter(|line| named(line, "ANCHOR:").or(named(line, "ANCHOR_END:")).is_none()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As mdBook 0.5 reads them.
    #[test]
    fn directives_that_bring_files() {
        let text = "{{#include a.md}} \\{{#include no.md}} {{#include no.md}}\n`{{ #rustdoc_include b.rs:12:20 }}`\n{{#playground c.rs editable}}\n{{#include d.md:ancre}} {{#include}} {{#title x}} {{#include e.md} {{{#include f.md\n}} {{#title {{#include no.md}} {{ #include\n  g.md:2\n}}";
        let found: Vec<(&str, bool)> = included(text).iter().map(|found| (&text[found.path.range()], found.is_text)).collect();
        assert_eq!(found, [("a.md", true), ("b.rs", true), ("c.rs", false), ("d.md", true), ("f.md", true), ("g.md", true)]);
    }

    #[test]
    fn lines_that_a_directive_means() {
        let text = "1\n2 ANCHOR: a\n3\n4 ANCHOR: b\n5\n6 ANCHOR_END: a\n7";
        let of = |lines: &str| taken(text, lines).split('\n').map(|line| line.get(..1).unwrap_or_default()).collect::<String>();
        assert_eq!(["3", "3:", "3:5", ":2", ":", "9", "5:2", "0:1"].map(of), ["3", "34567", "345", "12", "1234567", "", "", "1"]);
        assert_eq!(["a", "b", "c"].map(of), ["35", "57", ""]);
    }
}
