//! `link-undefined-reference`: `[text][label]` without a definition of the label.

use crate::corpus::{Corpus, Page};
use crate::document::{References, Undefined};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};
use crate::text::{Span, normalise};

/// The rule.
pub const RULE: Rule = Rule { id: "link-undefined-reference", check: Check::Page(check) };

/// A page of a thousand such references has another problem than spelling.
const SEARCHES: usize = 50;

/// How many labels are compared with a misspelt one.
const LABELS: usize = 500;

fn check(page: &Page, corpus: &Corpus, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(references) = &page.references else { return };
    let site = corpus.site_of(page);
    if page.site.as_ref().is_some_and(|on| on.may_define) {
        return;
    }
    let defined = |label: &str| {
        site.is_some_and(|site| site.generator.defines(site, label))
            || corpus.shares_label(label)
            || corpus.shares_title(page, label)
    };
    let missing = references.undefined.iter().filter(|reference| !defined(&reference.label));
    for (at, reference) in missing.enumerate() {
        let finding = Finding::new(RULE.id, &page.source, reference.span).argument("label", &reference.label);
        match references.attempt(&reference.label) {
            // A template fills it in before Markdown is read.
            Some(attempt) if attempt.templated => {}
            Some(attempt) => findings.push(finding.variant("unreadable").related(&page.source, attempt.line, "attempt")),
            None if is_address(&reference.label) => findings.push(addressed(finding, page, reference)),
            None => findings.push(if at < SEARCHES { near(finding, page, references, reference) } else { finding }),
        }
    }
}

fn is_address(label: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| label.starts_with(scheme))
}

/// `[text][https://…]`: the address stands in brackets.
fn addressed(finding: Finding, page: &Page, reference: &Undefined) -> Finding {
    let finding = finding.advised("address");
    match label_span(page, reference) {
        Some(span) => {
            let brackets = Span { start: span.start - 1, end: span.end + 1 };
            finding.suggestion(brackets, format!("({})", reference.label))
        }
        None => finding,
    }
}

/// Names the label that is nearest, and suggests it where the reference has one of its own.
fn near(finding: Finding, page: &Page, references: &References, reference: &Undefined) -> Finding {
    let labels = references.labels.iter().take(LABELS).map(|label| &**label);
    let Some(nearest) = normalise::nearest(&reference.label, labels) else { return finding };
    let finding = finding.advised("did-you-mean").argument("suggestion", nearest).hints(&["suggestion"]);
    match label_span(page, reference) {
        Some(span) => finding.suggestion(span, nearest),
        None => finding,
    }
}

/// Where the label is written in `[text][label]`.
fn label_span(page: &Page, reference: &Undefined) -> Option<Span> {
    let written = page.source.text().get(reference.span.range())?;
    let start = written.rfind('[')? + 1;
    let inner = written.strip_suffix(']')?.get(start..)?;
    let from = reference.span.start as usize + start;
    (!inner.is_empty() && start > 1).then(|| Span::new(from, from + inner.len()))
}
