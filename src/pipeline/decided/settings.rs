//! The files that configure markdownlint: a rule that one of them turns off by its name is turned off on purpose, as is the whole of
//! it for a file that one of them ignores.

use super::Source;
use crate::data;
use crate::paths::Paths;
use crate::text::path::{below, folder_of, folders_above, under};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use jsonc_parser::{CollectOptions, ParseOptions};
use serde_json::Value;
use std::collections::HashMap;

/// Its files, of which the first in a folder holds for all that is below.
const FILES: &[&str] =
    &[".markdownlint.jsonc", ".markdownlint.json", ".markdownlint.yaml", ".markdownlint.yml", ".markdownlintrc"];

/// The files of its program, which have the same under `config`; what those above say goes before it.
const PROGRAM: &[&str] =
    &[".markdownlint-cli2.jsonc", ".markdownlint-cli2.yaml", ".markdownlint-cli2.cjs", ".markdownlint-cli2.mjs"];

/// The file of its older program that says what is ignored, as git's own do.
const IGNORED: &str = ".markdownlintignore";

/// A larger file is none of these.
const LARGEST: usize = 200_000;

/// What is known of the folders of a snapshot.
pub(super) struct Settings<'p> {
    paths: &'p dyn Paths,
    /// The names of what is turned off in each folder.
    folders: HashMap<String, Vec<String>>,
    /// What each folder says is ignored below it, where it says that.
    ignored: HashMap<String, Option<Gitignore>>,
}

impl<'p> Settings<'p> {
    pub(super) fn new(paths: &'p dyn Paths) -> Self {
        Self { paths, folders: HashMap::new(), ignored: HashMap::new() }
    }

    /// Whether the file at `path` is ignored.
    pub(super) fn ignore(&mut self, path: &str) -> bool {
        folders_above(path).any(|folder| {
            if !self.ignored.contains_key(folder) {
                let ignored = self.ignored_below(folder);
                self.ignored.insert(folder.to_owned(), ignored);
            }
            let said = self.ignored.get(folder).and_then(Option::as_ref).zip(below(folder, path));
            said.is_some_and(|(said, inside)| said.matched_path_or_any_parents(inside, false).is_ignore())
        })
    }

    /// What the files in `folder` itself ignore.
    fn ignored_below(&self, folder: &str) -> Option<Gitignore> {
        let program = PROGRAM.iter().find_map(|name| self.read(&under(folder, name)));
        let list = program.as_ref().and_then(|program| program.get("ignores")?.as_array()).into_iter().flatten();
        // These are paths from their folder; a name alone is one in any folder for git.
        let paths =
            list.filter_map(Value::as_str).map(|path| format!("/{}", path.trim_start_matches("./").trim_start_matches('/')));
        let text = self.paths.read(&under(folder, IGNORED), LARGEST).unwrap_or_default();
        let mut built = GitignoreBuilder::new("");
        for line in paths.chain(text.lines().map(str::to_owned)) {
            // What can't be read ignores nothing.
            let _ = built.add_line(None, &line);
        }
        built.build().ok().filter(|ignored| !ignored.is_empty())
    }

    /// Whether one of `names` is turned off for the file of `source`.
    pub(super) fn turn_off(&mut self, source: &Source, names: &[String]) -> bool {
        let off = self.of(folder_of(source.path()));
        off.iter().any(|name| names.contains(name))
    }

    /// What is turned off in `folder`: what its own files say, or those of the nearest folder above it that has any.
    fn of(&mut self, folder: &str) -> &[String] {
        if !self.folders.contains_key(folder) {
            let off = std::iter::once(folder)
                .chain(folders_above(folder))
                .find_map(|at| self.folders.get(at).cloned().or_else(|| self.here(at)));
            self.folders.insert(folder.to_owned(), off.unwrap_or_default());
        }
        self.folders.get(folder).map_or(&[], |off| off)
    }

    /// What the files in `folder` itself turn off; `None` where there are none.
    fn here(&self, folder: &str) -> Option<Vec<String>> {
        let first = |names: &[&str]| names.iter().find_map(|name| self.read(&under(folder, name)));
        let (own, program) = (first(FILES), first(PROGRAM));
        let program = program.as_ref().map(|program| program.get("config").unwrap_or(&Value::Null));
        let said = [program, own.as_ref()];
        said.iter().any(Option::is_some).then(|| off(&said))
    }

    fn read(&self, path: &str) -> Option<Value> {
        let text = self.paths.read(path, LARGEST)?;
        if path.ends_with(".yaml") || path.ends_with(".yml") {
            return data::parse_file(path, &text)?.ok().map(|tree| data::to_json(&tree.root));
        }
        if path.ends_with("js") { Some(in_code(&text)) } else { with_comments(&text) }
    }
}

/// What a program that is a configuration says of rules, as far as it is written out: `MD045: false`, `config.MD045 = false`.
fn in_code(text: &str) -> Value {
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with(['/', '*']));
    let said = lines.filter_map(|line| {
        let (name, value) = line.split_once(" = ").or_else(|| line.split_once(':'))?;
        let value = value.trim().trim_end_matches([',', ';']).parse().ok()?;
        let name = name.trim_end().trim_end_matches([']', '"', '\'']);
        let start = name.rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).map_or(0, |at| at + 1);
        Some((name[start..].to_owned(), Value::Bool(value)))
    });
    serde_json::json!({ "config": said.collect::<serde_json::Map<_, _>>() })
}

/// The value of a JSON file that may hold comments and a comma after the last of several. The tree is asked, since it has a
/// bound on how deep it goes; what serde reads by this library has none.
fn with_comments(text: &str) -> Option<Value> {
    let tree = jsonc_parser::parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()).ok()?;
    tree.value.map(Value::from)
}

/// The names that `said` turns off; where two of them name the same rule, the later one decides.
fn off(said: &[Option<&Value>]) -> Vec<String> {
    let mut off: Vec<String> = Vec::new();
    let pairs = said.iter().flatten().filter_map(|value| value.as_object()).flatten();
    for (name, value) in pairs {
        let name = name.to_ascii_lowercase();
        off.retain(|known| *known != name);
        if *value == Value::Bool(false) {
            off.push(name);
        }
    }
    off
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_last_commas_are_read() {
        let text = "{ // a \"b\"\n \"a//\\\"\": [1, 2, /* , */ ], \"é\": false, }";
        assert_eq!(with_comments(text), Some(serde_json::json!({ "a//\"": [1, 2], "é": false })));
        for text in ["", "\"", "\"\\", "/*", "//", "}", ",]", &"[".repeat(100_000)] {
            assert_eq!(with_comments(text), None, "{}", text.len());
        }
    }

    #[test]
    fn what_a_program_writes_out_is_read() {
        let text = "export default {\n  config: {\n    default: true,\n    \"no-bare-urls\": false,\n    // MD001: false\n    MD045: false,\n\
                    MD003: {\n style: 'a' } } };\nconfig['MD013'] = false;\nconfig.MD014 = true;\n";
        let read = serde_json::json!({ "config": { "default": true, "no-bare-urls": false, "MD045": false, "MD013": false, "MD014": true } });
        assert_eq!(in_code(text), read);
    }

    #[test]
    fn the_last_to_speak_of_a_rule_decides() {
        let (one, two) =
            (serde_json::json!({ "MD001": false, "md045": false, "MD024": true }), serde_json::json!({ "md001": {} }));
        assert_eq!(off(&[Some(&one), Some(&two)]), ["md045"]);
        assert_eq!(off(&[None, Some(&Value::Null)]), Vec::<String>::new());
    }
}
