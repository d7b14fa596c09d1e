//! The components that pages show: whether each is one of the repository, of something else, or of nobody.

use super::words::Sought;
use super::{ALL, LARGEST};
use crate::corpus::Corpus;
use crate::text::path::{extension, file_name, folder_of};
use std::collections::HashMap;

/// The extensions of components.
const ENDS: &[&str] = &["vue", "astro", "tsx", "jsx", "ts", "js", "svelte", "mdx"];
/// Those of programs that are none.
const PROGRAMS: &[&str] = &["mts", "mjs", "cjs"];
/// Beginnings of the modules that bring no text to a component.
const OWN: &[&str] = &[
    ".",
    "/",
    "~",
    "@/",
    "@site",
    "@theme",
    "@docusaurus",
    "react",
    "vue",
    "vitepress",
    "astro",
    "@astrojs",
    "clsx",
    "classnames",
];

/// Where a component comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// From files of the repository, which take nothing from elsewhere.
    Repository,
    /// From somewhere else, as far as one can tell.
    Elsewhere,
    /// From nowhere, unless a page imports it: no program of the repository mentions it, though one would have to register it.
    Nowhere,
}

/// The components of some names.
pub(super) struct Components<'n>(HashMap<&'n str, Origin>);

impl<'n> Components<'n> {
    /// Those called `names`, looked up in `corpus`: its programs are read once.
    pub(super) fn of(corpus: &Corpus, names: impl Iterator<Item = &'n str>) -> Self {
        let mut found: HashMap<&str, Origin> = names.map(|name| (name, Origin::Elsewhere)).collect();
        let mut unknown: Vec<&str> = Vec::new();
        for (name, origin) in &mut found {
            match files_of(corpus, name).as_slice() {
                [] => unknown.push(name),
                files if files.iter().all(|path| is_own(corpus, path)) => *origin = Origin::Repository,
                _ => {}
            }
        }
        if let Some(mentioned) = mentioned(corpus, &unknown) {
            let nowhere = unknown.iter().filter(|name| !mentioned.has(name));
            found.extend(nowhere.map(|name| (*name, Origin::Nowhere)));
        }
        Self(found)
    }

    /// Whether the component `name` of a page with this `text` brings nothing but what the repository says.
    pub(super) fn is_of_repository(&self, name: &str, text: &str) -> bool {
        let imports = |line: &str| line.trim_start().starts_with("import ") && line.contains(name);
        match self.0.get(name) {
            Some(Origin::Repository) => true,
            // A placeholder such as `<NAME>`.
            Some(Origin::Nowhere) => !text.lines().any(imports),
            _ => false,
        }
    }
}

/// The files of the component, or of the folder that is called so.
fn files_of<'c>(corpus: &'c Corpus, name: &str) -> Vec<&'c str> {
    let called = |name: String| corpus.index.named(&name).collect::<Vec<_>>();
    let mut files: Vec<&str> = ENDS.iter().flat_map(|end| called(format!("{name}.{end}"))).collect();
    let folders = ENDS.iter().flat_map(|end| called(format!("index.{end}")));
    files.extend(folders.filter(|path| file_name(folder_of(path)) == name));
    files
}

/// Whether the file at `path` takes nothing from elsewhere: it asks no server, and imports what is of the repository or of what
/// shows its pages.
fn is_own(corpus: &Corpus, path: &str) -> bool {
    let Some(code) = corpus.paths.read(path, LARGEST) else { return false };
    let mut modules = ["from ", "import ", "require("].iter().flat_map(|word| {
        let after = code.match_indices(word).map(|(at, word)| code[at + word.len()..].trim_start());
        after.filter_map(|rest| rest.strip_prefix(['"', '\'']))
    });
    !code.contains("fetch(") && modules.all(|module| OWN.iter().any(|own| module.starts_with(own)))
}

/// Which of `names` the programs of the repository mention; `None` if they are too large to read.
fn mentioned<'n>(corpus: &Corpus, names: &[&'n str]) -> Option<Sought<'n>> {
    let mut sought = Sought::new(names.iter().copied())?;
    let is_program = |path: &&str| extension(path).is_some_and(|end| ENDS.contains(&end) || PROGRAMS.contains(&end));
    let mut bytes = 0;
    for path in corpus.index.entries().filter(is_program) {
        if sought.is_done() {
            break;
        }
        // What is larger is a bundle that a program wrote.
        let Some(code) = corpus.paths.read(path, LARGEST) else { continue };
        bytes += code.len();
        if bytes > ALL {
            return None;
        }
        sought.see(&code);
        sought.see(path);
    }
    Some(sought)
}
