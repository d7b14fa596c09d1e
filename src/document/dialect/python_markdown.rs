//! Python-Markdown, as MkDocs reads it: the bodies of admonitions, details and tabs are Markdown that stands four columns to
//! the right, and so are definitions. An element with the attribute `markdown` holds Markdown from its tag on.

use super::StandIn;
use super::draft::Draft;
use super::lines::Line;
use crate::document::Tab;
use crate::text::Span;
use std::ops::Range;

/// How many names of elements that hold Markdown are known at once: HTML has not many more.
const NAMES: usize = 64;

/// Writes what CommonMark does not know as items, their titles as headings.
pub(super) fn prepare(draft: &mut Draft<'_>) {
    // A line of colons asks for something else here: the documentation of a module.
    draft.prepared.divs = Some(Vec::new());
    let mut tabs = Tabs::default();
    let mut elements: Vec<&str> = Vec::new();
    let mut before = false;
    for line in draft.lines() {
        let followed = std::mem::replace(&mut before, !line.is_blank());
        match line.written.as_bytes().first() {
            Some(b'!' | b'?' | b'=') if line.indent % 4 == 0 => {
                if let Some(marker) = Marker::of(line.written) {
                    tabs.pass(&line, marker.tab);
                    container(draft, &line, &marker);
                    draft.prepared.tabs.extend(tabs.label(&line, &marker));
                    continue;
                }
            }
            Some(b':') if followed && is_definition(line.written) => {
                draft.write(line.at..line.at + 1, "+");
                draft.stands(line.at, StandIn::Container);
            }
            Some(b'<') => element(draft, &line, &mut elements),
            Some(b'`') => titled(draft, &line),
            _ => {}
        }
        tabs.pass(&line, None);
    }
}

/// Hides backticks in the title of a fence (```` ```sh title="`ls`" ````), of which `pymdownx.superfences` makes code all the same.
fn titled(draft: &mut Draft<'_>, line: &Line<'_>) {
    let info = line.written.trim_start_matches('`');
    let marks = line.written.len() - info.len();
    if marks >= 3 && info.contains('`') && info.contains("=\"") && info.ends_with(['"', '}']) && !info.contains("```") {
        let range = line.range();
        draft.hide(range.start + marks..range.end, |byte| byte == b'`');
    }
}

/// Writes the line of a marker as that of an item whose first block is its title.
fn container(draft: &mut Draft<'_>, line: &Line<'_>, marker: &Marker) {
    let title = marker.title.clone().unwrap_or(line.written.len()..line.written.len());
    // A heading ends where its line does: the body is no part of it.
    draft.write(line.at..line.at + title.start, "1) #");
    draft.blank(line.at + title.end..line.range().end);
    draft.stands(line.at, StandIn::Container);
    draft.stands(line.at + 3, StandIn::Line);
}

/// The line that an admonition, details or a tab begin with.
struct Marker {
    /// The text between its quotation marks.
    title: Option<Range<usize>>,
    /// Of a tab: whether it begins a set of its own.
    tab: Option<bool>,
}

impl Marker {
    fn of(written: &str) -> Option<Self> {
        let (sign, rest) = (written.get(..3)?, written.get(3..)?);
        let quoted = quoted(rest).map(|range| range.start + 3..range.end + 3);
        let types = &written[3..quoted.as_ref().map_or(written.len(), |range| range.start - 1)];
        if quoted.is_some() && !types.ends_with([' ', '\t']) {
            return None;
        }
        let types = types.trim();
        match sign {
            "!!!" => are_types(types).then_some(Self { title: quoted, tab: None }),
            "???" => {
                let types = types.strip_prefix('+').unwrap_or(types).trim();
                let named = are_types(types) || (types.is_empty() && quoted.is_some());
                named.then_some(Self { title: quoted, tab: None })
            }
            "===" if matches!(types, "" | "!" | "+" | "!+" | "+!") => {
                quoted.map(|title| Self { title: Some(title), tab: Some(types.contains('!')) })
            }
            _ => None,
        }
    }
}

/// Whether they are words, each of which names a kind of admonition or its place.
fn are_types(types: &str) -> bool {
    !types.is_empty() && types.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
}

/// What stands in the quotation marks that end `rest`.
fn quoted(rest: &str) -> Option<Range<usize>> {
    let start = rest.find('"')? + 1;
    let end = rest.len() - 1;
    (rest.ends_with('"') && start <= end).then_some(start..end)
}

/// Which set of tabs a tab belongs to, as their ids count them: sets by their first tabs, and tabs in their set.
#[derive(Default)]
struct Tabs {
    sets: u32,
    /// The sets that a tab may still join: column, number, tabs so far.
    open: Vec<(usize, u32, u32)>,
}

impl Tabs {
    /// Any line: sets end that stand as far to the right as it, or further.
    fn pass(&mut self, line: &Line<'_>, tab: Option<bool>) {
        if line.is_blank() {
            return;
        }
        let joins = tab == Some(false);
        while self.open.last().is_some_and(|&(column, ..)| column > line.indent || (column == line.indent && !joins)) {
            self.open.pop();
        }
    }

    fn label(&mut self, line: &Line<'_>, marker: &Marker) -> Option<Tab> {
        marker.tab?;
        if self.open.last().is_none_or(|&(column, ..)| column < line.indent) {
            self.sets += 1;
            self.open.push((line.indent, self.sets, 0));
        }
        let (_, set, number) = self.open.last_mut()?;
        *number += 1;
        let title = marker.title.clone()?;
        let span = Span::new(line.at + title.start, line.at + title.end);
        Some(Tab { label: line.written.get(title)?.into(), span, set: *set, number: *number })
    }
}

/// `:   text`, the definition of the term above.
fn is_definition(written: &str) -> bool {
    let text = written[1..].trim_start_matches(' ');
    (1..=3).contains(&(written.len() - 1 - text.len()))
}

/// Takes out the tag of an element that holds Markdown, and the one that closes it.
fn element<'a>(draft: &mut Draft<'a>, line: &Line<'a>, open: &mut Vec<&'a str>) {
    let name = |tag: &'a str| tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    if let Some(tag) = line.written.strip_prefix("</") {
        if tag.ends_with('>') && tag.find('>') == Some(tag.len() - 1) && open.contains(&name(tag)) {
            draft.blank(line.range());
        }
        return;
    }
    let Some(end) = line.written.find('>') else { return };
    let tag = &line.written[1..end];
    let markdown = tag.split([' ', '\t']).skip(1).any(|word| word.split('=').next() == Some("markdown"));
    if markdown && !name(tag).is_empty() {
        draft.prepared.tags.push(Span::new(line.at, line.at + end + 1));
        draft.blank(line.at..line.at + end + 1);
        if open.len() < NAMES && !open.contains(&name(tag)) {
            open.push(name(tag));
        }
    }
}
