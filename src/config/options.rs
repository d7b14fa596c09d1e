//! The options of the rules that have some. Here, and not beside their rules, so that the schema of the configuration holds
//! them: editors complete them, and what is written wrong is told at its place.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Deserialize;
use serde_json::{Value as Json, json};

/// How the subjects of commits are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CommitStyle {
    /// As one likes.
    #[default]
    Free,
    /// `type(scope): description`.
    Conventional,
    /// An emoji first.
    Gitmoji,
}

/// Options of `commit-message`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
pub struct CommitMessage {
    /// How subjects are written.
    pub style: CommitStyle,
    /// The longest subject, in characters.
    pub max_subject: usize,
    /// The types of conventional commits; none: any.
    pub types: Vec<String>,
}

impl Default for CommitMessage {
    fn default() -> Self {
        Self { style: CommitStyle::Free, max_subject: 72, types: Vec::new() }
    }
}

/// Options of `file-too-large` and `file-binary-outside-lfs`.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FileSize {
    /// The most bytes that a file may have.
    pub max: u64,
}

impl Default for FileSize {
    fn default() -> Self {
        Self { max: 1 << 20 }
    }
}

/// Options of `path-not-portable`.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
pub struct PathLength {
    /// The longest path, in UTF-16 units, from the root of the repository.
    pub max_length: usize,
}

impl Default for PathLength {
    fn default() -> Self {
        // Windows takes 259, the folder of the clone included.
        Self { max_length: 200 }
    }
}

/// Options of `coverage-fell`.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CoverageFall {
    /// By how many percentage points coverage may fall.
    pub allow: f64,
}

/// Options of `generated-file-touched`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct GeneratedFiles {
    /// Globs of the files, from the folder of the configuration.
    pub paths: Vec<String>,
}

/// Options of `front-matter-updated-stale`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(default)]
pub struct UpdatedKey {
    /// The key of the date.
    pub key: String,
}

impl Default for UpdatedKey {
    fn default() -> Self {
        Self { key: "updated".to_owned() }
    }
}

/// Puts the options of each rule into `schema`, that of the configuration: beside `severity`, and nothing else.
pub(super) fn describe(schema: &mut Json) {
    for (rule, mut options) in [
        ("commit-message", of::<CommitMessage>()),
        ("coverage-fell", of::<CoverageFall>()),
        ("file-binary-outside-lfs", of::<FileSize>()),
        ("file-too-large", of::<FileSize>()),
        ("front-matter-updated-stale", of::<UpdatedKey>()),
        ("generated-file-touched", of::<GeneratedFiles>()),
        ("path-not-portable", of::<PathLength>()),
    ] {
        options["properties"]["severity"] = json!({ "description": "The severity.", "$ref": "#/$defs/Level" });
        options["additionalProperties"] = json!(false);
        schema["properties"]["rules"]["properties"][rule] = json!({ "anyOf": [{ "$ref": "#/$defs/Level" }, options] });
    }
}

/// The schema of the options `T`, in one piece.
fn of<T: JsonSchema>() -> Json {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    if let Some(entries) = schema.as_object_mut() {
        entries.retain(|key, _| !matches!(key.as_str(), "$schema" | "title"));
    }
    schema
}
