//! `[text](a file.md)`: CommonMark takes it for text, because of the blank, and some renderers for a link.

use super::{BlockKind, Document, Link, LinkKind, MarkKind, Sign, links};
use crate::text::Span;

/// How many bytes around a place are looked at: a line may be a megabyte long.
const WINDOW: usize = 1000;

/// How many blocks before a place are looked at.
const NEAR: usize = 8;

/// What reads as a link but for the blanks in its target.
#[derive(Clone, Copy, Debug)]
pub struct Spaced {
    /// Index of the block that it stands in.
    block: u32,
    /// Where it stands in the source, from the bracket before its text.
    pub span: Span,
    /// Where its target is written.
    pub target: Span,
    /// Its text, as a range of the plain text.
    plain: Span,
}

impl Document {
    /// The one whose `](` stands at `at` of the plain text.
    pub fn spaced(&self, at: usize) -> Option<Spaced> {
        let plain = self.plain.text();
        let (bytes, from) = (plain.as_bytes(), at.saturating_sub(WINDOW));
        let end = at + 2 + memchr::memchr2(b')', b'\n', &bytes[at + 2..bytes.len().min(at + WINDOW)])?;
        let open = from + memchr::memrchr2(b'[', b'\n', &bytes[from..at]).filter(|&open| bytes[from + open] == b'[')?;
        let written = &plain[at + 2..end];
        if plain[end..].starts_with('\n')
            || open + 1 == at
            || !is_path(written)
            || plain[..open].ends_with(|c: char| c.is_alphanumeric())
        {
            return None;
        }
        let block = self.blocks.partition_point(|block| block.plain.start as usize <= open);
        // A block that holds text of its own holds no other: it is the last to begin, empty ones aside.
        let block = (block.saturating_sub(NEAR)..block).rev().find(|&index| self.blocks[index].plain.range().contains(&open))?;
        if !matches!(self.blocks[block].kind, BlockKind::Paragraph | BlockKind::Heading { .. } | BlockKind::Cell) {
            return None;
        }
        let (place, target) = (self.place(Span::new(open, end + 1)), self.place(Span::new(at + 2, end)));
        let source = self.source.text().get(place.range())?;
        // An escaped bracket is meant to be one.
        let before = self.source.text().get(..place.start as usize)?;
        let escaped = source.contains('\\') || before.ends_with('\\');
        let after = self.marks.partition_point(|mark| mark.plain.start < end as u32);
        let near = &self.marks[after.saturating_sub(8)..after];
        let code = near.iter().any(|mark| mark.kind == MarkKind::Code && open < mark.plain.end as usize);
        if escaped || code || self.source.text().get(target.range()) != Some(written) {
            return None;
        }
        Some(Spaced { block: block as u32, span: place, target, plain: Span::new(open + 1, at) })
    }

    /// Adds those to files as the links that they are for its renderer.
    pub(super) fn link_spaced(&mut self) {
        if !self.dialect.links_with_blanks() {
            return;
        }
        let found: Vec<Spaced> = self.plain.places_of(Sign::Target).filter_map(|at| self.spaced(at)).collect();
        let known = self.links.len();
        for Spaced { block, span, target, plain } in found {
            let text = self.source.text();
            let written = text.get(target.range()).unwrap_or_default();
            let path = written.trim();
            if is_address(path) {
                continue;
            }
            let start = target.start as usize + written.len() - written.trim_start().len();
            let image = text.get(..span.start as usize).is_some_and(|before| before.ends_with('!'));
            self.links.push(Link {
                kind: LinkKind::Inline,
                image,
                block: Some(block),
                span: if image { Span { start: span.start - 1, end: span.end } } else { span },
                target: links::remember(&mut self.targets, path),
                target_span: Span::new(start, start + path.len()),
                plain: if image { Span::default() } else { plain },
                alternative: image.then(|| self.plain.get(plain).into()),
            });
        }
        if self.links.len() > known {
            self.links.sort_by_key(|link| (link.span.start, link.target_span.start));
        }
    }
}

/// Whether `written` is an address of the web.
pub(crate) fn is_address(written: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| written.starts_with(scheme))
}

/// Whether words in parentheses are a path with blanks, and not a remark; what a template fills in (`{{ url }}`) has none.
fn is_path(written: &str) -> bool {
    let trimmed = written.trim();
    let name = trimmed.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, end)| end.split('#').next().unwrap_or_default());
    trimmed.contains(' ')
        && !trimmed.contains(['"', '\'', '<', '(', ',', '{', '}'])
        && (is_address(trimmed)
            || ((2..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())))
}
