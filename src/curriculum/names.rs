//! The competencies that an assessment names: as it writes them, and those of a module that they are.

use super::blocks::Block;
use super::model::Selector;
use super::reader::Reader;
use super::{Competency, Module, Text};
use crate::data::{Node, Value};
use crate::document::{Document, Source};
use crate::text::{Span, normalise};
use regex::Regex;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// At most so many pairs of a name and a competency are looked at in one module.
const PAIRS: usize = 1 << 20;

/// For so many unknown names of a module something that is near is looked for.
const ADVISED: usize = 64;

/// From its first to its last, a range has no more competencies.
const LONGEST: u32 = 1000;

/// Words and signs between two names.
const JOINTS: [&str; 3] = [" et ", " and ", " & "];

/// Words and signs between the first and the last of several.
const RANGES: [&str; 6] = [" à ", " to ", "–", "—", "…", "-"];

/// What names competencies: a part of a marker, or a value of front matter.
#[derive(Clone, Debug)]
pub struct Naming {
    /// The file in which it stands.
    pub source: Arc<Source>,
    /// As it is written, perhaps several names.
    pub text: Text,
    /// Whether nothing else than a name can be meant.
    pub sure: bool,
}

/// A name that no competency has.
#[derive(Clone, Debug)]
pub struct UnknownName {
    /// The file in which it stands.
    pub source: Arc<Source>,
    /// The name and its place.
    pub name: Text,
    /// Title of the module, or of the first of several, whose competency it should be.
    pub module: String,
    /// The text of the competency that it most likely stands for.
    pub nearest: Option<String>,
    /// What to write instead: the id of that competency, or its text where that can stand anywhere.
    pub instead: Option<String>,
    /// The ids that the module has; none where it has none.
    pub ids: Vec<String>,
}

/// What `pattern` finds in `text`: the first group, if there is one.
fn named(pattern: &Regex, text: &str) -> Option<Range<usize>> {
    let found = pattern.captures(text)?;
    found.get(1).or_else(|| found.get(0)).map(|part| part.range())
}

/// The id in the text of a competency.
pub(super) fn id(pattern: Option<&Regex>, text: &str) -> Option<String> {
    let id = text.get(named(pattern?, text)?)?.trim();
    (!id.is_empty()).then(|| id.to_owned())
}

fn pattern(selector: &Selector) -> Option<&Regex> {
    selector.assesses.as_ref()?.matches.as_ref()
}

/// The names in a marker, whose words are the plain text at `plain`.
pub(super) fn of_marker(reader: Reader<'_>, selector: &Selector, plain: Span) -> Vec<Naming> {
    let text = normalise::plain(reader.document.plain.get(plain));
    let Some(found) = pattern(selector).and_then(|pattern| named(pattern, &text)) else { return Vec::new() };
    let at = |offset| reader.beginning(plain, offset).end;
    let span = reader.document.place(Span { start: at(found.start), end: at(found.end) });
    let source = Arc::clone(&reader.document.source);
    vec![Naming { source, text: Text { text: text[found].trim().to_owned(), span }, sure: false }]
}

/// The names in the opening line of a div, at `open` of the source.
pub(super) fn of_div(reader: Reader<'_>, selector: &Selector, open: Span) -> Vec<Naming> {
    let line = reader.document.source.text().get(open.range()).unwrap_or_default();
    let Some(found) = pattern(selector).and_then(|pattern| named(pattern, line)) else { return Vec::new() };
    let span = Span::new(open.start as usize + found.start, open.start as usize + found.end);
    let source = Arc::clone(&reader.document.source);
    vec![Naming { source, text: Text { text: normalise::plain(&line[found]).into_owned(), span }, sure: false }]
}

/// The names in the front matter of `document`.
pub(super) fn of_front_matter(document: &Document, selector: &Selector) -> Vec<Naming> {
    let key = selector.assesses.as_ref().and_then(|assesses| assesses.key.as_deref());
    let value = key.and_then(|key| document.data_root()?.get(key));
    value.map(|value| of_value(&document.source, value)).unwrap_or_default()
}

/// The names that a value is, or a list holds.
pub(super) fn of_value(source: &Arc<Source>, value: &Node) -> Vec<Naming> {
    let items = if let Value::Sequence(items) = &value.value { items.as_slice() } else { std::slice::from_ref(value) };
    let name = |item: &Node| {
        let text = normalise::plain(&item.scalar_text()?).trim().to_owned();
        (!text.is_empty()).then(|| Naming { source: Arc::clone(source), text: Text { text, span: item.span }, sure: true })
    };
    items.iter().filter_map(name).collect()
}

/// The words of a marker without the part that names competencies, and that part; `None` if none does.
pub(super) fn without(selector: &Selector, text: &str) -> Option<(String, Range<usize>)> {
    let part = pattern(selector)?.find(text)?.range();
    let before = text[..part.start].trim_end();
    Some((format!("{before}{}", &text[part.end..]), before.len()..part.end))
}

/// Whether `text` is a marker, the part that names competencies being none of its words.
pub(super) fn accepts(selector: &Selector, text: &str) -> bool {
    selector.accepts(text) || without(selector, text).is_some_and(|(rest, _)| selector.accepts(rest.trim_end()))
}

/// Drops from the markers what looks like names and is none (`(30 min)`); where a marker names nothing, its file may, as
/// `front` says.
pub(super) fn sift(blocks: &mut [Block], front: &[Naming], competencies: &[Competency]) {
    if blocks.iter().any(|block| !block.assessment.names.is_empty()) {
        let known = Known::of(competencies);
        for block in blocks.iter_mut() {
            block.assessment.names.retain(|naming| naming.sure || known.parts(naming).iter().any(|part| known.meant(part)));
        }
    }
    for block in blocks.iter_mut().filter(|block| block.assessment.names.is_empty()) {
        block.assessment.names = front.to_vec();
    }
}

/// A name that is written, and the competencies that have it.
struct Part {
    name: Text,
    found: Vec<u32>,
}

/// The names of a module's competencies.
struct Known<'m> {
    competencies: &'m [Competency],
    by_key: HashMap<String, Vec<u32>>,
    /// The shapes of ids: `C12` and `C3` have the same.
    shapes: HashSet<String>,
}

impl<'m> Known<'m> {
    fn of(competencies: &'m [Competency]) -> Self {
        let mut known = Self { competencies, by_key: HashMap::new(), shapes: HashSet::new() };
        for (at, competency) in (0..).zip(competencies) {
            let text = &*competency.text.text;
            let id = competency.id.as_deref();
            let rest = id.and_then(|id| text.split_once(id)).map(|(_, rest)| rest);
            let mut keys: Vec<String> = [Some(text), id, rest].into_iter().flatten().map(normalise::key).collect();
            keys.sort();
            keys.dedup();
            for key in keys.into_iter().filter(|key| !key.is_empty()) {
                known.by_key.entry(key).or_default().push(at);
            }
            known.shapes.extend(id.map(shape));
        }
        known
    }

    fn find(&self, name: &str) -> &[u32] {
        self.by_key.get(&normalise::key(name)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether `part` is surely meant as a name: it is one, or looks like an id, or is nearly the text of a competency.
    fn meant(&self, part: &Part) -> bool {
        !part.found.is_empty() || self.is_id(&part.name.text) || self.nearest(&part.name.text).is_some()
    }

    fn is_id(&self, text: &str) -> bool {
        self.shapes.contains(&shape(text))
    }

    /// The text of a competency that is nearly `name`, where it is long enough to tell.
    fn nearest(&self, name: &str) -> Option<&'m Competency> {
        let some = self.competencies.get(..LONGEST as usize).unwrap_or(self.competencies);
        let texts = some.iter().map(|competency| &*competency.text.text);
        let text = normalise::nearest(name, texts).filter(|_| name.chars().count() > 6)?;
        some.iter().find(|competency| competency.text.text == text)
    }

    /// The competencies from the first to the last that `name` names: `C1 à C4`.
    fn range(&self, name: &str) -> Option<Vec<u32>> {
        RANGES.iter().find_map(|between| {
            let (first, last) = name.split_once(between)?;
            let (first, last) = (*self.find(first).first()?, *self.find(last).last()?);
            (first < last && last - first < LONGEST).then(|| (first..=last).collect())
        })
    }

    /// The names that `naming` is made of.
    fn parts(&self, naming: &Naming) -> Vec<Part> {
        let mut places = Places {
            slice: naming.source.text().get(naming.text.span.range()).unwrap_or_default(),
            whole: naming.text.span,
            at: 0,
        };
        let mut part =
            |text: &str, found: Vec<u32>| Part { name: Text { text: text.to_owned(), span: places.next(text) }, found };
        let whole = &*naming.text.text;
        let found = self.find(whole);
        if !found.is_empty() {
            return vec![part(whole, found.to_vec())];
        }
        let mut parts = Vec::new();
        for piece in whole.split([',', ';']).map(str::trim).filter(|piece| piece.chars().any(char::is_alphanumeric)) {
            let found = self.find(piece).to_vec();
            if let Some(found) = Some(found).filter(|found| !found.is_empty()).or_else(|| self.range(piece)) {
                parts.push(part(piece, found));
                continue;
            }
            match self.joined(piece) {
                Some(names) => parts.extend(names.into_iter().map(|name| part(name, self.find(name).to_vec()))),
                None => parts.push(part(piece, Vec::new())),
            }
        }
        // A comma may stand in the text of a competency.
        let none = parts.iter().all(|part| part.found.is_empty() && !self.is_id(&part.name.text));
        if none && naming.sure {
            places.at = 0;
            return vec![Part { name: Text { text: whole.to_owned(), span: places.next(whole) }, found: Vec::new() }];
        }
        parts
    }

    /// The names in `piece`, where nothing but words and signs that join stands between them: `C1 et C2`, `C1 C2`.
    fn joined<'t>(&self, piece: &'t str) -> Option<Vec<&'t str>> {
        let known = |names: &Vec<&str>| names.len() > 1 && names.iter().all(|name| !self.find(name).is_empty());
        let words = JOINTS.iter().map(|joint| piece.split(joint).map(str::trim).collect()).find(known);
        words.or_else(|| {
            let tokens = piece.split(|c: char| c.is_whitespace() || matches!(c, '&' | '+' | '/'));
            let tokens: Vec<&str> = tokens.filter(|token| !token.is_empty() && !matches!(*token, "et" | "and")).collect();
            (tokens.len() > 1 && tokens.iter().all(|token| self.is_id(token))).then_some(tokens)
        })
    }
}

/// Letters and digits of `text` by kind, each run as one.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.trim().chars() {
        let kind = if c.is_numeric() {
            '9'
        } else if c.is_alphabetic() {
            'a'
        } else {
            c
        };
        if !shape.ends_with(kind) {
            shape.push(kind);
        }
    }
    shape
}

/// Where the parts of what is written stand, one after another.
struct Places<'a> {
    slice: &'a str,
    whole: Span,
    at: usize,
}

impl Places<'_> {
    /// The place of `text`; of all that is written where it is not found letter by letter.
    fn next(&mut self, text: &str) -> Span {
        let Some(found) = self.slice.get(self.at..).and_then(|rest| rest.find(text)) else { return self.whole };
        let start = self.at + found;
        self.at = start + text.len();
        Span::new(self.whole.start as usize + start, self.whole.start as usize + self.at)
    }
}

/// Names that were looked up, by their file and place: `None` once a module knew one.
#[derive(Default)]
pub(super) struct LookedUp(BTreeMap<(Arc<str>, Span), Option<UnknownName>>);

impl LookedUp {
    /// Those that no module knew, by file and place.
    pub(super) fn unknown(self) -> Vec<UnknownName> {
        self.0.into_values().flatten().collect()
    }

    /// Looks up what the assessments of `module` name, and says so of its competencies.
    pub(super) fn look_up(&mut self, module: &mut Module) {
        if module.assessments.iter().all(|assessment| assessment.names.is_empty()) {
            return;
        }
        let known = Known::of(&module.competencies);
        let (mut pairs, mut advised) = (Vec::new(), 0);
        for (number, assessment) in (0..).zip(&module.assessments) {
            let parts = |naming| known.parts(naming).into_iter().map(move |part| (&naming.source, part));
            for (source, part) in assessment.names.iter().flat_map(parts) {
                let slot = self.0.entry((Arc::clone(&source.path), part.name.span));
                if part.found.is_empty() {
                    advised += 1;
                    slot.or_insert_with(|| Some(unknown(part.name, source, &module.title.text, &known, advised <= ADVISED)));
                    continue;
                }
                *slot.or_default() = None;
                if assessment.complete && pairs.len() < PAIRS {
                    pairs.extend(part.found.into_iter().map(|competency| (competency, number)));
                }
            }
        }
        for (competency, number) in pairs {
            let by = &mut module.competencies[competency as usize].assessed_by;
            if let Err(at) = by.binary_search(&number) {
                by.insert(at, number);
            }
        }
    }
}

fn unknown(name: Text, source: &Arc<Source>, module: &str, known: &Known<'_>, advise: bool) -> UnknownName {
    let nearest = if advise { known.nearest(&name.text) } else { None };
    let ids = known.competencies.iter().filter_map(|competency| competency.id.clone()).take(12);
    let plain = |text: &&String| text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '\'' | '’' | '-'));
    let instead = nearest.and_then(|near| near.id.as_ref().or_else(|| Some(&near.text.text).filter(plain)));
    UnknownName {
        source: Arc::clone(source),
        name,
        module: module.to_owned(),
        nearest: nearest.map(|near| near.text.text.clone()),
        instead: instead.cloned(),
        ids: ids.collect(),
    }
}
