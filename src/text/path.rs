//! Paths of a repository as texts: joined, split and compared in one place.
//!
//! All of them are given from the root of the repository, with `/` between their parts and none at their ends; the empty
//! path is the root. Nothing here knows what stands at a path.

use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// The extensions of Markdown files, in lower case: every list of them is this one.
pub const MARKDOWN: &[&str] = &["md", "mdx", "markdown", "rmd", "qmd"];

/// The extensions of files that a program runs, and writes the Markdown of a page from.
pub const NOTEBOOKS: &[&str] = &["Rmd", "qmd", "ipynb", "Rmarkdown"];

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The last part of a path without its extension: `boucles.fr` of `cours/boucles.fr.md`.
pub fn stem(path: &str) -> &str {
    let name = file_name(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The folder of the file at `path`; empty for the root.
pub fn folder_of(path: &str) -> &str {
    memchr::memrchr(b'/', path.as_bytes()).map_or("", |end| &path[..end])
}

/// The folders that hold the file at `path`, the innermost first, the root last.
pub fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder_of(path)), |folder| (!folder.is_empty()).then(|| folder_of(folder)))
}

/// `path` as seen from `folder` (empty: the root); `None` if it is not in it.
pub fn below<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    if folder.is_empty() {
        return Some(path);
    }
    let rest = path.strip_prefix(folder)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

/// `path` in `folder` (empty: the root), without looking at `.` and `..`.
pub fn under(folder: &str, path: &str) -> String {
    match (folder, path) {
        ("", path) => path.to_owned(),
        (folder, "") => folder.to_owned(),
        (folder, path) => format!("{folder}/{path}"),
    }
}

/// `path`, read from `folder`; `None` where it leads out of the root.
pub fn join(folder: &str, path: &str) -> Option<String> {
    let mut out = String::with_capacity(folder.len() + path.len() + 1);
    join_into(folder, path, &mut out).is_none().then_some(out)
}

/// Appends `path`, read from `folder`, to the empty `out`, without `.`, `..` and doubled or final slashes.
/// Where it leads out of the root: by how many levels, and what follows.
pub fn join_into<'p>(folder: &str, path: &'p str, out: &mut String) -> Option<(usize, &'p str)> {
    out.push_str(folder);
    let (mut above, mut rest) = (0, "");
    let mut at = 0;
    for end in memchr::memchr_iter(b'/', path.as_bytes()).chain([path.len()]) {
        match &path[at..end] {
            "" | "." => {}
            ".." if out.is_empty() => above += 1,
            ".." => out.truncate(folder_of(out).len()),
            part => {
                if above > 0 && rest.is_empty() {
                    rest = &path[at..];
                }
                if !out.is_empty() {
                    out.push('/');
                }
                out.push_str(part);
            }
        }
        at = end + 1;
    }
    (above > 0).then_some((above, rest))
}

/// `path` with its percent-encoding resolved, if that gives text.
pub fn decoded(path: &str) -> Cow<'_, str> {
    if memchr::memchr(b'%', path.as_bytes()).is_none() {
        return Cow::Borrowed(path);
    }
    percent_decode_str(path).decode_utf8().unwrap_or(Cow::Borrowed(path))
}

/// The extension of a file's path; `None` where the last part has none, or a number's fraction (`v1.2`).
pub fn extension(path: &str) -> Option<&str> {
    let (named, end) = after_dot(path)?;
    let fine = named && end.len() <= 8 && end.starts_with(|c: char| c.is_ascii_alphabetic());
    (fine && end.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(end)
}

/// What follows the last `.` of the last part of `path`, and whether something stands before it there.
fn after_dot(path: &str) -> Option<(bool, &str)> {
    let bytes = path.as_bytes();
    let at = memchr::memrchr2(b'.', b'/', bytes).filter(|at| bytes[*at] == b'.')?;
    Some((at > 0 && bytes[at - 1] != b'/', &path[at + 1..]))
}

/// Whether the path is that of a Markdown file.
pub fn is_markdown(path: &str) -> bool {
    after_dot(path).is_some_and(|(_, end)| MARKDOWN.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// `path` with each of these ends; one that begins with `/` is a file in the folder `path`.
pub fn ended(path: &str, ends: &[&str]) -> Vec<String> {
    ends.iter()
        .map(|end| if end.starts_with('/') { under(path, end.trim_start_matches('/')) } else { format!("{path}{end}") })
        .collect()
}
