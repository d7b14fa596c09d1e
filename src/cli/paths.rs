//! The paths of the command line: they restrict what is shown, never what is read.

use super::Failure;
use crate::git::{Repository, Snapshot};
use crate::language::Language;
use crate::say;
use crate::text::{escape, normalise};
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

/// Files and folders, from the root of the repository; `""` is the root.
#[derive(Clone, Debug, Default)]
pub(super) struct Selection {
    roots: Vec<String>,
}

impl Selection {
    /// The selection of `paths`, given from the current folder; each must be something in `snapshot`.
    pub(super) fn new(
        paths: &[PathBuf],
        repository: &Repository,
        snapshot: &Snapshot,
        language: Language,
    ) -> Result<Self, Failure> {
        let mut selection = Self::default();
        for path in paths {
            let root = from_root(path, repository.prefix(), repository.workdir());
            let root = root.ok_or_else(|| outside(path, language))?;
            if !root.is_empty() && !snapshot.entries().iter().any(|entry| holds(&root, &entry.path)) {
                let all = say!(language, fr: "sans chemin, tout le dépôt est vérifié\u{a0}: acquis check", en: "without a path, the whole repository is checked: acquis check");
                return Err(unknown(path, &root, snapshot, all, language));
            }
            selection.roots.push(root);
        }
        Ok(selection)
    }

    /// The files and folders; none where everything is shown.
    pub(super) fn roots(&self) -> &[String] {
        &self.roots
    }

    /// Whether findings in the file at `path` are shown.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.roots.is_empty() || self.roots.iter().any(|root| holds(root, path))
    }
}

/// Whether the file or folder `root` is or holds `path`.
fn holds(root: &str, path: &str) -> bool {
    root.is_empty() || path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// `path`, given from the folder `prefix`, from the root of the repository; `None` outside of it.
pub(super) fn from_root(path: &Path, prefix: &str, workdir: Option<&Path>) -> Option<String> {
    let mut parts: Vec<String> = prefix.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let mut rest = path;
    let resolved;
    if path.is_absolute() {
        parts.clear();
        let workdir = workdir?;
        // The root has been resolved; where its name on the command line goes through a link, so must this one be.
        resolved = path.parent().and_then(|parent| parent.canonicalize().ok()).zip(path.file_name()).map(|(p, n)| p.join(n));
        rest = path.strip_prefix(workdir).ok().or_else(|| resolved.as_deref()?.strip_prefix(workdir).ok())?;
    }
    for component in rest.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop()?;
            }
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(parts.join("/"))
}

/// That `path` is outside of the repository.
pub(super) fn outside(path: &Path, language: Language) -> Failure {
    let path = path.display();
    Failure::plain(say!(language,
        fr: "{path} est hors du dépôt.",
        en: "{path} is outside the repository."))
}

/// That nothing of `snapshot` is at `root`, which the command line names as `path`; `otherwise`: what to do where nothing there is
/// called alike.
pub(super) fn unknown(path: &Path, root: &str, snapshot: &Snapshot, otherwise: String, language: Language) -> Failure {
    let shown = path.display();
    if snapshot.is_ignored(root) {
        return Failure::new(
            say!(language, fr: "{shown}\u{a0}: git ignore ce chemin, il n'est donc pas vérifié.", en: "{shown}: git ignores this path, so it is not checked."),
            say!(language, fr: "«\u{a0}git check-ignore -v {shown}\u{a0}» dit à cause de quelle ligne", en: "`git check-ignore -v {shown}` tells which line does it"),
        );
    }
    let message = say!(language,
        fr: "{shown}\u{a0}: il n'y a rien de ce nom parmi les fichiers vérifiés.",
        en: "{shown}: nothing among the files checked has this name.");
    match nearest(root, snapshot) {
        Some(near) => {
            let near = escape::visible(&near).into_owned();
            Failure::new(
                message,
                say!(language, fr: "vouliez-vous dire «\u{a0}{near}\u{a0}» (depuis la racine du dépôt)\u{a0}?", en: "did you mean `{near}` (from the root of the repository)?"),
            )
        }
        None => Failure::new(message, otherwise),
    }
}

/// The file or folder whose path is most like `root`: the same name elsewhere, else a name with few letters changed.
fn nearest(root: &str, snapshot: &Snapshot) -> Option<String> {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for entry in snapshot.entries() {
        let path: &str = &entry.path;
        known.insert(path);
        known.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
    }
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let same = known.iter().find(|path| name(path).eq_ignore_ascii_case(&name(root)));
    same.copied().or_else(|| normalise::nearest(root, known.iter().copied())).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_from_the_current_folder() {
        let read = |path: &str| from_root(Path::new(path), "docs/fr", Some(Path::new("/repo")));
        assert_eq!(read("a.md").as_deref(), Some("docs/fr/a.md"));
        assert_eq!(read("../en/./b.md").as_deref(), Some("docs/en/b.md"));
        assert_eq!(read("../..").as_deref(), Some(""));
        assert_eq!(read("../../.."), None);
        assert_eq!(read("/repo/x").as_deref(), Some("x"));
        assert_eq!(read("/elsewhere/x"), None);
    }

    #[test]
    fn a_folder_holds_what_is_below_it_alone() {
        assert!(holds("docs", "docs/a.md") && holds("docs/a.md", "docs/a.md") && holds("", "a"));
        assert!(!holds("docs", "docs2/a.md"));
    }
}
