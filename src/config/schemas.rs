//! Schema files that a configuration names: read once, before any document is checked.

use super::error::{ConfigError, Problem};
use super::{Config, SchemaSource};
use crate::data::Schema;
use std::sync::Arc;

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
            let schema = text.ok_or_else(|| Problem::SchemaFile(path.clone()));
            match schema.and_then(|text| Schema::parse(&text).map_err(|error| Problem::FrontMatterSchema(Box::new(error)))) {
                Ok(schema) => group.front_matter.schema = Some(SchemaSource::Inline(Arc::new(schema))),
                Err(problem) => errors.push(ConfigError::new(span.unwrap_or_default(), problem)),
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}
