//! Which bytes of a document belong to its assessments.

use super::Item;
use crate::text::Span;

/// The links to assessments of a document, in order.
#[derive(Debug)]
pub(super) struct Links(pub(super) Vec<Span>);

impl Links {
    /// Whether `items` are nothing but links of these, at least one of which stands at `inside`.
    pub(super) fn are_all(&self, items: &[Item], inside: Span) -> bool {
        let first = |from: u32| self.0.get(self.0.partition_point(|link| link.end <= from));
        first(inside.start).is_some_and(|link| link.start < inside.end)
            && items.iter().all(|item| first(item.text.span.start).is_some_and(|link| link.start < item.text.span.end))
    }
}

/// Ranges of the source that belong to assessments.
#[derive(Debug, Default)]
pub(super) struct Claims(Vec<Span>);

impl Claims {
    /// Whether the byte at `offset` belongs to an assessment.
    pub(super) fn contains(&self, offset: u32) -> bool {
        let after = self.0.partition_point(|span| span.start <= offset);
        after.checked_sub(1).is_some_and(|at| offset < self.0[at].end)
    }

    pub(super) fn add(&mut self, span: Span) {
        self.0.push(span);
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// The last byte of those added after the first `count`.
    pub(super) fn end_since(&self, count: usize) -> Option<u32> {
        self.0.get(count..)?.iter().map(|span| span.end).max()
    }

    /// Sorts and joins the ranges, so that they can be searched.
    pub(super) fn settle(&mut self) {
        self.0.sort();
        let mut joined: Vec<Span> = Vec::with_capacity(self.0.len());
        for span in self.0.drain(..) {
            match joined.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => joined.push(span),
            }
        }
        self.0 = joined;
    }
}
