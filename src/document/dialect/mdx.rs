//! MDX: a tag of a component or of a block of HTML is no text, and what stands between two of them is Markdown, however far to
//! the right. There is no code by indentation, and what is imported or exported is none of the page.
//!
//! Source: the grammars of mdast's extensions for MDX (`mdxJsxFlow`, `mdxjsEsm`), <https://mdxjs.com/docs/what-is-mdx/>.

use super::StandIn;
use super::draft::Draft;
use super::elements::BLOCKS;
use super::lines::{Code, Line};
use crate::text::Span;
use std::ops::Range;

/// How many bytes a tag has at most: a value may hold a program for readers to try.
const LONGEST: usize = 1 << 16;

/// How often, on average, a byte is looked at in vain for the end of a tag.
const TRIES: usize = 32;

/// How many items and quotations begin on one line.
const DEEPEST: usize = 16;

/// Elements whose text is shown as it is written, or makes an anchor: they stay HTML.
const KEPT: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6", "pre", "script", "style", "textarea"];

/// Takes out tags that stand for themselves, and what is no text of the page.
pub(super) fn prepare(draft: &mut Draft<'_>) {
    let mut code: Option<Code> = None;
    let (mut program, mut before, mut done) = (false, false, 0);
    let mut left = LONGEST + TRIES * draft.text.len();
    for line in draft.lines() {
        if line.at < done {
            continue;
        }
        let begins = !std::mem::replace(&mut before, !line.is_blank());
        let goes_on = program || begins && line.indent == 0 && is_program(line.written);
        program = code.is_none() && !line.is_blank() && goes_on;
        match &code {
            Some(open) if open.is_closed_by(line.written) => code = None,
            Some(_) => {}
            None if program => draft.blank(line.range()),
            None => match line.written.as_bytes().first() {
                Some(b'<') => done = tags(draft, &line, &mut left),
                Some(b'`' | b'~') => code = Code::opened_by(line.written),
                _ => code = Code::opened_by(without_markers(line.written)),
            },
        }
    }
}

/// A line without the marks of the items and quotations that begin on it.
fn without_markers(written: &str) -> &str {
    let mut left = written;
    for _ in 0..DEEPEST {
        let inner = left.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(['.', ')', '-', '*', '+', '>']);
        let Some(rest) = inner.map(str::trim_start).filter(|rest| rest.len() + 1 < left.len()) else { break };
        left = rest;
    }
    left
}

/// Whether a line at the beginning of a block begins a program.
fn is_program(written: &str) -> bool {
    let word = written.split([' ', '{', '*', '"', '\'']).next().unwrap_or_default();
    let rest = written.get(word.len()..).unwrap_or_default().trim_start();
    match word {
        "import" => rest.contains(" from ") || rest.starts_with(['"', '\'', '{', '*']),
        "export" => ["const ", "let ", "var ", "function ", "async ", "class ", "default ", "{", "*"]
            .iter()
            .any(|is| rest.starts_with(is)),
        _ => false,
    }
}

/// Takes out the tags that `line` begins with, or makes them such that stand in a line of text. Returns where the last ends. `left`:
/// how many bytes may still be looked at in vain.
fn tags(draft: &mut Draft<'_>, line: &Line<'_>, left: &mut usize) -> usize {
    let text = draft.text;
    let mut at = line.at;
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut texts: Vec<Range<usize>> = Vec::new();
    // Of those that this line opens, how many it does not close.
    let mut open = 0_i32;
    let alone = loop {
        let Some(tag) = Tag::at(text, at, left) else { break at > line.at && is_end(&text[at..]) };
        let block = tag.is_block() || at == line.at && is_end(text[tag.end..].trim_start_matches([' ', '\t']));
        if KEPT.contains(&tag.name) || !block {
            break false;
        }
        found.push(at..tag.end);
        texts.extend(tag.texts);
        open += tag.opens;
        let rest = &text[tag.end..];
        at = tag.end + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
    };
    draft.prepared.texts_in_tags.extend(texts);
    for range in &found {
        draft.prepared.tags.push(Span::new(range.start, range.end));
        draft.blank_lines(range.clone());
        if !alone && range.len() >= 3 {
            // Blanks before a text would make it code.
            draft.write(range.start..range.start + 2, "<i");
            draft.write(range.end - 1..range.end, ">");
        }
    }
    if alone && open > 0 && text[line.at..].find(['\n', '\r']).is_none_or(|length| length >= 3) {
        // What follows stands in it, mostly two columns to the right.
        draft.write(line.at..line.at + 3, "+ #");
        draft.stands(line.at, StandIn::Container);
        draft.stands(line.at + 2, StandIn::Line);
    }
    at
}

fn is_end(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['\n', '\r'])
}

/// A tag as JSX writes it; a fragment (`<>`) has no name.
struct Tag<'a> {
    name: &'a str,
    /// How many elements are open after it, more than before it.
    opens: i32,
    end: usize,
    /// What looks like HTML in the programs of its values.
    texts: Vec<Range<usize>>,
}

impl<'a> Tag<'a> {
    fn at(text: &'a str, at: usize, left: &mut usize) -> Option<Self> {
        let rest = text.get(at..)?.strip_prefix('<')?;
        let inner = rest.strip_prefix('/').unwrap_or(rest);
        let length =
            inner.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-' | ':' | '_' | '$')).unwrap_or(inner.len());
        let name = &inner[..length];
        if name.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | ':')) || name.ends_with(':') {
            return None;
        }
        let begin = text.len() - inner.len() + length;
        let bytes = &text.as_bytes()[begin..];
        let most = bytes.len().min(LONGEST).min(*left);
        let mut texts = Vec::new();
        let Some(length) = end_of_tag(&bytes[..most], &mut texts) else {
            *left -= most;
            return None;
        };
        let end = begin + length;
        texts.iter_mut().for_each(|text| *text = begin + text.start..begin + text.end);
        let opens = match (inner.len() < rest.len(), text[..end].ends_with("/>")) {
            (true, _) => -1,
            (false, true) => 0,
            (false, false) => 1,
        };
        Some(Self { name, opens, end, texts })
    }

    /// Whether it begins a block wherever it begins a line.
    fn is_block(&self) -> bool {
        let component = self.name.is_empty() || self.name.starts_with(char::is_uppercase) || self.name.contains(['.', '-']);
        component || BLOCKS.contains(&self.name)
    }
}

/// Where the tag ends whose attributes `bytes` begin with: values stand in quotation marks or braces, and in these a program with
/// texts of its own. Adds to `texts` those that look like HTML.
fn end_of_tag(bytes: &[u8], texts: &mut Vec<Range<usize>>) -> Option<usize> {
    // What is open; of texts of programs, which hold each other, where the outermost began.
    let mut open: Vec<u8> = Vec::new();
    let mut outermost: Option<(usize, usize)> = None;
    let mut escaped = false;
    for (at, &byte) in bytes.iter().enumerate() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let top = open.last().copied();
        match (top, byte) {
            (Some(quote @ (b'"' | b'\'' | b'`')), _) => {
                let inner = open.len() > 1;
                // A text within a program ends with its line.
                let ends = byte == quote || byte == b'\n' && quote != b'`' && inner;
                if ends {
                    open.pop();
                } else if byte == b'{' && quote == b'`' && before == Some(b'$') {
                    open.push(byte);
                }
                escaped = byte == b'\\' && inner;
                if let Some((_, start)) = outermost.filter(|&(depth, _)| ends && depth == open.len()) {
                    let like_html = bytes[start..at].iter().any(|byte| matches!(byte, b'<' | b'>' | b'='));
                    texts.extend(like_html.then_some(start..at));
                    outermost = None;
                }
            }
            // An apostrophe.
            (Some(_), b'\'') if before.is_some_and(|before| before.is_ascii_alphabetic()) => {}
            (_, b'"' | b'\'' | b'`') => {
                outermost = outermost.or(top.is_some().then_some((open.len(), at + 1)));
                open.push(byte);
            }
            (_, b'{') => open.push(byte),
            (_, b'}') => drop(open.pop()?),
            // The arrow of a function.
            (Some(_), b'>') if before == Some(b'=') => texts.push(at..at + 1),
            (None, b'>') => return Some(at + 1),
            // Another tag begins: this one was none.
            (None, b'<') => return None,
            // A blank line parts blocks.
            (None, b'\n') if is_blank_line(&bytes[at + 1..]) => return None,
            _ => {}
        }
    }
    None
}

fn is_blank_line(bytes: &[u8]) -> bool {
    let first = bytes.iter().find(|byte| !matches!(byte, b' ' | b'\t'));
    matches!(first, Some(b'\n' | b'\r'))
}
