//! The lines of a snippet: an escaped copy of just what is shown, with labels mapped onto it.
//!
//! A source may be hostile (escape sequences, a line of a megabyte, fifty megabytes in all): only the labelled lines are
//! copied, each cut to a window around its label. It must not know of findings.

use crate::document::Source;
use crate::text::{Span, escape};
use codespan_reporting::files::{Error, Files};
use std::ops::Range;
use std::sync::Arc;
use unicode_width::UnicodeWidthChar as _;

/// How many lines of a label that spans many are shown from its start; its last line is shown besides.
const HEAD: u32 = 3;
/// How many columns stay in sight before a label in a line that is cut.
const BEFORE: usize = 24;
/// What stands for the part of a line that is cut away.
const CUT: &str = "…";

/// One line as it is shown.
#[derive(Debug)]
struct Line {
    /// Its number, from 1; 0 for one that stands for lines left out.
    number: u32,
    /// Its bytes in the file's copy.
    shown: Range<usize>,
    /// Where each character of the source (by byte offset) begins in the copy; the last entry is the window's end.
    map: Vec<(u32, usize)>,
}

impl Line {
    /// The offset in the copy of the source's byte `offset`, moved into the window.
    fn shown_at(&self, offset: u32) -> usize {
        let after = self.map.partition_point(|&(original, _)| original <= offset);
        self.map.get(after.saturating_sub(1)).map_or(self.shown.start, |&(_, shown)| shown)
    }

    /// The ellipsis that stands for `span`, where all of it was cut away: a label on the text beside it would lie.
    fn cut_at(&self, span: Span) -> Option<Range<usize>> {
        let (&(first, from), &(last, to)) = self.map.first().zip(self.map.last())?;
        let (before, after) = (self.shown.start..from, to..self.shown.end);
        if span.end <= first && !before.is_empty() {
            return Some(before);
        }
        (span.start >= last && !span.is_empty() && !after.is_empty()).then_some(after)
    }

    /// The source's byte offset of the copy's `at`.
    fn original_at(&self, at: usize) -> u32 {
        let after = self.map.partition_point(|&(_, shown)| shown <= at);
        self.map.get(after.saturating_sub(1)).map_or(0, |&(original, _)| original)
    }
}

/// One file's labelled lines.
#[derive(Debug)]
struct Shown {
    name: String,
    source: Arc<Source>,
    text: String,
    lines: Vec<Line>,
}

/// The labelled lines of every file of one finding.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    files: Vec<Shown>,
}

impl Excerpt {
    /// The excerpt that shows `places` (a source, its name as shown, the label's bytes), no line wider than `width`
    /// columns. The first place has the first say on where a long line is cut.
    pub(super) fn new(places: &[(&Arc<Source>, String, Span)], width: usize) -> Self {
        let mut excerpt = Self::default();
        for (source, name, _) in places {
            if excerpt.files.iter().any(|file| Arc::ptr_eq(&file.source, source)) {
                continue;
            }
            let spans: Vec<Span> =
                places.iter().filter(|(other, _, _)| Arc::ptr_eq(other, source)).map(|&(_, _, span)| span).collect();
            excerpt.files.push(Shown::new(source, name.clone(), &spans, width));
        }
        excerpt
    }

    /// The number of the file of `source` and the range of the copy that shows its bytes `span`.
    pub(super) fn range(&self, source: &Arc<Source>, span: Span) -> Option<(usize, Range<usize>)> {
        let id = self.files.iter().position(|file| Arc::ptr_eq(&file.source, source))?;
        let file = &self.files[id];
        let (first, last) = ends(source, span);
        if first == last
            && let Some(cut) = file.line(first)?.cut_at(span)
        {
            return Some((id, cut));
        }
        let start = file.line(first)?.shown_at(span.start);
        let end = file.line(last)?.shown_at(span.end);
        Some((id, start..end.max(start)))
    }

    fn file(&self, id: usize) -> Result<&Shown, Error> {
        self.files.get(id).ok_or(Error::FileMissing)
    }

    fn line(&self, id: usize, index: usize) -> Result<&Line, Error> {
        let lines = &self.file(id)?.lines;
        lines.get(index).ok_or(Error::LineTooLarge { given: index, max: lines.len() })
    }
}

/// The first and last line of `span`; a line ending at its end does not count as the beginning of another line.
fn ends(source: &Source, span: Span) -> (u32, u32) {
    let first = source.line(span.start);
    let last = if span.is_empty() { first } else { source.line(span.end - 1) };
    (first, last)
}

impl Shown {
    fn new(source: &Arc<Source>, name: String, spans: &[Span], width: usize) -> Self {
        // The lines to show, each with the place that its window must hold: the first span's say wins.
        let mut wanted: Vec<(u32, Option<u32>)> = Vec::new();
        let mut want = |number: u32, focus: Option<u32>| match wanted.iter_mut().find(|(other, _)| *other == number) {
            Some((_, known)) => *known = known.or(focus),
            None => wanted.push((number, focus)),
        };
        for span in spans {
            let (first, last) = ends(source, *span);
            want(first, Some(span.start));
            (first + 1..last.min(first + HEAD)).for_each(|number| want(number, None));
            want(last, Some(if last == first { span.start } else { span.end }));
        }
        wanted.sort_unstable();
        let mut shown = Self { name, source: Arc::clone(source), text: String::new(), lines: Vec::new() };
        let mut previous = None;
        for (number, focus) in wanted {
            let left_out = previous.map_or(0, |previous: u32| number - previous - 1);
            // codespan draws a break for two and more lines that it does not show, and shows a single one.
            match left_out {
                0 => {}
                1 => shown.push(number - 1, None, width),
                _ => (0..2).for_each(|_| shown.push(0, None, width)),
            }
            shown.push(number, focus, width);
            previous = Some(number);
        }
        shown
    }

    fn line(&self, number: u32) -> Option<&Line> {
        self.lines.iter().find(|line| line.number == number)
    }

    /// Copies line `number`, cut around the byte `focus`.
    fn push(&mut self, number: u32, focus: Option<u32>, width: usize) {
        let source = Arc::clone(&self.source);
        let span = source.line_span(number).unwrap_or_default();
        let line = source.text().get(span.range()).unwrap_or_default();
        let bom = if span.start == 0 && line.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let focus = focus.map_or(0, |focus| (focus.max(span.start) - span.start) as usize);
        let window = window(line, bom, focus, width);
        let start = self.text.len();
        let mut map = Vec::new();
        if window.start > bom {
            self.text.push_str(CUT);
        }
        let offset = |at: usize| span.start + u32::try_from(at).unwrap_or(u32::MAX);
        for (at, c) in line[window.clone()].char_indices() {
            map.push((offset(window.start + at), self.text.len()));
            if escape::commands(&self.text, c) {
                self.text.push('\\');
            }
            self.text.push_str(&escape::visible(c.encode_utf8(&mut [0; 4])));
        }
        map.push((offset(window.end), self.text.len()));
        if window.end < line.len() {
            self.text.push_str(CUT);
        }
        self.lines.push(Line { number, shown: start..self.text.len(), map });
        self.text.push('\n');
    }
}

/// The bytes of `line` to show, after `bom`: all of it where that is no wider than `width` columns, else so much around
/// the byte `focus`.
fn window(line: &str, bom: usize, focus: usize, width: usize) -> Range<usize> {
    let mut focus = focus.clamp(bom, line.len());
    while !line.is_char_boundary(focus) {
        focus -= 1;
    }
    let all = fits(line[bom..].chars(), width);
    if bom + all == line.len() {
        return bom..line.len();
    }
    let room = width.saturating_sub(2 * CUT.chars().count()).max(8);
    let before = fits(line[bom..focus].chars().rev(), room);
    if bom + before == focus {
        // The label begins within the first columns: no reason to cut there if some of it stays in sight.
        let used = columns(&line[bom..focus]);
        if used + BEFORE <= room {
            return bom..bom + fits(line[bom..].chars(), room);
        }
    }
    let start = focus - fits(line[bom..focus].chars().rev(), BEFORE.min(room / 2));
    let rest = line.len() - start;
    let end = start + fits(line[start..].chars(), room);
    // Near its end, a line shows as much before the label as there is room for.
    if end == line.len() && rest > 0 {
        return line.len() - fits(line[bom..].chars().rev(), room)..line.len();
    }
    start..end
}

/// How many bytes of the leading `characters` take at most `width` columns.
fn fits(characters: impl Iterator<Item = char>, width: usize) -> usize {
    let (mut bytes, mut used) = (0, 0);
    for c in characters {
        used += column_count(c);
        if used > width {
            break;
        }
        bytes += c.len_utf8();
    }
    bytes
}

fn columns(text: &str) -> usize {
    text.chars().map(column_count).sum()
}

/// The columns that `c` takes once escaped; a tab is counted at its widest.
fn column_count(c: char) -> usize {
    match c {
        '\t' => 4,
        ' '..='~' => 1,
        c => {
            let shown = escape::visible(c.encode_utf8(&mut [0; 4])).chars().map(|c| c.width().unwrap_or(0)).sum::<usize>();
            // A run of marks without width must not make a line endless.
            shown.max(usize::from(c.width() == Some(0)))
        }
    }
}

impl<'a> Files<'a> for Excerpt {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.file(id)?.name)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.file(id)?.text)
    }

    fn line_index(&'a self, id: usize, byte_index: usize) -> Result<usize, Error> {
        let lines = &self.file(id)?.lines;
        Ok(lines.partition_point(|line| line.shown.start <= byte_index).saturating_sub(1))
    }

    fn line_number(&'a self, id: usize, line_index: usize) -> Result<usize, Error> {
        let number = self.line(id, line_index)?.number as usize;
        // codespan takes a logarithm of every number it meets, also of lines that it does not show.
        Ok(number.max(1))
    }

    fn column_number(&'a self, id: usize, line_index: usize, byte_index: usize) -> Result<usize, Error> {
        let original = self.line(id, line_index)?.original_at(byte_index);
        Ok(self.file(id)?.source.position(original).column as usize)
    }

    fn line_range(&'a self, id: usize, line_index: usize) -> Result<Range<usize>, Error> {
        let shown = &self.line(id, line_index)?.shown;
        Ok(shown.start..shown.end + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_that_was_cut_away_stands_at_the_ellipsis() {
        let text = format!("ab {} ** {} yz\n", "m".repeat(100), "n".repeat(100));
        let source = Source::new("a.md", text);
        let (before, focus, after) = (Span::new(0, 2), Span::new(104, 106), Span::new(208, 210));
        let places: Vec<_> = [focus, before, after].into_iter().map(|span| (&source, String::new(), span)).collect();
        let excerpt = Excerpt::new(&places, 60);
        let shown = |span| excerpt.range(&source, span).map(|(_, range)| &excerpt.files[0].text[range]).unwrap();
        assert_eq!([shown(before), shown(focus), shown(after)], [CUT, "**", CUT]);
    }
}
