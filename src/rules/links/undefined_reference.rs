//! `link-undefined-reference`: `[text][label]` without a definition of the label.

use crate::document::{Document, Undefined};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};
use crate::text::{Span, normalise};

/// The rule.
pub const RULE: Rule = Rule { id: "link-undefined-reference", check: Check::Document(check) };

fn check(document: &Document, context: &Context<'_>, findings: &mut Vec<Finding>) {
    // A page of a thousand such references has another problem than spelling.
    let mut searches = 50_u32;
    let site = context.site_of(document.source.path());
    let mut meant = document.undefined.iter().filter(|reference| is_meant(document, reference)).peekable();
    if meant.peek().is_none() || site.is_some_and(|site| site.generator.may_define(document, site)) {
        return;
    }
    let defined = |label: &str| site.is_some_and(|site| site.generator.defines(site, label));
    for reference in meant.filter(|reference| !defined(&reference.label)) {
        let finding = Finding::new(RULE.id, &document.source, reference.span).argument("label", &reference.label);
        searches = searches.saturating_sub(1);
        let labels = document.definitions.iter().take(if searches > 0 { 500 } else { 0 }).map(|definition| &*definition.label);
        let Some(nearest) = normalise::nearest(&reference.label, labels) else {
            findings.push(finding);
            continue;
        };
        let finding = finding.variant("did-you-mean").argument("suggestion", nearest);
        findings.push(match label_span(document, reference) {
            Some(span) => finding.suggestion(span, nearest),
            None => finding,
        });
    }
}

/// Whether it was meant as a link, and not as the index of a list or the options of a command.
fn is_meant(document: &Document, reference: &Undefined) -> bool {
    let text = document.source.text();
    let before = text.get(..reference.span.start as usize).unwrap_or_default();
    let written = text.get(reference.span.range()).unwrap_or_default();
    if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ']' | ')' | '$' | '\\')) {
        return false;
    }
    let shown = written.trim_start_matches('!').trim_start_matches('[').split(']').next().unwrap_or_default();
    let label = reference.label.trim();
    let wordy = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let code = |text: &str| text.contains(['{', '}', '<', '>', '=', '|', '*', '$', '"']) || text.starts_with(['-', ':', '.']);
    // Without any definition in the file, brackets are more often something else.
    let likely = !document.definitions.is_empty() || shown.contains(char::is_whitespace) || written.ends_with("[]");
    wordy(shown) && label.chars().any(char::is_alphabetic) && !code(label) && likely
}

/// Where the label is written in `[text][label]`.
fn label_span(document: &Document, reference: &Undefined) -> Option<Span> {
    let written = document.source.text().get(reference.span.range())?;
    let start = written.rfind('[')? + 1;
    let inner = written.strip_suffix(']')?.get(start..)?;
    let from = reference.span.start as usize + start;
    (!inner.is_empty() && start > 1).then(|| Span::new(from, from + inner.len()))
}
