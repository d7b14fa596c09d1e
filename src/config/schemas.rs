//! Schema files that a configuration names: read once, before any document is checked.

use super::error::{ConfigError, Problem};
use super::{Config, SchemaSource};
use crate::data::{self, Schema, Tree};
use crate::text::{LineIndex, Span};
use std::sync::Arc;

/// A file that a schema was read from.
#[derive(Debug)]
pub struct SchemaFile {
    /// Its path, from the root of the repository.
    pub path: String,
    text: String,
    tree: Option<Tree>,
}

impl SchemaFile {
    fn new(path: &str, text: &str) -> Self {
        let tree = data::parse_yaml(text, Span::new(0, text.len())).ok();
        Self { path: path.to_owned(), text: text.to_owned(), tree }
    }

    /// The line (from 1) that asks for what `key` at the top of a value must be, or for its being there; `None` where none does.
    pub fn line(&self, key: &str) -> Option<u32> {
        let root = &self.tree.as_ref()?.root;
        let described = root.get("properties").and_then(|all| all.entry(key)).map(|entry| entry.key_span);
        let required = || root.get("required")?.items().iter().find(|item| item.as_str() == Some(key)).map(|item| item.span);
        let place = described.or_else(required)?;
        Some(LineIndex::new(&self.text).position(&self.text, place.start).line)
    }
}

impl Config {
    /// Replaces every [`SchemaSource::File`] by the schema that `read` gives the bytes of, by path from the root of the
    /// repository.
    ///
    /// # Errors
    /// Every file that is missing, is not text, or is no valid schema, at the place where the configuration names it.
    pub fn read_schemas(&mut self, read: impl Fn(&str) -> Option<Vec<u8>>) -> Result<(), Vec<ConfigError>> {
        let mut errors = Vec::new();
        for group in &mut self.groups {
            let Some(SchemaSource::File { path, span }) = &group.front_matter.schema else { continue };
            let text = read(path).and_then(|bytes| String::from_utf8(bytes).ok());
            group.front_matter.file = text.as_ref().map(|text| Arc::new(SchemaFile::new(path, text)));
            let schema = text.ok_or_else(|| Problem::SchemaFile(path.clone()));
            match schema.and_then(|text| Schema::parse(&text).map_err(|error| Problem::FrontMatterSchema(Box::new(error)))) {
                Ok(schema) => group.front_matter.schema = Some(SchemaSource::Inline(Arc::new(schema))),
                Err(problem) => errors.push(ConfigError::new(span.unwrap_or_default(), problem)),
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}
