//! `heading-malformed`: a line that was meant as a heading, but whose hashes are not followed by a space.

use crate::document::{Block, BlockKind, Document};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule { id: "heading-malformed", check: Check::Document(check) };

/// A title after a single hash is no longer than this, in characters.
const LONGEST: usize = 80;

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = document.plain.text();
    for at in memchr::memchr_iter(b'#', text.as_bytes()) {
        if at > 0 && text.as_bytes()[at - 1] != b'\n' {
            continue;
        }
        if let Some((hashes, blank)) = meant(document, at) {
            let start = hashes.start as usize;
            let line = document.first_line(Span::new(start, document.source.text().len()));
            let line = Span::new(start, start + written(document, line).trim_end().len());
            let marks = written(document, hashes);
            let finding = Finding::new(RULE.id, &document.source, line).argument("marks", marks);
            // Its own renderer needs no space; the forge and most others do.
            let block = document.blocks.partition_point(|block| (block.plain.start as usize) < at);
            let first = document.blocks.get(block).is_some_and(|block| block.plain.start as usize == at);
            let read = document.dialect.needs_no_space(first);
            let finding = match (read, blank.is_empty()) {
                (true, _) => finding.variant("elsewhere"),
                (false, true) => finding,
                (false, false) => finding.variant("blank"),
            };
            findings.push(finding.minor(read).safe_fix(blank, " "));
        }
    }
}

fn written(document: &Document, span: Span) -> &str {
    document.source.text().get(span.range()).unwrap_or_default()
}

/// The hashes at `at` of the plain text and the wrong blank after them, if they were meant as a heading's.
fn meant(document: &Document, at: usize) -> Option<(Span, Span)> {
    let index = document.blocks.partition_point(|block| block.plain.start as usize <= at).checked_sub(1)?;
    let block = &document.blocks[index];
    if block.kind != BlockKind::Paragraph || block.parent.is_some() {
        return None;
    }
    let start = document.place(Span::new(at, at + 1)).start as usize;
    let source = document.source.text();
    // Escaped, or moved so far to the right that a space would not make it a heading.
    let line = source.get(..start)?;
    let before = &line[line.rfind(['\n', '\r']).map_or(0, |end| end + 1)..];
    if before.len() > 3 || !before.trim_start_matches('\u{feff}').bytes().all(|byte| byte == b' ') {
        return None;
    }
    let rest = source.get(start..block.span.end as usize)?;
    let rest = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
    let title = rest.trim_start_matches('#');
    let count = rest.len() - title.len();
    let words = title.trim_start_matches(is_wrong_blank);
    let blank = title.len() - words.len();
    let sure = match count {
        1 => (blank > 0 && words.starts_with(char::is_alphabetic)) || is_surely_a_title(document, block, words),
        2..=6 => blank > 0 && !words.is_empty() || is_title_start(words),
        _ => false,
    };
    sure.then(|| (Span::new(start, start + count), Span::new(start + count, start + count + blank)))
}

/// Blanks that are no space for Markdown: a keyboard gives them for a space with a modifier key held a little too long.
fn is_wrong_blank(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii()
}

/// After several hashes: a letter or a number, and not the whole line a number (`##12`).
fn is_title_start(words: &str) -> bool {
    let first = words.trim_start_matches(['*', '«', '"', '`']);
    first.starts_with(char::is_alphanumeric) && words.contains(char::is_alphabetic)
}

/// After one hash, a word may be a tag, a colour, an issue's number or a line of C.
fn is_surely_a_title(document: &Document, block: &Block, words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    let colour = matches!(first.len(), 3 | 4 | 6 | 8) && first.bytes().all(|byte| byte.is_ascii_hexdigit());
    let alone = !document.text_of(block).trim_end().contains('\n');
    first.starts_with(char::is_uppercase)
        && !colour
        && alone
        && first.len() < words.trim_end().len()
        && !words.contains('#')
        && words.chars().count() <= LONGEST
        && !words.trim_end().ends_with(['.', ',', ';', ':', '!', '?', '…'])
}
