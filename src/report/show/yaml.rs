//! The effective configuration as YAML that can be saved as it is: each setting with who says it in a comment.

use super::v1::{Configuration, Setting};
use super::words;
use crate::report::Style;
use crate::text::escape::steers;
use serde_json::Value;
use std::io::{self, Write};

/// A value that takes more columns stands below its key.
const WIDE: usize = 100;

/// Writes `configuration`.
pub(super) fn write(configuration: &Configuration, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut above: &[String] = &[];
    for setting in &configuration.settings {
        let keys = setting.keys.as_slice();
        let Some((last, parents)) = keys.split_last() else { continue };
        heads(parents, above, out)?;
        let indent = match parents {
            [] => "",
            // A group is an item of a list.
            [first, _] if first == "content" => "    ",
            _ => "  ",
        };
        line(indent, last, setting, style, out)?;
        above = parents;
    }
    Ok(())
}

/// The lines above a setting under `parents`, where the one before it stands under `above`.
fn heads(parents: &[String], above: &[String], out: &mut dyn Write) -> io::Result<()> {
    match parents {
        [first, ..] if above.first() != Some(first) => writeln!(out, "{}:", plain(first))?,
        _ => {}
    }
    match parents {
        [first, name] if first == "content" && above != parents => writeln!(out, "  - name: {}", plain(name)),
        _ => Ok(()),
    }
}

fn line(indent: &str, key: &str, setting: &Setting, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let value = if key == "extends" { names(&setting.value) } else { flow(&setting.value) };
    let origin = words::origin(&setting.origin, style);
    if indent.len() + key.len() + value.len() <= WIDE {
        return writeln!(out, "{indent}{}: {value}  # {origin}", plain(key));
    }
    writeln!(out, "{indent}{}:  # {origin}", plain(key))?;
    match &setting.value {
        Value::Array(items) => items.iter().try_for_each(|item| writeln!(out, "{indent}  - {}", flow(item))),
        Value::Object(entries) => {
            entries.iter().try_for_each(|(key, value)| writeln!(out, "{indent}  {}: {}", plain(key), flow(value)))
        }
        value => writeln!(out, "{indent}  {}", flow(value)),
    }
}

/// The names of profiles: one stands by itself.
fn names(value: &Value) -> String {
    match value.as_array().map(Vec::as_slice) {
        Some([only]) => flow(only),
        _ => flow(value),
    }
}

/// `value` on one line.
pub(super) fn flow(value: &Value) -> String {
    match value {
        Value::String(text) => plain(text),
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Object(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{}: {}", plain(key), flow(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// Words that YAML, or an older reader of it, takes for something else than text.
const TAKEN: &[&str] = &["true", "false", "null", "yes", "no", "on", "y", "n"];

/// `text` as a scalar of YAML that stands on one line: as it is where nothing in it means anything, in apostrophes, or with
/// escapes where it holds what would steer a terminal.
fn plain(text: &str) -> String {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.');
    let bare = text.starts_with(char::is_alphabetic) && text.chars().all(word) && !TAKEN.contains(&&*text.to_lowercase());
    if bare {
        return text.to_owned();
    }
    if !text.contains(steers) && !text.contains("##[") {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if (steers(c) || c == '[') && u32::from(c) <= 0xFFFF => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_as_itself() {
        for text in
            ["docs/a.md", "fr", "off", "no", "", "l'eau", "^Module\\b", "a: b # c", "\u{1b}[31m##[error]", "é\u{202e}\"\n", "1.5"]
        {
            let value = serde_json::json!({ text: [text, { "k": text }] });
            let read: Value = serde_yaml::from_str(&flow(&value)).unwrap();
            assert_eq!(read, value, "{}", flow(&value));
            assert!(!flow(&value).contains(steers));
        }
    }
}
