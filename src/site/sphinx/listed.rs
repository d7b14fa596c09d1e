//! Which files a project makes pages of: all of them, those of its table of contents alone where that is so, and none that it
//! excludes.

use super::super::files::{Files, globs, literal_list};
use super::{Engine, SOURCES};
use crate::data::{Node, Value};
use crate::text::path::{extension, folder_of, join, under};
use globset::GlobSet;
use std::collections::HashSet;

/// The keys of a table of contents that name a file.
const FILES: &[&str] = &["root", "file"];
/// Those that name many, by a pattern.
const PATTERNS: &[&str] = &["glob", "pattern"];

/// The files that the table of contents of the project in `folder` lists, where no others become pages.
pub(super) fn listed(files: &Files<'_>, folder: &str, engine: Engine, config: &Config<'_>) -> Option<HashSet<String>> {
    let table = |name: &str| files.data(&under(folder, name));
    match (engine, config) {
        (Engine::Book, Config::Data(config)) => {
            let only = config.get("only_build_toc_files").is_some_and(|node| matches!(node.value, Value::Bool(true)));
            only.then(|| in_table(files, folder, &table("_toc.yml")?)).flatten()
        }
        (Engine::Sphinx, Config::Code(code)) => {
            let value = |key: &str| {
                let rest = code.lines().find_map(|line| line.strip_prefix(key))?.trim_start().strip_prefix('=')?;
                Some(rest.split('#').next().unwrap_or(rest).trim())
            };
            let path = value("external_toc_path").map_or("_toc.yml", |path| path.trim_matches(['"', '\'']));
            let only = value("external_toc_exclude_missing") == Some("True");
            only.then(|| in_table(files, folder, &table(path)?)).flatten()
        }
        // What its own table does not list is no page, nor is what that of the older Jupyter Book does not.
        (Engine::Mystmd, Config::Data(config)) => match config.get("project").and_then(|project| project.get("toc")) {
            Some(table) => in_table(files, folder, table),
            None => in_table(files, folder, &table("_toc.yml")?),
        },
        _ => None,
    }
}

/// What configures a project.
pub(super) enum Config<'a> {
    /// Values.
    Data(&'a Node),
    /// A program.
    Code(&'a str),
}

/// The files that `table` names, however deep; `None` where it names none.
fn in_table(files: &Files<'_>, folder: &str, table: &Node) -> Option<HashSet<String>> {
    let (mut found, mut open) = (HashSet::new(), vec![table]);
    let mut patterns = Vec::new();
    while let Some(node) = open.pop() {
        open.extend(node.items());
        for entry in node.entries() {
            open.push(&entry.value);
            let Some(text) = entry.value.as_str() else { continue };
            if FILES.contains(&&*entry.key) {
                let path = join(folder, text).unwrap_or_default();
                found.extend(SOURCES.iter().map(|end| format!("{path}{end}")).filter(|path| files.is_file(path)));
                found.insert(path);
            } else if PATTERNS.contains(&&*entry.key) {
                patterns.push(text.trim_end_matches('/'));
            }
        }
    }
    if !patterns.is_empty() {
        let patterns = globs(patterns.iter().copied());
        let inside = |path: &str| path.get(folder.len()..).unwrap_or_default().trim_start_matches('/').to_owned();
        let stem = |path: &str| extension(path).map_or_else(String::new, |end| path[..path.len() - end.len() - 1].to_owned());
        let fits = |path: &str| patterns.is_match(inside(path)) || patterns.is_match(stem(&inside(path)));
        found.extend(files.below(folder).filter(|path| fits(path)).map(str::to_owned));
    }
    (!found.is_empty()).then_some(found)
}

/// What the project excludes, as patterns of paths from its folder.
pub(super) fn excluded(config: &Config<'_>) -> GlobSet {
    match config {
        Config::Data(config) => {
            let list = config.get("exclude_patterns").or_else(|| config.get("project")?.get("exclude"));
            let items = list.map(|list| list.items().iter().chain(list.as_str().is_some().then_some(list)));
            globs(items.into_iter().flatten().filter_map(Node::as_str).map(|text| text.trim_end_matches('/')))
        }
        Config::Code(code) => {
            let texts = literal_list(code, "exclude_patterns").unwrap_or_default();
            globs(texts.iter().map(|text| text.trim_end_matches('/')))
        }
    }
}

/// Whether `excluded` has the path `inside` a project, or a folder above it.
pub(super) fn excludes(excluded: &GlobSet, inside: &str) -> bool {
    let mut above = std::iter::successors(Some(inside), |path| (!path.is_empty()).then(|| folder_of(path)));
    !excluded.is_empty() && above.any(|path| !path.is_empty() && excluded.is_match(path))
}
