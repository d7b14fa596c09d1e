//! MyST, as Sphinx, Jupyter Book and mystmd read it: comments (`%`), names of what follows (`(label)=`), directives whose
//! body is Markdown.

mod roles;

use super::draft::Draft;
use super::lines::Line;
use super::{Shown, StandIn};
use crate::document::{Div, HtmlId};
use crate::text::Span;

/// Directives whose body is Markdown, and what stands after their name its title.
const TITLED: &[&str] = &[
    "admonition",
    "algorithm",
    "aside",
    "attention",
    "axiom",
    "blockquote",
    "callout",
    "card",
    "caution",
    "conjecture",
    "corollary",
    "criterion",
    "danger",
    "definition",
    "deprecated",
    "details",
    "dropdown",
    "error",
    "example",
    "exercise",
    "grid-item-card",
    "hint",
    "important",
    "keypoints",
    "lemma",
    "margin",
    "note",
    "objectives",
    "observation",
    "prereq",
    "proof",
    "property",
    "proposition",
    "questions",
    "remark",
    "rubric",
    "seealso",
    "sidebar",
    "solution",
    "tab-item",
    "table",
    "theorem",
    "tip",
    "todo",
    "topic",
    "versionadded",
    "versionchanged",
    "warning",
];
/// Those whose body is Markdown and that have no title.
const PLAIN: &[&str] = &[
    "card-carousel",
    "cell-output",
    "compound",
    "container",
    "div",
    "epigraph",
    "figure",
    "figure-md",
    "glossary",
    "grid",
    "grid-item",
    "highlights",
    "list-table",
    "only",
    "pull-quote",
    "span",
    "tab-set",
    "table-wrapper",
];
/// Those whose argument is the path of a file that is put there.
const INCLUDED: &[&str] = &["include", "literalinclude"];
/// Those whose argument is the path of a picture.
const PICTURES: &[&str] = &["figure", "image"];

/// A directive or a block of code that is open.
struct Fence {
    mark: u8,
    length: usize,
    /// The column where it begins.
    indent: usize,
    /// The div that its directive is; `None` for code.
    div: Option<usize>,
}

impl Fence {
    /// Whether `line`, nothing but so many of these marks, closes it: what is indented further is code or an item in it.
    fn is_closed_by(&self, line: &Line<'_>, mark: u8, length: usize) -> bool {
        self.mark == mark && self.length <= length && line.indent < self.indent + 4
    }
}

/// How deep directives are followed into each other.
const DEEPEST: usize = 64;

/// Writes comments, labels and the fences of directives as headings without text, or with their titles.
pub(super) fn prepare(draft: &mut Draft<'_>) {
    draft.prepared.divs = Some(Vec::new());
    let mut open: Vec<Fence> = Vec::new();
    let mut options = Options::None;
    for line in draft.lines() {
        if options.take(draft, &line) {
            continue;
        }
        let literal = open.last().is_some_and(|fence| fence.div.is_none());
        let line = if literal { line } else { in_item(line) };
        match line.written.as_bytes().first() {
            Some(b'`' | b'~' | b':') => {
                if let Some((mark, length)) = fence(line.written) {
                    options = read(draft, &line, &mut open, (mark, length));
                }
            }
            Some(b'%') if !literal => strike(draft, &line),
            Some(b'(') if !literal => label(draft, &line),
            Some(b'+') if !literal && line.written.starts_with("+++") => strike(draft, &line),
            Some(b'$') if !literal => equation(draft, &line),
            _ => {}
        }
        if !literal && line.written.contains("}`") {
            roles::read(draft, &line);
        }
    }
}

/// What is left of a line whose item begins with a fence.
fn in_item(line: Line<'_>) -> Line<'_> {
    let mut rest = line.written;
    loop {
        let digits = rest.bytes().take(9).take_while(u8::is_ascii_digit).count();
        let after = if digits > 0 { rest[digits..].strip_prefix(['.', ')']) } else { rest.strip_prefix(['-', '*', '+']) };
        match after.filter(|after| after.starts_with([' ', '\t'])) {
            Some(after) => rest = after.trim_start(),
            None => break,
        }
    }
    let skipped = line.written.len() - rest.len();
    if skipped == 0 || fence(rest).is_none() {
        line
    } else {
        Line { written: rest, at: line.at + skipped, indent: line.indent + skipped }
    }
}

/// Leaves nothing of a line, but for the end of what stands above it.
fn strike(draft: &mut Draft<'_>, line: &Line<'_>) {
    draft.write(line.range(), "#");
    draft.stands(line.at, StandIn::Line);
}

/// `(label)=` names what follows.
fn label(draft: &mut Draft<'_>, line: &Line<'_>) {
    let inner = line.written.strip_prefix('(').and_then(|rest| rest.strip_suffix(")="));
    let Some(name) = inner.filter(|name| !name.trim().is_empty() && !name.contains(['(', ')'])) else { return };
    named(draft, name, line.at + 1);
    strike(draft, line);
}

/// `$$ (label)` names the equation that ends there.
fn equation(draft: &mut Draft<'_>, line: &Line<'_>) {
    let Some((_, rest)) = line.written.rsplit_once("$$") else { return };
    let label = rest.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    if let Some(name) = label.filter(|name| !name.contains(char::is_whitespace)) {
        named(draft, name, line.range().end - name.len() - 1);
    }
}

/// Remembers `name`, which stands at the byte `at`: as it is written, and as docutils makes a name and an id of it.
fn named(draft: &mut Draft<'_>, name: &str, at: usize) {
    let span = Span::new(at, at + name.len());
    let lower = name.trim().to_lowercase();
    let mut id = lower.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    while id.contains("--") {
        id = id.replace("--", "-");
    }
    let mut add = |value: &str| draft.prepared.ids.push(HtmlId { value: value.into(), span });
    add(name.trim());
    [lower.as_str(), id.trim_matches('-')]
        .into_iter()
        .filter(|other| !other.is_empty() && *other != name.trim())
        .for_each(&mut add);
}

/// The mark of a fence and how many of it there are.
fn fence(written: &str) -> Option<(u8, usize)> {
    let mark = *written.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~' | b':'))?;
    let length = written.bytes().take_while(|&byte| byte == mark).count();
    let info = &written[length..];
    (length >= 3 && !(mark == b'`' && info.contains('`'))).then_some((mark, length))
}

/// Reads the line of a fence; where it begins a directive, its options follow.
fn read(draft: &mut Draft<'_>, line: &Line<'_>, open: &mut Vec<Fence>, (mark, length): (u8, usize)) -> Options {
    let info = line.written[length..].trim();
    if info.is_empty() {
        // What holds a directive ends where it ends, whatever is open in it.
        if let Some(outermost) = open.iter().position(|fence| fence.is_closed_by(line, mark, length)) {
            close(draft, line, &open.split_off(outermost));
        } else if mark != b':' && open.len() < DEEPEST && open.last().is_none_or(|fence| fence.div.is_some()) {
            open.push(Fence { mark, length, indent: line.indent, div: None });
        }
        return Options::None;
    }
    if open.len() >= DEEPEST || open.last().is_some_and(|fence| fence.div.is_none()) {
        return Options::None;
    }
    let braced = info.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    let (name, argument) = braced.unwrap_or_else(|| info.split_once(char::is_whitespace).unwrap_or((info, "")));
    let (name, argument) = (name.trim(), argument.trim_start());
    let at = line.range().end - argument.len();
    if braced.is_some() && PICTURES.contains(&name) && !argument.is_empty() {
        draft.prepared.paths.push((Span::new(at, line.range().end), Shown::Picture));
    }
    if braced.is_some() && INCLUDED.contains(&name) && !argument.is_empty() {
        draft.prepared.paths.push((Span::new(at, line.range().end), Shown::File));
    }
    let titled = !PLAIN.contains(&name);
    let known = TITLED.binary_search(&name).is_ok() || PLAIN.contains(&name) || name.contains(':');
    if braced.is_none() && mark != b':' || braced.is_some() && !known {
        open.push(Fence { mark, length, indent: line.indent, div: None });
        if mark == b':' {
            // Code, whatever its fence.
            draft.write(line.at..line.at + length, "~~~");
        }
        return if braced.is_some() { Options::Begin { strike: false } } else { Options::None };
    }
    let parent = open.iter().rev().find_map(|fence| fence.div).map(|index| Span::at(index).start);
    let divs = draft.prepared.divs.get_or_insert_default();
    open.push(Fence { mark, length, indent: line.indent, div: Some(divs.len()) });
    divs.push(Div {
        class: name.into(),
        title: if titled { argument.into() } else { Box::default() },
        open: Span::new(line.at, line.range().end),
        span: Span::new(line.at, draft.text.len()),
        closed: false,
        parent,
    });
    draft.write(line.at..if titled { at } else { line.range().end }, "#");
    draft.stands(line.at, StandIn::Line);
    if braced.is_some() { Options::Begin { strike: true } } else { Options::None }
}

/// Closes `fences`, the first of them with `line`.
fn close(draft: &mut Draft<'_>, line: &Line<'_>, fences: &[Fence]) {
    let divs = draft.prepared.divs.get_or_insert_default();
    for (depth, index) in fences.iter().enumerate().filter_map(|(depth, fence)| Some((depth, fence.div?))) {
        let Some(div) = divs.get_mut(index) else { continue };
        div.closed = depth == 0;
        div.span.end = Span::at(if depth == 0 { line.range().end } else { line.at }).end;
    }
    // Code that is open in it ends there too; where its marks are those of the line, that is what they do.
    let code = fences.iter().skip(1).find(|fence| fence.div.is_none());
    match fences.first() {
        Some(Fence { div: Some(_), mark, .. }) if code.is_some_and(|code| code.mark == *mark) => {}
        Some(Fence { div: Some(_), .. }) => strike(draft, line),
        Some(Fence { mark: b':', .. }) => draft.write(line.range(), "~~~"),
        _ => {}
    }
}

/// The options of a directive, on the lines after its first: `:key: value`, or YAML between lines of hyphens.
enum Options {
    None,
    /// They may begin. `strike`: the directive's body is Markdown, and they are none of it.
    Begin {
        strike: bool,
    },
    Keys {
        strike: bool,
    },
    Yaml {
        strike: bool,
    },
}

impl Options {
    /// Whether `line` is one of them.
    fn take(&mut self, draft: &mut Draft<'_>, line: &Line<'_>) -> bool {
        let strike = match *self {
            Self::None => return false,
            Self::Begin { strike } | Self::Keys { strike } | Self::Yaml { strike } => strike,
        };
        if fence(line.written).is_some_and(|(_, length)| length == line.written.len()) {
            *self = Self::None;
            return false;
        }
        let yaml = matches!(self, Self::Yaml { .. });
        let border = line.written == "---";
        let key = if yaml {
            line.written.split_once(':')
        } else {
            line.written.strip_prefix(':').and_then(|rest| rest.split_once(':'))
        };
        let is_word = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        let key = key.filter(|(key, _)| is_word(key));
        *self = match (&*self, border, key) {
            (Self::Begin { .. }, true, _) => Self::Yaml { strike },
            (Self::Yaml { .. }, true, _) => Self::None,
            (Self::Yaml { .. }, false, _) => Self::Yaml { strike },
            (_, _, Some(_)) => Self::Keys { strike },
            _ => {
                *self = Self::None;
                return false;
            }
        };
        if let Some(("name" | "label", value)) = key {
            named(draft, value.trim(), line.range().end - value.trim().len());
        }
        if strike {
            draft.blank(line.range());
        }
        true
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_sorted_for_the_search() {
        assert!(super::TITLED.is_sorted());
    }
}
