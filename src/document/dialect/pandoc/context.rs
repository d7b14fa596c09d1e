//! Where in the structure of a page a line stands: in a paragraph, in an item, in code. Read line by line, as far as fences
//! depend on it.

use super::super::elements::BLOCKS;
use super::super::lines::{Code, Line};

/// What was open before a line.
#[derive(Default)]
pub(super) struct Context {
    /// The columns of the texts of the items that hold the line.
    pub(super) items: Vec<usize>,
    /// How many lines the paragraph has so far; none: a block may begin.
    pub(super) text: u32,
    /// Whether the parser takes the next line for more of a block of HTML or a table, whatever it is.
    pub(super) swallows: bool,
    code: Option<Code>,
    /// What ends the HTML whose content is no Markdown.
    raw: Option<&'static str>,
}

/// Elements whose content is no Markdown.
const RAW: &[(&str, &str)] =
    &[("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"), ("<pre", "</pre>"), ("<textarea", "</textarea>")];

/// How deep lists are followed.
const DEEPEST: usize = 64;

impl Context {
    /// The column at which a block of the innermost item begins.
    pub(super) fn column(&self) -> usize {
        self.items.last().copied().unwrap_or(0)
    }

    /// A block may begin on the next line.
    pub(super) fn begin(&mut self) {
        self.text = 0;
        self.swallows = false;
    }

    /// Goes into the next line, and into the items that begin on it; what is left of it, unless it is blank or code.
    pub(super) fn enter<'a>(&mut self, mut line: Line<'a>) -> Option<Line<'a>> {
        if let Some(code) = &self.code {
            if code.is_closed_by(line.written) {
                self.code = None;
            }
            return None;
        }
        if let Some(end) = self.raw {
            if let Some(at) = line.written.find(end) {
                self.raw = None;
                self.begin();
                self.text = u32::from(at + end.len() < line.written.len());
            }
            return None;
        }
        if line.is_blank() {
            self.begin();
            return None;
        }
        let in_list = !self.items.is_empty();
        let mut marker = if self.text == 0 || in_list { marker(&line) } else { None };
        // A line without a marker that stands too far to the left still goes on with the paragraph.
        while self.text == 0 || marker.is_some() {
            match self.items.last() {
                Some(&column) if line.indent < column => self.items.pop(),
                _ => break,
            };
        }
        if self.text == 0 && line.indent >= self.column() + 4 {
            return None;
        }
        while let Some(length) = marker {
            let rest = line.written[length..].trim_start_matches([' ', '\t']);
            let gap = line.written.len() - length - rest.len();
            let column = line.indent + length + if (1..=4).contains(&gap) && !rest.is_empty() { gap } else { 1 };
            if self.items.len() < DEEPEST {
                self.items.push(column);
            }
            self.begin();
            line = Line { written: rest, at: line.range().end - rest.len(), indent: column };
            if rest.is_empty() {
                return None;
            }
            marker = self::marker(&line);
        }
        Some(line)
    }

    /// Goes past `line`, which is no fence of a div.
    pub(super) fn pass(&mut self, line: Line<'_>) {
        let written = line.written;
        let begins = self.text == 0;
        if let Some(code) = Code::opened_by(written) {
            self.code = Some(code);
            return self.begin();
        }
        if let Some((open, end)) = RAW.iter().find(|(open, _)| starts_with(written, open)) {
            let closed = written[open.len()..].find(end).map(|at| open.len() + at + end.len());
            self.raw = if closed.is_none() { Some(*end) } else { None };
            self.begin();
            self.text = u32::from(closed.is_some_and(|at| at < written.len()));
            return;
        }
        self.swallows |= begins && written.starts_with(['<', '|']);
        let heading = begins && written.trim_start_matches('#').starts_with([' ', '\t']) && written.starts_with('#');
        let underline = self.text == 1 && (written.bytes().all(|byte| byte == b'=') || written.bytes().all(|byte| byte == b'-'));
        let definition = begins && written.starts_with('[') && !written.starts_with("[^") && written.contains("]:");
        let alone = begins && (is_rule(written) || is_tex(written));
        if heading || underline || definition || alone || is_block(written) {
            self.text = 0;
        } else {
            self.text += 1;
        }
    }
}

/// The length of the marker that an item begins with.
fn marker(line: &Line<'_>) -> Option<usize> {
    let bytes = line.written.as_bytes();
    let digits = bytes.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
    let length = match bytes.first()? {
        b'-' | b'*' | b'+' if !is_rule(line.written) => 1,
        b'#' if bytes.get(1) == Some(&b'.') => 2,
        _ if digits > 0 && matches!(bytes.get(digits), Some(b'.' | b')')) => digits + 1,
        _ => return None,
    };
    matches!(bytes.get(length), None | Some(b' ' | b'\t')).then_some(length)
}

/// Whether it is a thematic break.
fn is_rule(written: &str) -> bool {
    let mut marks = written.bytes().filter(|byte| !matches!(byte, b' ' | b'\t'));
    let first = marks.next();
    matches!(first, Some(b'-' | b'*' | b'_')) && marks.clone().all(|mark| Some(mark) == first) && marks.count() >= 2
}

/// Commands of TeX that stand between paragraphs. Others may be a part of one: `\\textbf{x}`.
const COMMANDS: &[&str] = &[
    "appendix",
    "backmatter",
    "bigskip",
    "cleardoublepage",
    "clearpage",
    "frontmatter",
    "mainmatter",
    "medskip",
    "newpage",
    "pagebreak",
    "smallskip",
    "tableofcontents",
    "vspace",
];

/// Whether it is a command of TeX that is a block of its own, and nothing else.
fn is_tex(written: &str) -> bool {
    let Some(command) = written.strip_prefix('\\') else { return false };
    let (name, rest) = command.split_at(command.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(command.len()));
    let rest = rest.trim_start_matches('*').trim_end();
    COMMANDS.contains(&name) && (rest.is_empty() || (rest.starts_with(['{', '[']) && rest.ends_with(['}', ']'])))
}

/// Whether it ends with the tag of a block of HTML that it begins with.
fn is_block(written: &str) -> bool {
    let Some(tag) = written.strip_prefix('<') else { return false };
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())];
    written.ends_with('>') && BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name))
}

fn starts_with(written: &str, start: &str) -> bool {
    written.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}
