//! Globs and path templates of a configuration, relative to the folder that holds it.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// Several globs, tried together.
#[derive(Clone, Debug)]
pub struct PathSet {
    set: GlobSet,
}

impl Default for PathSet {
    fn default() -> Self {
        Self { set: GlobSet::empty() }
    }
}

impl PathSet {
    /// Makes a set of globs. `*` stops at `/`, `**` does not; `folder/` means all in it.
    pub(super) fn new<'g>(globs: impl IntoIterator<Item = &'g Glob>) -> Result<Self, globset::Error> {
        let mut builder = GlobSetBuilder::new();
        for glob in globs {
            builder.add(glob.clone());
        }
        builder.build().map(|set| Self { set })
    }

    /// The same of what is written; what is no glob matches nothing.
    pub fn of(written: &[String]) -> Self {
        let globs: Vec<Glob> = written.iter().filter_map(|text| glob(text).ok()).collect();
        Self::new(&globs).unwrap_or_default()
    }

    /// Whether one of them matches `path`, which is relative to the folder of the configuration.
    pub fn is_match(&self, path: &str) -> bool {
        self.set.is_match(path)
    }

    /// Whether there is no glob in it.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// The indexes of the globs that match `path`.
    pub(super) fn matches(&self, path: &str) -> Vec<usize> {
        self.set.matches(path)
    }
}

/// Files by globs from a folder.
#[derive(Clone, Debug)]
pub struct Files {
    set: PathSet,
    folder: String,
}

impl Files {
    pub(super) fn new(set: PathSet, folder: &str) -> Self {
        Self { set, folder: folder.to_owned() }
    }

    /// Whether the file at `path`, from the root of the repository, is one.
    pub fn takes(&self, path: &str) -> bool {
        relative(&self.folder, path).is_some_and(|path| self.set.is_match(path))
    }
}

/// Reads one glob.
pub(super) fn glob(text: &str) -> Result<Glob, globset::Error> {
    let text = text.strip_prefix("./").unwrap_or(text);
    let whole = text.strip_suffix('/').map(|folder| format!("{folder}/**"));
    GlobBuilder::new(whole.as_deref().unwrap_or(text)).literal_separator(true).build()
}

/// `path` as seen from `folder` (empty: the root); `None` if it is not in it.
pub(super) fn relative<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    if folder.is_empty() {
        return Some(path);
    }
    path.strip_prefix(folder)?.strip_prefix('/')
}

/// `path`, given from `folder`, as seen from the root; `None` if its `..` lead out of the repository.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A path made of that of a module's file: `exercises/{name}.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathTemplate {
    text: String,
    folder: String,
}

impl PathTemplate {
    /// Reads a template that stands in the configuration of `folder`; the error is a placeholder that it cannot have.
    pub(super) fn new(text: &str, folder: &str) -> Result<Self, String> {
        let mut rest = text;
        while let Some((_, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            if !matches!(name, "dir" | "name" | "id") {
                return Err(name.to_owned());
            }
            rest = after;
        }
        Ok(Self { text: text.to_owned(), folder: folder.to_owned() })
    }

    /// The template as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it may be the file at `path`: it ends alike.
    pub fn may_be(&self, path: &str) -> bool {
        let end = self.text.rsplit(['}', '/']).next().unwrap_or_default();
        path.ends_with(end)
    }

    /// Whether it holds the module's id.
    pub(super) fn has_id(&self) -> bool {
        self.text.contains("{id}")
    }

    /// The path, from the root of the repository, for the module with this id in the file at `module` (from the root too): `{dir}`
    /// is its folder, `{name}` its name without extension. `None` if it leads out of the repository, or asks for an id that is
    /// not there.
    pub fn expand(&self, module: &str, id: Option<&str>) -> Option<String> {
        let module = relative(&self.folder, module).unwrap_or(module);
        let (dir, file) = module.rsplit_once('/').unwrap_or(("", module));
        let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
        let mut path = String::with_capacity(self.text.len() + module.len());
        let mut rest = self.text.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            path.push_str(before);
            let (word, after) = after.split_once('}').unwrap_or((after, ""));
            path.push_str(match word {
                "dir" => dir,
                "id" => id?,
                _ => name,
            });
            rest = after;
        }
        path.push_str(rest);
        join(&self.folder, &path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stops_at_a_folder() {
        let globs = ["*.md", "archive/", "./a/**/b.md"].map(|text| glob(text).unwrap());
        let set = PathSet::new(&globs).unwrap();
        for path in ["x.md", "archive/x/y.md", "a/b.md", "a/x/y/b.md"] {
            assert!(set.is_match(path), "{path}");
        }
        for path in ["x/y.md", "archive", "c/b.md"] {
            assert!(!set.is_match(path), "{path}");
        }
    }

    #[test]
    fn templates_take_the_module_apart() {
        let expand = |text, folder, module| PathTemplate::new(text, folder).unwrap().expand(module, Some("C1"));
        assert_eq!(expand("exercises/{name}.md", "", "lessons/a/boucles.fr.md").as_deref(), Some("exercises/boucles.fr.md"));
        assert_eq!(expand("{dir}/exercises/{name}.md", "docs", "docs/a/b.md").as_deref(), Some("docs/a/exercises/b.md"));
        assert_eq!(expand("{dir}/x.md", "", "b.md").as_deref(), Some("x.md"));
        assert_eq!(expand("../x.md", "", "b.md"), None);
        assert_eq!(expand("{dir}/{id}.quiz.md", "", "a/b.md").as_deref(), Some("a/C1.quiz.md"));
        assert_eq!(PathTemplate::new("{id}.md", "").unwrap().expand("a/b.md", None), None);
        assert_eq!(PathTemplate::new("{dir}/{file}.md", "").unwrap_err(), "file");
        // A name with braces in it is no placeholder.
        assert_eq!(expand("x/{name}.md", "", "{dir}.md").as_deref(), Some("x/{dir}.md"));
    }
}
