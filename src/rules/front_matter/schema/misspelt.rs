//! Keys that are missing because they are misspelt.

use super::{RULE, is_plain};
use crate::data::{Entry, Node, Schema, Violation, ViolationKind};
use crate::document::Document;
use crate::finding::Finding;
use crate::text::normalise;

/// The keys that are missing, each with the entry that is nearly called so and that the schema does not know.
pub(super) fn found<'n>(schema: &Schema, root: &'n Node, violations: &[Violation]) -> Vec<(String, &'n Entry)> {
    let mut found: Vec<(String, &Entry)> = Vec::new();
    for violation in violations.iter().filter(|violation| violation.path.is_empty()) {
        let ViolationKind::Required { key } = &violation.kind else { continue };
        let taken = |entry: &&Entry| !schema.describes(&entry.key) && !found.iter().any(|(_, other)| other.key == entry.key);
        let free: Vec<&Entry> = root.entries().iter().filter(taken).collect();
        let near = normalise::nearest(key, free.iter().map(|entry| entry.key.as_str()));
        let entry = near.and_then(|near| free.iter().find(|entry| entry.key == near));
        found.extend(entry.map(|entry| (key.clone(), *entry)));
    }
    found
}

/// That the key of `entry` was meant as `key`.
pub(super) fn rename(document: &Document, entry: &Entry, key: &str) -> Finding {
    let found = Finding::new(RULE.id, &document.source, entry.key_span).variant("misspelt");
    let found = found.argument("key", &entry.key).argument("suggestion", key);
    let written = document.source.text().get(entry.key_span.range());
    if is_plain(key) && written == Some(entry.key.as_str()) { found.suggestion(entry.key_span, key) } else { found }
}
