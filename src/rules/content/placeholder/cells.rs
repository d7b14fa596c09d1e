//! Cells of a table that hold nothing but dashes or question marks. Dots are blanks that learners fill in, or stand for what
//! goes on in the same way.

use super::around;
use crate::document::{Block, BlockKind, Document};
use crate::finding::Finding;

/// Reports the cells of `document` that only keep a place.
///
/// A row of nothing else divides the table or stands for "and so on": the row must say what is missing in it. A column of nothing
/// else is one that readers fill in.
pub(super) fn check(document: &Document, findings: &mut Vec<Finding>) {
    let exercise = around::is_exercise(document.source.path());
    for table in document.tables() {
        let rows: Vec<&[Block]> = document.children(Some(table)).filter_map(|row| cells_of(document, row)).collect();
        if !rows.iter().any(|cells| cells.iter().any(|cell| is_filler(document.text_of(cell)))) {
            continue;
        }
        let filled = filled_columns(document, &rows);
        for cells in rows {
            let found = fillers(document, cells).filter(|(column, _)| filled.get(*column) == Some(&true));
            findings.extend(found.map(|(_, cell)| super::found_at(document, document.place(cell.plain)).minor(exercise)));
        }
    }
}

/// The cells of the row at `index`; none of a header, and of a row that is cut wrongly: what its cells hold says nothing.
fn cells_of(document: &Document, index: u32) -> Option<&[Block]> {
    let block = document.block(index);
    let BlockKind::Row { header: false, cells: written } = block.kind else { return None };
    let cells = document.blocks.get(index as usize + 1..block.end as usize)?;
    (cells.len() == written as usize).then_some(cells)
}

/// Which columns say something in one of `rows`.
fn filled_columns(document: &Document, rows: &[&[Block]]) -> Vec<bool> {
    let mut filled = vec![false; rows.iter().map(|cells| cells.len()).max().unwrap_or_default()];
    for (column, cell) in rows.iter().flat_map(|cells| cells.iter().enumerate()) {
        let text = document.text_of(cell).trim();
        filled[column] |= !text.is_empty() && !is_filler(text);
    }
    filled
}

/// Those of `cells`, which are one row, that only keep a place, each with its column.
fn fillers<'d>(document: &'d Document, cells: &'d [Block]) -> impl Iterator<Item = (usize, &'d Block)> {
    let rest = || cells.iter().map(|cell| document.text_of(cell).trim()).filter(|text| !text.is_empty());
    let says = !rest().all(is_filler);
    cells.iter().enumerate().filter(move |(_, cell)| {
        let text = document.text_of(cell).trim();
        says && is_filler(text) && text.starts_with(['-', '?']) && !in_code(document, cell)
    })
}

fn in_code(document: &Document, cell: &Block) -> bool {
    document.source.text().as_bytes().get(document.place(cell.plain).end as usize) == Some(&b'`')
}

/// Four dashes or more, dots, or several question marks. One dash, or one question mark, is an answer, and so are three, which
/// many write for a long one.
fn is_filler(text: &str) -> bool {
    let text = text.trim();
    match text.as_bytes().first() {
        Some(b'-') => text.len() >= 4 && text.bytes().all(|byte| byte == b'-'),
        Some(b'.') => text.len() >= 3 && text.bytes().all(|byte| byte == b'.'),
        Some(b'?') => text.len() >= 2 && text.bytes().all(|byte| byte == b'?'),
        _ => text == "…",
    }
}
