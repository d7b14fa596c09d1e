//! YAML into a tree with places, from the event stream of its parser.
//!
//! The stream does not expand aliases. They are written out here, as part of the tree, within a bound: a text cannot
//! become larger than a small multiple of what an honest one needs.

use super::offsets::Offsets;
use super::{Duplicate, Entry, MAX_DEPTH, Node, SyntaxError, SyntaxReason, Tree, Value, common, scalar, yaml_errors};
use crate::text::Span;
use saphyr_parser::{Event, Parser, ScalarStyle, Tag};
use std::borrow::Cow;
use std::collections::HashMap;

/// How many nodes, and how many bytes of text, aliases may add to a tree.
const ALIAS_NODES: usize = 10_000;
const ALIAS_BYTES: usize = 1 << 20;

/// One event with its bytes in the part.
pub(super) struct Step<'t> {
    pub(super) event: Event<'t>,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Reads the bytes `part` of `text` as one YAML document. Places in the result are bytes of `text`.
///
/// Keys that stand twice are told in the result, not as an error.
///
/// # Errors
/// The first place at which it is no YAML, or nests too deep, or grows too large through its aliases.
pub fn parse_yaml(text: &str, part: Span) -> Result<Tree, SyntaxError> {
    match common::read(text.get(part.range()).unwrap_or_default(), part.start as usize) {
        Some(tree) => Ok(tree),
        None => parse(text, part),
    }
}

/// The same by the parser, whatever the text.
pub(super) fn parse(text: &str, part: Span) -> Result<Tree, SyntaxError> {
    let (whole, mut base) = (text, part.start as usize);
    let mut text = whole.get(part.range()).unwrap_or_default();
    if let Some(rest) = text.strip_prefix('\u{feff}') {
        base += text.len() - rest.len();
        text = rest;
    }
    let offsets = Offsets::new(text, base);
    // The parser takes NUL for the end of the text, and would drop what follows without a word.
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        return Err(SyntaxError::new(offsets.span(at, at + 1), SyntaxReason::ControlCharacter('\0')));
    }
    let mut read = Cow::Borrowed(text);
    let mut quoted = None;
    for _ in 0..UNINDENTED {
        match steps(&offsets, &read) {
            Ok(steps) => return build(&offsets, &steps),
            // Where joining lines leads to nothing, a quotation mark was not closed.
            Err(Stop::Syntax(error)) => return Err(quoted.unwrap_or(error)),
            // Only blanks change, and no length: every place stays what it is in the file.
            Err(Stop::Unindented(line)) => blank_break(read.to_mut(), line),
            Err(Stop::Quoted(line, error)) => {
                quoted.get_or_insert(error);
                blank_break(read.to_mut(), line);
            }
        }
    }
    Err(SyntaxError::new(offsets.span(0, 0), SyntaxReason::Indentation))
}

/// How many lines between brackets or quotation marks may begin left of where they should. The specification wants them
/// indented, yet every generator of sites reads `tags: [` … `]` with the last bracket at the start of its line.
const UNINDENTED: usize = 100;

/// Why reading stopped.
enum Stop {
    Syntax(SyntaxError),
    /// The line that starts at this byte stands between brackets and is not indented.
    Unindented(usize),
    /// The line that starts at this byte stands between quotation marks and is not indented; the error if that is not it.
    Quoted(usize, SyntaxError),
}

/// Makes a space of the line break before the byte `line`.
fn blank_break(text: &mut String, line: usize) {
    let before = text[..line].trim_end_matches(['\n', '\r']).len();
    text.replace_range(before..line, &" ".repeat(line - before));
}

fn build(offsets: &Offsets<'_>, steps: &[Step<'_>]) -> Result<Tree, SyntaxError> {
    let mut builder = Builder {
        offsets,
        steps,
        anchors: HashMap::new(),
        open: Vec::new(),
        in_alias: 0,
        nodes: 0,
        bytes: 0,
        after: 0,
        duplicates: Vec::new(),
    };
    let mut at = 0;
    let root = if steps.is_empty() { Node { value: Value::Null, span: offsets.span(0, 0) } } else { builder.node(&mut at, 0)? };
    Ok(Tree { root, duplicates: builder.duplicates })
}

/// Collects the events of the one document; bounds its depth, so that neither memory nor any walk can overflow.
fn steps<'t>(offsets: &Offsets<'_>, text: &'t str) -> Result<Vec<Step<'t>>, Stop> {
    let mut parser = Parser::new_from_str(text);
    let mut steps: Vec<Step<'t>> = Vec::with_capacity(text.len() / 16 + 8);
    let mut depth = 0usize;
    let mut documents = 0;
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|error| {
            let told = || yaml_errors::translate(&error, offsets, &steps);
            let unindented = yaml_errors::unindented(&error, offsets, text, &steps).map(Stop::Unindented);
            let quoted = || Some(Stop::Quoted(yaml_errors::unindented_in_quotes(&error, offsets, text)?, told()));
            unindented.or_else(quoted).unwrap_or_else(|| Stop::Syntax(told()))
        })?;
        let (start, end) = (offsets.byte(span.start.index()), offsets.byte(span.end.index()));
        match event {
            Event::StreamEnd => break,
            Event::DocumentStart(_) => {
                documents += 1;
                if documents > 1 {
                    return Err(Stop::Syntax(SyntaxError::new(offsets.span(start, end), SyntaxReason::SecondDocument)));
                }
                continue;
            }
            Event::StreamStart | Event::DocumentEnd | Event::Nothing => continue,
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth = depth.saturating_sub(1),
            Event::Alias(_) | Event::Scalar(..) => {}
        }
        if depth > MAX_DEPTH {
            return Err(Stop::Syntax(SyntaxError::new(offsets.span(start, end), SyntaxReason::TooDeep)));
        }
        steps.push(Step { event, start, end });
    }
    Ok(steps)
}

struct Builder<'a, 't> {
    offsets: &'a Offsets<'t>,
    steps: &'a [Step<'t>],
    /// Step at which each anchored node starts.
    anchors: HashMap<usize, usize>,
    /// Anchors of the nodes that are being built: an alias to one of them has no end.
    open: Vec<usize>,
    in_alias: usize,
    nodes: usize,
    bytes: usize,
    /// The byte after the last thing that was read: where a value that is not written belongs.
    after: usize,
    duplicates: Vec<Duplicate>,
}

impl Builder<'_, '_> {
    /// Builds the node at step `at`, and moves `at` after it.
    fn node(&mut self, at: &mut usize, depth: usize) -> Result<Node, SyntaxError> {
        let Some(step) = self.steps.get(*at) else {
            return Ok(Node { value: Value::Null, span: self.offsets.span(self.after, self.after) });
        };
        let here = self.offsets.span(step.start, step.end);
        if depth > MAX_DEPTH {
            return Err(SyntaxError::new(here, SyntaxReason::TooDeep));
        }
        let begins = *at;
        *at += 1;
        let anchor = match &step.event {
            Event::Scalar(_, _, anchor, _) | Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => *anchor,
            _ => 0,
        };
        if anchor > 0 {
            self.anchors.entry(anchor).or_insert(begins);
            self.open.push(anchor);
        }
        let node = match &step.event {
            Event::Alias(target) => self.alias(*target, step, depth)?,
            Event::Scalar(text, style, _, tag) => self.scalar(step, text, *style, tag.as_deref())?,
            Event::SequenceStart(..) => self.sequence(at, step, depth)?,
            Event::MappingStart(..) => self.mapping(at, step, depth)?,
            _ => Node { value: Value::Null, span: here },
        };
        if anchor > 0 {
            self.open.pop();
        }
        Ok(node)
    }

    /// Counts what aliases add.
    fn spend(&mut self, bytes: usize, span: Span) -> Result<(), SyntaxError> {
        if self.in_alias > 0 {
            self.nodes += 1;
            self.bytes += bytes;
            if self.nodes > ALIAS_NODES || self.bytes > ALIAS_BYTES {
                return Err(SyntaxError::new(span, SyntaxReason::AliasesTooLarge));
            }
        }
        Ok(())
    }

    /// The node that an alias refers to, built again: its inner places are those of what it refers to.
    fn alias(&mut self, target: usize, step: &Step<'_>, depth: usize) -> Result<Node, SyntaxError> {
        let span = self.offsets.span(step.start, step.end);
        if self.open.contains(&target) {
            return Err(SyntaxError::new(span, SyntaxReason::AliasesTooLarge));
        }
        let Some(&begins) = self.anchors.get(&target) else {
            return Err(SyntaxError::new(span, SyntaxReason::UnknownAlias));
        };
        self.spend(0, span)?;
        self.in_alias += 1;
        let mut at = begins;
        self.after = self.steps.get(begins).map_or(0, |step| step.start);
        let node = self.node(&mut at, depth + 1).map_err(|error| match error.reason {
            SyntaxReason::AliasesTooLarge => SyntaxError::new(span, error.reason),
            _ => error,
        });
        self.in_alias -= 1;
        self.after = step.end;
        Ok(Node { span, ..node? })
    }

    fn scalar(&mut self, step: &Step<'_>, text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Result<Node, SyntaxError> {
        let written = self.offsets.text().get(step.start..step.end).unwrap_or_default();
        let absent = written.is_empty() && style == ScalarStyle::Plain;
        // The parser's ends run over blanks and comments, its block scalars start after their `|`.
        let (start, end) = match style {
            _ if absent => (self.after, self.after),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => (step.start, step.start + quoted_length(written)),
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let header = self.offsets.text().get(self.after..step.start).unwrap_or_default();
                let start = header.find(['|', '>']).map_or(step.start, |mark| self.after + mark);
                let end = step.start + written.trim_end().len();
                (start, if written.trim_end().is_empty() { start + 1 } else { end })
            }
            ScalarStyle::Plain => (step.start, step.start + written.trim_end().len()),
        };
        let span = self.offsets.span(start, end);
        self.spend(text.len(), span)?;
        self.after = self.after.max(end);
        let value = match tag.filter(|tag| tag.is_yaml_core_schema()).map(|tag| tag.suffix.as_str()) {
            Some("str") => Value::String(text.to_owned()),
            Some("int" | "float" | "bool" | "null") => scalar::plain(text),
            _ if style == ScalarStyle::Plain => scalar::plain(text),
            _ => Value::String(text.to_owned()),
        };
        Ok(Node { value, span })
    }

    fn sequence(&mut self, at: &mut usize, step: &Step<'_>, depth: usize) -> Result<Node, SyntaxError> {
        self.spend(0, self.offsets.span(step.start, step.end))?;
        let mut items = Vec::new();
        let flow = self.flow(step, '[');
        self.after = if flow { step.start + 1 } else { self.after.max(step.start) };
        while !matches!(self.steps.get(*at).map(|step| &step.event), None | Some(Event::SequenceEnd)) {
            if !flow {
                self.pass('-', *at);
            }
            items.push(self.node(at, depth + 1)?);
        }
        let span = self.close(at, step, flow);
        Ok(Node { value: Value::Sequence(items), span })
    }

    fn mapping(&mut self, at: &mut usize, step: &Step<'_>, depth: usize) -> Result<Node, SyntaxError> {
        self.spend(0, self.offsets.span(step.start, step.end))?;
        let flow = self.flow(step, '{');
        self.after = if flow { step.start + 1 } else { self.after.max(step.start) };
        let mut entries: Vec<Entry> = Vec::new();
        let mut known = HashMap::new();
        let mut merged = Vec::new();
        while !matches!(self.steps.get(*at).map(|step| &step.event), None | Some(Event::MappingEnd)) {
            let merge = matches!(self.steps.get(*at).map(|step| &step.event), Some(Event::Scalar(text, ScalarStyle::Plain, ..)) if text == "<<");
            let (key, key_span) = self.key(at, depth)?;
            self.pass(':', *at);
            let value = self.node(at, depth + 1)?;
            if merge && matches!(value.value, Value::Mapping(_) | Value::Sequence(_)) {
                merged.push(value);
            } else if let Some(first) = position(&entries, &mut known, &key) {
                // Written out again through an alias, the same double key is not a second finding.
                if self.in_alias == 0 {
                    self.duplicates.push(Duplicate { key, span: key_span, first: entries[first].key_span });
                }
            } else {
                entries.push(Entry { key, key_span, value });
            }
        }
        for entry in merged.into_iter().flat_map(inherited) {
            if position(&entries, &mut known, &entry.key).is_none() {
                entries.push(entry);
            }
        }
        let span = self.close(at, step, flow);
        Ok(Node { value: Value::Mapping(entries), span })
    }

    /// A key: what a scalar says, or what is written where it is none.
    fn key(&mut self, at: &mut usize, depth: usize) -> Result<(String, Span), SyntaxError> {
        let scalar = match self.steps.get(*at).map(|step| &step.event) {
            Some(Event::Scalar(text, ..)) => Some(text.to_string()),
            _ => None,
        };
        let node = self.node(at, depth + 1)?;
        let key = scalar.or_else(|| node.scalar_text()).unwrap_or_else(|| self.offsets_text(node.span).to_owned());
        Ok((key, node.span))
    }

    fn offsets_text(&self, span: Span) -> &str {
        let base = self.offsets.span(0, 0).start;
        self.offsets.text().get((span.start - base) as usize..(span.end - base) as usize).unwrap_or_default()
    }

    /// Moves past the `mark` (`:` or `-`) that follows what was read, if it stands before the step `at`.
    fn pass(&mut self, mark: char, at: usize) {
        let limit = self.steps.get(at).map_or(self.offsets.text().len(), |step| step.start.max(self.after));
        let between = self.offsets.text().get(self.after..).unwrap_or_default();
        let blank = between.len() - between.trim_start().len();
        if between[blank..].starts_with(mark) && self.after + blank <= limit {
            self.after += blank + mark.len_utf8();
        }
    }

    fn flow(&self, step: &Step<'_>, bracket: char) -> bool {
        step.end > step.start && self.offsets.text().get(step.start..).is_some_and(|rest| rest.starts_with(bracket))
    }

    /// Reads the end of a collection and returns its bytes: its brackets, or from its start to its last value's end.
    fn close(&mut self, at: &mut usize, step: &Step<'_>, flow: bool) -> Span {
        if let Some(end) = self.steps.get(*at) {
            *at += 1;
            if flow {
                // The bracket itself: the event's end runs over a comment that follows it.
                self.after = end.start + 1;
            }
        }
        self.offsets.span(step.start, self.after.max(step.start))
    }
}

/// A mapping of no more keys than this is searched from its first one on: few have more.
const FEW: usize = 16;

/// Which of `entries`, whose keys differ, has this key. `known` holds the keys of a longer mapping as far as they were
/// asked for.
pub(super) fn position(entries: &[Entry], known: &mut HashMap<String, usize>, key: &str) -> Option<usize> {
    if entries.len() <= FEW {
        return entries.iter().position(|entry| entry.key == key);
    }
    for (at, entry) in entries.iter().enumerate().skip(known.len()) {
        known.insert(entry.key.clone(), at);
    }
    known.get(key).copied()
}

/// What a merge key brings: the entries of a mapping, or of each mapping of a list, earlier ones first.
fn inherited(node: Node) -> Vec<Entry> {
    match node.value {
        Value::Mapping(entries) => entries,
        Value::Sequence(items) => items
            .into_iter()
            .flat_map(|item| match item.value {
                Value::Mapping(entries) => entries,
                _ => Vec::new(),
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The length of the quoted scalar at the start of `written`, both quotes included.
fn quoted_length(written: &str) -> usize {
    let bytes = written.as_bytes();
    let quote = bytes.first().copied().unwrap_or_default();
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\\' if quote == b'"' => at += 1,
            byte if byte != quote => {}
            b'\'' if bytes.get(at) == Some(&b'\'') => at += 1,
            _ => return at,
        }
    }
    bytes.len()
}
