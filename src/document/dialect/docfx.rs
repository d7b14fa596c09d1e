//! docfx: tabs that are written as headings, included files and pieces of code, pictures between colons.

use super::draft::Draft;
use super::lines::{Line, outside_code};
use super::{Shown, StandIn};
use crate::text::Span;
use memchr::memmem;

/// A title or a path has no more bytes than this: what is looked for is not far.
const LONGEST: usize = 1024;

/// Words between colons that bring what is in a file, and the attribute that names it.
const PICTURE: &str = "image";

/// Takes out what is none of the page's text, and keeps its paths.
pub(super) fn prepare(draft: &mut Draft<'_>) {
    // Lines of colons are rows, columns and zones here, and no divs.
    draft.prepared.divs = Some(Vec::new());
    for line in outside_code(draft.lines()) {
        match line.written.as_bytes().first() {
            Some(b'#') => tab(draft, &line),
            Some(b':') if line.written.starts_with(":::") => colons(draft, &line),
            _ => {}
        }
        if line.written.contains("[!") {
            included(draft, &line);
        }
    }
}

/// `# [label](#tab/name)` is the label of a tab.
fn tab(draft: &mut Draft<'_>, line: &Line<'_>) {
    let label = line.written.trim_start_matches('#');
    let hashes = line.written.len() - label.len();
    let text = label.trim_start_matches([' ', '\t']);
    let Some(target) = text.find("](#tab/").filter(|_| hashes <= 6 && text.starts_with('[') && text.len() < label.len()) else {
        return;
    };
    if !text.trim_end_matches(['#', ' ']).ends_with(')') {
        return;
    }
    let start = line.range().end - text.len();
    draft.blank(start..start + 1);
    draft.blank(start + target..line.range().end);
    draft.stands(line.at, StandIn::Line);
}

/// `:::image source="path":::`, `:::row:::`: no text of the page.
fn colons(draft: &mut Draft<'_>, line: &Line<'_>) {
    let inner = line.written.trim_start_matches(':').trim_start();
    if inner.starts_with(PICTURE) || inner.starts_with("code") {
        for key in [" source=\"", " lightbox=\""] {
            let Some(from) = inner.find(key).map(|at| at + key.len()) else { continue };
            let Some(length) = inner[from..].find('"').filter(|&length| length > 0) else { continue };
            let start = line.range().end - inner.len() + from;
            let shown = if inner.starts_with(PICTURE) { Shown::Picture } else { Shown::File };
            draft.prepared.paths.push((Span::new(start, start + length), shown));
        }
    }
    draft.blank(line.range());
}

/// `[!INCLUDE [title](path)]`, `[!code-csharp[title](path)]`: what another file holds stands there.
fn included(draft: &mut Draft<'_>, line: &Line<'_>) {
    let (mut from, mut ticks, mut counted) = (0, 0, 0);
    while let Some(at) = line.written[from..].find("[!").map(|at| from + at) {
        from = at + 2;
        ticks += line.written[counted..at].matches('`').count();
        counted = at;
        // In code.
        if ticks % 2 == 1 {
            continue;
        }
        let rest = &line.written[from..];
        let word = rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).next().unwrap_or_default();
        let lower = word.to_ascii_lowercase();
        if lower != "include" && lower != "code" && !lower.starts_with("code-") {
            continue;
        }
        let Some((start, end)) = target(rest, word.len()) else { continue };
        let path = rest[start..end].split([' ', '?', '#']).next().unwrap_or_default();
        draft.prepared.paths.push((Span::new(line.at + from + start, line.at + from + start + path.len()), Shown::File));
        draft.blank(line.at + at..line.at + from + end + 2);
        from += end + 2;
    }
}

/// Where the target stands in `[title](target)]`, which begins `rest` after a word of `word` bytes.
fn target(rest: &str, word: usize) -> Option<(usize, usize)> {
    let title = rest[word..].trim_start();
    let find = |from: usize, sign: &str| {
        let near = &rest.as_bytes()[from..rest.len().min(from + LONGEST)];
        memmem::find(near, sign.as_bytes()).map(|at| from + at)
    };
    let title = rest.len() - title.len() + usize::from(title.starts_with('['));
    let start = find(title, "](").filter(|_| rest[..title].ends_with('['))? + 2;
    let end = find(start, ")]")?;
    (end > start).then_some((start, end))
}
