//! `content-table-width`: rows with more or fewer cells than their table has columns.

use crate::document::{Block, BlockKind, Document};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};
use crate::text::{Span, normalise};

/// The rule.
pub const RULE: Rule = Rule { id: "content-table-width", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for index in document.tables() {
        if let BlockKind::Table { columns } = document.block(index).kind {
            table(document, index, columns, findings);
        }
    }
}

fn table(document: &Document, index: u32, columns: u32, findings: &mut Vec<Finding>) {
    let rows = || {
        document.children(Some(index)).filter_map(|row| match document.block(row).kind {
            BlockKind::Row { header: false, cells } if cells != columns => Some((row, cells)),
            _ => None,
        })
    };
    if rows().next().is_none() {
        return;
    }
    let total = document.children(Some(index)).count().saturating_sub(1);
    let short = rows().filter(|(_, cells)| (2..columns).contains(cells)).count();
    let mut swallowed = false;
    for (row, cells) in rows() {
        let block = document.block(row);
        if cells > columns {
            findings.push(wide(document, row, cells, columns));
        } else if columns > 1 && is_text(document, block) {
            // Only the first line after the table is told: one blank line frees them all.
            if !std::mem::replace(&mut swallowed, true) {
                findings.push(prose(document, index, block));
            }
        } else if cells > 1 && short * 2 < total && !swallowed {
            let found = Finding::new(RULE.id, &document.source, block.span).variant("short");
            findings.push(found.argument("cells", cells).argument("columns", columns));
        }
    }
}

fn wide(document: &Document, row: u32, cells: u32, columns: u32) -> Finding {
    let block = document.block(row);
    let kept = document.children(Some(row)).last().map_or(block.span.start, |cell| document.block(cell).span.end);
    let text = document.source.text();
    let rest = text.get(kept as usize..block.span.end as usize).unwrap_or_default();
    let start = kept as usize + rest.len() - rest.trim_start_matches(|c: char| c == '|' || c.is_whitespace()).len();
    let lost = Span::new(start, block.span.end as usize);
    // Content that is lost is worth an error's words; an empty cell too many is only untidy.
    let shown = text.get(lost.range()).unwrap_or_default().trim_end_matches(['|', ' ', '\t']);
    let place = if shown.is_empty() { block.span } else { Span::new(start, start + shown.len()) };
    let code = text.get(block.span.range()).is_some_and(|row| row.contains('`'));
    let found = Finding::new(RULE.id, &document.source, place).argument("cells", cells).argument("columns", columns);
    let found = found.argument("lost", normalise::plain(shown));
    match (shown.is_empty(), code) {
        (true, _) => found.variant("empty"),
        (_, true) => found.variant("code"),
        _ => found,
    }
}

/// Whether the row is a line of text that the table took in; marks of a renderer (`{: .wide}`, `</div>`) are not.
fn is_text(document: &Document, row: &Block) -> bool {
    let written = document.source.text().get(row.span.range()).unwrap_or_default().trim();
    let mark =
        written.starts_with(['{', '<', ':', '[', '!', '$', '^']) || written.starts_with("+++") || written.starts_with("---");
    !written.contains('|') && !mark && written.contains(char::is_alphabetic)
}

fn prose(document: &Document, table: u32, row: &Block) -> Finding {
    let found = Finding::new(RULE.id, &document.source, row.span).variant("swallowed");
    let table = document.block(table);
    if table.parent.is_some() { found } else { found.suggestion(Span { start: row.span.start, end: row.span.start }, "\n") }
}
