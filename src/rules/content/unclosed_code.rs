//! `content-unclosed-code`: a fence of code that nothing closes, or that only the end of the next one closes.

use crate::document::{Block, BlockKind, Dialect, Document};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule { id: "content-unclosed-code", check: Check::Document(check) };

/// How many blanks may stand before a fence beside those of what holds it (CommonMark 0.31, 4.5).
const INDENT: usize = 3;

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    if !document.open_fences.is_empty() {
        let shown = document.open_fences.iter().find(|marks| !is_read_otherwise(document, **marks));
        findings.extend(shown.map(|&marks| Finding::new(RULE.id, &document.source, marks).variant("text")));
        return;
    }
    let blocks = document.blocks.iter().filter(|block| block.kind == BlockKind::Code { fenced: true });
    let mut before = 0;
    // One fence out of step puts all that follow out of step: the first one tells where.
    for fence in blocks.filter_map(|block| Fence::of(document.source.text(), block.span)) {
        if let Some(finding) = fence.finding(document, before) {
            findings.push(finding);
            return;
        }
        before = fence.end;
    }
}

/// Whether the open `marks` are no fault: others in the same paragraph make code of it; a program runs the code (`{r}`) and writes
/// what the page has; they stand in HTML, or in a comment that a program takes out (`{# … #}`).
fn is_read_otherwise(document: &Document, marks: Span) -> bool {
    let text = document.source.text();
    let (before, after) = (&text[..marks.start as usize], &text[marks.end as usize..]);
    let Some(mark) = text.get(marks.range()) else { return true };
    let (mut above, mut below) = (before.rsplit('\n'), after.split('\n'));
    let own = [above.next(), below.next()].into_iter().flatten();
    let is_text = |line: &&str| !line.trim().is_empty();
    let mut paragraph = own.chain(above.take_while(is_text)).chain(below.take_while(is_text));
    let commented = before.rfind("{#").is_some_and(|open| {
        before[open + 2..].starts_with(char::is_whitespace) && !before[open..].contains("#}") && after.contains("#}")
    });
    paragraph.any(|line| line.contains(mark)) || after.trim_start().starts_with(['{', '<']) || commented
}

/// A fenced block of code, and its places in the text.
struct Fence<'d> {
    text: &'d str,
    start: usize,
    end: usize,
    /// The marks that open it.
    marks: &'d str,
    /// What follows them on their line.
    info: &'d str,
    /// Where its second line begins.
    body: usize,
}

impl<'d> Fence<'d> {
    fn of(text: &'d str, span: Span) -> Option<Self> {
        let written = text.get(span.range())?;
        let mark = written.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let marks = &written[..written.len() - written.trim_start_matches(mark).len()];
        let line = written.find('\n').map_or(written.len(), |end| end + 1);
        let (start, end) = (span.start as usize, span.end as usize);
        Some(Self { text, start, end, marks, info: written[marks.len()..line].trim(), body: start + line })
    }

    /// What is wrong with it; `before`: where the fence before it ends.
    fn finding(&self, document: &Document, before: usize) -> Option<Finding> {
        let opened = self.marked().find(|&(_, line)| self.is_opened_by(line));
        let open = || !self.is_closed() && self.text[self.end..].trim().is_empty();
        if opened.is_none() && !open() || self.is_of_definition(document, before) {
            return None;
        }
        let source = &document.source;
        if let Some(unread) = self.unread_before(before) {
            let backtick = source.text().get(unread.range()).is_some_and(|line| line.trim_start_matches('`').contains('`'));
            let variant = if backtick { "backtick" } else { "html" };
            // Where Markdown is read between tags, or something else than HTML keeps a fence from opening, it is another text.
            let in_html = |block: &Block| block.kind == BlockKind::Html && block.span.contains(unread);
            let is_html = || !matches!(document.dialect, Dialect::Pandoc | Dialect::Mdx) && document.blocks.iter().any(in_html);
            return (backtick || is_html()).then(|| Finding::new(RULE.id, source, unread).variant(variant));
        }
        if self.info.starts_with('{') {
            return None;
        }
        let found = Finding::new(RULE.id, source, Span::new(self.start, self.start + self.marks.len() + self.info_end()));
        Some(match opened {
            Some((at, line)) => {
                let marks = line.find(self.mark()).unwrap_or_default();
                found.variant("holds").related(source, Span::new(at + marks, at + line.trim_end().len()), "next")
            }
            None => found.minor(!self.body().lines().any(is_written)),
        })
    }

    /// Whether a definition (`: ```sh`), which the pages' renderer reads and this program does not, opens the code that this fence
    /// closes.
    fn is_of_definition(&self, document: &Document, before: usize) -> bool {
        let opens =
            |line: &str| line.trim_start().strip_prefix(": ").is_some_and(|rest| rest.trim_start().starts_with(self.marks));
        document.dialect.may_define()
            && self.info.is_empty()
            && self.text.get(before..self.start).is_some_and(|between| between.lines().any(opens))
    }

    fn mark(&self) -> char {
        self.marks.chars().next().unwrap_or_default()
    }

    /// How many bytes of its first line follow the marks, without blanks at their end.
    fn info_end(&self) -> usize {
        self.text[self.start + self.marks.len()..self.body].trim_end().len()
    }

    /// The text below its first line.
    fn body(&self) -> &'d str {
        &self.text[self.body.min(self.end)..self.end]
    }

    /// The lines below its first one that hold such marks, each with the place where it begins: most code has none but those that
    /// close it.
    fn marked(&self) -> impl Iterator<Item = (usize, &'d str)> {
        let body = self.body();
        memchr::memmem::find_iter(body.as_bytes(), self.marks).map(move |at| {
            let start = body[..at].rfind('\n').map_or(0, |end| end + 1);
            let end = body[at..].find('\n').map_or(body.len(), |end| at + end);
            (self.body + start, &body[start..end])
        })
    }

    fn is_closed(&self) -> bool {
        let last = self.body().trim_end().rsplit('\n').next().unwrap_or_default();
        // What holds the block may have marks of its own before the line.
        let line = last.trim().trim_start_matches([' ', '\t', '>']);
        line.len() >= self.marks.len() && line.chars().all(|c| c == self.mark())
    }

    /// Whether `line`, of its code, opens code of its own: marks such as its own, and a language.
    fn is_opened_by(&self, line: &str) -> bool {
        let written = line.trim_start_matches([' ', '>']);
        let Some(info) = written.strip_prefix(self.marks) else { return false };
        let info = info.trim_start_matches(self.mark()).trim();
        let word = info.split([' ', ',', '}']).next().unwrap_or_default().trim_start_matches(['{', '.']);
        let is_language =
            word.starts_with(char::is_alphabetic) && word.chars().all(|c| c.is_alphanumeric() || "+#-_.".contains(c));
        if !is_language || info.contains('`') {
            return false;
        }
        let column = self.start - self.text[..self.start].rfind('\n').map_or(0, |at| at + 1);
        line.len() - written.len() <= column + INDENT
    }

    /// The line before it, after `before`, that was to open code and did not: a backtick follows its marks, or it stands in HTML.
    /// So this fence opens code, which was to close it.
    fn unread_before(&self, before: usize) -> Option<Span> {
        if !self.info.is_empty() {
            return None;
        }
        let between = self.text.get(before..self.start)?;
        let start = |line: &str| line.as_ptr() as usize - self.text.as_ptr() as usize;
        let mut lines = between.lines().map(str::trim).filter(|line| line.starts_with(self.marks));
        let opens = |line: &&str| {
            let info = line.trim_start_matches(self.mark());
            let marks = &line[..line.len() - info.len()];
            !info.trim().is_empty() && !info.contains(marks)
        };
        lines.rfind(opens).map(|line| Span::new(start(line), start(line) + line.len()))
    }
}

/// Whether `line` is surely Markdown and no code: a heading below the first level, a link, or a picture.
fn is_written(line: &str) -> bool {
    let line = line.trim();
    let rest = line.trim_start_matches('#');
    let heading = (2..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ');
    let links = line.match_indices("](").any(|(at, _)| line[..at].contains('[') && line[at..].contains(')'));
    heading || links
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;

    /// Paragraphs end at a blank line, whatever ends the lines: marks further down close nothing.
    #[test]
    fn line_endings_change_nothing() {
        for end in ["\n", "\r\n"] {
            let text = "# A\n\n```sh\na\n\nText.\n\n```\nb\n```\n".replace('\n', end);
            let document = Document::parse(Source::new("a.md", text));
            let at = |mark: &str| document.source.text().find(mark).map(|at| Span::new(at, at + 3)).unwrap_or_default();
            assert!(!is_read_otherwise(&document, at("```sh")), "{end:?}");
        }
    }
}
