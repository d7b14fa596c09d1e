//! `heading-several-titles`: more than one heading of level 1.
//!
//! One finding for the page, at its second title: fixing the first few one by one is no help. Comments of code that has no
//! fence are told apart.

use crate::document::{Block, BlockKind, Document};
use crate::finding::Finding;
use crate::rules::purpose::is_page;
use crate::rules::{Check, Context, Rule};
use crate::text::path;

/// The rule.
pub const RULE: Rule = Rule { id: "heading-several-titles", check: Check::Document(check) };

/// So many titles without a heading of level 2 are the sections of their page.
const MANY: usize = 4;

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
    findings.extend(tell(document, &comments, "other").map(|found| found.variant("code")));
    if let [_, (second, _), ..] = titles.as_slice() {
        let ruled = second.checked_sub(1).is_some_and(|before| document.blocks[before].kind == BlockKind::Break);
        let name = path::file_name(document.source.path()).to_ascii_lowercase();
        // Where the front matter says the title, or nothing else is a heading, they are the sections of the page.
        let sections = titles.len() > 2
            && (document.front_matter_has("title") || document.outline().all(|heading| heading.level == 1))
            || titles.len() >= MANY && document.outline().all(|heading| heading.level != 2);
        // A title and a line below it, which looks like one.
        let subtitle = titles.len() == 2 && titles[0].0 + 1 == titles[1].0;
        let minor = subtitle || ruled && name.starts_with("readme.") || name.starts_with("contributing.") || sections;
        findings.extend(tell(document, &titles, "first").map(|found| found.minor(minor)));
    }
}

/// Those of `titles` that stand in no box, or in one that holds the first as well.
fn of_one_flow<'d>(document: &Document, mut titles: Vec<(usize, &'d Block)>) -> Vec<(usize, &'d Block)> {
    let (boxes, first) = (document.boxes(), titles[0].1.span);
    titles.retain(|(_, title)| !boxes.iter().any(|inner| inner.contains(title.span) && !inner.contains(first)));
    titles
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

/// Whether the line below the heading at `index` is one of a program: the heading is its comment then.
fn is_above_code(document: &Document, index: usize) -> bool {
    let below = document.blocks.get(index + 1).filter(|block| block.kind == BlockKind::Paragraph);
    below.is_some_and(|block| is_code(document.text_of(block).trim_start().lines().next().unwrap_or_default().trim_end()))
}

/// Whether a line is one of a program, and no sentence: `x = 3`, `import honey`, `sow(bed)`, `$ git pull`.
fn is_code(line: &str) -> bool {
    let name = |text: &str| {
        let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '[' | ']' | '$');
        text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$')) && text.chars().all(of_name)
    };
    let is_set = [" = ", " <- ", " := "].iter().any(|sign| line.split_once(sign).is_some_and(|(left, _)| name(left)));
    let is_called = line.split_once('(').is_some_and(|(left, rest)| name(left) && rest.trim_end_matches(';').ends_with(')'));
    let mut words = line.split_whitespace();
    let is_imported = match (words.next(), words.next(), words.next()) {
        (Some("import"), Some(module), None | Some("as")) => name(module.trim_end_matches(';')),
        (Some("from"), Some(module), Some("import")) => name(module),
        (Some("def"), Some(function), _) => function.contains('('),
        _ => false,
    };
    is_set
        || is_called
        || is_imported
        || ["$ ", "sudo ", "pip install ", "npm install "].iter().any(|begin| line.starts_with(begin))
}

/// Whether the heading names a part of the book that begins with this page, as bookdown has it: `# (PART) Outils {-}`.
fn is_of_the_book(text: &str) -> bool {
    ["(PART", "(APPENDIX"].iter().any(|begin| text.trim_start().starts_with(begin))
}
