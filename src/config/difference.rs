//! How two configurations differ: setting by setting, as they are written and with their profiles, and what each difference
//! means for what is asked.
//!
//! What is not known to ask for more is not taken for it.

use crate::data::{self, Node};
use crate::text::Span;
use serde_json::Value;

/// What a difference means for what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearing {
    /// As much is asked as before, or more.
    More,
    /// Less is asked.
    Less,
    /// Something else is asked.
    Other,
}

/// A setting that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Its keys from the top; a content group stands by its name.
    pub keys: Vec<String>,
    /// Its value before; null where there was none.
    pub before: Value,
    /// Its value now; null where there is none.
    pub after: Value,
}

/// The settings that are about what is said and where, not about what is asked; and those that their own words tell of.
const ASIDE: &[&str] = &["extends", "language", "title", "description", "evidence", "fail-on", "repository"];

/// The settings that differ between `before` and `after`, the effective values of two configurations. Groups that only one of
/// them has, the severities of rules and exemptions are left out: others tell of them.
pub fn differences(before: &Value, after: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    for key in keys(before, after).filter(|key| !ASIDE.contains(&key.as_str())) {
        let (before, after) = (&before[key], &after[key]);
        match key.as_str() {
            "content" => groups(before, after, &mut found),
            _ => compare(vec![key.clone()], before, after, &mut found),
        }
    }
    found
}

/// The keys of either, each once.
fn keys<'v>(before: &'v Value, after: &'v Value) -> impl Iterator<Item = &'v String> {
    let of = |value: &'v Value| value.as_object().into_iter().flat_map(serde_json::Map::keys);
    of(before).chain(of(after).filter(|key| before.get(key).is_none()))
}

fn groups(before: &Value, after: &Value, found: &mut Vec<Difference>) {
    let all = |value: &'_ Value| value.as_array().cloned().unwrap_or_default();
    let name = |group: &Value| group["name"].as_str().map(str::to_owned);
    let now = all(after);
    for group in all(before) {
        let (Some(name), Some(same)) = (name(&group), now.iter().find(|other| other["name"] == group["name"])) else { continue };
        for key in keys(&group, same).filter(|key| *key != "exempt") {
            compare(vec!["content".to_owned(), name.clone(), key.clone()], &group[key], &same[key], found);
        }
    }
}

/// Compares the values of one setting; objects key by key.
fn compare(at: Vec<String>, before: &Value, after: &Value, found: &mut Vec<Difference>) {
    if before == after || is_severity(&at, before, after) {
        return;
    }
    if before.is_object() && after.is_object() {
        for key in keys(before, after) {
            let inside = at.iter().cloned().chain([key.clone()]).collect();
            compare(inside, &before[key], &after[key], found);
        }
    } else {
        found.push(Difference { keys: at, before: before.clone(), after: after.clone() });
    }
}

/// Whether the setting is the severity of a rule, and nothing but that.
fn is_severity(at: &[String], before: &Value, after: &Value) -> bool {
    let plain = |value: &Value| value.is_null() || value.is_string();
    at.first().is_some_and(|key| key == "rules")
        && (at.len() == 2 && plain(before) && plain(after) || at.get(2).is_some_and(|key| key == "severity"))
}

impl Difference {
    /// How people name the setting: `content.lessons.sections`.
    pub fn name(&self) -> String {
        self.keys.join(".")
    }

    /// The group that it belongs to, if it is one's.
    pub fn group(&self) -> Option<&str> {
        self.keys.get(1).filter(|_| self.keys[0] == "content").map(String::as_str)
    }

    /// What it means for what is asked.
    pub fn bearing(&self) -> Bearing {
        let Self { keys, before, after } = self;
        let last = keys.last().map_or("", String::as_str);
        // What takes fewer things for a module or a competency asks less of all others.
        let marks = keys.iter().any(|key| ["module", "objective", "competency", "announced"].contains(&key.as_str()));
        match last {
            "files" => more_if(holds_all(after, before)),
            "exclude" => more_if(holds_all(before, after)),
            "sections" => more_if(sections(before, after)),
            "overrides" => overrides(before, after),
            _ if marks && before.is_null() && last != "announced" => Bearing::More,
            _ if after.is_null() && !["extra-sections", "count"].contains(&last) => Bearing::Less,
            // One description more of an assessment takes more for one; of a module or a competency, it asks of more.
            "assessment" | "match" if in_assessment(keys) && is_wider(before, after) => Bearing::Less,
            "assessment" | "match" if in_assessment(keys) && is_wider(after, before) => Bearing::More,
            "module" | "competency" if is_wider(before, after) => Bearing::More,
            "module" | "competency" if is_wider(after, before) => Bearing::Less,
            _ if marks => Bearing::Other,
            "required" => more_if(after == &Value::Bool(true)),
            "extra-sections" => more_if(after == &Value::Bool(false)),
            "min-items" | "min" => more_if(number(after) >= number(before)),
            "max" | "max-subject" | "max-length" | "allow" => more_if(number(after) <= number(before)),
            "assessment" | "declared" | "schema" if before.is_null() => Bearing::More,
            _ => Bearing::Other,
        }
    }
}

fn in_assessment(keys: &[String]) -> bool {
    keys.get(2).is_some_and(|key| key == "assessment") && !keys.iter().any(|key| ["requires", "assesses"].contains(&key.as_str()))
}

/// Whether `wide`, one description or several, has each of `narrow` and more.
fn is_wider(narrow: &Value, wide: &Value) -> bool {
    let all = |value: &Value| value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
    let (narrow, wide) = (all(narrow), all(wide));
    wide.len() > narrow.len() && narrow.iter().all(|one| wide.contains(one))
}

fn more_if(more: bool) -> Bearing {
    if more { Bearing::More } else { Bearing::Less }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(0.0)
}

/// Whether the list `all` has every item of `some`.
fn holds_all(all: &Value, some: &Value) -> bool {
    let items = |value: &'_ Value| value.as_array().cloned().unwrap_or_default();
    let all = items(all);
    items(some).iter().all(|item| all.contains(item))
}

/// What overrides that are added or taken away mean: nobody knows for which files to come.
fn overrides(before: &Value, after: &Value) -> Bearing {
    let items = |value: &'_ Value| value.as_array().cloned().unwrap_or_default();
    let (before, after) = (items(before), items(after));
    let is = |one: &Value, levels: &[&str]| {
        let mut all = one["rules"].as_object().into_iter().flat_map(serde_json::Map::values);
        all.all(|level| level.as_str().is_some_and(|level| levels.contains(&level)))
    };
    let stricter = after.iter().filter(|one| !before.contains(one)).all(|one| is(one, &["error"]))
        && before.iter().filter(|one| !after.contains(one)).all(|one| is(one, &["off"]));
    more_if(stricter)
}

/// Whether every section asked for before still is, and as much of it.
fn sections(before: &Value, after: &Value) -> bool {
    let items = |value: &'_ Value| value.as_array().cloned().unwrap_or_default();
    let now = items(after);
    let bound = |section: &Value, which: &str| section["count"][which].as_f64();
    let as_strict = |old: &Value, new: &Value| {
        let required = |section: &Value| section["required"] != Value::Bool(false);
        let least = |section: &Value| bound(section, "min").unwrap_or(1.0);
        let most = |section: &Value| bound(section, "max").unwrap_or(f64::INFINITY);
        old["match"] == new["match"]
            && old["level"] == new["level"]
            && (required(new) || !required(old))
            && number(&new["min-items"]) >= number(&old["min-items"])
            && least(new) >= least(old)
            && most(new) <= most(old)
            && sections(&old["children"], &new["children"])
    };
    items(before).iter().all(|old| now.iter().any(|new| as_strict(old, new)))
}

/// Where the configuration in `text` names the setting with these `keys`; of one that it does not name, where it names what is
/// nearest above. `None` where it names none of them.
pub fn place_of(text: &str, keys: &[String]) -> Option<Span> {
    let tree = data::parse_yaml(text, Span::new(0, text.len())).ok()?;
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    walk(&tree.root, &keys).1
}

/// Follows `keys` from `root`: how many of them are named, and where the last of these is.
pub(super) fn walk(root: &Node, keys: &[&str]) -> (usize, Option<Span>) {
    let (mut node, mut found) = (root, None);
    for (depth, key) in keys.iter().enumerate() {
        let named = |item: &&Node| item.get("name").and_then(Node::as_str) == Some(key);
        if let Some(item) = node.items().iter().find(named) {
            found = item.get("name").map(|name| name.span);
            node = item;
            continue;
        }
        let Some(entry) = node.entries().iter().find(|entry| entry.key == *key) else { return (depth, found) };
        found = Some(entry.key_span);
        node = &entry.value;
    }
    (keys.len(), found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(before: &Value, after: &Value) -> Vec<(String, Bearing)> {
        differences(before, after).iter().map(|found| (found.name(), found.bearing())).collect()
    }

    #[test]
    fn what_asks_less_is_told_from_what_asks_more() {
        let group = |value: Value| json!({ "content": [value] });
        let cases = [
            (json!({ "exclude": ["a"] }), json!({ "exclude": ["a", "b"] }), "exclude", Bearing::Less),
            (json!({ "exclude": ["a", "b"] }), json!({ "exclude": ["b"] }), "exclude", Bearing::More),
            (json!({}), json!({ "exclude": ["b"] }), "exclude", Bearing::Less),
            (json!({ "rules": { "r": { "max": 2 } } }), json!({ "rules": { "r": { "max": 9 } } }), "rules.r.max", Bearing::Less),
            (
                group(json!({ "name": "g", "files": ["a", "b"] })),
                group(json!({ "name": "g", "files": ["a"] })),
                "content.g.files",
                Bearing::Less,
            ),
            (
                group(json!({ "name": "g", "assessment": { "node": "item", "min-items": 3 } })),
                group(json!({ "name": "g", "assessment": { "node": "item", "min-items": 1 } })),
                "content.g.assessment.min-items",
                Bearing::Less,
            ),
            (
                group(json!({ "name": "g", "assessment": { "node": "item" } })),
                group(json!({ "name": "g", "assessment": [{ "node": "link" }, { "node": "item" }] })),
                "content.g.assessment",
                Bearing::Less,
            ),
            (
                group(json!({ "name": "g", "assessment": { "node": "item", "match": ["a", "b"] } })),
                group(json!({ "name": "g", "assessment": { "node": "item", "match": "b" } })),
                "content.g.assessment.match",
                Bearing::More,
            ),
            (
                group(json!({ "name": "g", "module": [{ "node": "item" }, { "node": "file" }] })),
                group(json!({ "name": "g", "module": { "node": "file" } })),
                "content.g.module",
                Bearing::Less,
            ),
            (
                group(json!({ "name": "g", "module": { "node": "item", "match": "a" } })),
                group(json!({ "name": "g", "module": { "node": "item", "match": "ab" } })),
                "content.g.module.match",
                Bearing::Other,
            ),
            (
                group(json!({ "name": "g", "sections": [{ "match": "a", "min-items": 2 }] })),
                group(json!({ "name": "g", "sections": [{ "match": "b" }, { "match": "a", "min-items": 2 }] })),
                "content.g.sections",
                Bearing::More,
            ),
            (
                group(json!({ "name": "g", "sections": [{ "match": "a", "children": [{ "match": "c" }] }] })),
                group(json!({ "name": "g", "sections": [{ "match": "a", "children": [] }] })),
                "content.g.sections",
                Bearing::Less,
            ),
        ];
        for (before, after, name, bearing) in cases {
            assert_eq!(told(&before, &after), [(name.to_owned(), bearing)], "{before}");
        }
    }

    #[test]
    fn severities_languages_and_groups_of_one_side_are_told_elsewhere() {
        let before = json!({ "language": "fr", "rules": { "r": "error" }, "content": [{ "name": "a" }] });
        let after = json!({ "language": "en", "rules": { "r": "off" }, "content": [{ "name": "b" }] });
        assert_eq!(told(&before, &after), []);
    }

    #[test]
    fn a_setting_is_shown_where_it_is_named() {
        let text = "content:\n  - name: g\n    files: [a]\nexclude: [b]\n";
        let at = |keys: &[&str]| {
            let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
            place_of(text, &keys).and_then(|span| text.get(span.range()))
        };
        assert_eq!(at(&["exclude"]), Some("exclude"));
        assert_eq!(at(&["content", "g", "files"]), Some("files"));
        assert_eq!(at(&["content", "g", "sections"]), Some("g"));
        assert_eq!(at(&["rules"]), None);
    }
}
