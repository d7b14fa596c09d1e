//! kramdown, as Jekyll reads it: lines of attributes are no text, and neither is a comment.

use super::draft::Draft;
use super::liquid::{self, Left};

/// Takes out lines that are no text of the page.
pub(super) fn prepare(draft: &mut Draft<'_>) {
    liquid::prepare(draft, Left::Nothing);
    let mut comment = false;
    for line in draft.lines() {
        // One list, whatever it says, and nothing beside it.
        let inner = line.written.strip_prefix("{:").and_then(|rest| rest.strip_suffix('}')).filter(|inner| !inner.contains('}'));
        match inner {
            Some(":comment") => comment = true,
            Some(end) if comment && end.starts_with('/') => comment = false,
            None if !comment => continue,
            _ => {}
        }
        draft.blank(line.range());
    }
}
