//! The JSON Schemas of the configuration and of profiles, made from the types that read them.

use super::options;
use super::written::{ProfileHead, Written};
use crate::data::Schema;
use serde_json::{Value as Json, json};
use std::sync::OnceLock;

/// The JSON Schema of `.acquis.yaml`.
pub fn config_schema() -> Json {
    let mut schema = schemars::schema_for!(Written).to_value();
    options::describe(&mut schema);
    tidy(&mut schema);
    schema
}

/// The JSON Schema of a profile: that of the configuration, with what only a profile says.
pub fn profile_schema() -> Json {
    let mut schema = config_schema();
    let mut head = schemars::schema_for!(ProfileHead).to_value();
    tidy(&mut head);
    for part in ["properties", "$defs"] {
        let (Some(into), Some(from)) =
            (schema.get_mut(part).and_then(Json::as_object_mut), head.get(part).and_then(Json::as_object))
        else {
            continue;
        };
        into.extend(from.iter().map(|(key, value)| (key.clone(), value.clone())));
    }
    schema["title"] = json!("Profile of acquis");
    schema["description"] = json!("A configuration that acquis ships: rules/profiles/*.yaml.");
    schema["required"] = head["required"].clone();
    schema
}

/// The compiled schema of `.acquis.yaml`.
pub(super) fn config() -> Option<&'static Schema> {
    static SCHEMA: OnceLock<Option<Schema>> = OnceLock::new();
    SCHEMA.get_or_init(|| Schema::compile(&config_schema()).ok()).as_ref()
}

/// The compiled schema of a profile.
pub(super) fn profile() -> Option<&'static Schema> {
    static SCHEMA: OnceLock<Option<Schema>> = OnceLock::new();
    SCHEMA.get_or_init(|| Schema::compile(&profile_schema()).ok()).as_ref()
}

/// Takes `null` out: a key without a value is a mistake, not a way to say nothing. Formats of Rust's integers too.
fn tidy(schema: &mut Json) {
    match schema {
        Json::Object(entries) => {
            if let Some(Json::Array(types)) = entries.get_mut("type") {
                types.retain(|kind| kind != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    entries.insert("type".to_owned(), only);
                }
            }
            if let Some(Json::Array(branches)) = entries.get_mut("anyOf") {
                branches.retain(|branch| branch.get("type") != Some(&json!("null")));
                if let [Json::Object(only)] = branches.as_slice() {
                    let only = only.clone();
                    entries.remove("anyOf");
                    entries.extend(only);
                }
            }
            entries.retain(|key, value| !(key == "default" && (value.is_null() || value.as_array().is_some_and(Vec::is_empty))));
            entries.retain(|key, value| !(key == "format" && value.as_str().is_some_and(|format| format.starts_with("uint"))));
            entries.values_mut().for_each(tidy);
        }
        Json::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}
