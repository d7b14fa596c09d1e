//! What a link shows.

use crate::document::{Document, Link, LinkKind};

/// Whether what stands between the brackets of a link shows nothing by itself.
pub(super) fn is_nothing(document: &Document, link: &Link) -> bool {
    let brackets = matches!(link.kind, LinkKind::Inline | LinkKind::Reference { .. });
    // An image without alternative text has a rule of its own.
    if !brackets || link.alternative.is_some() || !document.plain.get(link.plain).trim().is_empty() {
        return false;
    }
    // An element inside may well show something: an `<img>`, an icon.
    let written = document.source.text().get(link.span.range()).unwrap_or_default();
    !written.split("](").next().unwrap_or_default().contains('<')
}
