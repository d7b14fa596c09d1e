//! Suppression: what the directives of a document silence, and what is wrong with the directives themselves.

use crate::document::{Directive, DirectiveKind, Source};
use crate::finding::Finding;
use crate::rules::directives::{malformed, unknown_rule, unused, without_reason};
use crate::rules::{self, Rule, book};
use crate::text::{Span, normalise};
use std::collections::HashMap;
use std::sync::Arc;

/// What remains of a document's findings.
#[derive(Debug, Default)]
pub struct Selection {
    /// Those that nothing silenced, and those about the directives.
    pub kept: Vec<Finding>,
    /// Those that directives silenced, each with the reason given.
    pub silenced: Vec<(Finding, Option<Box<str>>)>,
}

/// The lines (from 1, both included) on which a directive silences one rule.
#[derive(Debug)]
pub struct Reach<'a> {
    /// The rule.
    pub rule: &'a str,
    /// The lines.
    pub lines: std::ops::RangeInclusive<u32>,
    used: bool,
    /// The directive.
    pub directive: &'a Directive,
    /// The place of the rule's name in it.
    place: Span,
}

/// What the `directives` of the document in `source` silence, and where.
pub fn reach<'a>(source: &Arc<Source>, directives: &'a [Directive]) -> Vec<Reach<'a>> {
    reaches(source, directives, &mut Vec::new())
}

/// Applies the `directives` of the document in `source` to its `findings`. A directive for a rule that has not `ran` is not
/// told to be of no use.
pub fn suppress(
    source: &Arc<Source>,
    directives: &[Directive],
    findings: Vec<Finding>,
    ran: impl Fn(&Rule) -> bool,
) -> Selection {
    let mut wrong = Vec::new();
    let mut reaches = reaches(source, directives, &mut wrong);
    let mut selection = apply(source, &mut reaches, findings);
    selection.kept.append(&mut wrong);
    for reach in reaches.iter().filter(|reach| !reach.used && rules::find(reach.rule).is_some_and(&ran)) {
        let finding = Finding::new(unused::RULE.id, source, reach.place).argument("rule", reach.rule);
        let finding = finding.argument("directive", &reach.directive.word);
        let alone = reach.directive.rules.len() == 1;
        let whole = source.without(reach.directive.span);
        selection.kept.push(if alone { finding.suggestion(whole, "") } else { finding });
    }
    selection
}

/// The same without a word about the directives themselves: for findings that come later.
pub fn silence(source: &Arc<Source>, directives: &[Directive], findings: Vec<Finding>) -> Selection {
    apply(source, &mut reaches(source, directives, &mut Vec::new()), findings)
}

fn apply(source: &Source, reaches: &mut [Reach<'_>], findings: Vec<Finding>) -> Selection {
    let mut selection = Selection::default();
    // Those for one line by it, so that many of them are no reason to compare each with each.
    let mut single: HashMap<(&str, u32), Vec<usize>> = HashMap::new();
    let mut long: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, reach) in reaches.iter().enumerate() {
        match reach.lines.start() == reach.lines.end() {
            true => single.entry((reach.rule, *reach.lines.start())).or_default().push(at),
            false => long.entry(reach.rule).or_default().push(at),
        }
    }
    for finding in findings {
        if book::page(finding.rule).is_some_and(|page| page.never_silenced) {
            selection.kept.push(finding);
            continue;
        }
        let line = source.line(finding.place.span.start);
        let mut by: Option<&Directive> = None;
        let near = single.get(&(finding.rule, line)).into_iter().chain(long.get(finding.rule)).flatten();
        let mut near: Vec<usize> = near.copied().filter(|at| reaches[*at].lines.contains(&line)).collect();
        near.sort_unstable();
        for at in near {
            let reach = &mut reaches[at];
            reach.used = true;
            // Of several, the first that says why.
            by = by.filter(|by| by.reason.is_some()).or(Some(reach.directive));
        }
        match by {
            Some(by) => selection.silenced.push((finding, by.reason.clone())),
            None => selection.kept.push(finding),
        }
    }
    selection
}

/// Where each directive silences what; pushes findings about directives that can't work.
fn reaches<'a>(source: &Arc<Source>, directives: &'a [Directive], wrong: &mut Vec<Finding>) -> Vec<Reach<'a>> {
    let mut reaches: Vec<Reach<'a>> = Vec::new();
    // Of each rule, the passages that nothing has ended.
    let mut open: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut aims = Aims::default();
    for directive in directives {
        let malformed = |variant| {
            Finding::new(malformed::RULE.id, source, directive.span).variant(variant).argument("directive", &directive.word)
        };
        if directive.kind == DirectiveKind::Unknown {
            let words = ["acquis-disable-next-line", "acquis-disable", "acquis-enable", "acquis-disable-file"];
            let near = normalise::nearest(&directive.word, words).unwrap_or(words[0]);
            let finding = malformed("unknown-word").argument("suggestion", near);
            let written = source.text().get(directive.span.range()).and_then(|text| text.find(&*directive.word));
            wrong.push(match written.map(|at| directive.span.start as usize + at) {
                Some(at) => finding.suggestion(Span::new(at, at + directive.word.len()), near),
                None => finding,
            });
            continue;
        }
        if directive.kind == DirectiveKind::Enable {
            if !enable(source, directive, &mut reaches, &mut open) {
                wrong.push(malformed("nothing-to-enable"));
            }
            continue;
        }
        if directive.rules.is_empty() {
            wrong.push(malformed("no-rule"));
        } else if directive.reason.is_none() {
            wrong.push(Finding::new(without_reason::RULE.id, source, directive.span).argument("directive", &directive.word));
        }
        let lines = lines(source, directive, &mut aims);
        for (name, place) in &directive.rules {
            if rules::find(name).is_none() {
                wrong.push(unknown_rule(source, name, *place));
            } else {
                if directive.kind == DirectiveKind::Disable {
                    open.entry(name).or_default().push(reaches.len());
                }
                reaches.push(Reach { rule: name, lines: lines.clone(), used: false, directive, place: *place });
            }
        }
    }
    reaches
}

/// Ends those of the `open` reaches whose rules it names, or all of them; whether there was one.
fn enable<'a>(
    source: &Source,
    enable: &'a Directive,
    reaches: &mut [Reach<'_>],
    open: &mut HashMap<&'a str, Vec<usize>>,
) -> bool {
    let end = source.line(enable.span.start);
    let ended: Vec<usize> = if enable.rules.is_empty() {
        std::mem::take(open).into_values().flatten().collect()
    } else {
        enable.rules.iter().flat_map(|(name, _)| open.remove(&**name).unwrap_or_default()).collect()
    };
    for at in &ended {
        reaches[*at].lines = *reaches[*at].lines.start()..=end;
    }
    !ended.is_empty()
}

/// The lines on which `directive` silences its rules.
fn lines(source: &Source, directive: &Directive, aims: &mut Aims) -> std::ops::RangeInclusive<u32> {
    match directive.kind {
        DirectiveKind::DisableFile => 0..=u32::MAX,
        DirectiveKind::Disable => source.line(directive.span.start)..=u32::MAX,
        _ => {
            let line = aims.of(source, source.line(directive.span.end) + 1);
            line..=line
        }
    }
}

/// The lines that directives for the next line are about. A line between others that say nothing is looked at once, however many
/// directives stand before it.
#[derive(Default)]
struct Aims {
    /// The first and the last of some lines that say nothing, one after the other.
    silent: Option<(u32, u32)>,
}

impl Aims {
    /// The first line from `line` on that is neither blank nor a comment.
    fn of(&mut self, source: &Source, line: u32) -> u32 {
        let known = self.silent.filter(|(first, last)| (*first..=*last).contains(&line));
        let first = known.map_or(line, |(first, _)| first);
        let mut at = known.map_or(line, |(_, last)| last + 1);
        while source.line_span(at).is_some_and(|span| is_silent(&source.text()[span.range()])) {
            at += 1;
        }
        if at > first {
            self.silent = Some((first, at - 1));
        }
        at
    }
}

/// Whether a line of that text is blank, or a comment.
fn is_silent(text: &str) -> bool {
    let text = text.trim();
    let comment = |open, close| text.starts_with(open) && text.ends_with(close);
    text.is_empty() || comment("<!--", "-->") || comment("{/*", "*/}")
}

fn unknown_rule(source: &Arc<Source>, name: &str, place: Span) -> Finding {
    let finding = Finding::new(unknown_rule::RULE.id, source, place).argument("rule", name);
    match normalise::nearest(name, rules::RULES.iter().map(|rule| rule.id)) {
        Some(near) => finding.variant("did-you-mean").argument("suggestion", near).suggestion(place, near),
        None => finding,
    }
}
