//! The ids that the templates around a page write.

use super::Brought;
use crate::site::liquid::{Piece, Values, pieces, said};

/// How long the id of an element may be, in bytes.
const NEAR: usize = 512;

impl Brought {
    /// Adds `ids`, as templates write them; of those that hold a value which is not known, the beginning and the end.
    pub(in crate::site) fn add_ids<'i>(&mut self, ids: impl Iterator<Item = &'i String>, values: &dyn Values) {
        for id in ids {
            match said(id, values) {
                Some(id) => self.ids.push(id),
                None => {
                    let ends = (id.split("{{").next().unwrap_or_default(), id.rsplit("}}").next().unwrap_or_default());
                    // What is made of nothing but a value is one of a list of other pages.
                    if ends != ("", "") {
                        self.guesses.push((ends.0.to_owned(), ends.1.to_owned()));
                    }
                }
            }
        }
    }
}

/// The ids of the elements in `text`, as they are written, with their templates.
pub(in crate::site) fn written_ids(text: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), b"id=") {
        let value = &text[at + 3..];
        let alone = text[..at].ends_with([' ', '\t', '\n', '"', '\'']);
        let Some(quote) = value.chars().next().filter(|_| alone) else { continue };
        if !matches!(quote, '"' | '\'') {
            let end = value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len());
            ids.push(value[..end].to_owned());
            continue;
        }
        let end = (value.len().min(NEAR)..=value.len()).find(|&at| value.is_char_boundary(at)).unwrap_or(1);
        let value = &value[1..end];
        let mut id = String::new();
        for piece in pieces(value) {
            match piece {
                Piece::Text(range) => match value[range.clone()].find(quote) {
                    Some(end) => {
                        id.push_str(&value[range.start..range.start + end]);
                        break;
                    }
                    None => id.push_str(&value[range]),
                },
                Piece::Output(range) => id.push_str(&format!("{{{{{}}}}}", &value[range])),
                Piece::Tag(_) => {}
            }
        }
        ids.push(id);
    }
    ids
}
