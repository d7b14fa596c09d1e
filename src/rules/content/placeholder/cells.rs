//! Cells of a table that hold nothing but dashes or dots.

use crate::document::{BlockKind, Document};
use crate::finding::Finding;

/// Reports the cells of `document` that only keep a place.
///
/// A row of nothing else divides the table or stands for "and so on": the row must say what is missing in it.
pub(super) fn check(document: &Document, findings: &mut Vec<Finding>) {
    for index in document.tables().flat_map(|table| document.children(Some(table))) {
        let block = document.block(index);
        let BlockKind::Row { header: false, cells: written } = block.kind else { continue };
        let cells = &document.blocks[index as usize + 1..block.end as usize];
        // Where a row is cut wrongly, what its cells hold says nothing.
        if cells.len() != written as usize {
            continue;
        }
        if !cells.iter().any(|cell| is_filler(document.text_of(cell))) {
            continue;
        }
        let rest = || cells.iter().map(|cell| document.text_of(cell).trim()).filter(|text| !text.is_empty());
        if rest().all(is_filler) {
            continue;
        }
        // Dots between values are a series: 1, 2, ..., 10. Dots after the first cell alone are not.
        let dotted = rest().skip(1).all(is_filler) && rest().next().is_some_and(|first| !is_filler(first));
        for cell in cells {
            let text = document.text_of(cell).trim();
            let dots = !text.starts_with('-') && !text.starts_with('?');
            if is_filler(text) && (dotted || !dots) && !in_code(document, cell) {
                super::report(document, document.place(cell.plain), findings);
            }
        }
    }
}

fn in_code(document: &Document, cell: &crate::document::Block) -> bool {
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
