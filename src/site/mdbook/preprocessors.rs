//! What mdBook's preprocessors can bring to a book: nothing that a link asks for, ids of their own, or text at their marks.

use crate::data::Node;
use crate::site::files::{Files, text_at};
use crate::site::{Cause, Kinds, Site};
use crate::text::path::join;

/// What a preprocessor brings.
enum Brings {
    /// Nothing that a link asks for.
    Nothing,
    /// Ids that begin so.
    Ids(&'static [&'static str]),
    /// Text where this mark stands, and with it anchors.
    Text(&'static str),
}

/// Those that are known, by their names.
const KNOWN: &[(&str, Brings)] = &[
    ("admonish", Brings::Ids(&["admonition-"])),
    ("alerts", Brings::Nothing),
    ("callouts", Brings::Nothing),
    ("catppuccin", Brings::Nothing),
    ("chapter-path", Brings::Nothing),
    ("cmdrun", Brings::Text("<!-- cmdrun")),
    ("course", Brings::Nothing),
    ("curly-quotes", Brings::Nothing),
    ("d2", Brings::Nothing),
    ("embedify", Brings::Nothing),
    ("emojicodes", Brings::Nothing),
    ("external-links", Brings::Nothing),
    ("footnote", Brings::Ids(&["footnote-", "to-footnote-"])),
    ("frontmatter", Brings::Nothing),
    ("gettext", Brings::Nothing),
    ("graphviz", Brings::Nothing),
    ("hide", Brings::Nothing),
    ("i18n", Brings::Nothing),
    ("image-size", Brings::Nothing),
    ("index", Brings::Nothing),
    ("katex", Brings::Nothing),
    ("kroki", Brings::Nothing),
    ("kroki-preprocessor", Brings::Nothing),
    ("langtabs", Brings::Nothing),
    ("last-changed", Brings::Nothing),
    ("linkcheck", Brings::Nothing),
    ("linkcheck2", Brings::Nothing),
    ("links", Brings::Nothing),
    ("mermaid", Brings::Nothing),
    ("open-git-repo", Brings::Nothing),
    ("open-on-gh", Brings::Nothing),
    ("pagetoc", Brings::Nothing),
    ("plantuml", Brings::Nothing),
    ("puml", Brings::Nothing),
    ("quiz", Brings::Text("{{#quiz")),
    ("repl", Brings::Nothing),
    ("svgbob", Brings::Nothing),
    ("svgbob2", Brings::Nothing),
    ("tabs", Brings::Nothing),
    ("template", Brings::Text("{{#template")),
    ("tera", Brings::Text("{")),
    ("toc", Brings::Nothing),
    ("variables", Brings::Nothing),
    ("wordcount", Brings::Nothing),
    ("yml-header", Brings::Nothing),
];

/// Reads what the configuration says of the preprocessor `name`; the mark of the text that it brings, if it does.
pub(super) fn read(site: &mut Site, files: &Files<'_>, name: &str, options: &Node) -> Option<&'static str> {
    let own = text_at(options, &["command"]).and_then(|command| program(files, &site.folder, command));
    let plugin = || Cause::Plugin(own.as_deref().unwrap_or(name).into());
    match KNOWN.binary_search_by(|(known, _)| known.cmp(&name)).ok().map(|at| &KNOWN[at].1) {
        Some(Brings::Nothing) => {}
        Some(Brings::Ids(starts)) => {
            let own = text_at(options, &["default", "css_id_prefix"]);
            own.iter().chain(own.is_none().then_some(*starts).into_iter().flatten()).for_each(|start| {
                site.doubt_below(start, plugin(), Kinds::FRAGMENTS);
            });
        }
        Some(Brings::Text(mark)) => return Some(mark),
        None => site.doubt(plugin(), Kinds::PAGES.and(Kinds::FRAGMENTS)),
    }
    None
}

/// The file of the repository that `command` runs or names: `cargo run --manifest-path tools/x/Cargo.toml`, `python3 x.py`.
fn program(files: &Files<'_>, folder: &str, command: &str) -> Option<String> {
    let words = command.split([' ', '=']).map(|word| word.trim_matches(['"', '\'']));
    words.filter_map(|word| join(folder, word)).find(|path| files.is_file(path))
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_sorted_for_the_search() {
        assert!(super::KNOWN.is_sorted_by_key(|(name, _)| name));
    }
}
