//! The components that pages show: whether each is one of the repository, of something else, or of nobody.

use super::words::Sought;
use super::{ALL, LARGEST};
use crate::corpus::{Corpus, Page};
use crate::site::imports;
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

/// A component that a page shows.
pub(super) struct Shown<'c> {
    name: &'c str,
    /// The module that the page imports it from.
    module: Option<&'c str>,
}

impl<'c> Shown<'c> {
    /// The one that a page with this `text` calls `name`.
    pub(super) fn of(name: &'c str, text: &'c str) -> Self {
        Self { name, module: imports(text).get(name).copied() }
    }

    /// The name of its file, or of the folder of that.
    pub(super) fn file(&self) -> &'c str {
        let Some(module) = self.module.filter(|module| is_path(module)) else { return self.name };
        let stem = |path: &'c str| file_name(path).split('.').next().unwrap_or_default();
        match stem(module) {
            "index" => stem(folder_of(module)),
            stem => stem,
        }
    }
}

/// Whether a module is a file of the repository, by how it is written.
fn is_path(module: &str) -> bool {
    [".", "/", "~/", "@/", "@site/", "@theme/"].iter().any(|start| module.starts_with(start))
}

/// The components whose files have some names.
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

    /// Whether a component brings nothing but what the repository says.
    pub(super) fn is_of_repository(&self, shown: &Shown<'_>) -> bool {
        match (self.0.get(shown.file()), shown.module) {
            (Some(Origin::Repository), module) => module.is_none_or(is_path),
            // A placeholder such as `<NAME>`.
            (Some(Origin::Nowhere), None) => true,
            _ => false,
        }
    }
}

/// How a component writes text as it is, with the anchors in it.
const SINKS: &[&str] = &["set:html", "dangerouslySetInnerHTML", "v-html", "innerHTML", "{@html"];
/// How it gets a text that does not stand on the page.
const SOURCES: &[&str] = &["readFile", "fetch(", "axios", "import.meta.glob"];

/// Which pages show a component that writes text which it reads elsewhere; each page and component is looked at once.
#[derive(Default)]
pub(in crate::corpus) struct Writers<'c> {
    pages: HashMap<&'c str, bool>,
    components: HashMap<&'c str, bool>,
}

impl<'c> Writers<'c> {
    /// Whether `page` imports such a one.
    pub(in crate::corpus) fn are_on(&mut self, corpus: &Corpus, page: &'c Page) -> bool {
        let components = &mut self.components;
        *self.pages.entry(page.path()).or_insert_with(|| {
            imports(page.source.text()).into_iter().any(|(name, module)| {
                let file = Shown { name, module: Some(module) }.file();
                *components.entry(file).or_insert_with(|| files_of(corpus, file).iter().any(|path| writes(corpus, path)))
            })
        })
    }
}

fn writes(corpus: &Corpus, path: &str) -> bool {
    let code = corpus.paths.read(path, LARGEST).unwrap_or_default();
    let has = |words: &[&str]| words.iter().any(|word| code.contains(word));
    has(SINKS) && has(SOURCES)
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
