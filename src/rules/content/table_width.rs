//! `content-table-width`: rows with more or fewer cells than their table has columns.

use crate::document::{Block, BlockKind, Document};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule, kept};
use crate::text::{Span, normalise};
use std::cell::LazyCell;
use std::collections::HashMap;

/// The rule.
pub const RULE: Rule = Rule { id: "content-table-width", check: Check::Document(check) };

/// How much of what is lost is shown, in characters.
const QUOTED: usize = 60;

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let before = findings.len();
    for index in document.tables() {
        if let BlockKind::Table { columns } = document.block(index).kind {
            table(document, index, columns, findings);
        }
    }
    if findings.len() == before {
        return;
    }
    let kept = kept::parts(document.source.text());
    let mut at = 0;
    findings.retain(|finding| {
        at += 1;
        at <= before || !kept::holds(&kept, finding.place.span)
    });
}

fn table(document: &Document, index: u32, columns: u32, findings: &mut Vec<Finding>) {
    let rows = || {
        document.children(Some(index)).filter_map(|row| match document.block(row).kind {
            BlockKind::Row { header: false, cells } if cells != columns && !is_templated(document, row) => Some((row, cells)),
            _ => None,
        })
    };
    if rows().next().is_none() || is_of_people(document, index) {
        return;
    }
    let (mut swallowed, all_show) = (false, document.dialect.shows_all_cells());
    let widths = LazyCell::new(|| widths(document, index, columns));
    for (row, cells) in rows() {
        let block = document.block(row);
        if cells > columns {
            if !all_show {
                findings.extend(wide(document, row, cells, columns));
            }
        } else if columns > 1 && is_text(document, block) {
            // Only the first line after the table is told: one blank line frees them all.
            if !std::mem::replace(&mut swallowed, true) {
                findings.push(prose(document, index, block));
            }
        } else if cells > 1 && !swallowed && lost_a_mark(written(document, row), &widths) {
            let found = Finding::new(RULE.id, &document.source, block.span).variant("short");
            findings.push(found.argument("cells", cells).argument("columns", columns));
        }
    }
}

/// A row with more cells than there are columns, if any of those too many holds something.
fn wide(document: &Document, row: u32, cells: u32, columns: u32) -> Option<Finding> {
    let block = document.block(row);
    let kept = document.children(Some(row)).last().map_or(block.span.start, |cell| document.block(cell).span.end);
    let text = document.source.text();
    let rest = text.get(kept as usize..block.span.end as usize).unwrap_or_default();
    let start = kept as usize + rest.len() - rest.trim_start_matches(|c: char| c == '|' || c.is_whitespace()).len();
    let lost = Span::new(start, block.span.end as usize);
    let shown = text.get(lost.range()).unwrap_or_default().trim_end_matches(['|', ' ', '\t']);
    if !shows(shown) {
        return None;
    }
    let place = Span::new(start, start + shown.len());
    if document.dialect.keeps_formulas_in_cells() && written(document, row).contains("\\(") {
        return None;
    }
    let code = in_code(written(document, row));
    if document.dialect.keeps_code_in_cells() && cells - code.min(cells) <= columns {
        return None;
    }
    let found = Finding::new(RULE.id, &document.source, place).argument("cells", cells).argument("columns", columns);
    let found = found.argument("lost", normalise::cut(&normalise::plain(shown), QUOTED));
    Some(if code > 0 { found.variant("code") } else { found })
}

/// Entities of blanks and of signs without width.
const BLANKS: &[&str] = &[
    "&ensp;", "&emsp;", "&lrm;", "&nbsp;", "&rlm;", "&shy;", "&thinsp;", "&zwj;", "&zwnj;", "&#160;", "&#xa0;", "&#8203;",
    "&#x200b;", "&#8204;", "&#x200c;", "&#8205;", "&#x200d;", "&#8288;", "&#x2060;", "&#65279;", "&#xfeff;",
];

/// Whether a reader would see anything of `cells`: blanks, and what has no width, as a zero-width space that was pasted, show
/// nothing.
fn shows(cells: &str) -> bool {
    let is_invisible = |c: char| c.is_whitespace() || matches!(c, '|' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let mut rest = cells;
    loop {
        rest = rest.trim_start_matches(is_invisible);
        let blank = |blank: &&&str| rest.get(..blank.len()).is_some_and(|start| start.eq_ignore_ascii_case(blank));
        match BLANKS.iter().find(blank) {
            Some(blank) => rest = &rest[blank.len()..],
            None => return !rest.is_empty(),
        }
    }
}

/// How many `|` of a row stand in code.
fn in_code(row: &str) -> u32 {
    let (mut count, mut rest) = (0, row);
    while let Some(start) = rest.find('`') {
        let inner = rest[start..].trim_start_matches('`');
        let marks = &rest[start..rest.len() - inner.len()];
        let Some(end) = inner.find(marks) else { break };
        count += inner[..end].matches('|').count() as u32;
        rest = &inner[end + marks.len()..];
    }
    count
}

fn written(document: &Document, index: u32) -> &str {
    document.source.text().get(document.block(index).span.range()).unwrap_or_default()
}

/// Whether a template fills the row in, whose filters are written with the same mark as cells, or a cell says how many it stands
/// for.
fn is_templated(document: &Document, row: u32) -> bool {
    let row = written(document, row);
    document.dialect.ends_table(row) || ["{{", "{%", "<%", "colspan="].iter().any(|mark| row.contains(mark))
}

/// Whether the table shows people by their portraits, as many as there were that day: its last row is seldom full.
fn is_of_people(document: &Document, table: u32) -> bool {
    let rows = document.children(Some(table)).count();
    let portraits =
        ["avatars.githubusercontent.com", "avatars0.githubusercontent.com", "avatars1.githubusercontent.com", "gravatar.com"];
    portraits.iter().map(|host| written(document, table).matches(host).count()).sum::<usize>() >= rows
}

/// How many whole rows of the table have which number of characters.
fn widths(document: &Document, table: u32, columns: u32) -> HashMap<usize, u32> {
    let mut widths = HashMap::new();
    let whole = |&row: &u32| matches!(document.block(row).kind, BlockKind::Row { cells, .. } if cells == columns);
    for row in document.children(Some(table)).filter(whole) {
        *widths.entry(written(document, row).chars().count()).or_default() += 1;
    }
    widths
}

/// Whether a row that is too short lost a mark between two cells, and not the empty cells at its end: it is as wide as whole ones,
/// or blanks stand between two words of a cell.
fn lost_a_mark(row: &str, widths: &HashMap<usize, u32>) -> bool {
    let gap = row.split('|').any(|cell| cell.trim().contains("   ") || cell.trim().contains('\t'));
    gap || (row.ends_with('|') && widths.get(&row.chars().count()).is_some_and(|&rows| rows > 1))
}

/// Whether the row is a line of text that the table took in; marks of a renderer (`{: .wide}`, `</div>`) and Pandoc's captions
/// are not.
fn is_text(document: &Document, row: &Block) -> bool {
    let written = document.source.text().get(row.span.range()).unwrap_or_default().trim();
    let mark = written.starts_with(['{', '<', ':', '[', '!', '$', '^'])
        || ["+++", "---", "Table:", "% "].iter().any(|mark| written.starts_with(mark));
    !written.contains('|') && !mark && written.contains(char::is_alphabetic)
}

fn prose(document: &Document, table: u32, row: &Block) -> Finding {
    let found = Finding::new(RULE.id, &document.source, row.span).variant("swallowed");
    let table = document.block(table);
    if table.parent.is_some() { found } else { found.suggestion(Span { start: row.span.start, end: row.span.start }, "\n") }
}
