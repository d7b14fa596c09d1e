//! Which section of a page is which of the page's older text: by their titles, by the sections that hold them and by what they say,
//! whatever lines they stand on.

use crate::anchor::{Renderer, headings};
use crate::document::{Document, Source};
use crate::git::LineMap;
use crate::text::{Span, normalise};
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_128;

/// The sections of one text of a page, in order.
pub struct Sections {
    /// The text.
    pub source: Arc<Source>,
    list: Vec<Section>,
    /// The anchors that raw HTML gives, in lower case.
    ids: HashSet<String>,
}

/// A heading and what stands below it, up to the next heading.
struct Section {
    /// Its title, for comparison.
    key: String,
    /// The titles of the sections that hold it and its own; the page's only title left out.
    names: Vec<String>,
    /// The section that holds it.
    parent: Option<usize>,
    /// Where its heading is, and in which line.
    span: Span,
    line: u32,
    /// What stands below it; 0 for nothing.
    body: u128,
    /// Its anchor, in lower case, and as it is.
    lower: String,
    anchor: String,
}

/// An anchor that another section answers than before, as indices of both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turned {
    /// The section that answered.
    pub before: usize,
    /// The one that does.
    pub now: usize,
    /// Where the one that answered is now; `None` where it is no more.
    pub moved: Option<usize>,
}

impl Sections {
    /// Those of `document` as `renderer` names them.
    pub fn of(document: &Document, renderer: Renderer) -> Self {
        let source = &document.source;
        let levels: HashMap<u32, u8> = document.headings().map(|(_, level, block)| (block.span.start, level)).collect();
        let named = headings(document, renderer);
        let level = |span: Span| levels.get(&span.start).copied().or_else(|| html_level(source, span)).unwrap_or(6);
        let alone = named.iter().filter(|(span, _)| level(*span) == 1).count() == 1;
        let ends = named.iter().skip(1).map(|(span, _)| span.start as usize).chain([source.text().len()]);
        let mut list: Vec<Section> = Vec::with_capacity(named.len());
        // The open sections with their levels.
        let mut open: Vec<(u8, usize)> = Vec::new();
        for (end, (span, named)) in ends.zip(&named) {
            let level = level(*span);
            open.truncate(open.iter().position(|(above, _)| *above >= level).unwrap_or(open.len()));
            let parent = open.last().map(|(_, at)| *at);
            let mut names = parent.map(|at: usize| list[at].names.clone()).unwrap_or_default();
            // Below six levels nothing is: no page makes this long.
            names.extend((level > 1 || !alone).then(|| named.text.clone()));
            let body = normalise::plain(source.text().get(span.end as usize..end).unwrap_or_default());
            open.push((level, list.len()));
            list.push(Section {
                key: normalise::key(&named.text),
                names,
                parent,
                span: *span,
                line: source.line(span.start),
                body: if body.is_empty() { 0 } else { xxh3_128(body.as_bytes()) },
                lower: named.anchor.to_lowercase(),
                anchor: named.anchor.clone(),
            });
        }
        let ids = document.ids.iter().map(|id| id.value.to_lowercase()).collect();
        Self { source: Arc::clone(source), list, ids }
    }

    /// The title of a section, behind those of the sections that hold it.
    pub fn name(&self, at: usize) -> String {
        let names = &self.list[at].names;
        if names.is_empty() { normalise::plain(self.text(at)).into_owned() } else { names.join(" › ") }
    }

    /// The heading of a section.
    pub fn span(&self, at: usize) -> Span {
        self.list[at].span
    }

    /// The line of the heading of a section, from 1.
    pub fn line(&self, at: usize) -> u32 {
        self.list[at].line
    }

    /// The anchor of a section.
    pub fn anchor(&self, at: usize) -> &str {
        &self.list[at].anchor
    }

    fn text(&self, at: usize) -> &str {
        self.source.text().get(self.list[at].span.range()).unwrap_or_default()
    }

    /// The section that each anchor leads to.
    fn answers(&self) -> HashMap<&str, usize> {
        let all = self.list.iter().enumerate().rev().filter(|(_, section)| !section.lower.is_empty());
        all.map(|(at, section)| (section.lower.as_str(), at)).collect()
    }

    /// Whether the author gave the section its anchor by hand, in its heading or on the line before.
    fn is_given(&self, at: usize) -> bool {
        let Section { span, anchor, .. } = &self.list[at];
        let text = &self.source.text()[..span.end as usize];
        let before = text[..span.start as usize].trim_end_matches(['\n', '\r']);
        let from = before.rfind('\n').map_or(0, |end| end + 1);
        let written = [format!("#{anchor}"), format!("\"{anchor}\""), format!("({anchor})=")];
        written.iter().any(|written| text[from..].contains(written.as_str()))
    }

    /// The anchors, in lower case, that another section answers in `now`, the page as it is now, than here. Where it can't be told
    /// which section is which, or an author chose the anchor, none is.
    pub fn turned(&self, now: &Self) -> HashMap<String, Turned> {
        let pairs = Pairs::of(self, now);
        let after = now.answers();
        let turned = |(anchor, before): (&str, usize)| {
            let now_at = *after.get(anchor)?;
            let (moved, was) = (pairs.now[before], pairs.was[now_at]);
            let same = moved == Some(now_at) || (moved.is_none() && was.is_none());
            let given = self.ids.contains(anchor) || now.ids.contains(anchor) || self.is_given(before) || now.is_given(now_at);
            (!same && !given).then(|| (anchor.to_owned(), Turned { before, now: now_at, moved }))
        };
        self.answers().into_iter().filter_map(turned).collect()
    }

    /// Which headings of `now`, whose lines are those of this text by `lines`, came, and which of this text went.
    pub fn passed(&self, now: &Self, lines: &LineMap) -> Passed {
        let mut passed = Passed::default();
        for section in now.list.iter().filter(|section| lines.is_new(section.line)) {
            passed.came.entry(section.key.clone()).or_default().push(section.line);
        }
        for section in &self.list {
            if let Some(instead) = lines.instead(section.line) {
                passed.went.entry(section.key.clone()).or_insert(instead.start);
            }
        }
        passed
    }

    /// The line of `now`, whose lines are those of this text by `lines`, that turned an anchor: that of a heading of the same name
    /// which came, else where one is gone, as `passed` has them.
    pub fn cause(&self, now: &Self, turned: Turned, lines: &LineMap, passed: &Passed) -> u32 {
        let came = |at: usize| lines.is_new(now.line(at)).then(|| now.line(at));
        let key = &now.list[turned.now].key;
        let holders = std::iter::successors(now.list[turned.now].parent, |at| now.list[*at].parent);
        let last = now.source.line(u32::try_from(now.source.text().trim_end().len()).unwrap_or(u32::MAX));
        came(turned.now)
            .or_else(|| passed.nearest(key, now.line(turned.now)))
            .or_else(|| lines.instead(self.line(turned.before)).map(|lines| lines.start))
            .or_else(|| holders.into_iter().find_map(came))
            .or_else(|| passed.went.get(key).copied())
            .unwrap_or(now.line(turned.now))
            .clamp(1, last)
    }
}

/// The headings that came to a page and went from it, by their titles.
#[derive(Debug, Default)]
pub struct Passed {
    /// The lines of those that came, in order.
    came: HashMap<String, Vec<u32>>,
    /// Where the first of those stood that went.
    went: HashMap<String, u32>,
}

impl Passed {
    /// The line of the heading of that title that came nearest to `line`.
    fn nearest(&self, key: &str, line: u32) -> Option<u32> {
        let came = self.came.get(key)?;
        let after = came.partition_point(|other| *other < line);
        let near = came.get(after.saturating_sub(1)..came.len().min(after + 1))?;
        near.iter().copied().min_by_key(|other| other.abs_diff(line))
    }
}

/// The level of a heading of HTML.
fn html_level(source: &Source, span: Span) -> Option<u8> {
    let tag = source.text().get(span.range())?.get(..3)?.to_ascii_lowercase();
    tag.strip_prefix("<h")?.parse().ok()
}

/// Which section is which, each one's index in the other text.
struct Pairs {
    now: Vec<Option<usize>>,
    was: Vec<Option<usize>>,
}

impl Pairs {
    fn of(before: &Sections, now: &Sections) -> Self {
        let (old, new) = (&before.list, &now.list);
        let mut pairs = Self { now: vec![None; old.len()], was: vec![None; new.len()] };
        // The only one of its name on both sides.
        let (alone_old, alone_new) = (alone(old), alone(new));
        let alone =
            |section: &Section| Some(&section.key).filter(|key| alone_old.contains(*key) && alone_new.contains(*key)).cloned();
        pairs.join(|at| alone(&old[at]), |at| alone(&new[at]), true);
        let path = |section: &Section| section.names.iter().map(|name| normalise::key(name)).collect::<Vec<_>>();
        let (old_paths, new_paths): (Vec<_>, Vec<_>) = (old.iter().map(path).collect(), new.iter().map(path).collect());
        // The same said under the same titles; the same said under the same name; the same titles.
        pairs.join(|at| Some((&old_paths[at], old[at].body)), |at| Some((&new_paths[at], new[at].body)), true);
        let said = |section: &Section| (section.body != 0).then(|| (section.key.clone(), section.body));
        pairs.join(|at| said(&old[at]), |at| said(&new[at]), true);
        pairs.join(|at| Some(&old_paths[at]), |at| Some(&new_paths[at]), false);
        // In a section that has another name.
        for by_name in [true, false] {
            let own = |section: &Section| {
                if by_name { Some((section.key.clone(), 0)) } else { said(section).map(|said| (String::new(), said.1)) }
            };
            let holders = pairs.now.clone();
            let holder = |section: &Section| section.parent.and_then(|at| holders[at]);
            pairs.join(|at| Some((holder(&old[at])?, own(&old[at])?)), |at| Some((new[at].parent?, own(&new[at])?)), false);
        }
        pairs
    }

    /// Joins sections that are still alone and have the same key, each to one, in order; those of which there are more on one side
    /// than on the other only if `uneven`.
    fn join<K: Hash + Eq>(&mut self, old: impl Fn(usize) -> Option<K>, new: impl Fn(usize) -> Option<K>, uneven: bool) {
        let mut alike: HashMap<K, [Vec<usize>; 2]> = HashMap::new();
        for (side, (pairs, key)) in [(&self.now, &old as &dyn Fn(usize) -> Option<K>), (&self.was, &new)].into_iter().enumerate()
        {
            for at in (0..pairs.len()).filter(|at| pairs[*at].is_none()) {
                if let Some(key) = key(at) {
                    alike.entry(key).or_default()[side].push(at);
                }
            }
        }
        for [old, new] in alike.into_values().filter(|[old, new]| uneven || old.len() == new.len()) {
            for (old, new) in old.into_iter().zip(new) {
                (self.now[old], self.was[new]) = (Some(new), Some(old));
            }
        }
    }
}

/// The titles that one section alone has.
fn alone(sections: &[Section]) -> HashSet<String> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    sections.iter().for_each(|section| *seen.entry(&section.key).or_default() += 1);
    seen.into_iter().filter(|(_, count)| *count == 1).map(|(key, _)| key.to_owned()).collect()
}

/// Whether two headings of `text` may have the same title: a look at its lines, far cheaper than parsing it.
pub fn may_repeat(text: &str) -> bool {
    let mut seen = HashSet::new();
    let (mut before, mut repeats) = ("", false);
    for line in text.lines() {
        let under = |mark: char| !line.is_empty() && line.trim().trim_matches(mark).is_empty();
        let bare = line.trim_start_matches([' ', '>', '\t', '-', '*', '+']);
        let title = match bare.trim_start_matches('#') {
            rest if rest.len() < bare.len() => rest,
            _ if under('=') || under('-') => before,
            _ if bare.starts_with("<h") || bare.starts_with("<H") => return true,
            _ => "",
        };
        let title = normalise::key(title);
        repeats |= !title.is_empty() && !seen.insert(title);
        before = line;
    }
    repeats
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sections(text: &str) -> Sections {
        let document = Document::parse(Source::new("a.md", text.to_owned()));
        Sections::of(&document, if text.contains("{#") { Renderer::Mkdocs } else { Renderer::Github })
    }

    /// What is turned: the anchor, and the two sections.
    fn turned(before: &str, now: &str) -> Vec<String> {
        let (before, now) = (sections(before), sections(now));
        let shown =
            |(anchor, turned): (String, Turned)| format!("{anchor}: {} → {}", before.name(turned.before), now.name(turned.now));
        let mut all: Vec<String> = before.turned(&now).into_iter().map(shown).collect();
        all.sort();
        all
    }

    const BASE: &str = "# T\n\n## Ail\n\n### Semis\n\nEn mai.\n\n## Blé\n\n### Semis\n\nEn mars.\n";

    #[test]
    fn what_moves_is_followed() {
        let swapped = "# T\n\n## Blé\n\n### Semis\n\nEn mars.\n\n## Ail\n\n### Semis\n\nEn mai.\n";
        let both = ["semis-1: Blé › Semis → Ail › Semis", "semis: Ail › Semis → Blé › Semis"];
        assert_eq!(turned(BASE, swapped), both);
        // However they are called, and whatever else is said there.
        assert_eq!(turned(BASE, &swapped.replace("## Ail", "## Aulx")).len(), 2);
        assert_eq!(turned(BASE, &swapped.replace("En mai", "En juin")).len(), 2);
        let first = BASE.replace("## Ail", "## Abricots\n\n### Semis\n\nAucun.\n\n## Ail");
        let both = ["semis-1: Blé › Semis → Ail › Semis", "semis: Ail › Semis → Abricots › Semis"];
        assert_eq!(turned(BASE, &first), both);
        assert_eq!(turned(&first, BASE).len(), 2);
    }

    #[test]
    fn what_stays_is_the_same() {
        let edits = [
            ("En mai.", "En juin.\n\nOu plus tard."),
            ("## Ail", "## Aulx"),
            ("## Blé", "## Blés\n\nUn mot."),
            ("# T\n", "# Titre\n\nUn mot.\n\n## Avant\n"),
            ("En mars.\n", "En mars.\n\n## Colza\n\n### Semis\n\nEn août.\n"),
            ("## Blé\n\n### Semis\n\nEn mars.", "## Avoine\n\n### Semis\n\nEn avril."),
        ];
        for (from, to) in edits {
            assert_eq!(turned(BASE, &BASE.replacen(from, to, 1)), [""; 0], "{to}");
        }
        // An author moves the name that was given.
        let given = "# T\n\n## Ail {#ici}\n\n## Blé\n";
        assert_eq!(turned(given, "# T\n\n## Ail\n\n## Blé {#ici}\n"), [""; 0]);
        let same = "# T\n\n## N\n\n## N\n";
        assert_eq!(turned(same, "# T\n\n## N\n\n## N\n\n## N\n"), [""; 0]);
    }

    #[test]
    fn repeated_titles_are_seen() {
        assert!(["# A\n## A", "A\n===\n> ## a", "<h2>B</h2>"].iter().all(|text| may_repeat(text)));
        assert!(!may_repeat("# A\n\n---\n\nA\n\n- # B"));
    }
}
