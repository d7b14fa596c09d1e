//! Whole lines of a file for those who read a report without the file: the one a finding stands on, and those that a fix
//! replaces. A review on a forge can say nothing but whole lines.
//!
//! A line of a file with lone carriage returns is no line of git's: whoever compares the texts sees that.

use crate::document::Source;
use crate::finding::{Fix, Place};
use crate::text::escape::{visible, visible_lines};

/// How many characters of a line are shown.
const EXCERPT: usize = 200;
/// How many lines, and how many bytes, are worth replacing whole.
const REPLACED: (usize, usize) = (30, 4096);

/// Lines, and those that replace them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Replaces {
    /// The first of them, from 1.
    pub(super) line: u32,
    /// As they are.
    pub(super) before: Vec<String>,
    /// As they are to be.
    pub(super) after: Vec<String>,
}

/// The start of a line, safe to show: JSON leaves characters that turn the direction of a text as they are.
pub(crate) fn shortened(line: &str) -> String {
    let start: String = line.trim_end_matches('\r').chars().take(EXCERPT).collect();
    visible(&start).into_owned()
}

/// The line on which the place starts, cut where it is long; `None` if its file has changed meanwhile.
pub(super) fn excerpt(place: &Place) -> Option<String> {
    let (_, line) = line_of(&place.source, place.span.start)?;
    (!place.source.is_lost()).then(|| shortened(line))
}

/// The line of the byte at `at`, with its number; found by the index, since thousands may be asked for in a line of a
/// megabyte.
fn line_of(source: &Source, at: u32) -> Option<(u32, &str)> {
    let number = source.line(at);
    let line = source.text().get(source.line_span(number)?.range())?;
    Some((number, line))
}

/// What `fix` makes of the lines that it touches in the file of `place`; `None` where it touches another file, too many
/// lines, lines that do not end as usual, or some that hold what nobody would see.
pub(super) fn replaces(fix: &Fix, place: &Place) -> Option<Replaces> {
    let text = place.source.text();
    let mut edits: Vec<_> = fix.edits.iter().map(|edit| (edit.span.range(), edit.text.as_str())).collect();
    edits.sort_by_key(|(range, _)| range.start);
    let touched = edits.first()?.0.start..edits.iter().map(|(range, _)| range.end).max()?;
    if place.source.is_lost() || fix.edits.iter().any(|edit| *edit.path != *place.path()) || touched.end > text.len() {
        return None;
    }
    let (line, _) = line_of(&place.source, u32::try_from(touched.start).ok()?)?;
    let start = place.source.line_span(line)?.range().start;
    let last = touched.end.saturating_sub(1).max(touched.start);
    let mut end = after_line(text, start, last)?;
    let mut mended = apply(text, start..end, &edits)?;
    // The edits may take a line's end away: the next line belongs to what they change.
    if text.get(..end)?.ends_with('\n') && !mended.is_empty() && !mended.ends_with('\n') {
        end = after_line(text, start, end)?;
        mended = apply(text, start..end, &edits)?;
    }
    let whole = text.get(start..end)?;
    let few = |lines: &[String]| lines.len() <= REPLACED.0;
    if whole.is_empty() || mended.len() > REPLACED.1 || !usual(whole) || !usual(&mended) {
        return None;
    }
    let (before, after) = (lines(whole), lines(&mended));
    (few(&before) && few(&after)).then_some(Replaces { line, before, after })
}

/// Whether `text` holds nothing that could steer a terminal or hide, and ends its lines as usual.
fn usual(text: &str) -> bool {
    !text.contains('\r') && visible_lines(text) == text
}

/// Where the line that holds the byte at `at` ends, its line feed included; `None` where that is too far from `start`.
fn after_line(text: &str, start: usize, at: usize) -> Option<usize> {
    let end = text.len().min(start + REPLACED.1);
    let rest = text.as_bytes().get(at..end)?;
    match memchr::memchr(b'\n', rest) {
        Some(found) => Some(at + found + 1),
        None => (end == text.len()).then_some(end),
    }
}

/// The bytes of `range` with the edits made, which all stand in it.
fn apply(text: &str, range: std::ops::Range<usize>, edits: &[(std::ops::Range<usize>, &str)]) -> Option<String> {
    let (mut out, mut at) = (String::new(), range.start);
    for (edited, new) in edits {
        out.push_str(text.get(at..edited.start)?);
        out.push_str(new);
        at = edited.end;
    }
    out.push_str(text.get(at..range.end)?);
    Some(out)
}

fn lines(text: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    text.strip_suffix('\n').unwrap_or(text).split('\n').map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;
    use crate::finding::Edit;
    use crate::text::Span;

    /// What replacing the first `old` of `text` with `new` makes of whole lines.
    fn made(text: &str, old: &str, new: &str) -> Option<(u32, String, String)> {
        let source = Source::new("a.md", text.to_owned());
        let at = text.find(old).unwrap();
        let span = Span::new(at, at + old.len());
        let fix = Fix { safe: true, edits: vec![Edit { path: "a.md".into(), span, text: new.to_owned() }] };
        let made = replaces(&fix, &Place::new(&source, span))?;
        Some((made.line, made.before.join("|"), made.after.join("|")))
    }

    #[test]
    fn edits_become_whole_lines() {
        let text = "un\ndeux trois\n\nquatre\n";
        for (old, new, expected) in [
            ("trois", "3", (2, "deux trois", "deux 3")),
            ("deux trois\n", "", (2, "deux trois", "")),
            ("\n\nquatre", "\nquatre", (2, "deux trois||quatre", "deux trois|quatre")),
            ("un\n", "", (1, "un", "")),
            (" trois\n", "", (2, "deux trois|", "deux")),
            ("quatre", "4\n5", (4, "quatre", "4|5")),
            ("", "---\n", (1, "un", "---|un")),
        ] {
            let (line, before, after) = expected;
            assert_eq!(made(text, old, new), Some((line, before.to_owned(), after.to_owned())), "{old:?}");
        }
        assert_eq!(made("un", "un", "deux"), Some((1, "un".into(), "deux".into())));
        assert_eq!(made("a\r\nb", "b", "c"), Some((2, "b".into(), "c".into())));
        assert_eq!(made("a\r\nb", "a", "c"), None);
        assert_eq!(made(&format!("{}é", "x".repeat(5000)), "x", "y"), None);
        assert_eq!(made(&"x\n".repeat(40), &"x\n".repeat(35), ""), None);
        let source = Source::new("a.md", "un\n".to_owned());
        let end = Fix { safe: true, edits: vec![Edit { path: "a.md".into(), span: Span::at(3), text: "x".into() }] };
        assert_eq!(replaces(&end, &Place::new(&source, Span::at(3))), None);
    }

    #[test]
    fn an_excerpt_is_the_start_of_the_line() {
        let source = Source::new("a.md", format!("un\r\ndeux {}", "é".repeat(500)));
        assert_eq!(excerpt(&Place::new(&source, Span::at(2))).as_deref(), Some("un"));
        assert_eq!(excerpt(&Place::new(&source, Span::at(6))).unwrap().chars().count(), EXCERPT);
    }
}
