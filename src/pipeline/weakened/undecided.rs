//! Links that the base decides and the contribution leaves undecided: something that it adds could answer them.

use super::super::Unchecked;
use super::super::compared::{Before, Head};
use crate::finding::Finding;
use crate::rules::contribution::checks_weakened::RULE;
use crate::text::Span;
use std::collections::{BTreeMap, HashSet};

/// One finding for each file of the contribution that made links of `head` undecidable, or for all that none did.
pub(super) fn more(base: &Before, head: &Head) -> Vec<Finding> {
    let known: HashSet<(&str, Span)> = links(&base.unchecked).map(|(_, path, span)| (path, span)).collect();
    let mut by_evidence: BTreeMap<Option<&str>, Vec<(&str, Span)>> = BTreeMap::new();
    for (group, path, span) in links(&head.judged.unchecked) {
        let evidence = group.doubt.evidence.as_deref().filter(|evidence| base.moved.touches(evidence));
        // In a page that was touched, a link may be new, and the doubt old.
        let is_lost = if base.moved.touches(path) { evidence.is_some() } else { !known.contains(&(path, span)) };
        if is_lost {
            by_evidence.entry(evidence).or_default().push((path, span));
        }
    }
    by_evidence.into_iter().filter_map(|(evidence, lost)| told(base, head, evidence, &lost)).collect()
}

fn links(unchecked: &[Unchecked]) -> impl Iterator<Item = (&Unchecked, &str, Span)> {
    unchecked.iter().flat_map(|group| group.links.iter().map(move |link| (group, link.source.path(), link.span)))
}

fn told(base: &Before, head: &Head, evidence: Option<&str>, lost: &[(&str, Span)]) -> Option<Finding> {
    let (path, span) = lost.first()?;
    let finding = match evidence.and_then(|evidence| base.moved.source(evidence)) {
        Some(source) => {
            let first = source.line_span(1).unwrap_or_default();
            Finding::new(RULE.id, &source, first)
        }
        None => {
            let links = head.judged.unchecked.iter().flat_map(|group| &group.links);
            let link = links.into_iter().find(|link| link.source.path() == *path && link.span == *span)?;
            Finding::new(RULE.id, &link.source, *span)
        }
    };
    Some(finding.variant("undecided").argument("count", lost.len()).argument("example", path))
}
