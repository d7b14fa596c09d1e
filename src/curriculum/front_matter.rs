//! The value of one key at the top of a front matter.

use super::model::Pattern;
use crate::document::{Document, FrontMatterFormat};
use regex::Regex;

/// Whether the value of every key matches.
pub(super) fn meets(document: &Document, conditions: &[(String, Pattern)]) -> bool {
    conditions.iter().all(|(key, pattern)| value(document, key).is_some_and(|value| pattern.is_match(&value)))
}

/// The value of `key` where it is one line of text.
pub(super) fn value(document: &Document, key: &str) -> Option<String> {
    let front = document.front_matter.filter(|front| front.closed)?;
    let content = document.source.text().get(front.content.range())?;
    for line in content.split(['\n', '\r']) {
        let separator = if front.format == FrontMatterFormat::Yaml { ':' } else { '=' };
        let Some((name, rest)) = line.split_once(separator) else { continue };
        if name.trim_end().trim_matches(['"', '\'']) != key {
            continue;
        }
        return match front.format {
            FrontMatterFormat::Yaml => scalar(rest),
            FrontMatterFormat::Other => None,
            FrontMatterFormat::Toml => toml::from_str::<toml::Table>(line).ok()?.get(key)?.as_str().map(str::to_owned),
        };
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

/// The first of `conditions` (a key and what its value must match) that the front matter of `document` does not meet, with the
/// value that it has instead, if it has one.
pub fn unmet<'c>(document: &Document, conditions: &'c [(String, Regex)]) -> Option<(&'c str, &'c Regex, Option<String>)> {
    conditions.iter().find_map(|(key, regex)| {
        let value = value(document, key);
        (!value.as_deref().is_some_and(|value| regex.is_match(value))).then_some((key.as_str(), regex, value))
    })
}
