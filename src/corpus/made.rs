//! Files that the repository's own scripts name, or whose kind they write, and pages that are made of templates: they are made,
//! or put where links look for them, when it is built.

use super::{Corpus, LEVELS};
use crate::paths::PathKind;
use crate::site::{Cause, Doubt, scripts};
use crate::text::path::{extension, file_name, folder_of, under};
use std::collections::HashMap;

/// A shorter name may stand anywhere.
const SHORTEST: usize = 5;
/// A name that no pattern means but one of its extension.
const ANY: &str = "any-name-that-nobody-wrote";

/// Templates that programs make a page of that lies beside them, by their extensions: each of them makes `a.html` of `a.njk`, or of
/// `a.html.erb`. What is read by a server when it is asked for (PHP) makes none.
const TEMPLATES: &[&str] = &[
    "njk",
    "nunjucks",
    "liquid",
    "hbs",
    "handlebars",
    "mustache",
    "ejs",
    "pug",
    "jade",
    "jinja",
    "jinja2",
    "j2",
    "twig",
    "erb",
    "haml",
    "slim",
    "webc",
    "11ty.js",
];

/// The extension of folders that javascript.info's server shows under the rest of their name: `demo.view/` at `demo/`.
const SHOWN_FOLDER: &str = ".view";

/// What the scripts of a repository name.
#[derive(Debug, Default)]
pub(super) struct Scripts {
    /// The names of files, each with the first script that has it.
    names: HashMap<Box<str>, Box<str>>,
    /// Extensions, each with a script that names it, and whether that writes such a file.
    kinds: HashMap<Box<str>, (bool, Box<str>)>,
}

impl Scripts {
    fn read(&mut self, path: &str, text: &str) {
        for name in names(text) {
            self.names.entry(name.into()).or_insert_with(|| path.into());
        }
        for (kind, writes) in kinds(text) {
            let known = self.kinds.entry(kind.into()).or_insert_with(|| (writes, path.into()));
            if writes && !known.0 {
                *known = (writes, path.into());
            }
        }
    }
}

impl Corpus {
    fn scripts(&self) -> &Scripts {
        self.scripts.get_or_init(|| {
            let mut found = Scripts::default();
            for (path, text) in scripts(self.index.entries(), |path, largest| self.paths.read(path, largest)) {
                found.read(path, &text);
            }
            found
        })
    }

    /// The script that names the file which a link to `path` looks for in vain.
    pub(super) fn made_by(&self, path: &str) -> Option<&str> {
        self.scripts().names.get(file_name(path)).map(|script| &**script)
    }

    /// The script that makes files of the kind of `path`, which git ignores as it does all of that kind.
    pub(super) fn kind_made_by(&self, path: &str) -> Option<Doubt> {
        let kind = extension(path)?;
        let (_, script) = self.scripts().kinds.get(kind)?;
        if !self.paths.is_ignored(path) {
            return None;
        }
        let any = under(folder_of(path), ANY);
        if !self.paths.is_ignored(&format!("{any}.{kind}")) || self.paths.is_ignored(&any) {
            return None;
        }
        Some(Doubt::shown_by(Cause::Written(format!("*.{kind}").into()), script))
    }

    /// The template that a program makes the file at `path` of.
    pub(super) fn template_of(&self, path: &str) -> Option<&str> {
        let file = |path: &String| self.index.get(path).filter(|found| found.kind == PathKind::File);
        let folders = path.match_indices('/').take(LEVELS).map(|(at, _)| format!("{}{SHOWN_FOLDER}{}", &path[..at], &path[at..]));
        let stem = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm"));
        let ends = stem.into_iter().flat_map(|stem| TEMPLATES.iter().map(move |end| (stem, end)));
        let templates = ends.flat_map(|(stem, end)| [format!("{stem}.{end}"), format!("{path}.{end}")]);
        folders.chain(templates).find_map(|path| file(&path)).map(|found| found.path)
    }
}

/// The names of files in `text`: a name with a blank in it is none.
fn names(text: &str) -> impl Iterator<Item = &str> {
    words(text).filter(|word| word.len() >= SHORTEST && extension(word).is_some())
}

/// The extensions that stand alone in `text` (`*.scala`, `"$name".scala`), and whether something is written on their line.
fn kinds(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    lines.flat_map(|line| {
        let kinds = words(line).filter_map(|word| word.strip_prefix('.'));
        let kinds = kinds.filter(|kind| !kind.is_empty() && kind.chars().all(char::is_alphanumeric));
        kinds.map(move |kind| (kind, line.contains('>')))
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_by_itself() {
        let found: Vec<&str> = names("zip -r ../bundle.zip site/my-a.tar.gz \"b.pdf\" x.c install").collect();
        assert_eq!(found, ["bundle.zip", "my-a.tar.gz", "b.pdf"]);
    }

    #[test]
    fn an_extension_stands_by_itself() {
        let text = "# makes *.no\nfind . -name '*.scala'\nsed x $a > \"$(basename $a .md).rkt\"\ncd .. && ./x.sh\n";
        let found: Vec<(&str, bool)> = kinds(text).collect();
        assert_eq!(found, [("scala", false), ("md", true), ("rkt", true)]);
    }
}
