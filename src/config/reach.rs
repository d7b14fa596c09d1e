//! Why a path belongs to a content group, or does not.

use super::paths::{self, PathSet};
use super::{Config, Group};
use serde_json::Value;

/// What the globs of a group, or of the whole configuration, say of a path. The number is that of the glob in its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// One of its `files` takes it in.
    Takes(usize, String),
    /// One of its `exclude` leaves it out, which one of `files` would take in.
    Excludes(usize, String),
    /// None of its `files` matches it.
    Misses,
}

impl Config {
    /// Each content group, with what it says of the file at `path` (from the root of the repository) by its globs.
    pub fn reaches(&self, path: &str) -> Vec<(&Group, Reach)> {
        let groups = self.groups.iter().enumerate();
        groups.map(|(at, group)| (group, self.reach(&self.effective["content"][at], path))).collect()
    }

    fn reach(&self, group: &Value, path: &str) -> Reach {
        match (self.first(&group["files"], path), self.first(&group["exclude"], path)) {
            (None, _) => Reach::Misses,
            (_, Some((at, glob))) => Reach::Excludes(at, glob),
            (Some((at, glob)), None) => Reach::Takes(at, glob),
        }
    }

    /// The glob of `exclude` that leaves the file at `path` out of everything, with its number.
    pub fn excluded_by(&self, path: &str) -> Option<(usize, String)> {
        self.first(&self.effective["exclude"], path)
    }

    /// The first of the globs in `list` that matches `path`.
    fn first(&self, list: &Value, path: &str) -> Option<(usize, String)> {
        let path = paths::relative(&self.folder, path)?;
        let globs = list.as_array()?.iter().filter_map(Value::as_str);
        let matches = |text: &str| PathSet::of(&[text.to_owned()]).is_match(path);
        globs.enumerate().find(|(_, text)| matches(text)).map(|(at, text)| (at, text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{ConfigFile, Overrides, load};

    #[test]
    fn each_group_says_why() {
        let text = "exclude: [old/]\ncontent:\n  - { name: a, files: ['x.md', '*.md'], exclude: [b.md] }\n  - { name: z, files: ['z/**'] }\n";
        let file = ConfigFile { path: "docs/.acquis.yaml".to_owned(), text: text.to_owned() };
        let config = load(Some(&file), &Overrides::default(), &[]).unwrap();
        let told = |path: &str| config.reaches(path).into_iter().map(|(_, reach)| reach).collect::<Vec<_>>();
        assert_eq!(told("docs/a.md"), [Reach::Takes(1, "*.md".to_owned()), Reach::Misses]);
        assert_eq!(told("docs/b.md"), [Reach::Excludes(0, "b.md".to_owned()), Reach::Misses]);
        assert_eq!(told("a.md"), [Reach::Misses, Reach::Misses]);
        assert_eq!(config.excluded_by("docs/old/a.md"), Some((0, "old/".to_owned())));
        assert_eq!(config.excluded_by("docs/a.md"), None);
        for path in ["docs/a.md", "docs/b.md", "docs/z/y.md", "a.md"] {
            let taken = config.reaches(path).iter().filter(|(_, reach)| matches!(reach, Reach::Takes(..))).count();
            assert_eq!(config.groups_for(path).count(), taken, "{path}");
        }
    }
}
