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
        if let Some(first) = first_of(&root, duplicate) {
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
        let mut range = error.span().unwrap_or_default();
        let message = error.message();
        let reason = match message {
            message if message.starts_with("missing value") || message.contains("missing value") => SyntaxReason::MissingValue,
            message if message.contains("recursion limit") => SyntaxReason::TooDeep,
            message if message.contains("unclosed array") => SyntaxReason::UnclosedBracket('['),
            message if message.contains("unclosed inline table") => SyntaxReason::UnclosedBracket('{'),
            message
                if message.contains("invalid basic string")
                    || message.contains("invalid literal string")
                    || message.contains("invalid multi-line") =>
            {
                SyntaxReason::UnclosedQuote
            }
            message if message.contains("escape") => SyntaxReason::Escape,
            message if message.contains("string values must be quoted") => SyntaxReason::UnquotedText,
            message if message.contains("key with no value") => {
                let end = self.text[range.start..].find(['\n', '\r']).map_or(self.text.len(), |at| range.start + at);
                range.end = end.max(range.end);
                SyntaxReason::MissingColon(self.written(&range).trim_end().to_owned())
            }
            message if message.contains("unexpected key or value") || message.contains("extra") => SyntaxReason::TextAfterValue,
            _ => SyntaxReason::Other,
        };
        SyntaxError::new(self.span(&range), reason)
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
