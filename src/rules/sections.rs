//! The sections that a content group asks for, held against the headings of a page.
//!
//! Read by the five `heading-section-…` rules, each of which reports one kind of fault.

use super::Context;
use crate::config::{Group, Section};
use crate::curriculum;
use crate::document::{BlockKind, Document};
use crate::finding::Finding;
use crate::text::{Span, normalise};
use regex::Regex;

/// One fault.
pub(super) struct Fault<'a> {
    pub(super) section: &'a Section,
    pub(super) kind: FaultKind,
    /// The heading that is at fault, or the one under which a section is missing.
    pub(super) place: Span,
}

/// What is wrong with a section.
pub(super) enum FaultKind {
    /// It is not there; perhaps under a title that is nearly right.
    Missing { near: bool },
    /// It stands before a section that it should follow: that one.
    Order { after: Span },
    /// It stands there more often than allowed; where it first does.
    Repeated { first: Span },
    /// It holds too few list items, or nothing at all.
    Empty { items: u32 },
    /// Its heading has another level.
    Level { level: u8 },
}

/// A heading with the range of blocks and of headings that stand in its section.
struct Titled {
    title: String,
    level: u8,
    place: Span,
    blocks: std::ops::Range<u32>,
    /// Index after the last heading of its section.
    end: usize,
}

/// Calls `found` with every fault of `document`, in the order of the groups and of their sections.
pub(super) fn faults<'a>(document: &Document, context: &Context<'a>, mut found: impl FnMut(Fault<'a>)) {
    if context.config.groups.iter().all(|group| group.sections.is_empty()) {
        return;
    }
    let mut headings = None;
    for group in context.groups(document.source.path()).filter(|group| !group.sections.is_empty()) {
        let headings = headings.get_or_insert_with(|| outline(document));
        let title = headings.iter().find(|heading| heading.level == 1).or(headings.first()).map(|heading| heading.place);
        let start = document.children(None).next().map_or(Span::at(0), |first| document.block(first).span);
        let scope = Scope { document, headings };
        scope.check(&group.sections, 0..headings.len(), title.unwrap_or_else(|| document.first_line(start)), &mut found);
    }
}

/// Calls `found` with the place and title of every heading that no section of a group names, where the group allows no
/// others, and with what it does name.
pub(super) fn strangers(document: &Document, context: &Context<'_>, mut found: impl FnMut(Span, &str, Vec<String>)) {
    if context.config.groups.iter().all(|group| group.extra_sections || group.sections.is_empty()) {
        return;
    }
    let closed = |group: &&Group| !group.extra_sections && !group.sections.is_empty();
    for group in context.groups(document.source.path()).filter(closed) {
        let headings = outline(document);
        let scope = Scope { document, headings: &headings };
        let known = |heading: &&Titled| group.sections.iter().any(|section| section.matches.is_match(&heading.title));
        let declared = group.sections.iter().flat_map(|section| &section.levels).copied().min();
        // Sections stand side by side: at the level of those that are there.
        let Some(level) = headings.iter().filter(known).map(|heading| heading.level).min().or(declared) else { continue };
        for (at, heading) in headings.iter().enumerate().filter(|(_, heading)| heading.level == level && !known(heading)) {
            let is_title = at == 0 && level == 1;
            let meant = group.sections.iter().any(|section| scope.is_near(section, &group.sections, at));
            if !is_title && !meant {
                found(heading.place, &heading.title, group.sections.iter().flat_map(names).collect());
            }
        }
    }
}

fn outline(document: &Document) -> Vec<Titled> {
    let mut headings: Vec<Titled> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for heading in document.outline() {
        while let Some(&last) = open.last().filter(|&&last| headings[last].level >= heading.level) {
            headings[last].end = headings.len();
            headings[last].blocks.end = heading.index;
            open.pop();
        }
        open.push(headings.len());
        headings.push(Titled {
            title: normalise::title(document.text_of(heading.block)),
            level: heading.level,
            place: heading.block.span,
            blocks: heading.index + 1..document.blocks.len() as u32,
            end: 0,
        });
    }
    let count = headings.len();
    open.into_iter().for_each(|last| headings[last].end = count);
    headings
}

/// The headings of a page.
struct Scope<'d> {
    document: &'d Document,
    headings: &'d [Titled],
}

impl Scope<'_> {
    /// Checks `sections` among the headings in `range`; one that is missing is reported at `parent`.
    fn check<'a>(&self, sections: &'a [Section], range: std::ops::Range<usize>, parent: Span, found: &mut impl FnMut(Fault<'a>)) {
        let mut present: Vec<(&Section, usize)> = Vec::new();
        for section in sections {
            let matching: Vec<usize> = range.clone().filter(|&at| section.matches.is_match(&self.headings[at].title)).collect();
            let fits = |at: &usize| section.levels.is_empty() || section.levels.contains(&self.headings[*at].level);
            let fitting: Vec<usize> = matching.iter().copied().filter(fits).collect();
            let (chosen, misplaced) = if fitting.is_empty() { (matching, true) } else { (fitting, false) };
            if chosen.len() < section.min_count as usize && section.required {
                let near = range.clone().find(|&at| chosen.is_empty() && self.is_near(section, sections, at));
                let place = near.map_or(parent, |at| self.headings[at].place);
                found(Fault { section, kind: FaultKind::Missing { near: near.is_some() }, place });
            }
            let Some(&first) = chosen.first() else { continue };
            present.push((section, first));
            for &at in chosen.iter().skip(section.max_count.map_or(usize::MAX, |most| most as usize)) {
                let kind = FaultKind::Repeated { first: self.headings[first].place };
                found(Fault { section, kind, place: self.headings[at].place });
            }
            for &at in &chosen {
                let heading = &self.headings[at];
                if misplaced {
                    found(Fault { section, kind: FaultKind::Level { level: heading.level }, place: heading.place });
                }
                let items = self.items(heading);
                if items < section.min_items || self.is_bare(heading) {
                    found(Fault { section, kind: FaultKind::Empty { items }, place: heading.place });
                }
                self.check(&section.children, at + 1..self.end_of(at, section, sections), heading.place, found);
            }
        }
        self.order(&present, found);
    }

    /// Index after the last heading of the section at `at`; one of its own parts that stands too high does not end it.
    fn end_of(&self, at: usize, section: &Section, beside: &[Section]) -> usize {
        let mut end = self.headings[at].end;
        let is = |sections: &[Section], title: &str| sections.iter().any(|section| section.matches.is_match(title));
        while let Some(next) = self.headings.get(end) {
            if next.level < self.headings[at].level || !is(&section.children, &next.title) || is(beside, &next.title) {
                break;
            }
            end = next.end;
        }
        end
    }

    /// Reports the fewest sections whose moving would put all in order: those outside a longest ordered run.
    fn order<'a>(&self, present: &[(&'a Section, usize)], found: &mut impl FnMut(Fault<'a>)) {
        let mut runs: Vec<(usize, Option<usize>)> = Vec::with_capacity(present.len());
        for (index, (_, at)) in present.iter().enumerate() {
            let before = (0..index).filter(|&other| present[other].1 < *at).max_by_key(|&other| (runs[other].0, other));
            runs.push((before.map_or(1, |other| runs[other].0 + 1), before));
        }
        let mut kept = vec![false; present.len()];
        let mut next = (0..runs.len()).max_by_key(|&index| runs[index].0);
        while let Some(index) = next {
            kept[index] = true;
            next = runs[index].1;
        }
        for (index, (section, at)) in present.iter().enumerate().filter(|(index, _)| !kept[*index]) {
            // What it should stand after; when it should come first of all, what it should stand before.
            let neighbour = present[..index].last().or(present.get(index + 1)).map_or(*at, |(_, other)| *other);
            let kind = FaultKind::Order { after: self.headings[neighbour].place };
            found(Fault { section, kind, place: self.headings[*at].place });
        }
    }

    /// Whether the heading `at` was likely meant as `section`: nearly its words, and no other section's.
    fn is_near(&self, section: &Section, sections: &[Section], at: usize) -> bool {
        let title = &self.headings[at].title;
        let names = names(section);
        normalise::nearest(title, names.iter().map(String::as_str)).is_some()
            && !sections.iter().any(|other| other.matches.is_match(title))
    }

    /// How many items the lists in the section hold, without their sub-items.
    fn items(&self, heading: &Titled) -> u32 {
        let (mut at, mut count) = (heading.blocks.start, 0);
        while at < heading.blocks.end {
            let block = self.document.block(at);
            let item = block.kind == BlockKind::Item;
            count += u32::from(item);
            at = if item { block.end } else { at + 1 };
        }
        count
    }

    /// Whether nothing at all stands in the section, not even a heading.
    fn is_bare(&self, heading: &Titled) -> bool {
        heading.blocks.clone().all(|at| self.document.block(at).kind == BlockKind::Break)
    }
}

/// The names that a section's pattern accepts, as far as they can be read out of it: `^(?:Quiz|QCM)$` → QCM, Quiz.
pub(super) fn names(section: &Section) -> Vec<String> {
    let names = readable(&section.matches);
    if names.is_empty() { vec![section.matches.as_str().to_owned()] } else { names }
}

/// The words that a text which `regex` matches may begin with, as far as they can be read out of it.
pub(super) fn readable(regex: &Regex) -> Vec<String> {
    let mut names = curriculum::beginnings(regex.as_str());
    names.retain(|name| !name.is_empty());
    names
}

/// A finding of `rule` about a fault, with the arguments that every message may use: `section`, `level`, `marks`.
pub(super) fn finding(rule: &'static str, document: &Document, fault: &Fault<'_>) -> Finding {
    let names = names(fault.section);
    let level = fault.section.levels.first().copied().unwrap_or(2);
    Finding::new(rule, &document.source, fault.place)
        .worded("section", move |language| names.join(&crate::say!(language, fr: "\u{a0}» ou «\u{a0}", en: "” or “")))
        .argument("level", level)
        .argument("marks", "#".repeat(level as usize))
}
