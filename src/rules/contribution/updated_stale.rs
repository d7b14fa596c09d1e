//! `front-matter-updated-stale`: a page that changed, while the date that it gives of its last change did not.

use crate::config::options::UpdatedKey;
use crate::document::{Document, Source};
use crate::finding::Finding;
use crate::rules::{Check, Context, Contribution, Rule};
use crate::text::{Span, normalise};
use std::sync::Arc;

/// The rule.
pub const RULE: Rule = Rule { id: "front-matter-updated-stale", check: Check::Contribution(check) };

fn check(contribution: &Contribution<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let UpdatedKey { key } = context.options(RULE.id);
    let moved = contribution.moved;
    for entry in contribution.documents {
        let Some(old) = moved.source_before(moved.changes.before(&entry.path)).and_then(|source| page(source, &key)) else {
            continue;
        };
        let Some(new) = moved.source(&entry.path).and_then(|source| page(source, &key)) else { continue };
        if new.date == old.date && new.body != old.body {
            let finding = Finding::new(RULE.id, &new.source, new.place);
            findings.push(finding.argument("key", &key).argument("date", new.date));
        }
    }
}

struct Page {
    source: Arc<Source>,
    date: String,
    place: Span,
    /// What stands below the front matter, blanks folded.
    body: String,
}

/// The page in `source`; `None` if its front matter gives no `key`.
fn page(source: Arc<Source>, key: &str) -> Option<Page> {
    let document = Document::parse(Arc::clone(&source));
    let node = document.data_root()?.get(key)?;
    let date = node.scalar_text().filter(|date| !date.is_empty())?;
    let end = document.front_matter?.content.end as usize;
    let body = normalise::plain(source.text().get(end..)?).into_owned();
    Some(Page { date, place: node.span, body, source })
}
