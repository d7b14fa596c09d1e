//! Which files tell that a site generator reads a folder: the generators' own configuration.

use super::Generator;
use super::files::Files;

/// What one file tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Evidence<'a> {
    /// The generator.
    pub(super) generator: Generator,
    /// The folder that holds the generator's project.
    pub(super) folder: &'a str,
    /// The file.
    pub(super) path: &'a str,
}

/// File names that only one generator's configuration has.
const NAMES: &[(&str, Generator)] = &[
    ("mkdocs.yml", Generator::Mkdocs),
    ("mkdocs.yaml", Generator::Mkdocs),
    ("_config.yml", Generator::Jekyll),
    ("_config.yaml", Generator::Jekyll),
    ("hugo.toml", Generator::Hugo),
    ("hugo.yaml", Generator::Hugo),
    ("hugo.yml", Generator::Hugo),
    ("hugo.json", Generator::Hugo),
    ("book.toml", Generator::Mdbook),
    (".eleventy.js", Generator::Eleventy),
    (".eleventy.cjs", Generator::Eleventy),
    ("_config.ts", Generator::Other),
    ("_config.toml", Generator::Other),
    ("book.json", Generator::Other),
    (".gitbook.yaml", Generator::Other),
    ("antora.yml", Generator::Other),
    ("_quarto.yml", Generator::Other),
    ("mint.json", Generator::Other),
    ("docs.json", Generator::Other),
    ("docfx.json", Generator::Other),
    ("_toc.yml", Generator::Other),
    ("myst.yml", Generator::Other),
    ("pelicanconf.py", Generator::Other),
    ("zensical.toml", Generator::Other),
];
/// The same, up to their extension, which varies.
const STEMS: &[(&str, Generator)] = &[
    ("docusaurus.config.", Generator::Docusaurus),
    ("eleventy.config.", Generator::Eleventy),
    ("astro.config.", Generator::Astro),
    ("next.config.", Generator::Other),
    ("nuxt.config.", Generator::Other),
    ("gatsby-config.", Generator::Other),
    ("svelte.config.", Generator::Other),
    ("rspress.config.", Generator::Other),
    ("vocs.config.", Generator::Other),
    ("quartz.config.", Generator::Other),
];
/// Configuration files of common names, with a folder that stands beside them.
const BESIDE: &[(&str, &str, Generator)] = &[
    ("config.toml", "content", Generator::Hugo),
    ("config.yaml", "content", Generator::Hugo),
    ("config.yml", "content", Generator::Hugo),
    ("config.json", "content", Generator::Hugo),
    ("config.yaml", "episodes", Generator::Other),
    ("conf.py", "_static", Generator::Other),
    ("conf.py", "_templates", Generator::Other),
];
/// Folders that hold a generator's configuration.
const FOLDERS: &[(&str, Generator)] = &[(".vitepress", Generator::Vitepress), (".vuepress", Generator::Other)];
/// Files of packages and of tests hold sites of their own, which nobody reads.
const ELSEWHERE: &[&str] = &["node_modules"];

/// What the file at `path` tells, if anything.
pub(super) fn of<'a>(path: &'a str, files: &Files<'_>) -> Option<Evidence<'a>> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let found = |generator| Some(Evidence { generator, folder, path });
    if let Some((_, generator)) = NAMES.iter().find(|(known, _)| *known == name) {
        let project = (*generator == Generator::Hugo).then(|| of_config_folder(folder)).flatten();
        return Some(Evidence { generator: *generator, folder: project.unwrap_or(folder), path }).filter(is_here);
    }
    if let Some((_, generator)) = STEMS.iter().find(|(stem, _)| name.starts_with(stem)) {
        return found(*generator).filter(is_here);
    }
    if !name.starts_with("config") && !name.starts_with("theme") && !name.starts_with("index.") && name != "conf.py" {
        return None;
    }
    if let Some((folder, generator)) = hidden(folder) {
        return Some(Evidence { generator, folder, path }).filter(is_here);
    }
    if let Some(folder) = of_config_folder(folder) {
        return Some(Evidence { generator: Generator::Hugo, folder, path }).filter(is_here);
    }
    let beside = |other: &str| files.has(&super::under(folder, other));
    let found = BESIDE.iter().find(|(file, other, _)| *file == name && beside(other));
    found.map(|(_, _, generator)| Evidence { generator: *generator, folder, path }).filter(is_here)
}

/// The project whose `config/_default` this folder is.
fn of_config_folder(folder: &str) -> Option<&str> {
    let project = folder.strip_suffix("config/_default")?;
    (project.is_empty() || project.ends_with('/')).then(|| project.trim_end_matches('/'))
}

/// The folder above the first hidden one that a generator has for itself (`docs/.vitepress/config`), and which one.
fn hidden(folder: &str) -> Option<(&str, Generator)> {
    let mut at = 0;
    for part in folder.split('/') {
        if let Some((_, generator)) = FOLDERS.iter().find(|(known, _)| *known == part) {
            return Some((folder[..at].trim_end_matches('/'), *generator));
        }
        at += part.len() + 1;
    }
    None
}

fn is_here(evidence: &Evidence<'_>) -> bool {
    !evidence.folder.split('/').any(|part| ELSEWHERE.contains(&part))
}
