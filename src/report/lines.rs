//! Whole lines of a file for those who read a report without the file: the one a finding stands on, and those that a fix
//! replaces. A review on a forge can say nothing but whole lines.
//!
//! Lines end as git and forges see them: with a line feed.

use crate::finding::{Fix, Place};

/// How many characters of a line are shown.
pub(crate) const EXCERPT: usize = 200;
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

/// The line on which the place starts, cut where it is long; `None` if its file has changed meanwhile.
pub(super) fn excerpt(place: &Place) -> Option<String> {
    let text = place.source.text();
    let at = place.span.start as usize;
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..)?.split('\n').next()?.trim_end_matches('\r');
    (!place.source.is_lost()).then(|| line.chars().take(EXCERPT).collect())
}

/// What `fix` makes of the lines that it touches in the file of `place`; `None` where it touches another file, too many
/// lines, or lines that do not end as usual.
pub(super) fn replaces(fix: &Fix, place: &Place) -> Option<Replaces> {
    let text = place.source.text();
    let mut edits: Vec<_> = fix.edits.iter().map(|edit| (edit.span.range(), edit.text.as_str())).collect();
    edits.sort_by_key(|(range, _)| range.start);
    let touched = edits.first()?.0.start..edits.iter().map(|(range, _)| range.end).max()?;
    if place.source.is_lost() || fix.edits.iter().any(|edit| *edit.path != *place.path()) || touched.end > text.len() {
        return None;
    }
    let start = text.get(..touched.start)?.rfind('\n').map_or(0, |end| end + 1);
    let last = touched.end.saturating_sub(1).max(touched.start);
    let mut end = after_line(text, last)?;
    let mut mended = apply(text, start..end, &edits)?;
    // The edits may take a line's end away: the next line belongs to what they change.
    if text.get(..end)?.ends_with('\n') && !mended.is_empty() && !mended.ends_with('\n') {
        end = after_line(text, end)?;
        mended = apply(text, start..end, &edits)?;
    }
    let whole = text.get(start..end)?;
    let few = |lines: &[String]| lines.len() <= REPLACED.0;
    if whole.is_empty() || whole.len().max(mended.len()) > REPLACED.1 || whole.contains('\r') || mended.contains('\r') {
        return None;
    }
    let line = u32::try_from(text.get(..start)?.matches('\n').count()).ok()? + 1;
    let (before, after) = (lines(whole), lines(&mended));
    (few(&before) && few(&after)).then_some(Replaces { line, before, after })
}

/// Where the line that holds the byte at `at` ends, its line feed included.
fn after_line(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    Some(memchr::memchr(b'\n', rest).map_or(text.len(), |end| at + end + 1))
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
