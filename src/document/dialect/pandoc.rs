//! Pandoc's fenced divs, as Quarto, R Markdown and the lessons of the Carpentries use them.
//!
//! Pandoc opens a div where a block may begin, never inside of a paragraph, with one word or an attribute list after the
//! colons; it closes one anywhere, with nothing but colons. Fences are written as headings without text, which end what fences end.

mod attributes;
mod context;
mod lists;

use super::StandIn;
use super::draft::Draft;
use super::lines::Line;
use crate::document::{Div, FenceFault, FenceFaultKind, HtmlId};
use crate::text::Span;
use attributes::Attributes;
use context::Context;
use memchr::memmem;

/// Writes the fences as headings without text; remembers the divs, and what looks like a fence and is none.
pub(super) fn prepare(draft: &mut Draft<'_>) {
    draft.prepared.divs = Some(Vec::new());
    lists::read(draft);
    chunks(draft);
    if memmem::find(draft.text.as_bytes(), b":::").is_none() {
        return;
    }
    let mut reader = Reader::default();
    for line in draft.lines() {
        if line.at >= reader.from {
            reader.line(draft, line);
        }
    }
    reader.finish(draft);
}

/// A chunk of knitr begins with any line of backticks and braces, also where backticks stand in its options.
fn chunks(draft: &mut Draft<'_>) {
    for line in draft.lines().filter(|line| line.written.starts_with("```") && line.written.ends_with('}')) {
        let rest = line.written.trim_start_matches('`');
        let from = line.at + line.written.len() - rest.len();
        if rest.trim_start().starts_with('{') {
            for (at, _) in rest.match_indices('`') {
                draft.write(from + at..from + at + 1, "'");
            }
        }
    }
}

/// A div that is open.
struct Open {
    /// Its index.
    div: usize,
    /// The column of its fence, and how many items hold it.
    column: usize,
    items: usize,
}

#[derive(Default)]
struct Reader {
    context: Context,
    open: Vec<Open>,
    /// How many divs were meant and not opened, so that fences are left over.
    missing: usize,
    /// How many fences were meant to close one and do not.
    loose: usize,
    /// Where the next line to read begins: the attributes of a fence may go on.
    from: usize,
}

impl Reader {
    fn line(&mut self, draft: &mut Draft<'_>, line: Line<'_>) {
        let Some(line) = self.context.enter(line) else { return };
        self.leave_items(draft, line.at);
        if !line.written.starts_with(":::") || !self.fence(draft, line) {
            self.context.pass(line);
        }
    }

    /// Closes the divs whose item has ended.
    fn leave_items(&mut self, draft: &mut Draft<'_>, at: usize) {
        while let Some(open) = self.open.pop_if(|open| open.items > self.context.items.len()) {
            unclosed(draft, &open, at, &mut self.loose);
        }
    }

    /// Reads a line of colons; whether it is a fence.
    fn fence(&mut self, draft: &mut Draft<'_>, line: Line<'_>) -> bool {
        let rest = line.written.trim_start_matches(':');
        let colons = line.written.len() - rest.len();
        if rest.is_empty() { self.close(draft, line) } else { self.begin(draft, line, colons) }
    }

    fn close(&mut self, draft: &mut Draft<'_>, line: Line<'_>) -> bool {
        let Some(open) = self.open.pop_if(|open| open.column == line.indent) else {
            match self.open.is_empty() {
                true if self.missing > 0 => self.missing -= 1,
                true => fault(draft, FenceFaultKind::Stray, line),
                false => {
                    self.loose += 1;
                    fault(draft, FenceFaultKind::Indented, line);
                }
            }
            return false;
        };
        let div = draft.prepared.divs.get_or_insert_default().get_mut(open.div);
        if let Some(div) = div {
            div.span.end = Span::at(line.range().end).end;
            div.closed = true;
        }
        self.write(draft, line);
        self.context.items.truncate(open.items);
        true
    }

    fn begin(&mut self, draft: &mut Draft<'_>, line: Line<'_>, colons: usize) -> bool {
        let found = attributes::of_fence(draft.text, line.at + colons);
        let kind = match &found {
            None => FenceFaultKind::Words,
            Some(_) if self.context.text > 0 => FenceFaultKind::Stuck,
            Some(_) if line.indent != self.context.column() => FenceFaultKind::Indented,
            Some(found) => {
                self.open(draft, line, found);
                return true;
            }
        };
        self.missing += 1;
        fault(draft, kind, line);
        false
    }

    fn open(&mut self, draft: &mut Draft<'_>, line: Line<'_>, found: &Attributes) {
        let named = |span: Option<Span>| draft.text.get(span.unwrap_or_default().range()).unwrap_or_default();
        let div = Div {
            class: named(found.class).into(),
            title: named(found.title).into(),
            open: Span::new(line.at, found.end),
            span: Span::new(line.at, draft.text.len()),
            closed: false,
            parent: self.open.last().map(|open| Span::at(open.div).start),
        };
        draft.prepared.ids.extend(found.id.map(|span| HtmlId { value: named(Some(span)).into(), span }));
        let divs = draft.prepared.divs.get_or_insert_default();
        self.open.push(Open { div: divs.len(), column: line.indent, items: self.context.items.len() });
        divs.push(div);
        self.write(draft, line);
        // The further lines of its attributes.
        let rest = line.range().end..found.end;
        if !rest.is_empty() {
            draft.blank_lines(rest);
            self.from = found.end;
        }
    }

    /// Writes a fence as a heading without text; where the parser would not see one, in a block of HTML or a table, as a blank line.
    fn write(&mut self, draft: &mut Draft<'_>, line: Line<'_>) {
        if self.context.swallows {
            draft.blank(line.range());
        } else {
            draft.write(line.range(), "#");
            draft.stands(line.at, StandIn::Line);
        }
        self.context.begin();
    }

    fn finish(mut self, draft: &mut Draft<'_>) {
        let end = draft.text.len();
        while let Some(open) = self.open.pop() {
            unclosed(draft, &open, end, &mut self.loose);
        }
        draft.prepared.fence_faults.sort_by_key(|fault| fault.span.start);
    }
}

/// The div ends at the byte `at`, where what holds it does.
fn unclosed(draft: &mut Draft<'_>, open: &Open, at: usize, loose: &mut usize) {
    let Some(div) = draft.prepared.divs.get_or_insert_default().get_mut(open.div) else { return };
    div.span.end = Span::at(at).end;
    let span = div.open;
    // One that was meant to close it is told already.
    match loose.checked_sub(1) {
        Some(fewer) => *loose = fewer,
        None => draft.prepared.fence_faults.push(FenceFault { kind: FenceFaultKind::Unclosed, span }),
    }
}

fn fault(draft: &mut Draft<'_>, kind: FenceFaultKind, line: Line<'_>) {
    let range = line.range();
    draft.prepared.fence_faults.push(FenceFault { kind, span: Span::new(range.start, range.end) });
}
