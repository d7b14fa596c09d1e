//! The text that a finding stands in, by which it is known again where that text went to.
//!
//! Each text is read once, however many findings stand in it.

use super::Moved;
use super::matching::kind;
use crate::document::Source;
use crate::finding::Finding;
use crate::text::{Span, normalise};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_128;

/// How many letters and digits, targets apart, are known by themselves; with fewer a line beside them must have come along.
const TELLING: usize = 12;

/// Which text around a finding must be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Around {
    /// The line that it begins on.
    Line,
    /// The paragraph, list item, heading or row of a table, wherever its lines are broken.
    Block,
}

/// How the finding itself is known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// By the text that it is about.
    Text,
    /// By what is said: a link that was written anew for its folder leads where it led.
    Sense,
}

/// What else must have come along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// The line before.
    Before,
    /// The line after.
    After,
    /// Nothing, where the text is [`TELLING`].
    Nothing,
}

/// A way to know a text again.
pub(super) type Way = (Around, By, Beside);

/// Every way, the surest first.
pub(super) fn ways() -> impl Iterator<Item = Way> {
    let beside = [Beside::Before, Beside::After, Beside::Nothing].into_iter();
    beside.flat_map(|beside| {
        let around = [Around::Line, Around::Block].into_iter();
        around.flat_map(move |around| [By::Text, By::Sense].map(|by| (around, by, beside)))
    })
}

/// The texts of one side of a contribution, read when a finding in them is first asked for.
pub(super) struct Texts<'a> {
    moved: &'a Moved,
    /// Whether they are those of the base.
    old: bool,
    known: HashMap<*const Source, Text>,
}

/// The lines of one text, and its blocks by their numbers.
struct Text {
    lines: Vec<Line>,
    blocks: Vec<Words>,
}

struct Line {
    words: Words,
    /// Whether it is on one side of the contribution alone.
    moves: bool,
    /// The number of its block; `None` where it is blank.
    block: Option<usize>,
}

/// What a line or a block says, targets of links apart.
#[derive(Clone, Copy)]
struct Words {
    hash: u128,
    /// Letters and digits, no more than tell.
    weight: usize,
    /// The lines with letters before and after it, as indices.
    beside: [Option<usize>; 2],
}

impl<'a> Texts<'a> {
    /// Those of the base, if `old`, or of the contribution.
    pub(super) fn new(moved: &'a Moved, old: bool) -> Self {
        Self { moved, old, known: HashMap::new() }
    }

    /// Whether `finding` stands on a line that is on this side alone.
    pub(super) fn moves(&self, finding: &Finding) -> bool {
        moves(self.moved, self.old, finding.place.path(), finding.place.start().line)
    }

    /// The finding by itself.
    pub(super) fn own(&self, finding: &Finding, by: By) -> Option<u128> {
        let ((rule, variant), own) = match by {
            By::Text => (kind(finding), bare(finding.place.text())),
            // Of a page that has another name the rules say different things: each is compared with its own.
            By::Sense => {
                let named = |path| if self.old { self.moved.changes.now(path) } else { path };
                ((finding.rule, finding.kind()), finding.sense_with(named))
            }
        };
        (by == By::Text || !own.is_empty()).then(|| xxh3_128(format!("{rule}\n{variant:?}\n{own}").as_bytes()))
    }

    /// By what `finding` is known again; `None` where its text says too little.
    pub(super) fn key(&mut self, finding: &Finding, (around, by, beside): Way) -> Option<[u128; 3]> {
        let (moved, old) = (self.moved, self.old);
        let source = &finding.place.source;
        let text = self.known.entry(Arc::as_ptr(source)).or_insert_with(|| Text::new(source, moved, old));
        let line = text.lines.get(finding.place.start().line as usize - 1)?;
        let block = text.blocks[line.block?];
        let words = if around == Around::Line { line.words } else { block };
        let beside = match beside {
            Beside::Before => Some(&text.lines[words.beside[0]?]),
            Beside::After => Some(&text.lines[words.beside[1]?]),
            Beside::Nothing => None,
        };
        let known = beside.map_or(words.weight >= TELLING, |line| line.moves);
        let beside = beside.map_or(0, |line| line.words.hash);
        known.then_some([self.own(finding, by)?, words.hash, beside])
    }
}

/// Whether the line `line` (from 1) of the file at `path` is on one side alone: that of the base, if `old`, or the other.
fn moves(moved: &Moved, old: bool, path: &str, line: u32) -> bool {
    if old { moved.is_gone(path, line) } else { moved.came(path, line) }
}

impl Text {
    fn new(source: &Arc<Source>, moved: &Moved, old: bool) -> Self {
        let text = source.text();
        let targets = targets(text);
        let count = u32::try_from(source.lines().count()).unwrap_or(u32::MAX);
        let spans: Vec<Span> = (1..=count).map_while(|number| source.line_span(number)).collect();
        let said: Vec<String> = spans.iter().map(|span| bare(&masked(text, *span, &targets))).collect();
        let weights: Vec<usize> = said.iter().map(|said| weight(said)).collect();
        let telling: Vec<usize> = (0..said.len()).filter(|at| weights[*at] > 0).collect();
        let words = |lines: Range<usize>| Words {
            hash: xxh3_128(said[lines.clone()].join(" ").as_bytes()),
            weight: weights[lines.clone()].iter().sum(),
            beside: [
                telling[..telling.partition_point(|at| *at < lines.start)].last().copied(),
                telling.get(telling.partition_point(|at| *at < lines.end)).copied(),
            ],
        };
        let moves = |at: usize| moves(moved, old, source.path(), u32::try_from(at + 1).unwrap_or(u32::MAX));
        let mut lines: Vec<Line> =
            (0..said.len()).map(|at| Line { words: words(at..at + 1), moves: moves(at), block: None }).collect();
        let blocks: Vec<Range<usize>> = blocks(spans.iter().map(|span| &text[span.range()])).collect();
        for (block, held) in blocks.iter().enumerate() {
            lines[held.clone()].iter_mut().for_each(|line| line.block = Some(block));
        }
        Self { lines, blocks: blocks.into_iter().map(words).collect() }
    }
}

/// The blocks that `lines` are: what is between blank ones, but each list item, heading and row of a table by itself.
fn blocks<'l>(lines: impl Iterator<Item = &'l str>) -> impl Iterator<Item = Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (at, line) in lines.enumerate() {
        let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
        let alone = line.starts_with(['#', '|']);
        match blocks.last_mut().filter(|_| open && !alone && unmarked(line).len() == line.len()) {
            _ if line.is_empty() => {}
            Some(block) => block.end = at + 1,
            None => blocks.push(at..at + 1),
        }
        open = !line.is_empty() && !alone;
    }
    blocks.into_iter()
}

/// `text` without the marks that a line may have before its words, which change when it goes into a list, a quote or another
/// section; blanks folded.
fn bare(text: &str) -> String {
    let mut rest = text;
    loop {
        let less = unmarked(rest.trim_start_matches(|c: char| c.is_whitespace() || c == '>'));
        if less.len() == rest.len() {
            return normalise::plain(rest).into_owned();
        }
        rest = less;
    }
}

/// `line` without the mark of a heading or of a list item that it begins with.
fn unmarked(line: &str) -> &str {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = match line.trim_start_matches('#') {
        rest if rest.len() < line.len() => rest,
        _ if number.len() < line.len() => number.strip_prefix(['.', ')']).unwrap_or(line),
        _ => line.strip_prefix(['-', '*', '+']).unwrap_or(line),
    };
    if rest.starts_with([' ', '\t']) { rest } else { line }
}

/// How many letters and digits `text` has, no more than tell.
fn weight(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).take(TELLING).count()
}

/// What stands at `span` of `text`, with nothing in place of its `targets`.
fn masked<'t>(text: &'t str, span: Span, targets: &[Span]) -> Cow<'t, str> {
    let first = targets.partition_point(|target| target.start < span.start);
    let inside = targets[first..].iter().take_while(|target| target.end <= span.end);
    let (mut out, mut from) = (String::new(), span.start as usize);
    for target in inside {
        out.push_str(&text[from..target.start as usize]);
        from = target.end as usize;
    }
    let rest = &text[from..span.end as usize];
    if out.is_empty() { Cow::Borrowed(rest) } else { Cow::Owned(out + rest) }
}

/// The targets of links in `text`, in order: each ends on its line.
fn targets(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| memchr::memchr3(b']', b'"', b'\'', rest.as_bytes())).map(|at| from + at)
    {
        from = at + 1;
        if let Some((start, ends)) = target(text, at) {
            let end = text[start..].find(ends).map_or(text.len(), |length| start + length);
            found.push(Span::new(start, end));
            from = from.max(end);
        }
    }
    found
}

/// Where the target begins that is announced by the mark at `at` of `text`, and which characters end it.
fn target(text: &str, at: usize) -> Option<(usize, &'static [char])> {
    let (before, after) = (&text[..at], &text[at + 1..]);
    if text.as_bytes()[at] == b']' {
        let inner = after.strip_prefix(['(', ':'])?.trim_start_matches([' ', '\t']);
        let angled = inner.strip_prefix('<');
        let start = text.len() - angled.unwrap_or(inner).len();
        return Some((start, if angled.is_some() { &['>', '\n'] } else { &[')', ' ', '\t', '\n', '\r'] }));
    }
    let attribute = ["href=", "src="].iter().any(|name| before.ends_with(name));
    attribute.then(|| (at + 1, if text.as_bytes()[at] == b'"' { &['"', '\n'][..] } else { &['\'', '\n'] }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_read() {
        let text = "[a](../x.md#y) ![b](<c d.png> \"t\") [e]: f.md\n<a href=\"g.md\">é</a> <img src='h.png'> [i](j";
        let shown: Vec<&str> = targets(text).iter().map(|span| &text[span.range()]).collect();
        assert_eq!(shown, ["../x.md#y", "c d.png", "f.md", "g.md", "h.png", "j"]);
        assert_eq!(masked(text, Span::new(0, 14), &targets(text)), "[a]()");
        assert_eq!(targets("[é](é) ]](").len(), 2);
        assert_eq!(targets("]](é").len(), 1);
    }

    #[test]
    fn marks_before_words_are_no_part_of_them() {
        assert_eq!(["## Hay", "> - Hay", "Hay", "  * Hay ", "1. Hay", ">> 12) Hay"].map(bare), ["Hay"; 6].map(str::to_owned));
        assert_eq!(["**Hay** ", "#hay", "1.5", "-1"].map(bare), ["**Hay**", "#hay", "1.5", "-1"].map(str::to_owned));
    }

    #[test]
    fn each_item_is_a_block_of_its_own() {
        let text = "# T\nA\nb\n\n- C\n  d\n- E\n\n> F\n> g\n\n| H |\n| i |";
        assert_eq!(blocks(text.lines()).collect::<Vec<_>>(), [0..1, 1..3, 4..6, 6..7, 8..10, 11..12, 12..13]);
    }
}
