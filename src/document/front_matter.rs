//! Where the front matter of a file stands: YAML between `---` lines, TOML between `+++` lines, or another language that
//! the first line names (`---js`).
//!
//! What it says is read by [`crate::data`].

use super::Document;
use crate::text::Span;

/// The language of a front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrontMatterFormat {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
    /// Another one, which is not read: JavaScript, JSON.
    Other,
}

/// The front matter of a file.
#[derive(Clone, Copy, Debug)]
pub struct FrontMatter {
    /// Its language.
    pub format: FrontMatterFormat,
    /// The opening fence, without its line ending.
    pub open: Span,
    /// What stands between the fences. Of one that nothing closes: the lines that look like keys.
    pub content: Span,
    /// Whether a fence closes it. One that is not closed is body text for every renderer.
    pub closed: bool,
}

/// A front matter that is none, because something stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LateFrontMatter {
    /// Its opening fence.
    pub open: Span,
    /// All of it, with the line ending of its closing fence.
    pub whole: Span,
}

/// No front matter has more lines: what is looked for must not cost more than a glance.
const LONGEST: usize = 500;

impl Document {
    /// The front matter that would be one if it stood on the first line: after comments, blank lines or tags of a template.
    pub fn late_front_matter(&self) -> Option<LateFrontMatter> {
        if self.front_matter.is_some() { None } else { late(self.source.text()) }
    }
}

fn late(text: &str) -> Option<LateFrontMatter> {
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let begin = at;
    loop {
        let rest = text.get(at..)?;
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        let aside = [("<!--", "-->"), ("{/*", "*/}"), ("{#", "#}"), ("{%", "%}"), ("[//]:", "\n"), ("[comment]:", "\n")];
        let Some((open, close)) = aside.iter().find(|(open, _)| trimmed.starts_with(open)) else { break };
        at += open.len() + trimmed.get(open.len()..)?.find(close)? + close.len();
    }
    // The fence begins its line.
    let line = text.get(..at)?.bytes().next_back().is_some_and(|byte| matches!(byte, b'\n' | b'\r'));
    let (found, end) = if at > begin && line { split(&text[at..]) } else { return None };
    let found = found.filter(|found| found.closed)?;
    let inside = Span { start: found.content.start + at as u32, end: found.content.end + at as u32 };
    let whole = Span::new(at, at + end);
    let open = Span { start: found.open.start + at as u32, end: found.open.end + at as u32 };
    is_data(text.get(inside.range())?, found.format).then_some(LateFrontMatter { open, whole })
}

/// Whether the lines look like data, and not like a text between two rules.
fn is_data(content: &str, format: FrontMatterFormat) -> bool {
    let sign = if format == FrontMatterFormat::Yaml { ':' } else { '=' };
    let mut keys = 0;
    for (count, line) in content.lines().enumerate() {
        let key = is_key(line, sign);
        let goes_on = line.trim().is_empty() || line.starts_with([' ', '\t', '#', '-', '[', ']', '}']);
        if count > LONGEST || !(key || goes_on && (keys > 0 || !line.starts_with('-'))) {
            return false;
        }
        keys += usize::from(key);
    }
    keys > 0
}

/// Whether `line` gives a value to a key of one word; `sign` stands between them.
fn is_key(line: &str, sign: char) -> bool {
    let key = line.split_once(sign).map(|(key, _)| key.trim_end()).filter(|key| !key.is_empty());
    key.is_some_and(|key| key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.')))
}

/// The front matter of `text`, and the byte where the body begins.
pub(super) fn split(text: &str) -> (Option<FrontMatter>, usize) {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let fence = match text.as_bytes().get(start..start + 3) {
        Some(b"---") => "---",
        Some(b"+++") => "+++",
        _ => return (None, start),
    };
    let mut lines = Lines { text, at: start };
    let first = lines.next().map_or("", |(_, line)| line);
    let name = first.trim_end().strip_prefix(fence).unwrap_or_default();
    let Some(format) = format_of(fence, name) else { return (None, start) };
    let open = Span::new(start, start + first.trim_end().len());
    let content = lines.at;
    while let Some((at, line)) = lines.next() {
        let line = line.trim_end();
        if line == fence || (format == FrontMatterFormat::Yaml && line == "...") {
            let found = FrontMatter { format, open, content: Span::new(content, at), closed: true };
            return (Some(found), lines.at);
        }
    }
    (if name.is_empty() { unclosed(text, format, open, content) } else { None }, start)
}

/// The language between fences of which the first is followed by `name`.
fn format_of(fence: &str, name: &str) -> Option<FrontMatterFormat> {
    match (fence, name) {
        ("---", "" | "yaml" | "yml") => Some(FrontMatterFormat::Yaml),
        ("+++", "") | ("---", "toml") => Some(FrontMatterFormat::Toml),
        ("---", name) if name.bytes().all(|byte| byte.is_ascii_alphanumeric()) => Some(FrontMatterFormat::Other),
        _ => None,
    }
}

/// A fence that nothing closes begins a front matter only if the next line is a key: else it is a thematic break.
fn unclosed(text: &str, format: FrontMatterFormat, open: Span, content: usize) -> Option<FrontMatter> {
    let mut end = content;
    for (at, line) in (Lines { text, at: content }) {
        if !is_key(line.trim_start(), if format == FrontMatterFormat::Yaml { ':' } else { '=' }) {
            break;
        }
        end = at + line.trim_end().len();
    }
    (end > content).then_some(FrontMatter { format, open, content: Span::new(content, end), closed: false })
}

/// Lines with the offsets at which they start; `at` is where the next one starts.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let end = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let mut next = (end + 1).min(rest.len());
        if rest[end..].starts_with("\r\n") {
            next += 1;
        }
        self.at = start + next;
        Some((start, &rest[..end]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(text: &str) -> Option<(&str, bool, &str)> {
        let (found, body) = split(text);
        found.map(|f| (&text[f.content.range()], f.closed, &text[body..]))
    }

    #[test]
    fn fences_of_both_kinds_and_every_line_ending() {
        assert_eq!(content("---\na: 1\n---\nx"), Some(("a: 1\n", true, "x")));
        assert_eq!(content("\u{feff}---\r\na: 1\r\n---\r\nx"), Some(("a: 1\r\n", true, "x")));
        assert_eq!(content("---\ra: 1\r---\rx"), Some(("a: 1\r", true, "x")));
        assert_eq!(content("+++\na = 1\n+++\n"), Some(("a = 1\n", true, "")));
        assert_eq!(content("---\n---\n"), Some(("", true, "")));
        assert_eq!(content("---js\nlet a = 1;\n---\nx"), Some(("let a = 1;\n", true, "x")));
        assert_eq!(content("---toml\na = 1\n---\nx"), Some(("a = 1\n", true, "x")));
    }

    #[test]
    fn a_fence_without_end_is_front_matter_only_before_keys() {
        assert_eq!(content("---\ntitle: a\n\n# B\n"), Some(("title: a", false, "---\ntitle: a\n\n# B\n")));
        assert_eq!(content("---\n\nSome text: here\n"), None);
        assert_eq!(content("----\na: 1\n---\n"), None);
        assert_eq!(content("---js\na: 1\n"), None);
        assert_eq!(content("--- a\nb: 1\n---\n"), None);
    }

    #[test]
    fn a_front_matter_that_something_stands_before_is_known() {
        let whole = |text: &str| late(text).map(|found| text[found.whole.range()].to_owned());
        let block = "---\ntitle: Ruche\ntags:\n  - a\n---\n";
        for before in
            ["\n", "\r\n\r\n", "\u{feff}\n", "<!-- CC-BY -->\n", "<!-- a\nb --><!-- c -->\n\n", "{/* a */}\n", "{% set a %}\n"]
        {
            assert_eq!(whole(&format!("{before}{block}# Ruche\n")), Some(block.to_owned()), "{before:?}");
        }
        assert_eq!(whole("\n+++\ntitle = 1\n+++"), Some("+++\ntitle = 1\n+++".to_owned()));
        for none in [
            block,
            "# Ruche\n---\ntitle: a\n---\n",
            "<!-- a --> ---\na: 1\n---\n",
            "\n---\nUne phrase entre deux traits.\n---\n",
            "\n---\na: 1\n\nUne phrase.\n\n---\n",
            "\n---\n\n---\n",
            "\n---\n- a: 1\n---\n",
            "<!-- a",
            "",
            "\n",
        ] {
            assert_eq!(whole(none), None, "{none:?}");
        }
    }
}
