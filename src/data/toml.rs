//! TOML into the same tree as YAML.

use super::{Duplicate, Entry, MAX_DEPTH, Node, SyntaxError, SyntaxReason, Tree, Value, scalar};
use crate::text::Span;
use toml::Spanned;
use toml::de::{DeFloat, DeInteger, DeTable, DeValue, Error};

/// Reads the bytes `part` of `text` as a TOML document. Places in the result are bytes of `text`; dates become strings,
/// as written.
///
/// Keys that stand twice are told in the result, not as an error.
///
/// # Errors
/// The first place at which it is no TOML, or nests too deep.
pub fn parse_toml(text: &str, part: Span) -> Result<Tree, SyntaxError> {
    let inner = text.get(part.range()).unwrap_or_default();
    let reader = Reader { text: inner, base: part.start as usize };
    let (table, errors) = DeTable::parse_recoverable(inner);
    let mut duplicates = Vec::new();
    for error in &errors {
        let at = error.span().unwrap_or_default();
        if error.message() != "duplicate key" {
            return Err(reader.error(error));
        }
        let key = reader.written(&at).trim_matches(['"', '\'']).to_owned();
        duplicates.push(Duplicate { span: reader.span(&at), first: reader.span(&at), key });
    }
    let mut root = reader.table(table.get_ref(), 0)?;
    root.span = reader.span(&(0..inner.trim_end().len()));
    for duplicate in &mut duplicates {
        if let Some(first) = reader.first_header(duplicate.span).or_else(|| first_of(&root, duplicate)) {
            duplicate.first = first;
        }
    }
    Ok(Tree { root, duplicates })
}

/// Where the key of a duplicate stands first: the nearest key of that name before it.
fn first_of(node: &Node, duplicate: &Duplicate) -> Option<Span> {
    let own = node.entries().iter().filter(|entry| entry.key == duplicate.key && entry.key_span.start < duplicate.span.start);
    let own = own.map(|entry| entry.key_span);
    let inner =
        node.entries().iter().map(|entry| &entry.value).chain(node.items()).filter_map(|value| first_of(value, duplicate));
    own.chain(inner).max_by_key(|span| span.start)
}

struct Reader<'t> {
    text: &'t str,
    base: usize,
}

impl Reader<'_> {
    fn span(&self, range: &std::ops::Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    fn written(&self, range: &std::ops::Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn node(&self, value: &Spanned<DeValue<'_>>, depth: usize) -> Result<Node, SyntaxError> {
        let range = value.span();
        let span = self.span(&range);
        if depth > MAX_DEPTH {
            return Err(SyntaxError::new(span, SyntaxReason::TooDeep));
        }
        let value = match value.get_ref() {
            DeValue::String(text) => Value::String(text.to_string()),
            DeValue::Integer(number) => integer(number),
            DeValue::Float(number) => float(number),
            DeValue::Boolean(value) => Value::Bool(*value),
            DeValue::Datetime(_) => Value::String(self.written(&range).to_owned()),
            DeValue::Array(items) => {
                Value::Sequence(items.iter().map(|item| self.node(item, depth + 1)).collect::<Result<_, _>>()?)
            }
            DeValue::Table(table) => return Ok(Node { span, ..self.table(table, depth)? }),
        };
        Ok(Node { value, span })
    }

    fn table(&self, table: &DeTable<'_>, depth: usize) -> Result<Node, SyntaxError> {
        let mut entries = Vec::with_capacity(table.len());
        for (key, value) in table {
            let value = self.node(value, depth + 1)?;
            entries.push(Entry { key: key.get_ref().to_string(), key_span: self.span(&key.span()), value });
        }
        // The parser orders by name; a reader expects the order of the file.
        entries.sort_by_key(|entry: &Entry| entry.key_span.start);
        Ok(Node { value: Value::Mapping(entries), span: Span::default() })
    }

    fn error(&self, error: &Error) -> SyntaxError {
        let range = error.span().unwrap_or_default();
        let at = range.start.min(self.text.len());
        let message = error.message();
        let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
        let (range, reason) = match () {
            () if says(&["recurs"]) => (range, SyntaxReason::TooDeep),
            () if says(&["unclosed"]) => self.open_bracket(at),
            () if says(&["invalid basic string", "invalid literal string", "invalid multi-line"]) => {
                (self.open_quote(at), SyntaxReason::UnclosedQuote)
            }
            () if says(&["escape"]) => (range, SyntaxReason::Escape),
            () if says(&["key with no value", "invalid unquoted key"]) => {
                let line = self.line(at);
                let shown = self.written(&line).to_owned();
                (line, SyntaxReason::MissingEquals(shown))
            }
            () if says(&["missing value"]) || (says(&["must be quoted"]) && range.is_empty()) => {
                (range, SyntaxReason::MissingValue)
            }
            () if says(&["must be quoted"]) => (range, SyntaxReason::UnquotedText),
            () if says(&["unexpected key or value", "extra"]) => (range, SyntaxReason::TextAfterValue),
            () => (range, SyntaxReason::Other),
        };
        SyntaxError::new(self.span(&range), reason)
    }

    /// The line around `at`, without the blanks around it.
    fn line(&self, at: usize) -> std::ops::Range<usize> {
        let start = self.text[..at].rfind('\n').map_or(0, |before| before + 1);
        let line = self.text[start..].lines().next().unwrap_or_default();
        let blank = line.len() - line.trim_start().len();
        start + blank..start + line.trim_end().len().max(blank)
    }

    /// The quotation mark that opens the string which ends at `at`.
    fn open_quote(&self, at: usize) -> std::ops::Range<usize> {
        let line = self.line(at);
        let written = self.written(&line);
        let value = written.find('=').unwrap_or(0);
        let quote = written[value..].find(['"', '\'']).map(|quote| line.start + value + quote);
        quote.map_or(at..at, |quote| quote..quote + 1)
    }

    /// The bracket before `at` that nothing closes.
    fn open_bracket(&self, at: usize) -> (std::ops::Range<usize>, SyntaxReason) {
        let mut closed = 0usize;
        for (index, c) in self.text[..at].char_indices().rev() {
            match c {
                ']' | '}' => closed += 1,
                '[' | '{' if closed == 0 => return (index..index + 1, SyntaxReason::UnclosedBracket(c)),
                '[' | '{' => closed -= 1,
                _ => {}
            }
        }
        (at..at, SyntaxReason::UnclosedBracket('['))
    }

    /// The first header of a table, for duplicates.
    fn first_header(&self, duplicate: Span) -> Option<Span> {
        let at = duplicate.start as usize - self.base;
        let line = self.line(at);
        let header = self.written(&line);
        let mut offset = 0;
        for earlier in self.text[..line.start].split_inclusive('\n') {
            if header.starts_with('[') && earlier.trim() == header {
                let start = offset + earlier.len() - earlier.trim_start().len() + (at - line.start);
                return Some(self.span(&(start..start + duplicate.len())));
            }
            offset += earlier.len();
        }
        None
    }
}

fn integer(number: &DeInteger<'_>) -> Value {
    let whole = i64::from_str_radix(number.as_str(), number.radix()).ok().map(Value::Integer);
    whole.or_else(|| number.as_str().parse().ok().map(Value::Float)).unwrap_or_else(|| Value::String(number.to_string()))
}

fn float(number: &DeFloat<'_>) -> Value {
    let text = number.as_str();
    let named = match text.trim_start_matches(['+', '-']) {
        "inf" => scalar::number(&text.replace("inf", ".inf")),
        "nan" => Some(Value::Float(f64::NAN)),
        _ => scalar::number(text),
    };
    named.unwrap_or_else(|| Value::String(text.to_owned()))
}
