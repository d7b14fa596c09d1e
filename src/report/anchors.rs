//! The anchors of one document's headings: a table for people, and JSON.

use super::words::columns;
use super::{shown, wire};
use crate::language::Language;
use crate::say;
use serde::Serialize;
use std::io::{self, Write};

/// A heading with its anchor.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Its line, from 1.
    pub line: u32,
    /// Its text, without markup.
    pub text: String,
    /// Its anchor, without `#`; empty where the renderer gives none.
    pub anchor: String,
}

/// Columns that anchors are aligned in at most; a longer one moves its text to the right.
const WIDEST: usize = 60;

/// Writes the rows as a JSON array, with a final line feed.
///
/// # Errors
/// When `out` can't be written to.
pub fn json(rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    wire::write(&rows, out)
}

/// Writes the rows as a table: line, anchor, text.
///
/// # Errors
/// When `out` can't be written to.
pub fn text(rows: &[Row], language: Language, out: &mut dyn Write) -> io::Result<()> {
    if rows.is_empty() {
        return writeln!(out, "{}", say!(language, fr: "Ce fichier n'a pas de titre.", en: "This file has no heading."));
    }
    let heads = match language {
        Language::Fr => ["Ligne", "Ancre", "Titre"],
        Language::En => ["Line", "Anchor", "Heading"],
    };
    let anchor = |row: &Row| if row.anchor.is_empty() { "–".to_owned() } else { format!("#{}", shown(&row.anchor)) };
    let cells: Vec<(String, String, String)> =
        rows.iter().map(|row| (row.line.to_string(), anchor(row), shown(&row.text).into_owned())).collect();
    let width = |cell: fn(&(String, String, String)) -> &str, head: &str| {
        cells.iter().map(|row| columns(cell(row))).filter(|&wide| wide <= WIDEST).max().unwrap_or(0).max(columns(head))
    };
    let (lines, anchors) = (width(|row| &row.0, heads[0]), width(|row| &row.1, heads[1]));
    writeln!(out, "{}{}  {}", pad(heads[0], lines), pad(&format!("  {}", heads[1]), anchors + 2), heads[2])?;
    for (line, anchor, text) in &cells {
        let row = format!("{}{line}  {}  {text}", pad("", lines - columns(line)), pad(anchor, anchors));
        writeln!(out, "{}", row.trim_end())?;
    }
    Ok(())
}

/// `text` and the blanks that fill it up to `width` columns.
fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}
