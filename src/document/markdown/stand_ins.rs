//! What a dialect wrote in place of something that CommonMark does not know, told from what the author wrote.

use super::Builder;
use crate::document::BlockKind;
use crate::document::dialect::StandIn;
use crate::text::Span;
use pulldown_cmark::{Event, Tag, TagEnd};

/// The stand-ins of a text while its events pass.
pub(super) struct StandIns {
    places: Vec<(u32, StandIn)>,
    /// Of each open list, whether it is one of the dialect's.
    lists: Vec<bool>,
    /// Whether a line that is no heading is being read.
    line: bool,
}

impl StandIns {
    pub(super) fn new(places: Vec<(u32, StandIn)>) -> Self {
        Self { places, lists: Vec::new(), line: false }
    }

    fn stands(&self, at: u32, what: StandIn) -> bool {
        self.places.binary_search_by_key(&at, |&(place, _)| place).is_ok_and(|found| self.places[found].1 == what)
    }

    /// Gives `builder` the event as the dialect means it.
    pub(super) fn event(&mut self, builder: &mut Builder<'_>, event: Event<'_>, span: Span) {
        match event {
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
