//! The outline of a page: its headings that are not inside a quote, a list or a footnote, nor between tags of a template
//! that make something else of them, no tabs, and no keys of a front matter that stands too late to be one.

use super::{Block, Document, FrontMatterFormat};
use crate::text::Span;

/// A heading of the outline.
#[derive(Clone, Copy, Debug)]
pub struct OutlineHeading<'a> {
    /// Index of its block.
    pub index: u32,
    /// 1 to 6.
    pub level: u8,
    /// Its block.
    pub block: &'a Block,
    /// Index of the innermost fenced div that holds it.
    pub div: Option<u32>,
}

impl Document {
    /// The headings of the outline, in order.
    pub fn outline(&self) -> impl Iterator<Item = OutlineHeading<'_>> {
        let (mut next, mut current) = (0, None::<u32>);
        let late = self.late_front_matter().map_or(Span::default(), |late| late.whole);
        self.headings().filter_map(move |(index, level, block)| {
            // `title: …` above `---` is an underlined heading for Markdown.
            if block.parent.is_some() || late.contains(block.span) || self.is_between_tags(block.span) || self.is_mark(block) {
                return None;
            }
            let at = block.span.start;
            while self.divs.get(next).is_some_and(|div| div.span.start <= at) {
                current = Some(next as u32);
                next += 1;
            }
            while let Some(div) = current.map(|index| &self.divs[index as usize])
                && div.span.end <= at
            {
                current = div.parent;
            }
            Some(OutlineHeading { index, level, block, div: current })
        })
    }

    /// Whether what reads as a heading is a mark of the generator's: a tab of docfx (`# [Linux](#tab/linux)`), a tag above a
    /// rule, the beginning of a box of the Raspberry Pi Foundation's projects (`--- task ---` above `---`).
    fn is_mark(&self, heading: &Block) -> bool {
        let written = self.source.text().get(heading.span.range()).unwrap_or_default();
        let first = written.lines().next().unwrap_or_default().trim();
        first.contains("](#tab/") || first.starts_with("{%") || (first.starts_with("--- ") && first.ends_with(" ---"))
    }

    /// Whether the front matter gives `key`, in whatever letter case, a value at its top level; also one that stands too late,
    /// where that is all that is wrong. A look at its lines, not a reading of it.
    pub fn front_matter_has(&self, key: &str) -> bool {
        let content = match self.front_matter {
            Some(found) if found.closed => found.content,
            Some(_) => Span::default(),
            None => self.late_front_matter().map_or(Span::default(), |late| late.whole),
        };
        let text = self.source.text().get(content.range()).unwrap_or_default();
        if self.front_matter.is_some_and(|found| found.format == FrontMatterFormat::Other) {
            return text.contains(key);
        }
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let Some(value) = value_of(line, key) else { continue };
            return match value {
                // A long value may begin on the next line.
                "" => lines.next().is_some_and(|next| next.starts_with([' ', '\t']) && !next.trim().is_empty()),
                value => !matches!(value, "\"\"" | "''" | "null" | "~"),
            };
        }
        false
    }

    /// The first line of what is written in `span`.
    pub fn first_line(&self, span: Span) -> Span {
        let written = self.source.text().get(span.range()).unwrap_or_default();
        let end = memchr::memchr2(b'\n', b'\r', written.as_bytes()).unwrap_or(written.len());
        Span::new(span.start as usize, span.start as usize + end)
    }
}

/// What a line of front matter gives to `key`.
fn value_of<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let line = line.trim_start_matches(['"', '\'']);
    let (name, rest) = line.split_at_checked(key.len())?;
    let value = rest.trim_start_matches(['"', '\'']).trim_start().strip_prefix([':', '='])?;
    name.eq_ignore_ascii_case(key).then(|| value.trim())
}
