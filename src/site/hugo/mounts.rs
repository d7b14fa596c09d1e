//! Hugo's mounts: which folders of the repository become content, static files, resources and templates. Modules and themes that
//! stand in the repository bring theirs.

use super::super::files::{Files, at, text_at};
use super::config::{Config, texts, within};
use crate::data::{Node, Value};
use crate::text::path::{below, join, under};

/// What a mounted folder becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Content,
    Static,
    Assets,
    Layouts,
}

/// The parts, their folders' names, and the keys that name another folder.
const PARTS: &[(Part, &str, &str)] = &[
    (Part::Content, "content", "contentDir"),
    (Part::Static, "static", "staticDir"),
    (Part::Assets, "assets", "assetDir"),
    (Part::Layouts, "layouts", "layoutDir"),
];

/// A folder or a file, and where it is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mount {
    pub(super) part: Part,
    /// From the root of the repository.
    pub(super) source: Box<str>,
    /// From the root of its part.
    pub(super) target: Box<str>,
    /// The languages that it is for; empty where the names of its files say it.
    pub(super) languages: Vec<usize>,
}

impl Mount {
    /// Whether it may be for one of these languages.
    pub(super) fn fits(&self, languages: &[usize]) -> bool {
        self.languages.is_empty() || self.languages.iter().any(|of| languages.contains(of))
    }
}

/// A module that is not in the repository.
#[derive(Debug)]
pub(super) struct Lost {
    pub(super) name: String,
    /// Whether the configuration calls it a theme.
    pub(super) theme: bool,
    /// What it brings, where the configuration says so.
    pub(super) targets: Vec<String>,
}

impl Lost {
    pub(super) fn brings_layouts(&self) -> bool {
        self.targets.is_empty() || self.targets.iter().any(|target| below("layouts", target).is_some())
    }
}

/// How deep modules are followed into others, and how many there may be.
const DEEPEST: u32 = 4;
const MANY: usize = 2_000;

struct Reader<'r> {
    files: &'r Files<'r>,
    languages: &'r mut Vec<Box<str>>,
    found: Vec<Mount>,
    lost: &'r mut dyn FnMut(Lost),
    /// The project's folder and its folder of themes.
    project: &'r str,
    themes: String,
}

/// All mounts of the project in `folder`.
pub(super) fn all(
    folder: &str,
    config: &Config,
    files: &Files<'_>,
    languages: &mut Vec<Box<str>>,
    lost: &mut dyn FnMut(Lost),
) -> Vec<Mount> {
    let themes = config.text(&["themesDir"]).unwrap_or("themes");
    let themes = within(folder, themes).unwrap_or_default();
    let mut reader = Reader { files, languages, found: Vec::new(), lost, project: folder, themes };
    reader.module(folder, config, &[], 0);
    reader.found
}

impl Reader<'_> {
    /// What the module or project in `folder` mounts: what an import of it names, else what itself does.
    fn module(&mut self, folder: &str, config: &Config, imported: &[Node], depth: u32) {
        let own = config.find(&["module", "mounts"]).map(Node::items).unwrap_or_default();
        let named = if imported.is_empty() { own } else { imported };
        for mount in named.iter().take(MANY) {
            self.mount(folder, mount);
        }
        if imported.is_empty() {
            self.usual(folder, config, named);
        }
        if depth == DEEPEST {
            return;
        }
        for theme in config.texts(&["theme"]) {
            self.import(folder, config, &theme, &[], true, depth);
        }
        for import in config.find(&["module", "imports"]).map(Node::items).unwrap_or_default().iter().take(MANY) {
            let off = at(import, &["disable"]).is_some_and(|off| off.value == Value::Bool(true));
            if let Some(path) = text_at(import, &["path"]).filter(|_| !off) {
                let mounts = at(import, &["mounts"]).map(Node::items).unwrap_or_default();
                self.import(folder, config, path, mounts, false, depth);
            }
        }
    }

    /// The folders of parts of which no mount speaks.
    fn usual(&mut self, folder: &str, config: &Config, named: &[Node]) {
        for (part, name, key) in PARTS {
            if named.iter().any(|mount| text_at(mount, &["target"]).is_some_and(|target| below(name, target).is_some())) {
                continue;
            }
            let mut paths = config.texts(&[key]);
            if *part == Part::Static {
                (0..=10).for_each(|number| paths.extend(config.texts(&[&format!("{key}{number}")])));
            }
            if paths.is_empty() {
                paths.push((*name).to_owned());
            }
            let several = self.of_languages(folder, config, *part, key);
            if *part == Part::Content && several == Some(true) {
                continue;
            }
            for path in paths {
                self.add(*part, within(folder, &path), "", Vec::new());
            }
            if *part == Part::Content && several.is_none() {
                self.named_after_languages(folder, config.text(&[key]).unwrap_or(name));
            }
        }
    }

    /// Folders that each language names for itself; whether all of them do, `None` where none does.
    fn of_languages(&mut self, folder: &str, config: &Config, part: Part, key: &str) -> Option<bool> {
        let entries = config.find(&["languages"]).map(Node::entries).unwrap_or_default();
        let mut named = 0;
        for entry in entries {
            let Some(number) = self.language(&entry.key) else { continue };
            let paths = at(&entry.value, &[key]).map(texts).unwrap_or_default();
            named += usize::from(!paths.is_empty());
            for path in paths {
                self.add(part, within(folder, &path), "", vec![number]);
            }
        }
        (named > 0).then_some(named == entries.len())
    }

    /// Folders called as the languages are, where no configuration that is here mounts them: one that is made does.
    fn named_after_languages(&mut self, folder: &str, content: &str) {
        let Some(content) = within(folder, content).filter(|_| self.languages.len() > 1) else { return };
        let inside = |name: &str| self.files.below(&under(&content, name)).next().is_some();
        if !self.languages.first().is_some_and(|name| inside(name)) {
            return;
        }
        for number in 0..self.languages.len() {
            let source = under(&content, self.languages.get(number).map_or("", |name| name));
            self.add(Part::Content, Some(source), "", vec![number]);
        }
    }

    fn language(&self, name: &str) -> Option<usize> {
        self.languages.iter().position(|known| known.eq_ignore_ascii_case(name))
    }

    /// One entry of `module.mounts`.
    fn mount(&mut self, folder: &str, mount: &Node) {
        let (Some(source), Some(target)) = (text_at(mount, &["source"]), text_at(mount, &["target"])) else { return };
        let target = target.trim_matches('/');
        let Some((part, rest)) = PARTS.iter().find_map(|(part, name, _)| Some((*part, below(name, target)?))) else { return };
        let mut names = at(mount, &["lang"]).map(texts).unwrap_or_default();
        names.extend(at(mount, &["sites", "matrix", "languages"]).map(texts).unwrap_or_default());
        let all = names.iter().any(|name| name.contains(['*', '!', '{']));
        let numbers =
            if all { (0..self.languages.len()).collect() } else { names.iter().filter_map(|name| self.language(name)).collect() };
        self.add(part, within(folder, source), rest, numbers);
    }

    fn add(&mut self, part: Part, source: Option<String>, target: &str, languages: Vec<usize>) {
        let Some(source) = source.filter(|_| self.found.len() < MANY) else { return };
        let mount = Mount { part, source: source.into(), target: target.into(), languages };
        if !self.found.contains(&mount) {
            self.found.push(mount);
        }
    }

    /// A module or a theme by its path: followed where it is in the repository.
    fn import(&mut self, from: &str, config: &Config, path: &str, mounts: &[Node], theme: bool, depth: u32) {
        match self.folder_of(from, config, path, mounts) {
            Some(folder) => {
                let config = Config::read(&folder, self.files);
                self.module(&folder, &config, mounts, depth + 1);
            }
            None => {
                let targets = mounts.iter().filter_map(|mount| text_at(mount, &["target"])).map(str::to_owned).collect();
                (self.lost)(Lost { name: path.to_owned(), theme, targets });
            }
        }
    }

    fn folder_of(&self, from: &str, config: &Config, path: &str, mounts: &[Node]) -> Option<String> {
        let there = |folder: &String| self.files.below(folder).next().is_some();
        let theme = Some(under(&self.themes, path)).filter(there);
        let vendored = || Some(under(self.project, &format!("_vendor/{path}"))).filter(there);
        theme
            .or_else(vendored)
            .or_else(|| replaced(config, path).and_then(|to| join(from, &to)).filter(there))
            .or_else(|| self.by_go(from, path).filter(there))
            .or_else(|| self.by_name(path, mounts).filter(there))
    }

    /// The folder of a Go module of the repository, or one that the project's `go.mod` names instead.
    fn by_go(&self, from: &str, path: &str) -> Option<String> {
        let own = self.files.text(&under(from, "go.mod")).unwrap_or_default();
        let replaces = own.lines().filter_map(|line| line.trim().trim_start_matches("replace ").split_once("=>"));
        for (what, to) in replaces {
            let (what, to) = (what.split_whitespace().next()?, to.split_whitespace().next()?);
            if what == path && to.starts_with('.') {
                return join(from, to);
            }
        }
        self.files.all().filter(|file| *file == "go.mod" || file.ends_with("/go.mod")).take(64).find_map(|file| {
            let text = self.files.text(file)?;
            let name = text.lines().find_map(|line| line.trim().strip_prefix("module "))?.trim();
            let folder = file.strip_suffix("go.mod").unwrap_or_default().trim_end_matches('/');
            Some(under(folder, below(name, path)?))
        })
    }

    /// A folder of a repository on a forge (`github.com/owner/name/folder`): this one, if it has all that is mounted of it.
    fn by_name(&self, path: &str, mounts: &[Node]) -> Option<String> {
        let folder = path.splitn(4, '/').nth(3).filter(|_| path.split('/').next().is_some_and(|host| host.contains('.')))?;
        let mut sources = mounts.iter().filter_map(|mount| join(folder, text_at(mount, &["source"])?));
        sources.all(|source| self.files.has(&source)).then(|| folder.to_owned())
    }
}

/// The folder that `module.replacements` names for `path`: `path -> ../folder`.
fn replaced(config: &Config, path: &str) -> Option<String> {
    let all = config.texts(&["module", "replacements"]);
    all.iter().flat_map(|list| list.split(',')).find_map(|pair| {
        let (what, to) = pair.split_once("->")?;
        (what.trim() == path).then(|| to.trim().to_owned())
    })
}
