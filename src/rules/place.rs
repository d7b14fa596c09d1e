//! Where findings about links, and about data that can't be read, are shown: the target as the reader of the source sees it, a reference with its definition.

use crate::corpus::{Page, PageLink};
use crate::data::SyntaxError;
use crate::document::{Document, Link, LinkKind, Source};
use crate::finding::Finding;
use crate::language::Language;
use crate::text::Span;
use std::sync::Arc;

/// A finding of `rule` at a link of `page`; the definition of a reference is a related place, label `definition`.
pub(super) fn on_page(rule: &'static str, page: &Page, link: &PageLink) -> Finding {
    let finding = Finding::new(rule, &page.source, link.place());
    match link.definition {
        Some(definition) => finding.related(&page.source, definition, "definition"),
        None => finding,
    }
}

/// The same for a link of a document.
pub(super) fn on_document(rule: &'static str, document: &Document, link: &Link) -> Finding {
    match link.kind {
        LinkKind::Reference { definition } => {
            let finding = Finding::new(rule, &document.source, link.span);
            match document.definitions.get(definition as usize) {
                Some(definition) => finding.related(&document.source, definition.span, "definition"),
                None => finding,
            }
        }
        _ if link.target_span.is_empty() => Finding::new(rule, &document.source, link.span),
        _ => Finding::new(rule, &document.source, link.target_span),
    }
}

/// A finding of `rule` where `source` stops being data, with the advice that there is.
pub(super) fn of_syntax(rule: &'static str, source: &Arc<Source>, error: &SyntaxError) -> Finding {
    let finding = Finding::new(rule, source, error.span).worded("reason", |language| error.message(language));
    let advice = |language| error.help(language).unwrap_or_default();
    if error.help(Language::En).is_some() { finding.variant("advice").worded("advice", advice) } else { finding }
}

/// What of a target is written after its `#`, if the target is written letter by letter as it is read.
pub(super) fn fragment_span(page: &Page, link: &PageLink) -> Option<Span> {
    let at = link.written(&page.source).find('#')?;
    let start = link.target_span.start as usize + at + 1;
    link.is_literal().then(|| Span::new(start, link.target_span.end as usize))
}
