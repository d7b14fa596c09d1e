//! Suppression: what the directives of a document silence, and what is wrong with the directives themselves.

use crate::document::{Directive, DirectiveKind, Source};
use crate::finding::Finding;
use crate::rules::{self, Rule};
use crate::text::{Span, normalise};
use std::sync::Arc;

/// The rules that speak of directives; nothing silences them.
pub(crate) const UNUSED: &str = "directive-unused";
pub(crate) const UNKNOWN_RULE: &str = "directive-unknown-rule";
pub(crate) const WITHOUT_REASON: &str = "directive-without-reason";
pub(crate) const MALFORMED: &str = "directive-malformed";

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
        let finding = Finding::new(UNUSED, source, reach.place).argument("rule", reach.rule);
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
    for finding in findings {
        let line = source.line(finding.place.span.start);
        let mut by: Option<&Directive> = None;
        for reach in reaches.iter_mut().filter(|reach| reach.rule == finding.rule && reach.lines.contains(&line)) {
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
    for directive in directives {
        let malformed =
            |variant| Finding::new(MALFORMED, source, directive.span).variant(variant).argument("directive", &directive.word);
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
            if !enable(source, directive, &mut reaches) {
                wrong.push(malformed("nothing-to-enable"));
            }
            continue;
        }
        if directive.rules.is_empty() {
            wrong.push(malformed("no-rule"));
        } else if directive.reason.is_none() {
            wrong.push(Finding::new(WITHOUT_REASON, source, directive.span).argument("directive", &directive.word));
        }
        let lines = lines(source, directive);
        for (name, place) in &directive.rules {
            if rules::find(name).is_none() {
                wrong.push(unknown_rule(source, name, *place));
            } else {
                reaches.push(Reach { rule: name, lines: lines.clone(), used: false, directive, place: *place });
            }
        }
    }
    reaches
}

/// Ends the `acquis-disable` before it of the rules it names, or of all; whether there was one.
fn enable(source: &Source, enable: &Directive, reaches: &mut [Reach<'_>]) -> bool {
    let end = source.line(enable.span.start);
    let mut any = false;
    for reach in reaches {
        let open = reach.directive.kind == DirectiveKind::Disable && *reach.lines.end() == u32::MAX;
        if open && (enable.rules.is_empty() || enable.rules.iter().any(|(name, _)| **name == *reach.rule)) {
            reach.lines = *reach.lines.start()..=end;
            any = true;
        }
    }
    any
}

/// The lines on which `directive` silences its rules.
fn lines(source: &Source, directive: &Directive) -> std::ops::RangeInclusive<u32> {
    match directive.kind {
        DirectiveKind::DisableFile => 0..=u32::MAX,
        DirectiveKind::Disable => source.line(directive.span.start)..=u32::MAX,
        _ => {
            let mut line = source.line(directive.span.end) + 1;
            while let Some(span) = source.lines().line_span(source.text(), line) {
                let text = source.text()[span.range()].trim();
                let comment = |open, close| text.starts_with(open) && text.ends_with(close);
                if !(text.is_empty() || comment("<!--", "-->") || comment("{/*", "*/}")) {
                    break;
                }
                line += 1;
            }
            line..=line
        }
    }
}

fn unknown_rule(source: &Arc<Source>, name: &str, place: Span) -> Finding {
    let finding = Finding::new(UNKNOWN_RULE, source, place).argument("rule", name);
    match normalise::nearest(name, rules::RULES.iter().map(|rule| rule.id)) {
        Some(near) => finding.variant("did-you-mean").argument("suggestion", near).suggestion(place, near),
        None => finding,
    }
}
