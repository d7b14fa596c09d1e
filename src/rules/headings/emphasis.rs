//! `heading-emphasis`: a paragraph in bold that stands where a heading should.

use crate::config::{Group, NodeKind};
use crate::document::{Block, BlockKind, Document, MarkKind};
use crate::finding::Finding;
use crate::rules::purpose::is_page;
use crate::rules::{Check, Context, Rule};
use crate::text::{Span, normalise};
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_width::UnicodeWidthStr as _;

/// The rule.
pub const RULE: Rule = Rule { id: "heading-emphasis", check: Check::Document(check) };

/// A heading is no wider than this, in columns: a letter of Chinese takes two.
const WIDEST: usize = 80;

/// What ends a sentence or a clause, in any script, perhaps in quotation marks.
static ENDS: Pattern = LazyLock::new(|| Regex::new(r#"(?:\p{Terminal_Punctuation}[\p{Pe}\p{Pf}"']*|[…»"”])$"#).ok());

/// Two clauses are a sentence that lost its full stop. A point between letters ends none: `Node.js`.
static INSIDE: Pattern = LazyLock::new(|| Regex::new(r"[\p{Sentence_Terminal};；؛--\.]|\.\s").ok());

/// A pattern of this file; a test sees that it can be read.
type Pattern = LazyLock<Option<Regex>>;

fn check(document: &Document, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut groups: Option<Vec<&Group>> = None;
    let mut found: Vec<(&str, Span)> = Vec::new();
    let mut times: HashMap<&str, usize> = HashMap::new();
    let mut previous: Option<&Block> = None;
    let mut siblings = document.children(None).map(|index| (index, document.block(index))).peekable();
    while let Some((index, block)) = siblings.next() {
        let next = siblings.peek().map(|(index, block)| (*index, *block));
        let bold = is_bold(document, index, block) && reads_as_title(document, block);
        if bold {
            *times.entry(document.text_of(block).trim()).or_default() += 1;
        }
        if bold && stands_as_title(document, previous, next) {
            let groups = groups.get_or_insert_with(|| context.groups(document.source.path()).collect());
            if !groups.iter().any(|group| is_known(group, document.text_of(block))) {
                found.push((document.text_of(block).trim(), block.span));
            }
        }
        previous = Some(block);
    }
    if found.is_empty() || !is_page(document) {
        return;
    }
    // What stands again and again labels what follows it: « Résultat ».
    for (_, span) in found.iter().filter(|(text, _)| times[text] == 1) {
        findings.push(Finding::new(RULE.id, &document.source, *span));
    }
}

/// Whether the block is a paragraph that is one run of strong text and nothing else.
fn is_bold(document: &Document, index: u32, block: &Block) -> bool {
    let source = document.source.text().as_bytes();
    if block.kind != BlockKind::Paragraph || !matches!(source.get(block.span.start as usize), Some(b'*' | b'_')) {
        return false;
    }
    // `***title***` is emphasis around strong text.
    let strong = document.marks_of(index).find(|mark| mark.kind == MarkKind::Strong);
    strong.is_some_and(|mark| mark.plain == block.plain)
        && document.marks_of(index).all(|mark| mark.kind != MarkKind::Code || mark.plain != block.plain)
        && !has_link(document, block)
}

fn has_link(document: &Document, block: &Block) -> bool {
    let next = document.links.partition_point(|link| link.span.start < block.span.start);
    document.links.get(next).is_some_and(|link| link.span.start < block.span.end)
}

/// Whether the text could be a heading's: one short line without the marks of a sentence.
fn reads_as_title(document: &Document, block: &Block) -> bool {
    let text = document.text_of(block).trim();
    text.width() <= WIDEST
        && text.starts_with(char::is_alphanumeric)
        && text.contains(char::is_alphabetic)
        && !text.contains('\n')
        && ![&ENDS, &INSIDE].iter().any(|pattern| pattern.as_ref().is_some_and(|pattern| pattern.is_match(text)))
}

/// Whether its neighbours are a heading's: not the line under the page's title, and a text or a list after it. Above code or a
/// table it is a caption.
fn stands_as_title(document: &Document, previous: Option<&Block>, next: Option<(u32, &Block)>) -> bool {
    let under_title = previous.is_none_or(|block| matches!(block.kind, BlockKind::Heading { level: 1, .. }));
    let followed = next.is_some_and(|(index, block)| match block.kind {
        BlockKind::Paragraph => !is_bold(document, index, block),
        BlockKind::List { .. } => true,
        _ => false,
    });
    !under_title && followed
}

/// Whether the group's content model gives such a paragraph a meaning.
fn is_known(group: &Group, text: &str) -> bool {
    let text = normalise::title(text);
    let patterns = [&group.module, &group.objective, &group.assessment].into_iter().flatten().chain(&group.announced);
    patterns.into_iter().any(|pattern| {
        let paragraph = |node| matches!(node, NodeKind::Paragraph | NodeKind::Line);
        let under = pattern.under.iter().any(|under| paragraph(under.node) && under.matches_text(&text));
        under || (paragraph(pattern.node) && pattern.matches_text(&text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_in_every_script() {
        let sentence = |text: &str| [&ENDS, &INSIDE].iter().any(|pattern| pattern.as_ref().unwrap().is_match(text));
        for text in ["安全只需要写一次。", "ماذا بعد؟", "क्या है।", "Ինչ անել։", "終わり！」", "Les outils :", "Oui (non.)", "A. B"]
        {
            assert!(sentence(text), "{text}");
        }
        for text in ["Les outils", "安全和依赖", "Node.js 20", "ماذا", "L'outil n° 2"] {
            assert!(!sentence(text), "{text}");
        }
    }
}
