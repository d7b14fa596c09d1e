//! The tables, and how many cells each of their rows really has: the parser pads short rows and drops what is too much.

use super::{Block, BlockKind, Document};

impl Document {
    /// The indexes of the tables, in order.
    pub fn tables(&self) -> impl Iterator<Item = u32> {
        self.tables.iter().copied()
    }
}

/// Fills in `cells` of every row of `tables`, which are indexes of `blocks`.
pub(super) fn count_cells(text: &str, blocks: &mut [Block], tables: &[u32]) {
    for &table in tables {
        let mut index = table as usize + 1;
        while index < blocks[table as usize].end as usize {
            count(text, blocks, index);
            index = blocks[index].end as usize;
        }
    }
}

/// Fills in `cells` of the row at `index`.
fn count(text: &str, blocks: &mut [Block], index: usize) {
    let BlockKind::Row { header, .. } = blocks[index].kind else { return };
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
