//! What stands inside a line: its text, its marks, its links.

use super::Builder;
use crate::document::links::{self, Opened};
use crate::document::{BlockKind, LinkKind, Mark, MarkKind};
use crate::text::Span;
use pulldown_cmark::LinkType;

impl Builder<'_> {
    pub(super) fn text(&mut self, text: &str, span: Span) {
        let open = self.open.last().map(|&index| (index, self.blocks[index as usize].kind));
        let block = match open {
            Some((_, BlockKind::Code { .. } | BlockKind::Html)) => return,
            // Nearly every text: the block is known, and holds this text already.
            Some((index, BlockKind::Heading { .. } | BlockKind::Paragraph | BlockKind::Cell)) if !self.implicit => index,
            _ => self.inline_block(span),
        };
        if let Some(open) = self.open_links.iter_mut().rev().find(|open| open.image) {
            open.alternative.push_str(text);
            return;
        }
        if text.len() <= 2 && matches!(text, "*" | "**" | "_" | "__") {
            self.stray(span, block);
        }
        self.plain.push(text, span);
    }

    /// Reads the tag in `span` of `text`.
    pub(super) fn inline_html(&mut self, text: &str, span: Span) {
        let block = self.inline_block(span);
        self.html.read(text, span, Some(block), &mut self.targets);
    }

    /// Remembers emphasis marks that were left in the text; neighbours join into one run.
    fn stray(&mut self, span: Span, block: u32) {
        let bytes = self.text.as_bytes();
        let at = span.start as usize;
        if at > 0 && bytes[at - 1] == b'\\' {
            return;
        }
        let plain = Span { start: self.plain.end(), end: self.plain.end() + span.len() as u32 };
        match self.marks.last_mut() {
            Some(last) if last.kind == MarkKind::Stray && last.span.end == span.start && bytes[at - 1] == bytes[at] => {
                last.span.end = span.end;
                last.plain.end = plain.end;
            }
            _ => self.marks.push(Mark { kind: MarkKind::Stray, block, span, plain }),
        }
    }

    pub(super) fn code(&mut self, text: &str, span: Span) {
        let block = self.inline_block(span);
        if let Some(open) = self.open_links.iter_mut().rev().find(|open| open.image) {
            open.alternative.push_str(text);
            return;
        }
        let start = self.plain.end();
        // The content without its back-ticks and the one blank that may pad them.
        let written = self.text.get(span.range()).unwrap_or_default();
        let ticks = written.bytes().take_while(|&byte| byte == b'`').count();
        let at = span.start as usize + ticks + span.len().saturating_sub(2 * ticks + text.len()) / 2;
        // A line break in it is read as a blank: then the text is not written as it is read.
        let same = self.text.get(at..at + text.len()) == Some(text);
        let inner = if same { Span::new(at, at + text.len()) } else { span };
        self.plain.push(text, inner);
        self.marks.push(Mark { kind: MarkKind::Code, block, span, plain: Span { start, end: self.plain.end() } });
    }

    pub(super) fn open_mark(&mut self, kind: MarkKind, span: Span) {
        let block = self.inline_block(span);
        let at = self.plain.end();
        self.open_marks.push(self.marks.len());
        self.marks.push(Mark { kind, block, span, plain: Span { start: at, end: at } });
    }

    pub(super) fn close_mark(&mut self) {
        if let Some(at) = self.open_marks.pop() {
            self.marks[at].plain.end = self.plain.end();
        }
    }

    pub(super) fn open_link(&mut self, written: LinkType, target: &str, id: &str, image: bool, span: Span) {
        let block = self.inline_block(span);
        let kind = match written {
            LinkType::Inline => LinkKind::Inline,
            LinkType::Autolink => LinkKind::Autolink,
            LinkType::Email => LinkKind::Email,
            LinkType::WikiLink { .. } => LinkKind::Wiki,
            _ => match self.labels.get(&links::fold_label(id)) {
                Some(&definition) => {
                    self.definitions[definition as usize].uses += 1;
                    LinkKind::Reference { definition }
                }
                None => LinkKind::Inline,
            },
        };
        let place = self.dialect.place_of(links::as_written(self.text, self.written, target));
        self.open_links.push(Opened {
            kind,
            image,
            block,
            span,
            target: links::remember(&mut self.targets, place),
            target_span: links::piece(self.text, target).filter(|&piece| span.contains(piece)),
            plain: self.plain.end(),
            alternative: String::new(),
            has_alternative: image,
        });
    }

    pub(super) fn close_link(&mut self) {
        let Some(open) = self.open_links.pop() else { return };
        if open.image
            && let Some(outer) = self.open_links.last_mut()
        {
            outer.has_alternative = true;
            outer.alternative.push_str(&open.alternative);
        }
        let target_span = match open.kind {
            LinkKind::Reference { definition } => self.definitions[definition as usize].target_span,
            LinkKind::Inline => open.target_span.unwrap_or_else(|| links::inline_target(self.text, open.span)),
            _ => Span { start: open.span.start + 1, end: (open.span.end - 1).max(open.span.start + 1) },
        };
        self.links.push(open.close(target_span, self.plain.end()));
    }
}
