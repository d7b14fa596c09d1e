//! Where the front matter of a file stands: YAML between `---` lines, TOML between `+++` lines.
//!
//! What it says is read by [`crate::data`].

use crate::text::Span;

/// The language of a front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrontMatterFormat {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
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

/// The front matter of `text`, and the byte where the body begins.
pub(super) fn split(text: &str) -> (Option<FrontMatter>, usize) {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let (format, fence) = match text.as_bytes().get(start..start + 3) {
        Some(b"---") => (FrontMatterFormat::Yaml, "---"),
        Some(b"+++") => (FrontMatterFormat::Toml, "+++"),
        _ => return (None, start),
    };
    let mut lines = Lines { text, at: start };
    let Some((from, first)) = lines.next().filter(|(_, line)| line.trim_end() == fence) else {
        return (None, start);
    };
    debug_assert_eq!(from, start);
    let open = Span::new(start, start + first.trim_end().len());
    let content = lines.at;
    while let Some((at, line)) = lines.next() {
        let line = line.trim_end();
        if line == fence || (format == FrontMatterFormat::Yaml && line == "...") {
            let found = FrontMatter { format, open, content: Span::new(content, at), closed: true };
            return (Some(found), lines.at);
        }
    }
    (unclosed(text, format, open, content), start)
}

/// A fence that nothing closes begins a front matter only if the next line is a key: else it is a thematic break.
fn unclosed(text: &str, format: FrontMatterFormat, open: Span, content: usize) -> Option<FrontMatter> {
    let mut end = content;
    for (at, line) in (Lines { text, at: content }) {
        let key = line.split_once(if format == FrontMatterFormat::Yaml { ':' } else { '=' }).map(|(key, _)| key.trim());
        if !key.is_some_and(|key| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))) {
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
    }

    #[test]
    fn a_fence_without_end_is_front_matter_only_before_keys() {
        assert_eq!(content("---\ntitle: a\n\n# B\n"), Some(("title: a", false, "---\ntitle: a\n\n# B\n")));
        assert_eq!(content("---\n\nSome text: here\n"), None);
        assert_eq!(content("----\na: 1\n---\n"), None);
    }
}
