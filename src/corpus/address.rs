//! Addresses of files on a forge, taken apart: which repository, which part of it is branch and path, and what follows.

use crate::git::ForgeName;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// What a forge shows at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The page of a file, rendered: it has the anchors of its headings.
    Rendered,
    /// A folder, a file's source, its bytes, its history by line, an editor: only that the path exists can be asked.
    Other,
}

/// The address of a file or folder on a forge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForgeUrl<'t> {
    /// What is shown.
    pub view: View,
    /// The address up to the branch, as written.
    pub before: &'t str,
    /// Branch and path, percent-encoding resolved: where one ends and the other begins, only the repository knows.
    pub rest: Cow<'t, str>,
    /// The query and the fragment, as written, with their marks.
    pub tail: &'t str,
}

impl<'t> ForgeUrl<'t> {
    /// Reads `url` as the address of a file or folder in the repository `name`; `None` if it is anything else: another
    /// repository, an issue, a release, the wiki.
    ///
    /// GitHub's forms, GitLab's (with `/-/`) and those of Gitea and Forgejo (`/src/branch/…`) are known.
    pub fn read(url: &'t str, name: &ForgeName) -> Option<Self> {
        // First what nearly every address differs in: thousands are read.
        let (scheme, after) = url.split_once("//")?;
        let (host, path) = after.split_once('/')?;
        let host = host.split(':').next().unwrap_or_default();
        let host = strip_prefix_ignoring_case(host, "www.").unwrap_or(host);
        let raw = name.host == "github.com" && host.eq_ignore_ascii_case("raw.githubusercontent.com");
        let known = raw || host.eq_ignore_ascii_case(&name.host);
        if !known || !["https:", "http:", ""].iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
            return None;
        }
        let inside = strip_prefix_ignoring_case(path, &name.path)?.strip_prefix('/')?;
        let (inside, tail) = inside.split_at(inside.find(['?', '#']).unwrap_or(inside.len()));
        let (view, rest) = if raw { (View::Other, inside) } else { view(inside, &name.host)? };
        let view = if tail.starts_with("?plain=1") { View::Other } else { view };
        let decoded = percent_decode_str(rest).decode_utf8().ok()?;
        let plain = !decoded.is_empty() && !decoded.split('/').any(|part| matches!(part, "." | ".."));
        plain.then(|| Self { view, before: &url[..url.len() - tail.len() - rest.len()], rest: decoded, tail })
    }

    /// What follows `#`.
    pub fn fragment(&self) -> Option<&'t str> {
        self.tail.split_once('#').map(|(_, fragment)| fragment)
    }
}

/// What is shown at `path` of a repository's pages, and the part of it that is branch and path.
fn view<'p>(path: &'p str, host: &str) -> Option<(View, &'p str)> {
    let path = path.strip_prefix("-/").unwrap_or(path);
    let (word, rest) = path.split_once('/')?;
    let view = match word {
        "blob" => View::Rendered,
        "tree" | "raw" | "blame" | "edit" => View::Other,
        "src" if host != "github.com" => View::Rendered,
        _ => return None,
    };
    // Gitea and Forgejo say what follows.
    let named = ["branch/", "tag/", "commit/"].iter().find_map(|kind| rest.strip_prefix(kind));
    match (word, named) {
        ("src", named) => Some((view, named?)),
        ("raw", Some(named)) if host != "github.com" => Some((view, named)),
        _ => Some((view, rest)),
    }
}

fn strip_prefix_ignoring_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let start = text.get(..prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read<'t>(url: &'t str, name: &str) -> Option<(View, Cow<'t, str>, &'t str)> {
        let read = ForgeUrl::read(url, &ForgeName::parse(name).unwrap())?;
        assert!(url.starts_with(read.before) && url.ends_with(read.tail));
        Some((read.view, read.rest, read.tail))
    }

    #[test]
    fn addresses_of_files_are_known_on_every_forge() {
        let github = "jardin/potager";
        for (url, name, view, rest, tail) in [
            ("https://github.com/jardin/potager/blob/main/a.md#b", github, View::Rendered, "main/a.md", "#b"),
            ("http://www.GitHub.com/Jardin/Potager/tree/main", github, View::Other, "main", ""),
            (
                "https://github.com/jardin/potager/blob/main/a%20b.md?plain=1#L3",
                github,
                View::Other,
                "main/a b.md",
                "?plain=1#L3",
            ),
            ("https://github.com/jardin/potager/blob/main/a.md?raw=true", github, View::Rendered, "main/a.md", "?raw=true"),
            ("https://raw.githubusercontent.com/jardin/potager/main/a.png", github, View::Other, "main/a.png", ""),
            ("https://github.com/jardin/potager/raw/branch/a", github, View::Other, "branch/a", ""),
            ("//github.com/jardin/potager/edit/x/y/z.md", github, View::Other, "x/y/z.md", ""),
            (
                "https://forge.example.org:8443/a/b/c/-/blob/main/d.md",
                "https://forge.example.org/a/b/c",
                View::Rendered,
                "main/d.md",
                "",
            ),
            ("https://codeberg.org/a/b/src/branch/main/d.md#e", "git@codeberg.org:a/b", View::Rendered, "main/d.md", "#e"),
            ("https://codeberg.org/a/b/raw/tag/v1/d.png", "git@codeberg.org:a/b", View::Other, "v1/d.png", ""),
        ] {
            assert_eq!(read(url, name), Some((view, Cow::Borrowed(rest), tail)), "{url}");
        }
    }

    #[test]
    fn what_is_no_file_of_the_repository_is_left_alone() {
        for url in [
            "https://github.com/jardin/potager",
            "https://github.com/jardin/potager#readme",
            "https://github.com/jardin/potager/",
            "https://github.com/jardin/potager/issues/3",
            "https://github.com/jardin/potager/pull/3/files#diff-1",
            "https://github.com/jardin/potager/releases/download/v1/a.zip",
            "https://github.com/jardin/potager/wiki/Page",
            "https://github.com/jardin/potager/blob/",
            "https://github.com/jardin/potager/blob/main/../../x",
            "https://github.com/jardin/potager-2/blob/main/a.md",
            "https://github.com/other/potager/blob/main/a.md",
            "https://gitlab.com/jardin/potager/-/blob/main/a.md",
            "https://user@github.com/jardin/potager/blob/main/a.md",
            "mailto:github.com/jardin/potager/blob/main/a.md",
            "https://github.com/jardin/potager/blob/main/%FF",
        ] {
            assert_eq!(read(url, "jardin/potager"), None, "{url}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,80}", path in "[/a-z%0-9?#.é-]{0,40}") {
            let name = ForgeName::parse("é/b").unwrap();
            let _ = ForgeUrl::read(&text, &name);
            let _ = ForgeUrl::read(&format!("https://github.com/É/b/{path}"), &name);
            let _ = ForgeUrl::read(&format!("//github.com/é/b/blob/{path}"), &name);
        }
    }
}
