//! `link-section-changed`: a link that nobody touched, whose anchor another section of the page answers now.

use crate::anchor::Renderer;
use crate::corpus::{Page, PageLink};
use crate::document::{Document, Source};
use crate::finding::{Finding, Place, Related};
use crate::language::Language;
use crate::rules::{Check, Context, Contribution, Rule, place};
use crate::say;
use crate::text::Span;
use crate::text::path::folder_of;
use crate::verdict::{Passed, Sections, Turned, may_repeat};
use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// The rule.
pub const RULE: Rule = Rule { id: "link-section-changed", check: Check::Contribution(check) };

/// A page on which anchors lead elsewhere than before.
struct Changed {
    before: Sections,
    now: Sections,
    turned: std::collections::HashMap<String, Turned>,
    passed: Passed,
}

fn check(contribution: &Contribution<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let documents = contribution.documents.par_iter();
    let changed: BTreeMap<&str, Changed> =
        documents.filter_map(|entry| Some((&*entry.path, changed(contribution, &entry.path)?))).collect();
    let anchors: HashSet<&str> = changed.values().flat_map(|page| page.turned.keys().map(String::as_str)).collect();
    if anchors.is_empty() {
        return;
    }
    for page in &contribution.base.pages {
        for link in page.links.iter().filter(|link| !link.image) {
            let Some((_, fragment)) = page.target(link).split_once('#') else { continue };
            if anchors.contains(&*lower(fragment)) {
                findings.extend(leads_elsewhere(contribution, &changed, page, link));
            }
        }
    }
}

fn lower(fragment: &str) -> String {
    percent_decode_str(fragment).decode_utf8_lossy().to_lowercase()
}

/// The page that is now at `path`, if its anchors lead elsewhere than before.
fn changed(contribution: &Contribution<'_>, path: &str) -> Option<Changed> {
    let (moved, base) = (contribution.moved, contribution.base);
    let old = moved.changes.before(path);
    let (before, now) = (moved.source_before(old)?, moved.source(path)?);
    if !may_repeat(before.text()) && !may_repeat(now.text()) {
        return None;
    }
    let renderer = base.site_of(base.page_at(old)?).map_or(Renderer::Github, |site| site.renderer);
    let sections = |source: Arc<Source>| Sections::of(&Document::parse_as(source, base.sites.dialect(old)), renderer);
    let (before, now) = (sections(before), sections(now));
    let turned = before.turned(&now);
    (!turned.is_empty()).then(|| {
        let passed = before.passed(&now, &moved.line_map(path));
        Changed { before, now, turned, passed }
    })
}

/// What is said of `link` of `page`, of the base, if it is still there and another section answers it.
fn leads_elsewhere(
    contribution: &Contribution<'_>,
    changed: &BTreeMap<&str, Changed>,
    page: &Page,
    link: &PageLink,
) -> Option<Finding> {
    let changes = &contribution.moved.changes;
    let (to, fragment) = contribution.base.destination(page, link)?;
    let (path, now) = (changes.now(page.path()), changes.now(to));
    // Of a page that went elsewhere, or that leads to one that did, the links lead elsewhere too.
    let same = to == page.path() || (now == to && folder_of(path) == folder_of(page.path()));
    let target = changed.get(now).filter(|_| same)?;
    let turned = *target.turned.get(&lower(fragment?))?;
    let place = still_there(contribution, page, link)?;
    let Changed { before, now: after, passed, .. } = target;
    let named = |sections: &Sections, at: usize, language| {
        let (name, line) = (sections.name(at), sections.line(at));
        let numbered = before.name(turned.before) == after.name(turned.now);
        if numbered { say!(language, fr: "{name} (ligne {line})", en: "{name} (line {line})") } else { name }
    };
    let finding = Finding::new(RULE.id, &place.source, place.span)
        .argument("page", now)
        .argument("anchor", before.anchor(turned.before))
        .worded("before", |language: Language| named(before, turned.before, language))
        .worded("now", |language| named(after, turned.now, language))
        .argument("link", format!("{}:{}:{}", place.path(), place.start().line, place.start().column))
        .hints(&["link", "suggestion"]);
    let finding = match turned.moved {
        Some(moved) => advise(finding, page, link, &place, after.anchor(moved)),
        None => finding.advised("gone"),
    };
    let line = before.cause(after, turned, &contribution.moved.line_map(now), passed);
    Some(at_cause(finding, &after.source, line))
}

/// `finding` with the anchor that leads where the link led.
fn advise(finding: Finding, page: &Page, link: &PageLink, place: &Place, anchor: &str) -> Finding {
    let finding = finding.argument("suggestion", anchor);
    match place::fragment_span(page, link).filter(|_| place.span == link.place() && link.definition.is_none()) {
        Some(span) => finding.suggestion(span, anchor),
        None => finding,
    }
}

/// Shows `finding` at the line that brought it about, and beside it the link.
fn at_cause(mut finding: Finding, source: &Arc<Source>, line: u32) -> Finding {
    let span = source.line_span(line).unwrap_or_default();
    let place = std::mem::replace(&mut finding.place, Place::new(source, span));
    finding.related.insert(0, Related { place, label: "" });
    finding
}

/// Where `link` of `page` stands now, if the line is what it was.
fn still_there(contribution: &Contribution<'_>, page: &Page, link: &PageLink) -> Option<Place> {
    let moved = contribution.moved;
    let path = moved.changes.now(page.path());
    let span = link.place();
    if !moved.touches(path) {
        return (!moved.changes.removed.contains(path)).then(|| Place::new(&page.source, span));
    }
    let source = moved.source(path)?;
    let lines = moved.line_map(path);
    let line = |at: u32| lines.now(page.source.line(at));
    // What a reference leads to stands in its definition.
    link.definition.map_or(Some(0), |definition| line(definition.start))?;
    let old = page.source.line_span(page.source.line(span.start))?;
    let new = source.line_span(line(span.start)?)?;
    let start = (new.start + (span.start - old.start)) as usize;
    let place = Place::new(&source, Span::new(start, start + (span.end - span.start) as usize));
    (place.text() == page.source.text().get(span.range())?).then_some(place)
}
