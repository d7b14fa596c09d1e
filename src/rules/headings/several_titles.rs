//! `heading-several-titles`: more than one heading of level 1.
//!
//! One finding for the page, at its second title: fixing the first few one by one is no help. Comments of code that has no
//! fence are told apart.

mod code;

use crate::document::{Block, BlockKind, Document};
use crate::finding::Finding;
use crate::rules::purpose::is_page;
use crate::rules::{Check, Context, Rule};
use crate::text::path;
use code::{is_above_code, is_above_command};

/// The rule.
pub const RULE: Rule = Rule { id: "heading-several-titles", check: Check::Document(check) };

/// So many titles without a heading of level 2 are the sections of their page.
const MANY: usize = 4;

/// So many titles with parts of their own are the chapters of a book.
const CHAPTERS: usize = 8;

/// How many further titles are shown.
const SHOWN: usize = 10;

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let titles = document
        .outline()
        .filter(|heading| heading.level == 1 && heading.div.is_none() && !heading.block.plain.is_empty())
        .filter(|heading| !is_of_the_book(document.text_of(heading.block)));
    let titles: Vec<(usize, &Block)> = titles.map(|heading| (heading.index as usize, heading.block)).collect();
    if titles.len() < 2 || !is_page(document) {
        return;
    }
    let titles = of_one_flow(document, titles);
    if titles.len() < 2 {
        return;
    }
    // What is no fence of code makes titles of its comments.
    let (comments, titles): (Vec<_>, Vec<_>) = titles.into_iter().partition(|(at, _)| is_above_code(document, *at));
    let of_shell = titles.is_empty() && comments.iter().all(|(at, _)| is_above_command(document, *at));
    let variant = if of_shell { "shell" } else { "code" };
    findings.extend(tell(document, &comments, "other").map(|found| found.variant(variant)));
    if let [_, (second, _), ..] = titles.as_slice() {
        let ruled = second.checked_sub(1).is_some_and(|before| document.blocks[before].kind == BlockKind::Break);
        let name = path::file_name(document.source.path()).to_ascii_lowercase();
        // Where the front matter says the title, or nothing else is a heading, they are the sections of the page.
        let sections = titles.len() > 2
            && (document.front_matter_has("title") || document.outline().all(|heading| heading.level == 1))
            || titles.len() >= MANY && document.outline().all(|heading| heading.level != 2);
        // A title and a line below it, which looks like one.
        let subtitle = titles.len() == 2 && titles[0].0 + 1 == titles[1].0;
        let numbered = || are_numbered(document, &titles[1..]);
        // A whole book in one file, whose chapters have parts of their own.
        let parts = document.outline().filter(|heading| heading.level == 2).count();
        let sections = sections || titles.len() >= CHAPTERS && parts >= titles.len();
        let minor =
            numbered() || subtitle || ruled && name.starts_with("readme.") || name.starts_with("contributing.") || sections;
        let same = |(_, title): &(usize, &Block)| document.text_of(title) == document.text_of(titles[0].1);
        let found = tell(document, &titles, "first").map(|found| found.minor(minor));
        findings.extend(found.map(|found| if titles.iter().all(same) { found.variant("twice") } else { found }));
    }
}

/// Those of `titles` that stand in no box, or in one that holds the first as well.
fn of_one_flow<'d>(document: &Document, mut titles: Vec<(usize, &'d Block)>) -> Vec<(usize, &'d Block)> {
    let (boxes, first) = (document.boxes(), titles[0].1.span);
    titles.retain(|(_, title)| !boxes.iter().any(|inner| inner.contains(title.span) && !inner.contains(first)));
    titles
}

/// Whether each of `titles` has a number, and each heading of level 2 below one of them has a number of its own under that:
/// `# 2. Semer`, `## 2.1. En pot`.
fn are_numbered(document: &Document, titles: &[(usize, &Block)]) -> bool {
    let mut above: Option<&str> = None;
    let mut parts = 0;
    let from = titles.first().map_or(0, |(at, _)| *at);
    let numbered = document.outline().filter(|heading| heading.index as usize >= from).all(|heading| {
        let number = number(document.text_of(heading.block));
        match heading.level {
            1 => {
                let single = number.filter(|number| !number.contains('.'));
                above = single;
                single.is_some()
            }
            2 => {
                parts += 1;
                let under = number.zip(above).and_then(|(number, above)| number.strip_prefix(above)?.strip_prefix('.'));
                under.is_some_and(|rest| !rest.contains('.'))
            }
            _ => true,
        }
    });
    numbered && parts > 0
}

/// The number that a title begins with: `2.1` in « 2.1. En pot ».
fn number(title: &str) -> Option<&str> {
    let first = title.split_whitespace().next()?;
    let number = first.trim_end_matches(['.', ')']);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (number.split('.').all(digits) && (first.len() > number.len() || number.contains('.'))).then_some(number)
}

/// One finding for all of `titles`: at the second, with the others beside it, or at the only one; `first`: the label of the
/// first.
fn tell(document: &Document, titles: &[(usize, &Block)], first: &'static str) -> Option<Finding> {
    let place = titles.get(1).or(titles.first())?.1.span;
    let mut finding = Finding::new(RULE.id, &document.source, place).argument("count", titles.len());
    for (at, (_, title)) in titles.iter().enumerate().filter(|(at, _)| *at != 1 && titles.len() > 1).take(SHOWN + 1) {
        finding = finding.related(&document.source, title.span, if at == 0 { first } else { "other" });
    }
    Some(finding)
}

/// Whether the heading names a part of the book that begins with this page, as bookdown has it: `# (PART) Outils {-}`.
fn is_of_the_book(text: &str) -> bool {
    ["(PART", "(APPENDIX"].iter().any(|begin| text.trim_start().starts_with(begin))
}
