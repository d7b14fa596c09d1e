//! Boxes: what stands apart from the flow of a page, so that the levels of its headings begin anew — a tab, a section that opens
//! on a click, a component, a marked part of HTML. Fenced divs are boxes of their own kind.

use super::dialect::BLOCKS;
use super::{BlockKind, Document};
use crate::text::Span;

/// Block elements of HTML that set nothing apart.
const PLAIN: &[&str] =
    &["address", "body", "center", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "iframe", "main", "p", "video"];

/// So many open boxes are looked at for the one that a tag closes.
const DEEPEST: usize = 32;

/// How many bytes a tag has at most.
const LONGEST: usize = 2000;

impl Document {
    /// The boxes of the page, in the order in which they open: of elements and of tags of templates (`{% tab %}`, `{{% tab %}}`),
    /// those that something closes; of docfx's tabs, all. They are looked for each time.
    pub fn boxes(&self) -> Vec<Span> {
        let text = self.source.text();
        let body = self.front_matter.map_or(0, |found| found.content.end as usize);
        let code: Vec<Span> =
            self.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Code { .. })).map(|block| block.span).collect();
        let mut open = Open::default();
        let (mut at, mut next) = (body, 0);
        for line in text[body..].split_inclusive('\n') {
            let start = at;
            at += line.len();
            while code.get(next).is_some_and(|span| span.end as usize <= start) {
                next += 1;
            }
            if code.get(next).is_none_or(|span| (at as u32) <= span.start) {
                open.line(text, start, line);
            }
        }
        open.close_tab(text.len());
        open.found.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        open.found
    }
}

/// The boxes that are open at some line, and those that were closed before.
#[derive(Default)]
struct Open<'a> {
    names: Vec<(&'a str, usize)>,
    /// Where the open tab of docfx begins.
    tab: Option<usize>,
    found: Vec<Span>,
}

impl<'a> Open<'a> {
    /// Reads the line at `start`.
    fn line(&mut self, text: &'a str, start: usize, line: &'a str) {
        let written = line.trim();
        match written.as_bytes().first() {
            Some(b'#') if written.contains("](#tab/") => {
                self.close_tab(start);
                self.tab = Some(start + line.len());
            }
            Some(b'-' | b'*' | b'_') if is_rule(written) => self.close_tab(start),
            Some(b'<' | b'{') => self.tags(text, start, line),
            _ => {}
        }
    }

    /// Reads the tags of a line that begins with one.
    fn tags(&mut self, text: &'a str, start: usize, line: &'a str) {
        for at in memchr::memchr2_iter(b'<', b'{', line.as_bytes()).map(|at| start + at) {
            let rest = &text[at..];
            if text[..at].ends_with('{') {
                continue;
            }
            let Some(tag) = element(rest).or_else(|| template(rest)) else { continue };
            match tag {
                Tag::Opens(name) => self.names.push((name, at)),
                Tag::Closes(name) => self.close(name, at),
            }
        }
    }

    fn close(&mut self, name: &str, at: usize) {
        let near = self.names.len().saturating_sub(DEEPEST);
        let Some(index) = self.names[near..].iter().rposition(|(open, _)| *open == name).map(|index| near + index) else {
            return;
        };
        self.found.push(Span::new(self.names[index].1, at));
        self.names.truncate(index);
    }

    fn close_tab(&mut self, at: usize) {
        self.found.extend(self.tab.take().map(|start| Span::new(start.min(at), at)));
    }
}

/// Whether a line is a thematic break.
fn is_rule(written: &str) -> bool {
    let first = written.chars().next();
    let marks = written.chars().filter(|c| Some(*c) == first).count();
    marks >= 3 && written.chars().all(|c| Some(c) == first || c.is_whitespace())
}

/// A tag, by the name of what it opens or closes.
enum Tag<'a> {
    Opens(&'a str),
    Closes(&'a str),
}

/// The tag of HTML or of a component that `rest` begins with, if it is one of a box.
fn element(rest: &str) -> Option<Tag<'_>> {
    let inner = rest.strip_prefix('<')?;
    let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let length = inner.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '_')).unwrap_or(inner.len());
    let name = inner.get(..length).filter(|name| name.starts_with(char::is_alphabetic))?;
    let component = name.starts_with(char::is_uppercase) || name.contains(['.', '-']);
    if !component && (!BLOCKS.contains(&name) || PLAIN.contains(&name)) {
        return None;
    }
    if closes {
        return Some(Tag::Closes(name));
    }
    let near = &inner.as_bytes()[length..inner.len().min(length + LONGEST)];
    let end = memchr::memchr(b'>', near)?;
    (end == 0 || near[end - 1] != b'/').then_some(Tag::Opens(name))
}

/// The tag of a template that `rest` begins with: `{% tab %}`, `{% endtab %}`, `{{% tab %}}`, `{{% /tab %}}`.
fn template(rest: &str) -> Option<Tag<'_>> {
    let (hugo, inner) = match rest.strip_prefix("{{%") {
        Some(inner) => (true, inner),
        None => (false, rest.strip_prefix("{%")?),
    };
    let inner = inner.trim_start_matches('-').trim_start();
    let (closed, inner) =
        if hugo { inner.strip_prefix('/').map(|inner| (true, inner.trim_start())) } else { None }.unwrap_or((false, inner));
    let length = inner.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '_' | '/')).unwrap_or(inner.len());
    let name = inner.get(..length).filter(|name| !name.is_empty())?;
    Some(match name.strip_prefix("end").filter(|name| !hugo && !name.is_empty()) {
        Some(name) => Tag::Closes(name),
        None if closed => Tag::Closes(name),
        None => Tag::Opens(name),
    })
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Source};

    fn boxes(text: &str) -> Vec<String> {
        let document = Document::parse(Source::new("a.md", text.to_owned()));
        document.boxes().iter().map(|span| text[span.range()].replace('\n', "|")).collect()
    }

    #[test]
    fn what_stands_apart_is_a_box() {
        assert_eq!(
            boxes("<Tabs>\n<TabItem value=\"a\">\n\nA\n\n</TabItem>\n</Tabs>\n"),
            ["<Tabs>|<TabItem value=\"a\">||A||</TabItem>|", "<TabItem value=\"a\">||A||"]
        );
        assert_eq!(boxes("# [A](#tab/a)\n\na\n\n# [B](#tab/b)\n\nb\n\n***\n\nc\n"), ["|a||", "|b||"]);
        assert_eq!(boxes("# [A](#tab/a)\n\na\n"), ["|a|"]);
        assert_eq!(
            boxes("{% tab title=\"A\" %}\na\n{% endtab %}\n{{% tab %}}b{{% /tab %}}\n"),
            ["{% tab title=\"A\" %}|a|", "{{% tab %}}b"]
        );
        assert_eq!(
            boxes("<details><summary>A</summary>\n\n# a\n\n</details>\n"),
            ["<details><summary>A</summary>||# a||", "<summary>A"]
        );
    }

    #[test]
    fn what_nothing_closes_or_sets_apart_is_none() {
        for text in [
            "<details>\n\n# a\n",
            "<Card title=\"a\" />\n\n# a\n\n</Card>\n",
            "<p>a</p>\n\n<center>\n\n# a\n\n</center>\n",
            "```html\n<div>\n</div>\n```\n",
            "a <div> b\n\n</div>\n",
            "{% include a.md %}\n\n# a\n",
            "{{< tab >}}a{{< /tab >}}\n",
            "---\na: <div></div>\n---\n",
        ] {
            assert_eq!(boxes(text), Vec::<String>::new(), "{text}");
        }
    }
}
