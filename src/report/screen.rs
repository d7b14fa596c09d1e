//! Many findings on one screen: the rules one below the other, of each the causes that matter most, and how many more there are.
//!
//! Numbers add up: what is told of a rule and what is counted of it are all that was found.

use super::causes::{Block, Cause, Common};
use super::folders::{Documents, Many, gather};
use super::paint::{self, painted};
use super::words::{count, cut, wrap};
use super::{Style, shown};
use crate::finding::Severity;
use crate::pipeline::{Reported, Status};
use crate::say;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many places of a cause are named.
pub(super) const PLACES: usize = 3;
/// How many columns of a message, and of its help, are shown.
const LONG: usize = 300;

/// The lines of what was found; and whether they leave something out.
pub(super) struct Screen {
    /// The lines.
    pub(super) lines: Vec<String>,
    /// Whether some place or cause is only counted.
    pub(super) counted: bool,
}

/// As many causes of `blocks` as fit into `room` lines; the rest is counted. `documents` are all that were checked.
pub(super) fn screen(mut blocks: Vec<Block<'_>>, documents: &[Arc<str>], room: usize, style: &Style) -> Screen {
    let documents = Documents::of(documents);
    // Where each of them fits, only what is clearly one thing is told as one.
    blocks.iter_mut().for_each(|block| gather(block, &documents, Many::Clearly));
    if !fits(&blocks, room, style) {
        blocks.iter_mut().for_each(|block| gather(block, &documents, Many::Likely));
    }
    let most = most(&blocks, room, style);
    write(&blocks, &most, style)
}

/// Whether every cause of `blocks` can be told.
fn fits(blocks: &[Block<'_>], room: usize, style: &Style) -> bool {
    let causes: usize = blocks.iter().map(|block| block.causes.len()).sum();
    causes <= room && scroll(blocks, style).lines.len() <= room
}

/// Every cause, however many lines that takes.
pub(super) fn scroll(blocks: &[Block<'_>], style: &Style) -> Screen {
    let all: Vec<usize> = blocks.iter().map(|block| block.causes.len()).collect();
    write(blocks, &all, style)
}

/// How many causes of each block fit: some of each error, then one of each warning, and then more in the same order.
fn most(blocks: &[Block<'_>], room: usize, style: &Style) -> Vec<usize> {
    let mut shown = vec![0; blocks.len()];
    let mut taken = vec![0; blocks.len()];
    // What is left out takes a line for each severity.
    let mut used = 2;
    let turns = [(Severity::Error, PLACES), (Severity::Warning, 1), (Severity::Info, 1)];
    let more = [Severity::Error, Severity::Warning, Severity::Info].map(|severity| (severity, room));
    for (severity, most) in turns.into_iter().chain(more) {
        let mut growing: Vec<usize> = (0..blocks.len()).filter(|at| blocks[*at].severity == severity).collect();
        while !growing.is_empty() {
            growing.retain(|at| {
                let (block, now) = (&blocks[*at], shown[*at]);
                if now == most.min(block.causes.len()) {
                    return false;
                }
                let lines = lines(block, now + 1, style).len();
                let fits = used - taken[*at] + lines <= room;
                if fits {
                    used = used - taken[*at] + lines;
                    (shown[*at], taken[*at]) = (now + 1, lines);
                }
                fits
            });
        }
    }
    shown
}

/// The lines where so many causes of each block are told.
fn write(blocks: &[Block<'_>], told: &[usize], style: &Style) -> Screen {
    let mut screen = Screen { lines: Vec::new(), counted: false };
    for (block, told) in blocks.iter().zip(told).filter(|(_, told)| **told > 0) {
        let causes = &block.causes[..*told];
        screen.counted |= *told < block.causes.len() || causes.iter().any(|cause| cause.findings.len() > PLACES);
        screen.lines.extend(lines(block, *told, style));
    }
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let left = blocks.iter().zip(told).filter(|(block, told)| **told == 0 && block.severity == severity);
        let left: Vec<(&str, usize)> = left.map(|(block, _)| (block.rule, block.count())).collect();
        if !left.is_empty() {
            screen.counted = true;
            screen.lines.extend(folded(&more(severity, &left, style), "", style));
        }
    }
    screen
}

/// "More warnings: 12 link-text, 3 heading-empty."
fn more(severity: Severity, left: &[(&str, usize)], style: &Style) -> String {
    let rules = by_rule(left);
    match severity {
        Severity::Error => say!(style.language, fr: "Autres erreurs\u{a0}: {rules}.", en: "More errors: {rules}."),
        Severity::Warning => say!(style.language, fr: "Autres avertissements\u{a0}: {rules}.", en: "More warnings: {rules}."),
        Severity::Info => say!(style.language, fr: "Autres informations\u{a0}: {rules}.", en: "More infos: {rules}."),
    }
}

/// "73 heading-duplicate, 12 image-alt-missing": the most frequent first.
pub(super) fn by_rule(counts: &[(&str, usize)]) -> String {
    let mut counts = counts.to_vec();
    counts.sort_by_key(|(rule, count)| (std::cmp::Reverse(*count), *rule));
    counts.iter().map(|(rule, count)| format!("{count}\u{a0}{rule}")).collect::<Vec<_>>().join(", ")
}

/// The lines of `block` where `told` of its causes are told.
fn lines(block: &Block<'_>, told: usize, style: &Style) -> Vec<String> {
    let language = style.language;
    let causes = &block.causes[..told.min(block.causes.len())];
    let word = format!("{}[{}]", paint::word(block.severity, language), block.rule);
    let found = count(block.count(), language, ["constat", "constats"], ["finding", "findings"]);
    let grave = paint::severity(block.severity) | anstyle::Effects::BOLD;
    let mut lines =
        vec![format!("{}{}", painted(style.colour, grave, &word), painted(style.colour, paint::BOLD, &format!(": {found}")))];
    // Advice that several need is given once, below them.
    let common = common(causes);
    for cause in causes {
        lines.extend(entry(cause, common.is_none() || help(cause) != common, style));
    }
    if let Some(help) = common {
        let help = cut(&shown(help), LONG);
        lines.extend(folded(&say!(language, fr: "= aide\u{a0}: {help}", en: "= help: {help}"), "  ", style));
    }
    let told: usize = causes.iter().map(|cause| cause.findings.len()).sum();
    match block.count() - told {
        0 => {}
        more => lines.push(say!(language, fr: "  … et {more} de plus.", en: "  … and {more} more.")),
    }
    lines
}

/// What to do about most of `causes`: advice for a few would seem to be for all.
fn common<'a>(causes: &[Cause<'a>]) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    causes.iter().filter_map(help).for_each(|help| *counts.entry(help).or_default() += 1);
    counts
        .into_iter()
        .filter(|(_, count)| *count > 1 && *count * 2 > causes.len())
        .max_by_key(|(_, count)| *count)
        .map(|(help, _)| help)
}

/// What to do about a cause.
fn help<'a>(cause: &Cause<'a>) -> Option<&'a str> {
    cause.first()?.help.as_deref()
}

/// One cause: its first place, what is wrong there, what to do, and where else.
fn entry(cause: &Cause<'_>, helps: bool, style: &Style) -> Vec<String> {
    let Some(first) = cause.first() else { return Vec::new() };
    let place = place(first, style);
    let mut text = format!("{place}: {}", cut(&shown(&first.message), LONG));
    if let Some(help) = first.help.as_deref().filter(|_| helps) {
        text.push(' ');
        text.push_str(&cut(&shown(help), LONG));
    }
    if first.status == Status::Existing {
        text.push_str(&say!(style.language, fr: " (déjà là)", en: " (there already)"));
    }
    text.extend(elsewhere(cause, style));
    let mut lines = folded(&text, "  ", style);
    if let Some(rest) = lines.first().and_then(|line| line.trim_start().strip_prefix(&place)) {
        lines[0] = format!("  {}{rest}", painted(style.colour, paint::BOLD, &place));
    }
    lines
}

/// How often a cause is met, and where else.
fn elsewhere(cause: &Cause<'_>, style: &Style) -> Option<String> {
    let language = style.language;
    let all = cause.findings.len();
    let more = all.saturating_sub(1);
    if more == 0 {
        return None;
    }
    let also = others(cause, style);
    let dots = if also.len() < more { " …" } else { "." };
    let also = match also.as_slice() {
        [] => say!(language, fr: "sur cette ligne", en: "on this line"),
        also => also.join(", "),
    };
    Some(match &cause.common {
        Common::Message => say!(language, fr: " {all}\u{a0}fois, aussi {also}{dots}", en: " {all}\u{a0}times, also {also}{dots}"),
        Common::Within(path) => {
            let path = style.path(path);
            say!(language,
                fr: " {more}\u{a0}de plus de ce genre dans {path}, dont {also}{dots}",
                en: " {more}\u{a0}more like it in {path}, such as {also}{dots}")
        }
        Common::About(folder) => {
            let folder = shown(folder);
            say!(language,
                fr: " {more}\u{a0}de plus de ce genre sur «\u{a0}{folder}\u{a0}», dont {also}{dots}",
                en: " {more}\u{a0}more like it about `{folder}`, such as {also}{dots}")
        }
    })
}

/// The next places of a cause, each on a line of its own, as whoever knows the first one finds them.
fn others(cause: &Cause<'_>, style: &Style) -> Vec<String> {
    let line = |reported: &Reported| (reported.finding.place.source.path.clone(), reported.finding.place.start().line);
    let Some(first) = cause.first().map(line) else { return Vec::new() };
    let mut seen = vec![first];
    let mut others = Vec::new();
    for reported in &cause.findings {
        let here = line(reported);
        if others.len() + 1 == PLACES {
            break;
        }
        if seen.contains(&here) {
            continue;
        }
        others.push(match (seen[0].0 == here.0, here.1) {
            (true, line) => say!(style.language, fr: "ligne\u{a0}{line}", en: "line\u{a0}{line}"),
            _ => place(reported, style),
        });
        seen.push(here);
    }
    others
}

/// Where a finding is: `docs/a.md:3:1`.
pub(super) fn place(reported: &Reported, style: &Style) -> String {
    let place = &reported.finding.place;
    let start = place.start();
    format!("{}:{}:{}", style.path(place.path()), start.line, start.column)
}

/// `text` in lines that fit the terminal, the first behind `indent`, the others deeper.
fn folded(text: &str, indent: &str, style: &Style) -> Vec<String> {
    let Some(width) = style.width else { return vec![format!("{indent}{text}")] };
    let lines = wrap(text, width.max(40) - 2 * indent.len());
    lines.iter().enumerate().map(|(at, line)| format!("{indent}{}{line}", if at == 0 { "" } else { indent })).collect()
}
