//! Directives that silence more of what was there than in the base: their end was removed, or they were moved up.

use super::super::compared::{Before, Head};
use crate::document::{Directive, Source};
use crate::finding::Finding;
use crate::rules::contribution::suppression_added;
use crate::select::{Reach, reach};
use std::sync::Arc;

/// The directives of the contribution that reach further than the same ones of `base` do.
pub(super) fn further(base: &Before, head: &Head) -> Vec<Finding> {
    let changed = head.directives.iter().filter(|(source, _)| base.moved.touches(source.path()));
    changed.flat_map(|(source, directives)| in_document(base, source, directives)).collect()
}

fn in_document(base: &Before, source: &Arc<Source>, directives: &[Directive]) -> Vec<Finding> {
    let path = source.path();
    let old = base.corpus.page_at(base.moved.changes.before(path));
    let old_source = old.map(|page| &page.source);
    let before = old.map(|page| reach(&page.source, &page.directives)).unwrap_or_default();
    let lines = base.moved.line_map(path);
    let last = source.line(u32::try_from(source.text().len()).unwrap_or(u32::MAX));
    let is_further = |now: &Reach<'_>| {
        // A directive that is new is told as such.
        let Some(began) = lines.before(source.line(now.directive.span.start)) else { return false };
        let same = |old: &&Reach<'_>| {
            old.rule == now.rule && old_source.is_some_and(|source| source.line(old.directive.span.start) == began)
        };
        let silenced = |line: u32| before.iter().any(|old| old.rule == now.rule && old.lines.contains(&line));
        let had_end = before.iter().find(same).is_some_and(|old| *old.lines.end() < u32::MAX);
        let end = (*now.lines.end()).min(last);
        had_end && *now.lines.end() == u32::MAX
            || (*now.lines.start()..=end).any(|line| lines.before(line).is_some_and(|line| !silenced(line)))
    };
    let now = reach(source, directives);
    let told = |now: &Reach<'_>| {
        Finding::new(suppression_added::RULE.id, source, now.directive.span).variant("further").argument("rule", now.rule)
    };
    now.iter().filter(|now| is_further(now)).map(told).collect()
}
