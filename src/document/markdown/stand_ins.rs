//! What a dialect wrote in place of something that CommonMark does not know, told from what the author wrote.

use super::Builder;
use crate::document::BlockKind;
use crate::document::dialect::StandIn;
use crate::text::Span;
use pulldown_cmark::{Event, Tag, TagEnd};

/// The stand-ins of a text while its events pass.
pub(super) struct StandIns {
    places: Vec<(u32, StandIn)>,
    /// Tags of HTML that the copy has as text.
    tags: Vec<Span>,
    /// Of each open list, whether it is one of the dialect's.
    lists: Vec<bool>,
    /// Whether a line that is no heading is being read.
    line: bool,
}

impl StandIns {
    pub(super) fn new(places: Vec<(u32, StandIn)>, tags: Vec<Span>) -> Self {
        Self { places, tags, lists: Vec::new(), line: false }
    }

    fn stands(&self, at: u32, what: StandIn) -> bool {
        self.places.binary_search_by_key(&at, |&(place, _)| place).is_ok_and(|found| self.places[found].1 == what)
    }

    /// The tag that holds the byte `at`.
    fn tag(&self, at: u32) -> Option<Span> {
        let next = self.tags.partition_point(|tag| tag.end <= at);
        self.tags.get(next).copied().filter(|tag| tag.start <= at)
    }

    /// Gives `builder` a text, which is a tag as far as one reaches.
    fn text(&self, builder: &mut Builder<'_>, text: &str, span: Span) {
        let code = builder.open.last().is_some_and(|&at| matches!(builder.blocks[at as usize].kind, BlockKind::Code { .. }));
        let Some(tag) = self.tag(span.start).filter(|_| !code) else { return builder.text(text, span) };
        if tag.start == span.start {
            builder.inline_html(builder.written, tag);
        }
        let rest = text.get((tag.end - span.start) as usize..).filter(|rest| !rest.is_empty());
        if let Some(rest) = rest {
            builder.text(rest, Span { start: tag.end, end: span.end });
        }
    }

    /// Gives `builder` the event as the dialect means it.
    pub(super) fn event(&mut self, builder: &mut Builder<'_>, event: Event<'_>, span: Span) {
        match event {
            Event::Text(text) if !self.tags.is_empty() => return self.text(builder, &text, span),
            Event::SoftBreak if self.tag(span.start).is_some() => return,
            Event::Start(Tag::List(_)) => {
                let ours = self.stands(span.start, StandIn::Container);
                self.lists.push(ours);
                if ours {
                    return builder.close_implicit();
                }
            }
            Event::End(TagEnd::List(_)) if self.lists.pop() == Some(true) => return builder.close_implicit(),
            Event::Start(Tag::Item) if self.stands(span.start, StandIn::Container) => {
                builder.close_implicit();
                return builder.push(BlockKind::Container, span);
            }
            // What is in it makes a paragraph of its own, if anything is.
            Event::Start(Tag::Heading { .. }) if self.stands(span.start, StandIn::Line) => {
                self.line = true;
                return builder.close_implicit();
            }
            Event::End(TagEnd::Heading(_)) if std::mem::take(&mut self.line) => return builder.close_implicit(),
            _ => {}
        }
        builder.event(event, span);
    }
}
