//! Which folders a site generator builds pages from, by evidence: the generators' own configuration files.

use super::paths::PathIndex;

/// The folders of a repository that a site generator reads.
#[derive(Debug, Default)]
pub struct Sites {
    /// Their roots, from the root of the repository, without a final slash; the repository's own is empty.
    roots: Vec<Box<str>>,
}

/// File names that only a site generator's configuration has, up to their extension where that varies.
const NAMES: &[&str] = &[
    "mkdocs.yml",
    "mkdocs.yaml",
    "_config.yml",
    "_config.yaml",
    "_config.ts",
    "_config.toml",
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "book.toml",
    "book.json",
    ".gitbook.yaml",
    "antora.yml",
    "_quarto.yml",
    "mint.json",
    "docs.json",
    "docfx.json",
    "_toc.yml",
    "myst.yml",
    ".eleventy.js",
    ".eleventy.cjs",
    "pelicanconf.py",
    "zensical.toml",
];
const STEMS: &[&str] = &[
    "docusaurus.config.",
    "eleventy.config.",
    "astro.config.",
    "next.config.",
    "nuxt.config.",
    "gatsby-config.",
    "svelte.config.",
    "rspress.config.",
    "vocs.config.",
    "quartz.config.",
];
/// Configuration files of common names, with a folder that stands beside them.
const BESIDE: &[(&str, &str)] = &[
    ("config.toml", "content"),
    ("config.yaml", "content"),
    ("config.yaml", "episodes"),
    ("conf.py", "_static"),
    ("conf.py", "_templates"),
];
/// Folders that hold a generator's configuration.
const FOLDERS: &[&str] = &[".vitepress", ".vuepress"];

impl Sites {
    /// Looks for evidence among all paths.
    pub fn find(index: &PathIndex) -> Self {
        let mut roots: Vec<Box<str>> = index.entries().filter_map(|path| root(path, index)).map(Into::into).collect();
        roots.sort_unstable();
        roots.dedup();
        // A site inside another adds nothing.
        let mut outer: Vec<Box<str>> = Vec::new();
        for root in roots {
            if !outer.iter().any(|known| holds(known, &root)) {
                outer.push(root);
            }
        }
        Self { roots: outer }
    }

    /// Whether there is any.
    pub fn any(&self) -> bool {
        !self.roots.is_empty()
    }

    /// Whether a generator reads the file at `path`.
    pub fn contain(&self, path: &str) -> bool {
        self.roots.iter().any(|root| holds(root, path))
    }
}

fn holds(root: &str, path: &str) -> bool {
    root.is_empty() || path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The root of the site that the file at `path` is the configuration of.
fn root<'a>(path: &'a str, index: &PathIndex) -> Option<&'a str> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if NAMES.contains(&name) || STEMS.iter().any(|stem| name.starts_with(stem)) {
        return Some(folder);
    }
    if name.starts_with("config.") || name.starts_with("theme") || name == "conf.py" {
        let (outer, last) = folder.rsplit_once('/').unwrap_or(("", folder));
        if FOLDERS.contains(&last) {
            return Some(outer);
        }
        let beside = |other: &str| if folder.is_empty() { other.to_owned() } else { format!("{folder}/{other}") };
        return BESIDE.iter().any(|(file, other)| *file == name && index.get(&beside(other)).is_some()).then_some(folder);
    }
    None
}
