//! How many cells each row of a table really has: the parser pads short rows and drops what is too much.

use super::{Block, BlockKind};

/// Fills in `cells` of every row.
pub(super) fn count_cells(text: &str, blocks: &mut [Block]) {
    for index in 0..blocks.len() {
        let BlockKind::Row { header, .. } = blocks[index].kind else { continue };
        let row = blocks[index].span;
        let (mut cells, mut last) = (0, row.start);
        for cell in &blocks[index + 1..blocks[index].end as usize] {
            // Cells that the parser made up stand empty at the end of the row.
            if cell.kind == BlockKind::Cell && !(cell.span.is_empty() && cell.span.end >= row.end) {
                cells += 1;
                last = cell.span.end;
            }
        }
        cells += dropped(text.get(last as usize..row.end as usize).unwrap_or_default());
        blocks[index].kind = BlockKind::Row { header, cells };
    }
}

/// The number of cells in what follows a row's last cell: `|x|y|` holds two.
fn dropped(rest: &str) -> u32 {
    let rest = rest.trim();
    let rest = rest.strip_prefix('|').unwrap_or(rest);
    if rest.trim().is_empty() {
        return 0;
    }
    let rest = rest.trim_end();
    let rest = if rest.ends_with("\\|") { rest } else { rest.strip_suffix('|').unwrap_or(rest) };
    let mut escaped = false;
    let bars = rest.bytes().filter(|&byte| {
        let bar = byte == b'|' && !escaped;
        escaped = byte == b'\\' && !escaped;
        bar
    });
    bars.count() as u32 + 1
}
