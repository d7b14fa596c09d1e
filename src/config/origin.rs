//! Who says what a configuration says: setting by setting, with the place.

use super::difference::walk;
use super::{Config, ConfigFile, Overrides, profiles};
use crate::data::{self, Tree};
use crate::text::{LineIndex, Span};
use serde_json::Value;

/// Who says a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nobody: it is so where nothing is said.
    Default,
    /// The shipped profile of that name, on a line (from 1) of its file.
    Profile {
        /// Its name.
        name: String,
        /// The line.
        line: u32,
    },
    /// The configuration file, on a line (from 1).
    File {
        /// Its path, from the root of the repository.
        path: String,
        /// The line.
        line: u32,
    },
    /// The command line.
    CommandLine,
}

/// A setting in effect.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Its keys from the top; a content group stands by its name.
    pub keys: Vec<String>,
    /// Its value, without what it leaves unsaid.
    pub value: Value,
    /// Who says it.
    pub said: Said,
}

/// The texts that may say a setting, the strongest first.
#[derive(Debug)]
pub struct Origins {
    overrides: Overrides,
    texts: Vec<Text>,
}

/// One of them.
#[derive(Debug)]
struct Text {
    /// Who says it, on the line 0.
    by: Said,
    text: String,
    tree: Tree,
}

impl Text {
    fn new(by: Said, text: &str) -> Option<Self> {
        let tree = data::parse_yaml(text, Span::new(0, text.len())).ok()?;
        Some(Self { by, text: text.to_owned(), tree })
    }

    fn said(&self, span: Span) -> Said {
        let at = LineIndex::new(&self.text).position(&self.text, span.start).line;
        match self.by.clone() {
            Said::Profile { name, .. } => Said::Profile { name, line: at },
            Said::File { path, .. } => Said::File { path, line: at },
            other => other,
        }
    }
}

/// The parts of the configuration whose keys are told one by one, since each may come from elsewhere.
const PARTS: &[&str] = &["site", "online", "rules", "repositories"];

impl Origins {
    /// Of `config`, which was made of `file`, its profiles and `overrides`.
    pub fn new(config: &Config, file: Option<&ConfigFile>, overrides: &Overrides) -> Self {
        let own = file.and_then(|file| Text::new(Said::File { path: file.path.clone(), line: 0 }, &file.text));
        let profile = |name: &String| {
            let (_, text) = profiles::files().find(|(known, _)| known == name)?;
            Text::new(Said::Profile { name: name.clone(), line: 0 }, text)
        };
        let texts = own.into_iter().chain(config.profiles.iter().rev().filter_map(profile)).collect();
        Self { overrides: overrides.clone(), texts }
    }

    /// Who says the setting with these keys.
    pub fn of(&self, keys: &[&str]) -> Said {
        let asked = &self.overrides;
        let overridden = match keys {
            ["extends"] => asked.profiles.is_some(),
            ["language"] => asked.language.is_some(),
            ["fail-on"] => asked.fail_on.is_some(),
            ["rules", rule] => asked.rules.iter().any(|(known, _)| known == rule),
            _ => false,
        };
        if overridden {
            return Said::CommandLine;
        }
        let found = self.texts.iter().find_map(|text| {
            let (depth, place) = walk(&text.tree.root, keys);
            place.filter(|_| depth == keys.len()).map(|span| text.said(span))
        });
        found.unwrap_or(Said::Default)
    }

    /// Who says the item of that number of the list with these keys, at its own line.
    pub fn of_item(&self, keys: &[&str], number: usize) -> Said {
        let found = self.texts.iter().find_map(|text| {
            let mut node = &text.tree.root;
            for key in keys {
                let named = node.items().iter().find(|item| item.get("name").and_then(data::Node::as_str) == Some(key));
                node = named.or_else(|| node.get(key))?;
            }
            Some(text.said(node.items().get(number).unwrap_or(node).span))
        });
        found.unwrap_or(Said::Default)
    }

    /// Every setting of `config`, in the order of its schema, groups in theirs.
    pub fn settings(&self, config: &Config) -> Vec<Setting> {
        let mut all = Vec::new();
        let mut add = |keys: &[&str], value: &Value| {
            if let Some(value) = said_of(value) {
                let said = self.of(keys);
                all.push(Setting { keys: keys.iter().map(|key| (*key).to_owned()).collect(), value, said });
            }
        };
        let empty = serde_json::Map::new();
        let object = |value: &'_ Value| value.as_object().cloned().unwrap_or_else(|| empty.clone());
        for (key, value) in object(&config.effective) {
            match key.as_str() {
                "extends" => add(&["extends"], &serde_json::json!(config.profiles)),
                "content" => {
                    for group in value.as_array().into_iter().flatten() {
                        let name = group["name"].as_str().unwrap_or_default();
                        let settings = object(group);
                        let settings = settings.iter().filter(|(key, _)| *key != "name");
                        settings.for_each(|(key, value)| add(&["content", name, key], value));
                    }
                }
                part if PARTS.contains(&part) => object(&value).iter().for_each(|(key, value)| add(&[part, key], value)),
                key => add(&[key], &value),
            }
        }
        all
    }
}

/// `value` without what nothing is said of; `None` where nothing is left.
pub(crate) fn said_of(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Object(entries) => {
            let said: serde_json::Map<_, _> = entries
                .iter()
                .filter(|(key, value)| !(*key == "children" && value.as_array().is_some_and(Vec::is_empty)))
                .filter_map(|(key, value)| Some((key.clone(), said_of(value)?)))
                .collect();
            (!said.is_empty()).then_some(Value::Object(said))
        }
        Value::Array(items) => Some(Value::Array(items.iter().filter_map(said_of).collect())),
        other => Some(other.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Level, load};
    use crate::language::Language;

    #[test]
    fn every_setting_comes_from_somewhere() {
        let text = "extends: odin\ncontent:\n  - name: lessons\n    exclude: [old/]\nsite: { renderer: hugo }\nrules: { link-text: info }\n";
        let file = ConfigFile { path: "docs/.acquis.yaml".to_owned(), text: text.to_owned() };
        let overrides = Overrides {
            language: Some(Language::Fr),
            rules: vec![("link-empty".to_owned(), Level::Off)],
            ..Overrides::default()
        };
        let config = load(Some(&file), &overrides, &[]).unwrap();
        let origins = Origins::new(&config, Some(&file), &overrides);
        let in_file = |line| Said::File { path: "docs/.acquis.yaml".to_owned(), line };
        assert_eq!(origins.of(&["extends"]), in_file(1));
        assert_eq!(origins.of(&["content", "lessons", "exclude"]), in_file(4));
        assert!(
            matches!(origins.of(&["content", "lessons", "files"]), Said::Profile { name, line } if name == "odin" && line > 1)
        );
        assert_eq!(origins.of(&["site", "renderer"]), in_file(5));
        assert_eq!(origins.of(&["rules", "link-text"]), in_file(6));
        assert_eq!(origins.of(&["rules", "link-empty"]), Said::CommandLine);
        assert_eq!((origins.of(&["language"]), origins.of(&["fail-on"])), (Said::CommandLine, Said::Default));
        assert_eq!(origins.of_item(&["content", "lessons", "exclude"], 0), in_file(4));
        let settings = origins.settings(&config);
        let keys: Vec<String> = settings.iter().map(|setting| setting.keys.join(".")).collect();
        assert!(keys.contains(&"content.lessons.module".to_owned()) && !keys.contains(&"site.root".to_owned()), "{keys:?}");
    }
}
