//! Mathematics between dollars, which no renderer that shows it reads as Markdown: `$$` around lines, `$` in a line. Its signs
//! are hidden from the parser, to which `[f](x)` would be a link and a line of `=` the end of a heading.

use super::Dialect;
use super::draft::Draft;
use super::lines::{Code, Line, Lines};
use crate::text::path::extension;
use std::ops::Range;

/// A formula has no more lines than this: what is longer was not closed.
const LINES: usize = 200;

/// A formula within a line is no longer than this, in bytes.
const SHORT: usize = 300;

/// Hides the signs of formulas. `dialect`: which environments of TeX are formulas of their own.
pub(super) fn prepare(draft: &mut Draft<'_>, dialect: Dialect) {
    let text = draft.text;
    let tex = matches!(dialect, Dialect::Myst | Dialect::Pandoc);
    let blanks = matches!(dialect, Dialect::Myst | Dialect::Kramdown { .. });
    if memchr::memchr(b'$', text.as_bytes()).is_none() && !(tex && text.contains("\\begin{")) {
        return;
    }
    let mut lines = draft.lines();
    let mut code: Option<Code> = None;
    while let Some(line) = lines.next() {
        match &code {
            Some(fence) if fence.is_closed_by(line.written) => code = None,
            Some(_) => {}
            None if !may_begin(line.written, tex) => code = Code::opened_by(line.written),
            None => match end(line, lines.clone(), tex, blanks) {
                Some((range, further)) if !names_path(&text[range.clone()]) => {
                    draft.hide(range, |byte| byte.is_ascii_punctuation());
                    lines.by_ref().take(further).for_each(drop);
                }
                _ => {
                    let underlined = || lines.clone().next().is_some_and(|below| is_underline(below.written));
                    if !line.written.starts_with('#') && !underlined() {
                        within(draft, &line, tex);
                    }
                }
            },
        }
    }
}

/// Whether a formula may begin in a line, which then opens no fence of code.
fn may_begin(written: &str, tex: bool) -> bool {
    let begins = memchr::memchr(b'$', written.as_bytes()).is_some() || tex && written.contains("\\begin{");
    begins && Code::opened_by(written).is_none()
}

/// Whether a formula holds a link to something that looks like a path: where nothing shows formulas, that is what readers meet.
fn names_path(inner: &str) -> bool {
    let is_path = |target: &str| {
        let name = target.split(['#', '?']).next().unwrap_or_default();
        target.starts_with(['#', '/'])
            || name.contains("//")
            || name.contains("./")
            || extension(name).is_some_and(|end| end.len() > 1)
    };
    let targets = inner.split("](").skip(1).map(|rest| rest.split(')').next().unwrap_or_default());
    targets.into_iter().any(is_path) || ["href=", "src="].iter().any(|attribute| inner.contains(attribute))
}

/// Whether a line is a marker that git leaves in a conflict.
fn is_conflict(written: &str) -> bool {
    ["<<<<<<<", ">>>>>>>"].iter().any(|marker| written.starts_with(marker))
}

/// Whether a line makes a heading of the one above it, whose name holds what is written.
fn is_underline(written: &str) -> bool {
    !written.is_empty() && [b'=', b'-'].iter().any(|mark| written.bytes().all(|byte| byte == *mark))
}

/// What stands in the formula that `first` opens, and how many of `lines`, those below, belong to it. `blanks`: one of them may be
/// blank.
fn end(first: Line<'_>, lines: Lines<'_>, tex: bool, blanks: bool) -> Option<(Range<usize>, usize)> {
    let begin = first.written.trim_start_matches(['>', ' ', '-', '*', '+']);
    let (open, close) = match begin.strip_prefix("\\begin{").filter(|_| tex).and_then(|rest| rest.split_once('}')) {
        Some((name, _)) if name.starts_with(char::is_alphabetic) => (0, format!("\\end{{{name}}}")),
        _ if begin.starts_with("$$") => (2, "$$".to_owned()),
        _ => return None,
    };
    let start = first.range().end - begin.len() + open;
    let rest = &begin[open..];
    if let Some(length) = rest.find(&*close) {
        return Some((start..start + length, 0));
    }
    // What begins with words and has blank lines is more likely a text.
    let blanks = blanks && rest.is_empty();
    let goes_on =
        |line: &Line<'_>| (blanks || !line.is_blank()) && Code::opened_by(line.written).is_none() && !is_conflict(line.written);
    let inside = lines.take(LINES).take_while(goes_on);
    inside.zip(1..).find_map(|(line, further)| Some((start..line.at + line.written.find(&*close)?, further)))
}

/// Hides the marks of emphasis in the formulas that stand in one line, as Pandoc and MyST find them: no blank inside of either
/// dollar, no digit behind the second. `tex`: the renderer surely does, and a command of TeX tells a formula from a price.
fn within(draft: &mut Draft<'_>, line: &Line<'_>, tex: bool) {
    let written = line.written.as_bytes();
    let mut from = 0;
    while let Some(open) = memchr::memchr(b'$', &written[from..]).map(|at| from + at) {
        from = open + 1;
        let near = &line.written.get(from..).unwrap_or_default();
        let length = near.find(['$', '`']).filter(|&length| length <= SHORT && near.as_bytes()[length] == b'$');
        let Some(inner) = length.and_then(|length| near.get(..length)) else { continue };
        let behind = written.get(from + inner.len() + 1);
        let tight = !inner.is_empty() && !inner.starts_with(' ') && !inner.ends_with([' ', '\\']);
        let escaped = open > 0 && written[open - 1] == b'\\';
        let command = tex && inner.contains('\\');
        let may_link = if command { names_path(inner) } else { inner.contains("](") || inner.contains("//") };
        if tight && !escaped && !behind.is_some_and(u8::is_ascii_digit) && !may_link {
            let start = line.at + from;
            draft.hide(start..start + inner.len(), |byte| matches!(byte, b'*' | b'_') || command && byte.is_ascii_punctuation());
            from += inner.len() + 1;
        }
    }
}
