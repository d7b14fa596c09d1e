//! The value of one key at the top of a front matter, and where it is written.

use crate::document::{Document, FrontMatterFormat};
use crate::text::Span;

/// The value of `key` where it is one line of text, and its place.
pub(super) fn value(document: &Document, key: &str) -> Option<(String, Span)> {
    let front = document.front_matter.filter(|front| front.closed)?;
    let content = document.source.text().get(front.content.range())?;
    let mut start = front.content.start as usize;
    for line in content.split_inclusive(['\n', '\r']) {
        let at = start;
        start += line.len();
        let separator = if front.format == FrontMatterFormat::Yaml { ':' } else { '=' };
        let Some((name, rest)) = line.split_once(separator) else { continue };
        if name.trim_end().trim_matches(['"', '\'']) != key {
            continue;
        }
        let from = at + name.len() + 1 + (rest.len() - rest.trim_start().len());
        let value = match front.format {
            FrontMatterFormat::Yaml => scalar(rest)?,
            FrontMatterFormat::Toml => toml::from_str::<toml::Table>(line).ok()?.get(key)?.as_str()?.to_owned(),
        };
        return Some((value, Span::new(from, from + rest.trim().len())));
    }
    None
}

/// A scalar of one line, without quotation marks or comment; `None` for anything else.
fn scalar(written: &str) -> Option<String> {
    match serde_yaml::from_str(written.trim()).ok()? {
        serde_yaml::Value::String(text) => Some(text),
        serde_yaml::Value::Number(number) => Some(number.to_string()),
        serde_yaml::Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}
