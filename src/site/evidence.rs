//! Which files tell that a site generator reads a folder: the generators' own configuration.

use super::files::Files;
use super::generator::{GENERATORS, Generator};
use crate::text::path::{below, under};

/// A file that tells of a generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A file name that only this generator's configuration has.
    Name(&'static str),
    /// The same, up to its extension, which varies.
    Stem(&'static str),
    /// Configuration (`config…`, `theme…`, `index.…`) in a folder that the generator has for itself; its project is above.
    In(&'static str),
    /// A common name, with something that stands beside it.
    Beside(&'static str, &'static str),
}

/// What one file tells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence<'a> {
    /// The generator.
    pub(super) generator: &'static dyn Generator,
    /// The folder that holds the generator's project.
    pub(super) folder: &'a str,
    /// The file.
    pub(super) path: &'a str,
}

/// Files of packages and of tests hold sites of their own, which nobody reads.
const ELSEWHERE: &[&str] = &["node_modules"];

/// What the file at `path` tells, if anything.
pub(super) fn of<'a>(path: &'a str, files: &Files<'_>) -> Option<Evidence<'a>> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut best: Option<(u8, Evidence<'a>)> = None;
    for generator in GENERATORS.iter().copied() {
        for sign in generator.signs() {
            let Some((rank, project)) = sign.tells(folder, name, files) else { continue };
            if best.is_none_or(|(known, _)| rank < known) && generator.recognises(files, path) {
                best = Some((rank, Evidence { generator, folder: generator.project(project), path }));
            }
        }
    }
    best.map(|(_, found)| found).filter(|found| !found.folder.split('/').any(|part| ELSEWHERE.contains(&part)))
}

impl Sign {
    /// Whether the file `name` of `folder` is such a one: how much weaker than others it is, and the folder it speaks of.
    fn tells<'a>(self, folder: &'a str, name: &str, files: &Files<'_>) -> Option<(u8, &'a str)> {
        match self {
            Self::Name(known) => (known == name).then_some((0, folder)),
            Self::Stem(stem) => name.starts_with(stem).then_some((1, folder)),
            Self::In(own) => {
                let config = name.starts_with("config") || name.starts_with("theme") || name.starts_with("index.");
                if config { Some((2, above(folder, own)?)) } else { None }
            }
            Self::Beside(known, other) => (known == name && files.has(&under(folder, other))).then_some((3, folder)),
        }
    }
}

/// The folder above the first `own` (`docs/.vitepress/config`).
fn above<'a>(folder: &'a str, own: &str) -> Option<&'a str> {
    let mut at = 0;
    for part in folder.split('/') {
        if below(own, &folder[at..]).is_some() {
            return Some(folder[..at].trim_end_matches('/'));
        }
        at += part.len() + 1;
    }
    None
}
